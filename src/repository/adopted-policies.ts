import { Inject, Injectable, Logger } from '@nestjs/common';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import { type PolicyVersion, referenceOf } from '../compliance/policies/index.js';
import { packageInfo } from '../config/package-info.js';
import { AppendGate } from '../event-store/append-gate.js';
import {
  DuplicateEventId,
  type EventStore,
  StoreUnavailable,
  WrongExpectedRevision,
} from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { Fault } from '../faults/fault.js';
import type { PolicyAdopted } from '../streams/events/policy-adopted.js';
import type { EventId, RecordedBy } from '../therapy/envelope.js';
import { type Clock, RECORDING_CLOCK } from './clock.js';
import { type Logged, StreamLog } from './stream-log.js';

/** How often it is tried anew where another service was first. */
const ATTEMPTS = 8;

/** The service reads policies by itself when it starts; who put the files there it does not know. */
const THE_SERVICE: RecordedBy = { subject: 'service', name: packageInfo.name, role: 'service' };

/** An event of the stream as it is stored, and as it says. */
export type Adoption = Logged<'policies'>;

/** `id@version`, by which a version is asked for. */
const adoptedIn = ({ event }: Adoption): string => `${event.data.policy}@${event.data.policyVersion}`;

const dataOf = ({ policy, sha256, origin }: PolicyVersion): PolicyAdopted => ({
  policy: policy.id,
  policyVersion: policy.version,
  sha256,
  origin: origin === 'shipped' ? 'shipped' : 'file',
  ...(policy.inForceFrom !== undefined && { inForceFrom: policy.inForceFrom }),
  release: `${packageInfo.name} ${packageInfo.version}`,
});

/** The versions of policies that came into force in this ledger: each is an event of the stream `policies`. */
@Injectable()
export class AdoptedPolicies {
  private readonly logger = new Logger('Policies');
  /** As far as they were read; undefined while they could not be. */
  private known: readonly Adoption[] | undefined;
  private readonly log: StreamLog<'policies'>;

  constructor(
    private readonly files: PolicyFiles,
    @Inject(EVENT_STORE_TOKEN) store: EventStore,
    private readonly gate: AppendGate,
    @Inject(RECORDING_CLOCK) private readonly clock: Clock,
  ) {
    this.log = new StreamLog(store, 'policies', 'PolicyAdopted');
  }

  /**
   * Compares the policies of this service with the ledger. Where the stream is broken, the start goes on: nothing is
   * recorded of policies, and no pack is made of it.
   * @throws UnusablePolicies where the ledger knows a version with other bytes; StoreUnavailable
   */
  async compare(): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      if (!(error instanceof Fault) || error instanceof StoreUnavailable) throw error;
      this.logger.error({ msg: 'the policies of the ledger cannot be read', err: error });
      return;
    }
    for (const reference of this.unheld())
      this.logger.warn(
        `the ledger knows ${reference}, and this service does not: nothing is judged by it here; put its bytes back into known-policies`,
      );
  }

  /**
   * Records each version that the ledger does not know yet. Where another service records at the same time, each is
   * recorded once.
   * @throws UnusablePolicies where another service recorded a version with other bytes; StoreUnavailable,
   * LedgerContradicted, ClockDoubtful
   */
  async adopt(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const known = this.known ?? (await this.read());
      const missing = this.missing(known);
      if (missing.length === 0) return;
      await this.gate.waiting;
      try {
        await this.append(known, missing);
      } catch (error) {
        this.known = undefined;
        const raced = error instanceof WrongExpectedRevision || error instanceof DuplicateEventId;
        if (!raced || attempt === ATTEMPTS) throw error;
      }
    }
  }

  /** All of them, as the log holds them now. @throws LedgerContradicted, UnreadableEvent, StoreUnavailable */
  async all(): Promise<readonly Adoption[]> {
    return this.log.all();
  }

  /** Of some versions, by `id@version`: those that were adopted. @throws as `all` */
  async of(references: ReadonlySet<string>): Promise<readonly Adoption[]> {
    return (await this.all()).filter((adoption) => references.has(adoptedIn(adoption)));
  }

  private async read(): Promise<readonly Adoption[]> {
    const all = await this.all();
    for (const adoption of all) {
      const { stored, event } = adoption;
      const file = `the ledger, revision ${stored.revision} of its policies, recorded at ${event.recordedAt}`;
      const version = { sha256: event.data.sha256 };
      this.files.compare(new Map([[adoptedIn(adoption), { file, version }]]));
    }
    return (this.known = all);
  }

  private missing(known: readonly Adoption[]): readonly PolicyVersion[] {
    const adopted = new Set(known.map(adoptedIn));
    return this.files.book.versions.filter((version) => !adopted.has(referenceOf(version)));
  }

  private unheld(): readonly string[] {
    const held = new Set(this.files.book.versions.map(referenceOf));
    return [...new Set((this.known ?? []).map(adoptedIn))].filter((reference) => !held.has(reference));
  }

  private async append(known: readonly Adoption[], missing: readonly PolicyVersion[]): Promise<void> {
    const added = missing.map((version) => ({ id: version.sha256 as EventId, data: dataOf(version) }));
    await this.log.append(known, added, this.clock(), THE_SERVICE);
    await this.read();
  }
}

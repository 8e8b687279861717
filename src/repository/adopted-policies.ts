import { Inject, Injectable, Logger } from '@nestjs/common';
import { PolicyFiles } from '../compliance/policies/files/policy-files.js';
import {
  DEFAULT_POLICY,
  type DefaultPolicy,
  PolicyBook,
  type PolicyVersion,
  referenceOf,
} from '../compliance/policies/index.js';
import { packageInfo } from '../config/package-info.js';
import { Settings } from '../config/settings.js';
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
import type { EventId, Instant, RecordedBy } from '../therapy/envelope.js';
import { type Clock, RECORDING_CLOCK } from './clock.js';
import { type Logged, StreamLog, type ToLog } from './stream-log.js';

/** How often it is tried anew where another service was first. */
const ATTEMPTS = 8;

/** The service reads policies by itself when it starts; who put the files there it does not know. */
const THE_SERVICE: RecordedBy = { subject: 'service', name: packageInfo.name, role: 'service' };

const RELEASE = `${packageInfo.name} ${packageInfo.version}`;

/** An event of the stream as it is stored, and as it says. */
type Recorded = Logged<'policies'>;
type Added = ToLog<'policies'>;

/** `id@version` of the version that came into force by an event; undefined for another event. */
const adoptedIn = ({ event }: Recorded): string | undefined =>
  event.type === 'PolicyAdopted' ? `${event.data.policy}@${event.data.policyVersion}` : undefined;

const defaultIn = ({ event }: Recorded): readonly DefaultPolicy[] =>
  event.type === 'DefaultPolicyChanged'
    ? [{ policy: event.data.policy, from: Date.parse(event.recordedAt) }]
    : [];

const dataOf = ({ policy, sha256, origin }: PolicyVersion): PolicyAdopted => ({
  policy: policy.id,
  policyVersion: policy.version,
  sha256,
  origin: origin === 'shipped' ? 'shipped' : 'file',
  ...(policy.inForceFrom !== undefined && { inForceFrom: policy.inForceFrom }),
  release: RELEASE,
});

/**
 * The versions of policies that came into force in this ledger, and which policy judged where none was named: each
 * change is an event of the stream `policies`.
 */
@Injectable()
export class AdoptedPolicies {
  private readonly logger = new Logger('Policies');
  /** As far as they were read; undefined while they could not be. */
  private known: readonly Recorded[] | undefined;
  private readonly log: StreamLog<'policies'>;

  constructor(
    private readonly files: PolicyFiles,
    @Inject(EVENT_STORE_TOKEN) store: EventStore,
    private readonly gate: AppendGate,
    @Inject(RECORDING_CLOCK) private readonly clock: Clock,
    private readonly settings: Settings,
  ) {
    this.log = new StreamLog(store, 'policies');
  }

  /**
   * Compares the policies of this service with the ledger. Where the stream is broken, the start goes on: nothing is
   * recorded of policies, and no pack is made of it.
   * @returns those by which may be judged
   * @throws UnusablePolicies where the ledger knows a version with other bytes, or one that is new would judge what was
   * before it; StoreUnavailable
   */
  async compare(now: Instant): Promise<PolicyBook> {
    try {
      await this.read();
    } catch (error) {
      if (!(error instanceof Fault) || error instanceof StoreUnavailable) throw error;
      this.logger.error({ msg: 'the policies of the ledger cannot be read', err: error });
      return this.bookOf(this.files.dated(this.files.keptSince), [], now);
    }
    for (const reference of this.unheld())
      this.logger.warn(
        `the ledger knows ${reference}, and this service does not: nothing is judged by it here; put its bytes back into known-policies`,
      );
    const known = this.known ?? [];
    const recorded = known.flatMap((event) => {
      const reference = adoptedIn(event);
      return reference === undefined ? [] : [[reference, Date.parse(event.event.recordedAt)] as const];
    });
    // What was recorded twice came into force the first time.
    return this.bookOf(this.files.dated(new Map(recorded.toReversed())), known.flatMap(defaultIn), now);
  }

  /**
   * Records each version that the ledger does not know yet. Where another service records at the same time, each is
   * recorded once.
   * @throws UnusablePolicies where another service recorded a version with other bytes; StoreUnavailable,
   * LedgerContradicted, ClockDoubtful
   */
  adopt(): Promise<void> {
    return this.record((known) => this.missing(known));
  }

  /** Records which policy judges from now on where none is named, if it is another than before. @throws as `adopt` */
  chooseDefault(): Promise<void> {
    return this.record((known) => this.changedDefault(known));
  }

  /** All of them, as the log holds them now. @throws LedgerContradicted, UnreadableEvent, StoreUnavailable */
  async all(): Promise<readonly Recorded[]> {
    return this.log.all();
  }

  /** Of some versions, by `id@version`: those that were adopted. @throws as `all` */
  async of(references: ReadonlySet<string>): Promise<readonly Recorded[]> {
    return (await this.all()).filter((event) => {
      const reference = adoptedIn(event);
      return reference !== undefined && references.has(reference);
    });
  }

  private async record(added: (known: readonly Recorded[]) => readonly Added[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const known = this.known ?? (await this.read());
      const missing = added(known);
      if (missing.length === 0) return;
      await this.gate.waiting;
      try {
        await this.log.append(known, missing, this.clock(), THE_SERVICE);
        await this.read();
      } catch (error) {
        this.known = undefined;
        const raced = error instanceof WrongExpectedRevision || error instanceof DuplicateEventId;
        if (!raced || attempt === ATTEMPTS) throw error;
      }
    }
  }

  private async read(): Promise<readonly Recorded[]> {
    const all = await this.all();
    for (const { stored, event } of all) {
      if (event.type !== 'PolicyAdopted') continue;
      const file = `the ledger, revision ${stored.revision} of its policies, recorded at ${event.recordedAt}`;
      const version = { sha256: event.data.sha256 };
      const reference = `${event.data.policy}@${event.data.policyVersion}`;
      this.files.compare(new Map([[reference, { file, version }]]));
    }
    return (this.known = all);
  }

  private missing(known: readonly Recorded[]): readonly Added[] {
    const adopted = new Set(known.map(adoptedIn));
    return this.files.book.versions
      .filter((version) => !adopted.has(referenceOf(version)))
      .map((version) => ({
        id: version.sha256 as EventId,
        type: 'PolicyAdopted',
        data: dataOf(version),
      }));
  }

  private changedDefault(known: readonly Recorded[]): readonly Added[] {
    const previous = known.flatMap(defaultIn).at(-1)?.policy ?? DEFAULT_POLICY;
    const policy = this.settings.defaultPolicy ?? previous;
    if (policy === previous) return [];
    return [
      {
        id: `default-policy-${known.length + 1}` as EventId,
        type: 'DefaultPolicyChanged',
        data: { policy, previous, release: RELEASE },
      },
    ];
  }

  /** The default that was chosen counts from the start on, before it is recorded. */
  private bookOf({ versions }: PolicyBook, recorded: readonly DefaultPolicy[], now: Instant): PolicyBook {
    const chosen = this.settings.defaultPolicy;
    const isNew = chosen !== undefined && chosen !== (recorded.at(-1)?.policy ?? DEFAULT_POLICY);
    return new PolicyBook(versions, isNew ? [...recorded, { policy: chosen, from: now }] : recorded);
  }

  private unheld(): readonly string[] {
    const held = new Set(this.files.book.versions.map(referenceOf));
    const adopted = (this.known ?? []).flatMap((event) => adoptedIn(event) ?? []);
    return [...new Set(adopted)].filter((reference) => !held.has(reference));
  }
}

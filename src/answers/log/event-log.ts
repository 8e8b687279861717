import { Inject, Injectable } from '@nestjs/common';
import { PolicyBook } from '../../compliance/policies/index.js';
import { reveal } from '../../therapy/concealment.js';
import type { Envelope, Instant, TherapyId } from '../../therapy/envelope.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { Disclosures } from '../../repository/disclosures.js';
import { timesOf } from '../../repository/point-of-view.js';
import { Therapies } from '../../repository/therapies.js';
import { ASKING, type Asking } from '../asked/asking.js';
import { Listings } from '../listings.js';
import { policyInForce } from '../policy-in-force.js';
import type { LogEntry, LogPage, LogQuestion } from './log-page.js';

export interface LogFound extends LogPage {
  readonly therapyId: TherapyId;
  readonly knownAt: Instant;
  readonly entries: readonly LogEntry[];
}

/** A therapy's events page by page, each with what it changed. */
@Injectable()
export class EventLog {
  constructor(
    private readonly therapies: Therapies,
    private readonly listings: Listings,
    private readonly disclosures: Disclosures,
    private readonly policies: PolicyBook,
    @Inject(ASKING) private readonly asking: Asking,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownTherapy, AuditTooLong */
  async page(
    therapyId: TherapyId,
    { knownAt, ...question }: LogQuestion & { readonly knownAt?: Instant },
  ): Promise<LogFound> {
    const record = await this.therapies.registered(therapyId);
    const now = this.clock();
    const { knownBy } = timesOf({ knownAt }, { recorded: record.recorded, now });
    const { policy } = policyInForce(this.policies, undefined, now);
    const lateEntryHours = policy.lateEntryHours.value;
    const read = await this.asking.ask(record, 'log', { ...question, knownBy, lateEntryHours });
    const { behind, entries, ...page } = read;
    const envelopes = await this.envelopes(
      therapyId,
      entries.map(({ envelope }) => envelope.revision),
    );
    const found = entries.flatMap((entry) => {
      const envelope = envelopes.get(entry.envelope.revision);
      return envelope ? { ...entry, envelope } : [];
    });
    // The reason of a correction or void may be in an event that is not on the page.
    const concealed = behind.flatMap((revision) => record.concealed(revision));
    return {
      therapyId,
      knownAt: knownBy,
      ...page,
      entries: reveal(found, this.disclosures.values(therapyId, concealed)),
    };
  }

  /** The events with their leaf indexes, by revision. Consecutive ones are read at once. */
  private async envelopes(
    therapyId: TherapyId,
    revisions: readonly number[],
  ): Promise<ReadonlyMap<number, Envelope>> {
    const runs: { first: number; length: number }[] = [];
    for (const revision of revisions.toSorted((a, b) => a - b)) {
      const last = runs.at(-1);
      if (last && last.first + last.length === revision) last.length += 1;
      else runs.push({ first: revision, length: 1 });
    }
    const read = await Promise.all(
      runs.map(({ first, length }) => this.listings.events(therapyId, first - 1, length)),
    );
    return new Map(read.flat().map((envelope) => [envelope.revision, envelope]));
  }
}

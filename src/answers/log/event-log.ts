import { Inject, Injectable } from '@nestjs/common';
import { DEFAULT_POLICY, PolicyBook } from '../../compliance/policies/index.js';
import { reveal } from '../../therapy/concealment.js';
import type { Envelope, Instant, Sealed, TherapyId } from '../../therapy/envelope.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { Disclosures } from '../../repository/disclosures.js';
import { Listings } from '../listings.js';
import { policyInForce } from '../policy-in-force.js';
import { TherapyQueries } from '../queries.js';
import { EventStatuses } from './event-status.js';
import { type LogEntry, type LogPage, type LogQuestion, entriesOf, pageOfLog } from './log-page.js';

export interface LogFound extends LogPage {
  readonly therapyId: TherapyId;
  readonly knownAt: Instant;
  readonly entries: readonly LogEntry[];
}

/** A therapy's events page by page, each with what it changed. */
@Injectable()
export class EventLog {
  constructor(
    private readonly queries: TherapyQueries,
    private readonly listings: Listings,
    private readonly disclosures: Disclosures,
    private readonly policies: PolicyBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownTherapy */
  async page(
    therapyId: TherapyId,
    { knownAt, ...question }: LogQuestion & { readonly knownAt?: Instant },
  ): Promise<LogFound> {
    const { record, known, knownBy, view } = await this.queries.known(therapyId, knownAt);
    const { pageEvents, ...page } = pageOfLog(known, question);
    const envelopes = await this.envelopes(therapyId, pageEvents);
    const statuses = new EventStatuses(known, view.placed);
    const { policy } = policyInForce(this.policies, DEFAULT_POLICY, this.clock());
    const entries = entriesOf(envelopes, statuses, view, policy.lateEntryHours.value);
    // The reason of a correction or void may be in an event that is not on the page.
    const behind = new Set(envelopes.flatMap((event) => statuses.revisionsBehind(event)));
    const concealed = [...behind].flatMap((revision) => record.concealed(revision));
    return {
      therapyId,
      knownAt: knownBy,
      ...page,
      entries: reveal(entries, this.disclosures.values(therapyId, concealed)),
    };
  }

  /** The events with their leaf indexes, in the given order. Consecutive revisions are read at once. */
  private async envelopes(therapyId: TherapyId, pageEvents: readonly Sealed[]): Promise<Envelope[]> {
    const revisions = pageEvents.map(({ revision }) => revision).toSorted((a, b) => a - b);
    const runs: { first: number; length: number }[] = [];
    for (const revision of revisions) {
      const last = runs.at(-1);
      if (last && last.first + last.length === revision) last.length += 1;
      else runs.push({ first: revision, length: 1 });
    }
    const read = await Promise.all(
      runs.map(({ first, length }) => this.listings.events(therapyId, first - 1, length)),
    );
    const byRevision = new Map(read.flat().map((envelope) => [envelope.revision, envelope]));
    return pageEvents.flatMap(({ revision }) => byRevision.get(revision) ?? []);
  }
}

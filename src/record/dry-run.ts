import { Inject, Injectable } from '@nestjs/common';
import type { Check } from '../compliance/checks/check.js';
import { PolicyBook } from '../compliance/policies/index.js';
import type { Finding } from '../compliance/rules/finding.js';
import { canonicalBytes } from '../ledger/canonical.js';
import { isConcealed, reveal, valuesOf } from '../therapy/concealment.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import { type SealedEvent, seal } from '../therapy/seal.js';
import { policyInForce } from '../answers/policy-in-force.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Disclosures } from '../repository/disclosures.js';
import { ASKING, type Asking } from '../answers/asked/asking.js';
import type { StateFound } from '../answers/doses.js';
import { STATE_VALUES } from '../answers/queries.js';
import { type Draft, type Recording, decideDraft, draftOf, recognised } from './recording.js';
import { Reviewing } from './reviewing.js';
import { randomSalt } from './salt.js';
import { Therapies } from '../repository/therapies.js';
import type { TherapyRecord } from '../repository/therapy-record.js';

export interface DryRunFound {
  readonly state: StateFound;
  /** As of the instant that was asked for beside. */
  readonly stateThen?: StateFound;
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
}

/** What would be if an event were recorded. Records nothing. */
@Injectable()
export class DryRun {
  constructor(
    private readonly therapies: Therapies,
    private readonly reviewing: Reviewing,
    private readonly policies: PolicyBook,
    private readonly disclosures: Disclosures,
    @Inject(ASKING) private readonly asking: Asking,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param alsoAt an instant at which the state is asked for, too
   * @throws what `Reviewing.record` throws
   */
  async of(recording: Recording, alsoAt?: Instant): Promise<DryRunFound> {
    const draft = draftOf(recording);
    await this.reviewing.refuseUnknown(draft);
    const therapy = await this.therapies.get(recording.therapyId);
    const { therapyId } = therapy;
    try {
      const now = this.clock();
      const made = this.madeOf(draft, therapy, now);
      const events = made ? [...therapy.events, made.sealed] : therapy.events;
      const knownAt = Math.max(now, Date.parse(events.at(-1)!.recordedAt));
      const found = await this.asking.ask(therapy, 'tried', {
        policy: policyInForce(this.policies, undefined, now),
        added: events.slice(therapy.revision),
        asOf: now,
        knownBy: knownAt,
        alsoAt,
        content: draft.content,
        id: draft.id,
      });
      const values = valuesOf(made?.disclosures ?? []);
      const inClear = (state: StateFound): StateFound =>
        this.disclosures.reveal(reveal(state, values), therapy, STATE_VALUES);
      const { state, stateThen, findings, checks } = found;
      return {
        state: inClear(state),
        ...(stateThen && { stateThen: inClear(stateThen) }),
        findings,
        checks: checks.filter(({ same }) => same === undefined || this.isSame(draft, same, therapy)),
      };
    } finally {
      if (therapy.size === 0) this.therapies.forget(therapyId, therapy);
    }
  }

  /** Whether a recorded event says the same, also in the personal values that the thread cannot read. */
  private isSame({ content }: Draft, id: EventId, therapy: TherapyRecord): boolean {
    const existing = therapy.find(id);
    if (!existing || content.type !== existing.type) return true;
    const { data } = reveal(
      existing,
      this.disclosures.values(therapy.therapyId, therapy.concealed(existing.revision)),
    );
    return isConcealed({ data }) || Buffer.compare(canonicalBytes(data), canonicalBytes(content.data)) === 0;
  }

  /** Undefined where it was recorded before. */
  private madeOf(draft: Draft, therapy: TherapyRecord, now: Instant): SealedEvent | undefined {
    const { therapyId, head } = therapy;
    const existing = therapy.find(draft.id);
    if (existing) {
      recognised(draft, existing, this.disclosures.values(therapyId, therapy.concealed(existing.revision)));
      return undefined;
    }
    decideDraft(draft, therapy, now);
    return seal(therapyId, draft.id, draft.content, head, now, draft.recordedBy, randomSalt);
  }
}

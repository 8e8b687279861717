import { Inject, Injectable } from '@nestjs/common';
import { type Audit, audit } from '../compliance/audit.js';
import { type Assumption, assumptionsOf } from '../compliance/assumptions.js';
import { DEFAULT_POLICY, PolicyBook } from '../compliance/policies/index.js';
import { isVerified, unverifiedTimes } from '../compliance/verification.js';
import { type Site, doseMcg } from '../infusion/dose.js';
import { type DoseCurve, doseCurve } from '../infusion/dose-curve.js';
import { type PumpState, pumpState } from '../infusion/pump-state.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId, Instant, Sealed, TherapyId } from '../therapy/envelope.js';
import { actedBy, knownAt } from '../therapy/timeline.js';
import { CLOCK, type Clock } from './clock.js';
import { policyInForce } from './policy-in-force.js';
import { type Report, reportIn } from './report.js';
import { Therapies } from './therapies.js';
import type { TherapyRecord } from './therapy-record.js';
import { type View, momentOf, renewed, viewOf } from './therapy-view.js';

export interface Then {
  /** Defaults to now. */
  readonly asOf?: Instant;
  /** Defaults to all that is recorded by now. */
  readonly knownAt?: Instant;
}

export interface AuditQuery extends Then {
  /** As id or id@version; the default one if none is given. */
  readonly policy?: string;
}

export interface StateFound {
  readonly therapyId: TherapyId;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** The last revision that was known. */
  readonly revision: number;
  readonly state: PumpState;
  /** False where a study found the catheter faulty: the true rate at the tip lies between 0 and the answer. */
  readonly tipVerified: boolean;
  readonly assumptions: readonly Assumption[];
}

export interface DoseQuestion {
  readonly drug: string;
  readonly site: Site;
  readonly from: Instant;
  readonly to: Instant;
}

/** At the tip with `verified`: false where the true dose lies between 0 and the answer. */
export interface Backed {
  readonly assumptions: readonly Assumption[];
  readonly verified?: boolean;
}

/** A dose that did not come from the pump, and is not in the pump's. */
export interface OtherDose {
  readonly eventId: EventId;
  readonly at: Instant;
  readonly route: string;
  /** Undefined where it is not recorded. */
  readonly doseMcg?: number;
}

export interface DoseFound extends Backed {
  readonly doseMcg: number;
  readonly otherRoutes: readonly OtherDose[];
}

const otherDoses = (events: readonly ActingEvent[], { drug, from, to }: DoseQuestion): OtherDose[] =>
  events.flatMap((event) =>
    event.type === 'BolusTestPerformed' &&
    event.data.route !== 'pump' &&
    event.data.drug === drug &&
    event.at > from &&
    event.at <= to
      ? [{ eventId: event.id, at: event.at, route: event.data.route, doseMcg: event.data.doseMcg }]
      : [],
  );

export function stateIn(therapyId: TherapyId, view: View, asOf: Instant, knownBy: Instant): StateFound {
  const { events, delivery, assumptions } = momentOf(view, asOf);
  return {
    therapyId,
    asOf,
    knownAt: knownBy,
    revision: view.count,
    state: pumpState(events, delivery, asOf),
    tipVerified: isVerified(unverifiedTimes(view.placed.acting), asOf, asOf),
    assumptions,
  };
}

/** Questions about one therapy. Pure functions answer them; this only loads, and remembers the newest view. */
@Injectable()
export class TherapyQueries {
  private readonly views = new WeakMap<TherapyRecord, View>();

  constructor(
    private readonly therapies: Therapies,
    private readonly policies: PolicyBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownTherapy */
  async state(therapyId: TherapyId, then: Then): Promise<StateFound> {
    const record = await this.therapies.registered(therapyId);
    const { asOf, knownBy } = this.times(then, record.recorded);
    return stateIn(therapyId, this.view(record, knownBy), asOf, knownBy);
  }

  /** @throws UnknownTherapy, PathVolumeUnknown */
  async dose(therapyId: TherapyId, question: DoseQuestion): Promise<DoseFound> {
    const { drug, site, from, to } = question;
    const { view, backing } = await this.backed(therapyId, question);
    return {
      doseMcg: doseMcg(view.soFar.delivery, drug, site, from, to),
      otherRoutes: otherDoses(view.placed.acting, question),
      ...backing,
    };
  }

  /** @throws UnknownTherapy, PathVolumeUnknown, TooManyPoints */
  async doseCurve(
    therapyId: TherapyId,
    question: DoseQuestion & { maxPoints?: number },
  ): Promise<Backed & DoseCurve> {
    const { view, backing } = await this.backed(therapyId, question);
    return { ...doseCurve(view.soFar.delivery, question), ...backing };
  }

  /** @throws UnknownTherapy, UnknownPolicy */
  async audit(therapyId: TherapyId, question: AuditQuery): Promise<Audit> {
    return this.judged(await this.therapies.registered(therapyId), question);
  }

  /**
   * An audit with what is printed beside it.
   * @throws UnknownTherapy, UnknownPolicy
   */
  async report(therapyId: TherapyId, question: AuditQuery): Promise<Report> {
    const record = await this.therapies.registered(therapyId);
    const found = this.judged(record, question);
    const known = knownAt(record.recorded, found.knownAt);
    return reportIn(therapyId, record, known, this.view(record, found.knownAt), found);
  }

  private judged(record: TherapyRecord, { policy: reference = DEFAULT_POLICY, ...then }: AuditQuery): Audit {
    const { asOf, knownBy } = this.times(then, record.recorded);
    const { policy } = policyInForce(this.policies, reference, knownBy);
    return audit(record.recorded, { policy, asOf, knownAt: knownBy });
  }

  private async backed(
    therapyId: TherapyId,
    { site, from, to }: DoseQuestion,
  ): Promise<{ view: View; backing: Backed }> {
    const view = this.view(await this.therapies.registered(therapyId), Number.POSITIVE_INFINITY);
    const { placed, soFar } = view;
    const events = actedBy(placed, to);
    const assumptions = assumptionsOf(events, soFar.delivery, placed, to);
    const verified = isVerified(unverifiedTimes(placed.acting), from, to);
    return { view, backing: { assumptions, ...(site === 'tip' && { verified }) } };
  }

  /** Clocks may be set back: what is recorded is known all the same. */
  private times(
    { asOf, knownAt: known }: Then,
    recorded: readonly Sealed[],
  ): { asOf: Instant; knownBy: Instant } {
    const now = this.clock();
    const last = recorded.at(-1);
    return { asOf: asOf ?? now, knownBy: known ?? Math.max(now, last ? Date.parse(last.recordedAt) : now) };
  }

  private view(record: TherapyRecord, knownBy: Instant): View {
    const { recorded } = record;
    const known = knownAt(recorded, knownBy);
    if (known.length < recorded.length) return viewOf(known);
    const view = renewed(this.views.get(record), recorded);
    this.views.set(record, view);
    return view;
  }
}

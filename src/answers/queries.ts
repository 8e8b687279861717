import { Inject, Injectable } from '@nestjs/common';
import { type Assumption, assumptionsOf } from '../compliance/assumptions.js';
import { AuditTime } from '../compliance/audit-time.js';
import { isVerified, unverifiedTimes } from '../compliance/doubt/verification.js';
import { type Site, doseMcg } from '../infusion/dose.js';
import { type DoseCurve, doseCurve } from '../infusion/dose-curve.js';
import { type PumpState, pumpState } from '../infusion/pump-state.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId, Instant, Sealed, TherapyId } from '../therapy/envelope.js';
import { actedBy, knownAt } from '../therapy/timeline.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Disclosures } from '../repository/disclosures.js';
import type { AuditFound } from './audit-found.js';
import { type EventFound, eventIn } from './event-found.js';
import { type PointOfView, timesOf } from '../repository/point-of-view.js';
import { type PrintedReport, type Report, printedReportIn, reportIn } from './report.js';
import { Therapies } from '../repository/therapies.js';
import type { TherapyRecord } from '../repository/therapy-record.js';
import { type View, momentOf, renewed, viewOf } from './therapy-view.js';
import type { Span, TherapyTimeline } from './timeline/therapy-timeline.js';
import { NOTED } from './timeline/drawn.js';
import { readableNotes, timelineOf } from './timeline/timeline-of.js';

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
interface OtherDose {
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

/** A therapy by what is known. */
interface Known {
  readonly record: TherapyRecord;
  readonly knownBy: Instant;
  /** In order of revision, and the view of it. */
  readonly known: readonly Sealed[];
  readonly view: View;
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

/** The events whose personal values a state shows. */
export const STATE_VALUES = ['PumpImplanted'] as const;

/** Questions about one therapy. Pure functions answer them; this only loads, and remembers the newest view. */
@Injectable()
export class TherapyQueries {
  private readonly views = new WeakMap<TherapyRecord, View>();

  constructor(
    private readonly therapies: Therapies,
    private readonly disclosures: Disclosures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownTherapy */
  async state(therapyId: TherapyId, pointOfView: PointOfView): Promise<StateFound> {
    const record = await this.therapies.registered(therapyId);
    const { asOf, knownBy } = timesOf(pointOfView, {
      recorded: record.recorded,
      now: this.clock(),
    });
    const found = stateIn(therapyId, this.view(record, knownBy), asOf, knownBy);
    return this.disclosures.reveal(found, record, STATE_VALUES);
  }

  /**
   * With the personal values that can be read.
   * @throws UnknownTherapy, UnknownEvent
   */
  async event(therapyId: TherapyId, eventId: string): Promise<EventFound> {
    const record = await this.therapies.registered(therapyId);
    const found = eventIn(record.recorded, eventId);
    return this.disclosures.reveal(found, record, [
      found.recorded.type,
      found.now?.type ?? found.recorded.type,
    ]);
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

  /**
   * An audit with what is printed beside it.
   * @throws UnknownTherapy
   */
  async report(found: AuditFound): Promise<Report> {
    return reportIn(...(await this.behind(found)), found);
  }

  /**
   * The same to be printed.
   * @throws UnknownTherapy
   */
  async printedReport(found: AuditFound): Promise<PrintedReport> {
    return printedReportIn(...(await this.behind(found)), found);
  }

  /** What an audit was made of. */
  private async behind({
    therapyId,
    audit,
  }: AuditFound): Promise<readonly [TherapyRecord, readonly Sealed[], View]> {
    const record = await this.therapies.registered(therapyId);
    return [record, knownAt(record.recorded, audit.knownAt), this.view(record, audit.knownAt)];
  }

  /**
   * A therapy over a window of time, as an audit sees it.
   * @throws UnknownTherapy
   */
  async timeline(found: AuditFound, window: Partial<Span>): Promise<TherapyTimeline> {
    const record = await this.therapies.registered(found.therapyId);
    const timeline = timelineOf(this.view(record, found.audit.knownAt), found, window);
    return readableNotes(this.disclosures.reveal(timeline, record, NOTED));
  }

  /**
   * What is known of a therapy by an instant; all that is recorded by default.
   * @throws UnknownTherapy
   */
  async known(therapyId: TherapyId, asked: Instant | undefined): Promise<Known> {
    const record = await this.therapies.registered(therapyId);
    const { recorded } = record;
    const { knownBy } = timesOf({ knownAt: asked }, { recorded, now: this.clock() });
    return { record, knownBy, known: knownAt(recorded, knownBy), view: this.view(record, knownBy) };
  }

  private async backed(
    therapyId: TherapyId,
    { site, from, to }: DoseQuestion,
  ): Promise<{ view: View; backing: Backed }> {
    const view = this.view(await this.therapies.registered(therapyId), Number.POSITIVE_INFINITY);
    const { placed, soFar } = view;
    const events = actedBy(placed, to);
    const assumptions = assumptionsOf(events, soFar.delivery, placed, new AuditTime(to));
    const verified = isVerified(unverifiedTimes(placed.acting), from, to);
    return { view, backing: { assumptions, ...(site === 'tip' && { verified }) } };
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

import type { Acting } from '../therapy/acting-event.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import type { EventTypeName } from '../therapy/events/index.js';
import type { Alarm } from '../therapy/events/values/alarm.js';
import type { CatheterInPlace, Delivery, Disturbance, PathMoment } from './delivery.js';
import { type Fluid, type Jump, type Layer, UNKNOWN, addLayer, strengthsIn } from './fluid.js';
import { type Tube, push } from './fluid-path.js';
import { type ProgramInForce } from './program.js';
import type { Reading, ReportedDifference } from './reported/reading.js';
import { type Report, type Reports, besides, keyOf, withReport } from './reported/reports.js';
import { REST, type Schedule, instantAfterMl, scaled, wantedMl, withFlow } from './schedule.js';
import { SPECK_ML } from './tolerances.js';
import { type Activity, type Fill, type Halt, type PumpInPlace, type Segment, heldMl } from './segment.js';
import { AS_RECORDED } from './stretches/anew.js';
import type { Stretch } from './stretches/stretch.js';

/** What can change at an event; the past is in the arrays. */
export interface Now {
  readonly pump?: PumpInPlace;
  readonly fill?: Fill;
  /** Noted, not computed again: rounding would leave a speck to pump for ever. */
  readonly isDry?: boolean;
  readonly program?: ProgramInForce;
  readonly bolus?: { readonly until: Instant; readonly schedule: Schedule };
  /** The last program, fill or reading that showed a mode or a dose; else the implant of the pump. */
  readonly flowSeenAt?: Instant;
  readonly emptiedBy?: EventId;
  readonly explantedBy?: EventId;
  readonly endedBy?: EventId;
  readonly tubing?: Tube;
  readonly catheter?: Tube;
  /** What the patient asked for that runs now: so many boluses or even flows, together so much. */
  readonly patient?: { readonly boluses: number; readonly mcgPerMs: number } | undefined;
  readonly reports?: Reports;
}

const LISTS = [
  'segments',
  'reservoir',
  'tip',
  'jumps',
  'moments',
  'disturbances',
  'catheters',
  'stretches',
  'readings',
  'differences',
] as const;

/** The pump at one instant, to go back to: lists grow at their ends, where only the last layers may still change. */
export interface Mark {
  readonly now: Now;
  readonly at: Instant;
  readonly pumped: number;
  readonly cause: EventId | undefined;
  readonly kept: readonly number[];
  readonly tails: readonly (readonly unknown[])[];
}

/**
 * How many of the last entries of a list may be replaced by later ones: those of one volume and instant. A new catheter
 * ends any disturbance.
 */
const CHANGEABLE = 8;

/** The pump at work: moves time forward and writes down what was pumped. Its changes are in `effects.ts`. */
export class Pumping {
  now: Now = {};
  at: Instant = Number.NEGATIVE_INFINITY;
  pumped = 0;
  /** The event after which nothing else has happened yet. */
  cause: EventId | undefined;
  /** Otherwise than recorded only while a stretch is gone through once more. */
  anew = AS_RECORDED;
  readonly segments: Segment[] = [];
  readonly reservoir: Layer[] = [];
  readonly tip: Layer[] = [];
  readonly jumps: Jump[] = [];
  readonly moments: PathMoment[] = [];
  readonly disturbances: Disturbance[] = [];
  readonly catheters: CatheterInPlace[] = [];
  readonly stretches: Stretch[] = [];
  readonly readings: Reading[] = [];
  readonly differences: ReportedDifference[] = [];
  readonly drugs = new Set<string>();

  clone(): Pumping {
    const { now, at, pumped, cause } = this;
    const lists = Object.fromEntries(LISTS.map((name) => [name, this[name].slice()]));
    return Object.assign(new Pumping(), {
      now,
      at,
      pumped,
      cause,
      ...lists,
      drugs: new Set(this.drugs),
    });
  }

  mark(): Mark {
    const { now, at, pumped, cause } = this;
    const kept = LISTS.map((name) =>
      name === 'disturbances' ? 0 : Math.max(0, this[name].length - CHANGEABLE),
    );
    const tails = LISTS.map((name, index) => this[name].slice(kept[index]));
    return { now, at, pumped, cause, kept, tails };
  }

  /** Forgets everything since a mark. */
  backTo({ now, at, pumped, cause, kept, tails }: Mark): void {
    Object.assign(this, { now, at, pumped, cause });
    LISTS.forEach((name, index) => {
      const list = this[name] as unknown[];
      list.length = kept[index]!;
      list.push(...tails[index]!);
    });
  }

  /** Ends what volumes refute, as if it never was. */
  withoutRefuted(): void {
    const { now } = this;
    const { refuted } = this.anew;
    if (refuted.size === 0 || !now.reports) return;
    let { program } = now;
    for (const report of now.reports['memory-reset']?.toReversed() ?? [])
      if (refuted.has(keyOf(report)) && program?.eventId === report.eventId)
        program = program.lost ?? program;
    this.now = { ...now, program, reports: besides(now.reports, refuted) };
  }

  /** Pumps on from the last event until an instant, finding by itself where a bolus ends and the reservoir runs dry. */
  advance(until: Instant): void {
    if (this.at === Number.NEGATIVE_INFINITY) {
      this.at = until;
      return;
    }
    let eventId = this.cause;
    while (this.at < until) {
      this.at = this.segment(until, eventId);
      eventId = undefined;
    }
  }

  private segment(until: Instant, eventId: EventId | undefined): Instant {
    const { fill, pump, program } = this.now;
    const { activity, intended, edge } = this.doing();
    const left = this.leftMl;
    const { halt } = this;
    const patientMlPerMs = halt ? 0 : this.patientMlPerMs;
    const schedule = halt ? REST : scaled(withFlow(intended, patientMlPerMs), this.anew.factor);
    const bound = Math.min(until, edge);
    const wanted = schedule === REST ? 0 : wantedMl(schedule, this.at, bound);
    const runsDry = wanted > 0 && wanted >= left;
    const end = runsDry ? Math.min(bound, instantAfterMl(schedule, this.at, left)) : bound;
    if (end > this.at)
      this.segments.push({
        start: this.at,
        pumpedMl: this.pumped,
        schedule,
        intended,
        activity,
        halt,
        haltedBy: halt && this.haltedBy,
        patientMlPerMs,
        flowUnknown: !halt && activity === 'program' && program!.flowUnknown,
        pump,
        fill,
        program,
        eventId,
      });
    if (wanted > 0) this.move(runsDry ? left : wanted, fill!.fluid);
    if (runsDry) {
      this.pumped = fill!.known.pumpedMl + fill!.known.volumeMl - this.lowestMl;
      this.now = { ...this.now, isDry: true };
    }
    return end;
  }

  private doing(): { activity: Activity | undefined; intended: Schedule; edge: Instant } {
    const { bolus, program } = this.now;
    if (bolus && this.at < bolus.until)
      return { activity: 'pump-bolus', intended: bolus.schedule, edge: bolus.until };
    if (!program) return { activity: undefined, intended: REST, edge: Number.POSITIVE_INFINITY };
    const { startsWith } = program;
    if (startsWith && this.at < startsWith.until)
      return { activity: 'starts-with', intended: startsWith.schedule, edge: startsWith.until };
    return { activity: 'program', intended: program.schedule, edge: Number.POSITIVE_INFINITY };
  }

  private get patientMlPerMs(): number {
    const { patient, program } = this.now;
    const concentration = program?.concentrationMcgPerMl;
    return patient && concentration && !program.standsStill ? patient.mcgPerMs / concentration : 0;
  }

  /** What stays in the reservoir when flow ends, mL. */
  get lowestMl(): number {
    return this.now.pump?.data.nonExtractableVolumeMl ?? 0;
  }

  /** What is in the reservoir, mL. */
  get heldMl(): number {
    const { fill } = this.now;
    return fill ? heldMl(fill, this.pumped) : 0;
  }

  /** What counts of a volume that was found, mL; more than the reservoir takes is as if nobody had looked. */
  found(volumeMl: number | undefined): number | undefined {
    const { pump } = this.now;
    return volumeMl === undefined || !pump || volumeMl > pump.data.reservoirCapacityMl
      ? undefined
      : Math.max(volumeMl, this.lowestMl);
  }

  /** Nothing more can be pumped of the last fill. */
  get isDry(): boolean {
    if (!this.now.fill || this.anew.isBottomless) return false;
    return this.now.isDry === true || this.leftMl <= SPECK_ML;
  }

  /** What can still be pumped of the last fill. */
  private get leftMl(): number {
    const { fill } = this.now;
    if (!fill) return 0;
    if (this.anew.isBottomless) return Number.POSITIVE_INFINITY;
    return fill.known.volumeMl - this.lowestMl - (this.pumped - fill.known.pumpedMl);
  }

  /** Why nothing moves now, although a program may be set. */
  get halt(): Halt | undefined {
    const { pump, fill, program } = this.now;
    if (!pump) return 'no-pump';
    if (this.now.endedBy) return 'therapy-ended';
    if (this.reportedBy('motor-stall')) return 'motor-stall';
    if (this.reportedBy('end-of-service')) return 'end-of-service';
    if (this.now.emptiedBy) return 'reservoir-emptied';
    if (this.reportedBy('empty-reservoir') || this.isDry) return 'reservoir-empty';
    if (!program || !fill) return 'no-program';
    return undefined;
  }

  private get haltedBy(): EventId | undefined {
    const { pump, endedBy, emptiedBy, explantedBy } = this.now;
    if (!pump) return explantedBy;
    return (
      endedBy ??
      this.reportedBy('motor-stall') ??
      this.reportedBy('end-of-service') ??
      emptiedBy ??
      this.reportedBy('empty-reservoir')
    );
  }

  private move(volumeMl: number, fluid: Fluid): void {
    if (volumeMl <= 0) return;
    addLayer(this.reservoir, this.pumped, fluid, this.at);
    const tubing = push(this.now.tubing!, [{ volumeMl, fluid }]);
    const catheter = this.now.catheter && push(this.now.catheter, tubing.out);
    let leaving = this.pumped;
    for (const slice of catheter?.out ?? []) {
      addLayer(this.tip, leaving, slice.fluid, this.at);
      leaving += slice.volumeMl;
    }
    this.now = { ...this.now, tubing: tubing.tube, catheter: catheter?.tube };
    this.pumped += volumeMl;
  }

  /** Lets an event act, and writes down the path as it found and left it. */
  act(event: Pick<Acting<EventTypeName>, 'id' | 'type'>, effect: () => void): void {
    const before = this.now;
    effect();
    const { now } = this;
    this.moments.push({
      at: this.at,
      eventId: event.id,
      type: event.type,
      pumpedMl: this.pumped,
      found: { tubing: before.tubing, catheter: before.catheter },
      left: { tubing: now.tubing, catheter: now.catheter },
      foundFill: before.fill,
      leftFill: now.fill,
    });
    this.cause = event.id;
    if (now.catheter && now.catheter !== before.catheter) {
      const next = now.catheter.volumeMl === undefined ? UNKNOWN : now.catheter.slices[0]?.fluid;
      if (next) addLayer(this.tip, this.pumped, next, this.at);
    }
  }

  /** Whether there is a pump of which something can be reported. */
  get listens(): boolean {
    return this.now.pump !== undefined && this.now.endedBy === undefined;
  }

  /** The stalls and alarms that act. */
  get reports(): readonly Report[] {
    return Object.values(this.now.reports ?? {}).flat();
  }

  /** What says that an alarm acts; the last one. */
  reportedBy(alarm: Alarm): EventId | undefined {
    return this.now.reports?.[alarm]?.at(-1)?.eventId;
  }

  /** Whether volumes say that what an event tells now is not so. */
  isRefuted(eventId: EventId, alarm: Alarm): boolean {
    return this.anew.refuted.has(keyOf({ eventId, alarm, at: this.at }));
  }

  reported(eventId: EventId, alarm: Alarm): void {
    const reports = withReport(this.now.reports ?? {}, { eventId, alarm, at: this.at });
    this.now = { ...this.now, reports };
  }

  answered(alarm: Alarm): void {
    if (!this.now.reports?.[alarm]?.length) return;
    const { [alarm]: _, ...reports } = this.now.reports;
    this.now = { ...this.now, reports };
  }

  begins(mcgPerMs: number): void {
    const { boluses = 0, mcgPerMs: others = 0 } = this.now.patient ?? {};
    this.now = { ...this.now, patient: { boluses: boluses + 1, mcgPerMs: others + mcgPerMs } };
  }

  ends(mcgPerMs: number): void {
    const { boluses = 1, mcgPerMs: all = 0 } = this.now.patient ?? {};
    const patient = boluses > 1 ? { boluses: boluses - 1, mcgPerMs: all - mcgPerMs } : undefined;
    this.now = { ...this.now, patient };
  }

  /** From now on a drug can be asked about. */
  knows(fluid: Fluid): void {
    for (const { drug } of strengthsIn(fluid)) this.drugs.add(drug);
  }

  result(): Delivery {
    return {
      segments: this.segments,
      reservoir: this.reservoir,
      tip: this.tip,
      jumps: this.jumps,
      moments: this.moments,
      disturbances: this.disturbances,
      catheters: this.catheters,
      drugs: this.drugs,
      stretches: this.stretches,
      readings: this.readings,
      differences: this.differences,
    };
  }
}

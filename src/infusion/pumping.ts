import type { Acting } from '../therapy/acting-event.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import type { EventTypeName } from '../therapy/events/index.js';
import type { CatheterInPlace, Delivery, Disturbance, PathMoment } from './delivery.js';
import { type Fluid, type Jump, type Layer, UNKNOWN, addLayer } from './fluid.js';
import { type Tube, push } from './fluid-path.js';
import { type ProgramInForce } from './program.js';
import { REST, type Schedule, instantAfterMl, isResting, movedMl } from './schedule.js';
import { SPECK_ML } from './tolerances.js';
import type { Activity, Fill, Halt, PumpInPlace, Segment } from './segment.js';

/** What a schedule would move by an instant; for ever means: more than any reservoir holds, or nothing. */
const wantedMl = (schedule: Schedule, from: Instant, until: Instant): number =>
  until < Number.POSITIVE_INFINITY
    ? movedMl(schedule, from, until)
    : isResting(schedule)
      ? 0
      : Number.POSITIVE_INFINITY;

/** What can change at an event; the past is in the arrays. */
export interface Now {
  readonly pump?: PumpInPlace;
  readonly fill?: Fill;
  /** The fill that ran dry. That it did is noted, not computed again: rounding would leave a speck to pump for ever. */
  readonly dryFill?: Fill;
  readonly program?: ProgramInForce;
  readonly bolus?: { readonly until: Instant; readonly schedule: Schedule };
  /** The stall that has not been recovered from. */
  readonly stalledBy?: EventId;
  readonly explantedBy?: EventId;
  readonly tubing?: Tube;
  readonly catheter?: Tube;
}

/** The pump at work: moves time forward and writes down what was pumped. Its changes are in `effects.ts`. */
export class Pumping {
  now: Now = {};
  at: Instant = Number.NEGATIVE_INFINITY;
  pumped = 0;
  /** The event after which nothing else has happened yet. */
  cause: EventId | undefined;
  readonly segments: Segment[] = [];
  readonly reservoir: Layer[] = [];
  readonly tip: Layer[] = [];
  readonly jumps: Jump[] = [];
  readonly moments: PathMoment[] = [];
  readonly disturbances: Disturbance[] = [];
  readonly catheters: CatheterInPlace[] = [];
  readonly drugs = new Set<string>();

  clone(): Pumping {
    const { now, at, pumped, cause } = this;
    return Object.assign(new Pumping(), {
      now,
      at,
      pumped,
      cause,
      segments: this.segments.slice(),
      reservoir: this.reservoir.slice(),
      tip: this.tip.slice(),
      jumps: this.jumps.slice(),
      moments: this.moments.slice(),
      disturbances: this.disturbances.slice(),
      catheters: this.catheters.slice(),
      drugs: new Set(this.drugs),
    });
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
    const { fill, pump } = this.now;
    const { activity, intended, edge } = this.doing();
    const left = this.leftMl;
    const { halt } = this;
    const schedule = halt ? REST : intended;
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
        haltedBy: this.now.stalledBy ?? this.now.explantedBy,
        pump,
        fill,
        program: this.now.program,
        eventId,
      });
    if (wanted > 0) this.move(runsDry ? left : wanted, fill!.fluid);
    if (runsDry) {
      this.pumped = fill!.pumpedMl + fill!.filledVolumeMl - this.lowestMl;
      this.now = { ...this.now, dryFill: fill };
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

  private get lowestMl(): number {
    return this.now.pump?.data.nonExtractableVolumeMl ?? 0;
  }

  /** What can still be pumped of the last fill. */
  private get leftMl(): number {
    const { fill } = this.now;
    return fill ? fill.filledVolumeMl - this.lowestMl - (this.pumped - fill.pumpedMl) : 0;
  }

  /** Why nothing moves now, although a program may be set. */
  get halt(): Halt | undefined {
    if (!this.now.pump) return 'no-pump';
    if (this.now.stalledBy) return 'motor-stall';
    const { fill, dryFill } = this.now;
    if (fill && (fill === dryFill || this.leftMl <= SPECK_ML)) return 'reservoir-empty';
    if (!this.now.program || !this.now.fill) return 'no-program';
    return undefined;
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
  act(event: Pick<Acting<EventTypeName>, 'id' | 'type' | 'at'>, effect: () => void): void {
    const before = this.now;
    effect();
    const { now } = this;
    this.moments.push({
      at: event.at,
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
      if (next) addLayer(this.tip, this.pumped, next, event.at);
    }
  }

  result(): Delivery {
    const { segments, reservoir, tip, jumps, moments, disturbances, catheters, drugs } = this;
    return { segments, reservoir, tip, jumps, moments, disturbances, catheters, drugs };
  }
}

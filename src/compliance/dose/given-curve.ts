import { type Delivery, lastAtOrBefore } from '../../infusion/delivery.js';
import { concentrationOf } from '../../infusion/fluid.js';
import { type Schedule, countEdges, edges, movedMl } from '../../infusion/schedule.js';
import { countWhile } from '../../therapy/count-while.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { kept } from '../kept.js';
import { type Given, givenOf, meanMcgPerMs } from './given.js';

/** What was pushed out of the tip at once. */
export interface Push {
  readonly at: Instant;
  readonly mcg: number;
  readonly eventId: EventId;
}

/** Boluses with more edges than so many in what is looked at are an even flow there: less than one of them is missed. */
const MOST_EDGES = 2000;

/**
 * What was given of a drug since the beginning: piecewise linear, in closed form. What is pushed out at once counts as
 * given within the ms before, so that the curve has no jumps.
 */
export class GivenCurve {
  readonly pieces: readonly Given[];
  readonly pushes: readonly Push[];
  readonly #before: number[] = [];
  /** The sum of all pushes up to each. */
  readonly #pushed: number[] = [];
  #last = 0;

  constructor(delivery: Delivery, drug: string) {
    this.pieces = givenOf(delivery, drug);
    this.pushes = pushesOf(delivery, drug);
    let pushed = 0;
    for (const { mcg } of this.pushes) this.#pushed.push((pushed += mcg));
    let sum = 0;
    for (const { schedule, start, end, mcgPerMl } of this.pieces) {
      this.#before.push(sum);
      if (Number.isFinite(end)) sum += movedMl(schedule, start, end) * mcgPerMl;
    }
  }

  /** Index of what is given at an instant; -1 before the first. */
  indexAt(at: Instant): number {
    const { pieces } = this;
    // Mostly asked in order.
    for (let index = this.#last; index < this.#last + 3 && index < pieces.length; index += 1)
      if (pieces[index]!.start <= at && at < pieces[index]!.end) return (this.#last = index);
    const index = lastAtOrBefore(pieces, ({ start }) => start, at);
    if (index >= 0) this.#last = index;
    return index;
  }

  /** Given by an instant, mcg. */
  upTo(at: Instant): number {
    const index = this.indexAt(at);
    if (index < 0) return this.pushedBy(at);
    const { schedule, start, mcgPerMl } = this.pieces[index]!;
    return this.#before[index]! + movedMl(schedule, start, at) * mcgPerMl + this.pushedBy(at);
  }

  /** The same with the mean of each program in the place of its own boluses. */
  evenlyBetween(from: Instant, to: Instant): number {
    let mcg = this.pushedBy(to) - this.pushedBy(from);
    for (let index = Math.max(0, this.indexAt(from)); index < this.pieces.length; index += 1) {
      const piece = this.pieces[index]!;
      if (piece.start >= to) break;
      mcg += meanMcgPerMs(piece) * Math.max(0, Math.min(to, piece.end) - Math.max(from, piece.start));
    }
    return mcg;
  }

  /** Where the curve bends between two instants, with these, in order. */
  corners(from: Instant, to: Instant): Instant[] {
    const found = new Set([from, to]);
    for (let index = Math.max(0, this.indexAt(from)); index < this.pieces.length; index += 1) {
      const { start, end, schedule } = this.pieces[index]!;
      if (start >= to) break;
      const first = Math.max(start, from);
      const last = Math.min(end, to);
      found.add(first);
      for (const edge of fewEdges(schedule, first, last)) found.add(edge);
    }
    for (const { at } of this.pushesBetween(from, to))
      for (const corner of [at - 1, at]) if (corner > from && corner < to) found.add(corner);
    return [...found].sort((a, b) => a - b);
  }

  /** When more than a dose had been given since an instant; the other one where it is given by then alone. */
  whenGiven(mcg: number, from: Instant, to: Instant): Instant {
    const given = (at: Instant) => this.upTo(at) - this.upTo(from);
    const corners = this.corners(from, to);
    const index = corners.findIndex((at) => given(at) > mcg);
    const [last, next] = [corners[index - 1] ?? from, corners[index] ?? to];
    const [before, after] = [given(last), given(next)];
    return after > before ? last + ((next - last) * (mcg - before)) / (after - before) : next;
  }

  /** What was pushed after an instant and by another, and what only began before. */
  pushesBetween(from: Instant, to: Instant): readonly Push[] {
    const first = countWhile(this.pushes, ({ at }) => at <= from);
    return this.pushes.slice(
      first,
      countWhile(this.pushes, ({ at }) => at - 1 < to),
    );
  }

  private pushedBy(at: Instant): number {
    if (this.pushes.length === 0) return 0;
    const index = countWhile(this.pushes, (push) => push.at - 1 < at) - 1;
    const push = this.pushes[index];
    return push ? this.#pushed[index]! - push.mcg * Math.max(0, push.at - at) : 0;
  }
}

/** The edges of a schedule between two instants; none where they are too many. */
export const fewEdges = (schedule: Schedule, from: Instant, to: Instant): readonly Instant[] =>
  countEdges(schedule, from, to) <= MOST_EDGES ? edges(schedule, from, to) : [];

function pushesOf({ jumps }: Delivery, drug: string): Push[] {
  return jumps.flatMap(({ at, eventId, slices }) => {
    const mcg = slices.reduce((sum, { volumeMl, fluid }) => sum + volumeMl * concentrationOf(fluid, drug), 0);
    return mcg > 0 ? [{ at, mcg, eventId }] : [];
  });
}

const curves = kept<GivenCurve>();

export const curveOf = (delivery: Delivery, drug: string): GivenCurve =>
  curves(delivery, drug, () => new GivenCurve(delivery, drug));

import { Fault } from '../../faults/fault.js';
import type { Delivery } from '../../infusion/delivery.js';
import { jumpedMcg } from '../../infusion/dose.js';
import { type Schedule, edges } from '../../infusion/schedule.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Stretch } from './programmer-shows.js';
import { type Direction, tipDose } from './tip-episodes.js';

export class AuditTooLong extends Fault {
  constructor(
    why = 'boluses follow one another so fast, beside other programs, that windows over the tip’s dose cannot all be looked at; ask as of an earlier instant, or by a policy with a shorter window',
  ) {
    super(['unavailable', 'AUDIT_TOO_LONG'], why);
  }
}

/** A part in which boluses recur no more often is looked at edge by edge. */
const FEW_PERIODS = 16;
/** As many times a part is divided for one answer. */
const MOST_PARTS = 5000;

/** How much may still be looked at for one answer. */
export interface Patience {
  parts: number;
}

export const patience = (): Patience => ({ parts: MOST_PARTS });

/** A window that slides over a run: by how much its dose at the tip is beyond the ratio of what the programmer shows. */
export class SlidingWindow {
  constructor(
    private readonly delivery: Delivery,
    private readonly drug: string,
    private readonly run: readonly Stretch[],
    private readonly direction: Direction,
    private readonly shown: (from: Instant, to: Instant) => number,
    readonly ms: number,
    private readonly patience: Patience,
  ) {}

  /** Of the window that ends at an instant, mcg; undefined where a volume of the path is not known. */
  excess(end: Instant): number | undefined {
    const tip = tipDose(this.delivery, this.drug, end - this.ms, end);
    const excess =
      tip === undefined ? Number.NaN : this.direction.excess(tip, this.shown(end - this.ms, end));
    return Number.isNaN(excess) ? undefined : excess;
  }

  /**
   * Where between two ends of the window its excess may be above 0: groups of instants, in order, between which it is
   * linear. What is left out is surely not above 0. While both ends of the window stay in one stretch each, the excess
   * grows evenly but for boluses, and these never take it further from even growth than one of each.
   */
  *bends(from: Instant, to: Instant): Generator<readonly Instant[]> {
    const bounds = this.bounds(from, to);
    for (const [index, start] of bounds.entries()) {
      const end = bounds[index + 1] ?? start;
      const ends = [this.stretchAt(start, end), this.stretchAt(start - this.ms, end - this.ms)];
      const slack = ends.reduce((sum, stretch) => sum + this.slackOf(stretch), 0);
      // What is pushed at once stands at the end of a part: there the excess jumps, to either side.
      const pushed =
        jumpedMcg(this.delivery, this.drug, start, end) +
        jumpedMcg(this.delivery, this.drug, start - this.ms, end - this.ms);
      yield* this.hopeful(ends, start, end, slack, pushed);
    }
  }

  private bounds(from: Instant, to: Instant): Instant[] {
    const all = new Set([from, to]);
    for (const shift of [0, this.ms]) {
      const first = countWhile(this.run, ({ end }) => end + shift < from);
      for (let index = first; index < this.run.length; index += 1) {
        const { start, end } = this.run[index]!;
        if (start + shift > to) break;
        for (const at of [start + shift, end + shift]) if (at > from && at < to) all.add(at);
      }
    }
    return [...all].sort((a, b) => a - b);
  }

  private stretchAt(start: Instant, end: Instant): Stretch | undefined {
    const middle = (start + end) / 2;
    return this.run[countWhile(this.run, (stretch) => stretch.end <= middle)];
  }

  private slackOf(stretch: Stretch | undefined): number {
    if (!stretch) return 0;
    const { segment, tipMcgPerMl, shownMcgPerMl } = stretch;
    const boluses = ({ boluses }: Schedule, mcgPerMl: number): number =>
      boluses.reduce((sum, { volumeMl }) => sum + (volumeMl > 0 ? 2 * volumeMl * mcgPerMl : 0), 0);
    return (
      Math.max(1, this.direction.ratio) *
      (boluses(segment.schedule, tipMcgPerMl) + boluses(segment.intended, shownMcgPerMl))
    );
  }

  private *hopeful(
    ends: readonly (Stretch | undefined)[],
    start: Instant,
    end: Instant,
    slack: number,
    pushed: number,
  ): Generator<readonly Instant[]> {
    const middle = (start + end) / 2;
    const values = [this.excess(start), this.excess(end)].filter((value) => value !== undefined);
    if (values.length === 2 && !(Math.max(...values) + slack + pushed > 0)) return;
    if (values.length === 0 && this.excess(middle) === undefined) return;
    const [last, first] = ends.map((stretch) => (stretch ? schedulesOf(stretch) : []));
    const boluses = [...last!, ...first!].flatMap((one) => one.boluses);
    const shortestMs = Math.min(...boluses.map(({ periodMs }) => periodMs));
    if (end - start > FEW_PERIODS * shortestMs && middle > start && middle < end) {
      if ((this.patience.parts -= 1) < 0) throw new AuditTooLong();
      yield* this.hopeful(ends, start, middle, slack, 0);
      yield* this.hopeful(ends, middle, end, slack, pushed);
      return;
    }
    const inside = [
      ...last!.flatMap((one) => edges(one, start, end)),
      ...first!.flatMap((one) => edges(one, start - this.ms, end - this.ms).map((at) => at + this.ms)),
    ];
    yield [...new Set([start, ...inside, end])].sort((a, b) => a - b);
  }
}

const schedulesOf = ({ segment: { schedule, intended } }: Stretch): readonly Schedule[] =>
  schedule === intended ? [schedule] : [schedule, intended];

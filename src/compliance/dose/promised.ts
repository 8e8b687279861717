import { lastAtOrBefore } from '../../infusion/delivery.js';
import type { Site } from '../../infusion/dose.js';
import { concentrationOf } from '../../infusion/fluid.js';
import { DAY_MS, type Schedule, movedMl, steady } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import type { DoseStretch } from './daily-dose.js';
import { type GivenCurve, fewEdges } from './given-curve.js';

interface Part {
  readonly start: Instant;
  readonly end: Instant;
  readonly mcgPerMs: number;
  /** The part of it that must be given. */
  readonly leastPart: number;
  /** What was not given here for a reason that another finding tells, as it would have been given. */
  readonly excused?: { readonly schedule: Schedule; readonly mcgPerMl: number };
}

/** What a daily dose promises by an instant, the least of it that must be given, and what is excused, mcg. */
export interface Due {
  readonly mcg: number;
  readonly least: number;
  readonly excused: number;
}

const NONE: Due = { mcg: 0, least: 0, excused: 0 };
const plus = (a: Due, b: Due, sign = 1): Due => ({
  mcg: a.mcg + sign * b.mcg,
  least: a.least + sign * b.least,
  excused: a.excused + sign * b.excused,
});

function dueIn({ start, mcgPerMs, leastPart, excused }: Part, to: Instant): Due {
  const mcg = mcgPerMs * (to - start);
  return {
    mcg,
    least: leastPart * mcg,
    excused: excused ? movedMl(excused.schedule, start, to) * excused.mcgPerMl : 0,
  };
}

/** A time in which there is a daily dose throughout, and what it promises. */
export class Promised {
  readonly #before: Due[] = [];

  constructor(readonly parts: readonly Part[]) {
    let sum = NONE;
    for (const part of parts) {
      this.#before.push(sum);
      if (Number.isFinite(part.end)) sum = plus(sum, dueIn(part, part.end));
    }
  }

  get start(): Instant {
    return this.parts[0]!.start;
  }

  get end(): Instant {
    return this.parts.at(-1)!.end;
  }

  between(from: Instant, to: Instant): Due {
    return plus(this.upTo(to), this.upTo(from), -1);
  }

  /** The least that must be given between two instants, without the rest. */
  leastBetween(from: Instant, to: Instant): number {
    return this.leastUpTo(to) - this.leastUpTo(from);
  }

  private leastUpTo(at: Instant): number {
    const index = this.indexAt(at);
    const part = this.parts[index];
    if (!part) return 0;
    return (
      this.#before[index]!.least + part.leastPart * part.mcgPerMs * (Math.min(at, part.end) - part.start)
    );
  }

  private upTo(at: Instant): Due {
    const index = this.indexAt(at);
    const part = this.parts[index];
    return part ? plus(this.#before[index]!, dueIn(part, Math.min(at, part.end))) : NONE;
  }

  private indexAt(at: Instant): number {
    return lastAtOrBefore(this.parts, ({ start }) => start, at);
  }

  /** Where what it promises bends between two instants. */
  corners(from: Instant, to: Instant): Instant[] {
    const first = Math.max(
      0,
      lastAtOrBefore(this.parts, ({ start }) => start, from),
    );
    const found: Instant[] = [];
    for (let index = first; index < this.parts.length && this.parts[index]!.start < to; index += 1) {
      const { start, end, excused } = this.parts[index]!;
      found.push(start);
      if (excused) found.push(...fewEdges(excused.schedule, Math.max(from, start), Math.min(to, end)));
    }
    return found.filter((at) => at > from && at < to);
  }
}

/** The times in which a drug has a daily dose, where the curve of what was given looks. */
export function promisedTimes(context: AuditContext, drug: string, curve: GivenCurve): Promised[] {
  const runs: Part[][] = [];
  for (const part of partsOf(context, drug, curve)) {
    if (!(part.mcgPerMs > 0)) continue;
    const last = runs.at(-1);
    if (last?.at(-1)!.end === part.start) last.push(part);
    else runs.push([part]);
  }
  return runs.map((parts) => new Promised(parts));
}

function partsOf(context: AuditContext, drug: string, curve: GivenCurve): Part[] {
  const parts: Part[] = [];
  const { segments } = context.delivery;
  const doses: Record<Site, readonly DoseStretch[]> = {
    tip: context.uninterrupted(drug, 'tip'),
    reservoir: curve.pieces.some(({ site }) => site === 'reservoir')
      ? context.uninterrupted(drug, 'reservoir')
      : [],
  };
  let dose = { tip: 0, reservoir: 0 };
  let number = 0;
  for (const piece of curve.pieces) {
    const all = doses[piece.site];
    while (number + 1 < segments.length && segments[number + 1]!.start <= piece.start) number += 1;
    for (let index = number; index < segments.length && segments[index]!.start < piece.end; index += 1) {
      const segment = segments[index]!;
      const from = Math.max(piece.start, segment.start);
      const to = Math.min(piece.end, segments[index + 1]?.start ?? Number.POSITIVE_INFINITY);
      let at = dose[piece.site];
      while (at + 1 < all.length && all[at]!.end <= from) at += 1;
      dose = { ...dose, [piece.site]: at };
      for (; at < all.length && all[at]!.start < to; at += 1) {
        const [start, end] = [Math.max(all[at]!.start, from), Math.min(all[at]!.end, to)];
        if (end <= start) continue;
        const mcgPerMs = all[at]!.mcgPerDay / DAY_MS;
        const excused = excuse(segment, piece.site, drug, { start, mcgPerMs });
        parts.push({ start, end, mcgPerMs, leastPart: leastPart(context, segment), ...excused });
      }
    }
  }
  return parts;
}

function leastPart({ policy: { belowSchedule } }: AuditContext, { program }: Segment): number {
  const hasWeekdays =
    program?.program.mode === 'flex' &&
    program.program.boluses.some(({ weekdays }) => weekdays !== undefined);
  return (hasWeekdays ? belowSchedule.leastPctOfWeekdays : belowSchedule.leastPct).value / 100;
}

/** While the pump stood, by its own report or for want of fluid; at the reservoir also while the path was cleared. */
function excuse(
  { halt, intended, fill, activity, program }: Segment,
  site: Site,
  drug: string,
  { start, mcgPerMs }: Pick<Part, 'start' | 'mcgPerMs'>,
): Pick<Part, 'excused'> {
  if (halt) return { excused: { schedule: intended, mcgPerMl: concentrationOf(fill?.fluid, drug) } };
  const isCleared =
    site === 'reservoir' && activity === 'starts-with' && program?.startsWith?.kind !== 'single';
  return isCleared ? { excused: { schedule: steady(start, mcgPerMs), mcgPerMl: 1 } } : {};
}

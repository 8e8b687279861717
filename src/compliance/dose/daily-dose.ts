import { HOUR_MS } from '../../infusion/schedule.js';
import { above, isSame } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditTime } from '../audit-time.js';
import type { ZeroCause } from './zero-cause.js';

/** A stretch with one daily dose of one drug at one site, by the schedule in force and the concentration really there. */
export interface DoseStretch {
  readonly start: Instant;
  /** Infinity of the last one: it goes on. */
  readonly end: Instant;
  readonly mcgPerDay: number;
  /** True while a `startsWith` runs that is left out: the value before goes on. */
  readonly held: boolean;
  readonly zeroCause?: ZeroCause | undefined;
  /** The recorded event behind the value; undefined where nobody recorded one. */
  readonly eventId: EventId | undefined;
}

/** Nothing is delivered. */
export const isZero = ({ mcgPerDay }: Pick<DoseStretch, 'mcgPerDay'>): boolean => mcgPerDay === 0;
export const isFall = (from: number, to: number): boolean => to < from && !isSame(from, to);
export const isRise = (from: number, to: number): boolean => to > from && !isSame(from, to);

/** A move of so little of the last level that counted is none; small ones add up until they are more (contract). */
const STILL_PART = 0.01;

const isMove = (from: number, to: number): boolean =>
  Number.isNaN(from) || Number.isNaN(to) || above(Math.abs(to - from), STILL_PART * from);

/** How long something lasted from a stretch on; held time counts for nothing and ends nothing. */
export interface Lasting {
  /** In stretches that are over. */
  readonly ms: number;
  /** Since when it goes on besides. */
  readonly openSince?: Instant;
  /** Whether something else came after it. */
  readonly ended: boolean;
}

/** How long a condition holds from a stretch on. */
export function lasting(
  stretches: readonly DoseStretch[],
  from: number,
  holds: (stretch: DoseStretch) => boolean,
): Lasting {
  let ms = 0;
  for (let index = from; index < stretches.length; index += 1) {
    const stretch = stretches[index]!;
    if (stretch.held) continue;
    if (!holds(stretch)) return { ms, ended: true };
    if (stretch.end === Number.POSITIVE_INFINITY) return { ms, openSince: stretch.start, ended: false };
    ms += stretch.end - stretch.start;
  }
  return { ms, ended: false };
}

/** Whether it lasted for so long, ms, or longer by now. */
export const hasLasted = (time: AuditTime, { ms, openSince }: Lasting, leastMs: number): boolean =>
  openSince === undefined ? ms >= leastMs : time.hasElapsed(leastMs, openSince - ms);

/** Merges neighbours of one value, keeping the first one's reason. */
function merged(stretches: readonly DoseStretch[]): DoseStretch[] {
  const all: DoseStretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last && isSame(last.mcgPerDay, stretch.mcgPerDay) && last.held === stretch.held)
      all[all.length - 1] = { ...last, end: stretch.end };
    else all.push(stretch);
  }
  return all;
}

/**
 * The daily dose by which the audit measures: rises shorter than `minHours` and `startsWith` left out, so that the
 * value before goes on. NaN where nobody knows what flows, or what leaves the tip.
 */
export function dailyDose(raw: readonly DoseStretch[], minHours: number): DoseStretch[] {
  const minMs = minHours * HOUR_MS;
  const kept: DoseStretch[] = [];
  let now: Pick<DoseStretch, 'mcgPerDay' | 'zeroCause' | 'eventId'> = { mcgPerDay: 0, eventId: undefined };
  raw.forEach((stretch, index) => {
    const { start, end, held } = stretch;
    if (!held) {
      if (isMove(now.mcgPerDay, stretch.mcgPerDay)) {
        if (!(stretch.mcgPerDay > now.mcgPerDay)) now = stretch;
        else {
          const level = sustained(raw, index, minMs);
          if (level > now.mcgPerDay && isMove(now.mcgPerDay, level))
            now = { mcgPerDay: level, eventId: stretch.eventId };
        }
      }
    }
    kept.push({ start, end, held, mcgPerDay: now.mcgPerDay, zeroCause: now.zeroCause, eventId: now.eventId });
  });
  return merged(kept);
}

/** The highest value that is not undercut within the time; what still goes on counts as it is. */
function sustained(raw: readonly DoseStretch[], from: number, minMs: number): number {
  let level = Number.POSITIVE_INFINITY;
  let ms = 0;
  for (let index = from; index < raw.length && ms < minMs; index += 1) {
    const stretch = raw[index]!;
    if (stretch.held || Number.isNaN(stretch.mcgPerDay)) continue;
    level = Math.min(level, stretch.mcgPerDay);
    ms += stretch.end - stretch.start;
  }
  return level;
}

/** The same without interruptions (zeros shorter than `minHours`), which leave the value before as it was. */
export function withoutInterruptions(
  doses: readonly DoseStretch[],
  time: AuditTime,
  minHours: number,
): DoseStretch[] {
  const kept: DoseStretch[] = [];
  doses.forEach((stretch, index) => {
    const before = kept.at(-1);
    const short =
      before &&
      before.mcgPerDay > 0 &&
      stretch.mcgPerDay === 0 &&
      !hasLasted(time, lasting(doses, index, isZero), minHours * HOUR_MS);
    const isStill = before && !isMove(before.mcgPerDay, stretch.mcgPerDay);
    const { start, end, held } = stretch;
    if (short) kept.push({ ...before, start, end });
    else kept.push(isStill ? { ...before, start, end, held } : stretch);
  });
  return merged(kept);
}

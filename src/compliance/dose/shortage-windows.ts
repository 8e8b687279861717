import { SAME_DOSE_PART, SPECK_MCG } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import type { GivenCurve } from './given-curve.js';
import type { Promised } from './promised.js';

export interface ShortWindow {
  readonly end: Instant;
  readonly givenMcg: number;
  readonly dueMcg: number;
}

/** Ends of windows that gave too little, without a gap. */
export interface Shortage {
  readonly from: Instant;
  readonly to: Instant;
  readonly windows: readonly ShortWindow[];
}

const PARTS = 8;
const FEW = 3;

/** The windows of so many ms, all of them within the promised time, that gave less than the least of it, exactly. */
export function shortages(curve: GivenCurve, promised: Promised, windowMs: number): Shortage[] {
  const found: Shortage[] = [];
  for (const { from, to } of suspects(curve, promised, windowMs)) {
    const begin = from - windowMs;
    const bends = [...curve.corners(begin, to), ...promised.corners(begin, to)];
    const ends = [...new Set([...bends, ...bends.map((at) => at + windowMs)])]
      .filter((at) => at >= from && at <= to)
      .sort((a, b) => a - b);
    let before: { end: Instant; missing: number } | undefined;
    for (const end of ends) {
      const { mcg: dueMcg, least, excused } = promised.between(end - windowMs, end);
      const givenMcg = curve.upTo(end) - curve.upTo(end - windowMs);
      const missing = least * (1 - SAME_DOSE_PART) - SPECK_MCG - givenMcg - excused;
      const part = before ? before.missing / (before.missing - missing) : 0;
      const turns = before ? before.end + (end - before.end) * part : end;
      if (missing > 0)
        extend(found, before && before.missing > 0 ? before.end : turns, end, { end, givenMcg, dueMcg });
      else if (before && before.missing > 0) extend(found, before.end, turns);
      before = { end, missing };
    }
  }
  return found;
}

function extend(found: Shortage[], from: Instant, to: Instant, window?: ShortWindow): void {
  const last = found.at(-1);
  const windows = window ? [window] : [];
  if (last && from <= last.to)
    found[found.length - 1] = { ...last, to: Math.max(last.to, to), windows: [...last.windows, ...windows] };
  else if (window) found.push({ from, to, windows });
}

/** Where windows may fall short: what is given and promised only grows, so that values at a grid bound the rest. */
function suspects(curve: GivenCurve, promised: Promised, windowMs: number): { from: Instant; to: Instant }[] {
  const stepMs = windowMs / PARTS;
  const found: { from: Instant; to: Instant }[] = [];
  let done = promised.start + windowMs;
  for (let index = Math.max(0, curve.indexAt(promised.start)); index < curve.pieces.length; index += 1) {
    const { start, end, schedule } = curve.pieces[index]!;
    if (start >= promised.end) break;
    const periodMs = Math.max(0, ...schedule.boluses.map((bolus) => bolus.periodMs));
    const last = Math.min(end, promised.end, start + 2 * windowMs + 2 * periodMs);
    for (let at = Math.max(start, done); at < last; at = done) {
      done = Math.min(at + stepMs, promised.end);
      // What holds for a long part holds for the short ones in it.
      const far = Math.min(at + FEW * stepMs, last);
      if (isEnough(curve, promised, windowMs, at, far)) {
        done = far;
        continue;
      }
      if (isEnough(curve, promised, windowMs, at, done)) continue;
      const before = found.at(-1);
      if (before && before.to >= at) found[found.length - 1] = { ...before, to: done };
      else found.push({ from: at, to: done });
    }
  }
  return found;
}

/** Whether every window that ends between two instants surely gave the least of what was due. */
const isEnough = (
  curve: GivenCurve,
  promised: Promised,
  windowMs: number,
  from: Instant,
  to: Instant,
): boolean => curve.upTo(from) - curve.upTo(to - windowMs) >= promised.leastBetween(from - windowMs, to);

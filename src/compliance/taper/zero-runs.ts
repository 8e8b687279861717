import { HOUR_MS } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditTime } from '../audit-time.js';
import { type DoseStretch, hasLasted, isFall, isZero, lasting } from '../dose/daily-dose.js';

/** A zero long enough to count that follows a delivery. */
export interface ZeroRun {
  /** Of the stretch with which it begins. */
  readonly index: number;
  readonly start: Instant;
  /** Undefined while it goes on. */
  readonly end?: Instant | undefined;
}

/** @param doses while nobody knows what flows (NaN) the dose is not zero, and falls from what it was before */
export function zeroRuns(doses: readonly DoseStretch[], time: AuditTime, minHours: number): ZeroRun[] {
  const runs: ZeroRun[] = [];
  let known = 0;
  for (const [index, stretch] of doses.entries()) {
    const { start, mcgPerDay } = stretch;
    const isBegin = isZero(stretch) && isFall(known, 0);
    if (!Number.isNaN(mcgPerDay)) known = mcgPerDay;
    if (isBegin && hasLasted(time, lasting(doses, index, isZero), minHours * HOUR_MS))
      runs.push({ index, start, end: firstDoseFrom(doses, start) });
  }
  return runs;
}

/** When from an instant on anything is, or may be, delivered again; undefined where nothing is. */
export function firstDoseFrom(doses: readonly DoseStretch[], from: Instant): Instant | undefined {
  const found = doses.find((stretch) => stretch.end > from && !isZero(stretch));
  return found && Math.max(found.start, from);
}

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

export function zeroRuns(doses: readonly DoseStretch[], time: AuditTime, minHours: number): ZeroRun[] {
  const runs: ZeroRun[] = [];
  for (let index = 1; index < doses.length; index += 1) {
    if (!isZero(doses[index]!) || !isFall(doses[index - 1]!.mcgPerDay, 0)) continue;
    if (!hasLasted(time, lasting(doses, index, isZero), minHours * HOUR_MS)) continue;
    const { start } = doses[index]!;
    runs.push({ index, start, end: firstDoseFrom(doses, start) });
  }
  return runs;
}

/** When from an instant on anything is delivered again; undefined where nothing is. */
export function firstDoseFrom(doses: readonly DoseStretch[], from: Instant): Instant | undefined {
  const found = doses.find(({ end, mcgPerDay }) => end > from && mcgPerDay > 0);
  return found && Math.max(found.start, from);
}

import { HOUR_MS } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import { type DoseStretch, isRise } from './daily-dose.js';

/** Rises of a running dose that add up to more than was allowed. */
export interface LargeRise {
  /** With which the limit was passed. */
  readonly stretch: DoseStretch;
  /** Before the first of them. */
  readonly fromMcgPerDay: number;
  readonly toMcgPerDay: number;
  /** What they add up to, of the dose before them. */
  readonly pct: number;
}

/** Within some hours rises add up; what follows within as many hours of one that was found belongs to it. */
export function largeRises(doses: readonly DoseStretch[], maxPct: number, hours: number): LargeRise[] {
  const windowMs = hours * HOUR_MS;
  const found: LargeRise[] = [];
  let within: { at: number; fromMcgPerDay: number; byMcgPerDay: number }[] = [];
  let foundAt = Number.NEGATIVE_INFINITY;
  doses.forEach((stretch, index) => {
    const { start: at, mcgPerDay } = stretch;
    const fromMcgPerDay = doses[index - 1]?.mcgPerDay ?? 0;
    if (!(fromMcgPerDay > 0)) within = [];
    else if (isRise(fromMcgPerDay, mcgPerDay)) {
      within = within.filter((rise) => rise.at > at - windowMs);
      within.push({ at, fromMcgPerDay, byMcgPerDay: mcgPerDay - fromMcgPerDay });
      const base = within[0]!.fromMcgPerDay;
      const pct = (100 * within.reduce((sum, { byMcgPerDay }) => sum + byMcgPerDay, 0)) / base;
      if (!above(pct, maxPct) || at - foundAt < windowMs) return;
      foundAt = at;
      found.push({ stretch, fromMcgPerDay: base, toMcgPerDay: mcgPerDay, pct });
    }
  });
  return found;
}

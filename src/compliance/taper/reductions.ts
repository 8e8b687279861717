import type { Site } from '../../infusion/dose.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { type DoseStretch, hasLasted, isFall, lasting } from '../dose/daily-dose.js';
import { windowHoursOf } from '../policies/policy.js';
import { courseDoses } from './course-doses.js';

/** A large part of the daily dose lost within some hours without reaching zero, for long enough to count. */
export interface Reduction {
  readonly drug: string;
  readonly site: Site;
  readonly at: Instant;
  readonly eventId: EventId | undefined;
  readonly fromMcgPerDay: number;
  readonly toMcgPerDay: number;
  /** When the first of the falls was that took it. */
  readonly since: Instant;
  /** Index of the stretch of its last fall in the doses of courses. */
  readonly index: number;
}

export function reductions(context: AuditContext, drug: string, site: Site): Reduction[] {
  const { abruptReduction: abrupt, minHoursToCount } = context.policy;
  const doses = courseDoses(context, drug, site);
  const windowMs = windowHoursOf(abrupt) * HOUR_MS;
  const part = abrupt.maxDropPct.value / 100;
  const found: Reduction[] = [];
  doses.forEach((stretch, index) => {
    const before = doses[index - 1];
    const { start: at, mcgPerDay: toMcgPerDay, eventId } = stretch;
    if (!before || !(toMcgPerDay > 0) || !isFall(before.mcgPerDay, toMcgPerDay)) return;
    const { end: since, mcgPerDay: fromMcgPerDay } = highestSince(doses, index, at - windowMs);
    const isLost = ({ mcgPerDay }: Pick<DoseStretch, 'mcgPerDay'>) =>
      mcgPerDay > 0 && above(fromMcgPerDay - mcgPerDay, part * fromMcgPerDay);
    if (!isLost(stretch)) return;
    if (!hasLasted(context.time, lasting(doses, index, isLost), minHoursToCount.value * HOUR_MS)) return;
    const last = found.at(-1);
    // What falls on within the same hours is of the same loss, and is weighed with it.
    if (last && at - last.at <= windowMs)
      found[found.length - 1] = { ...last, fromMcgPerDay, toMcgPerDay, index };
    else found.push({ drug, site, at, eventId, fromMcgPerDay, toMcgPerDay, since, index });
  });
  return found;
}

/** The highest dose before a stretch that did not end before an instant. */
function highestSince(doses: readonly DoseStretch[], index: number, since: Instant): DoseStretch {
  let highest = doses[index - 1]!;
  for (let back = index - 2; back >= 0 && doses[back]!.end >= since; back -= 1)
    if (doses[back]!.mcgPerDay > highest.mcgPerDay) highest = doses[back]!;
  return highest;
}

import { infusedDrugs } from '../dose/infused-drugs.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import type { Site } from '../../infusion/dose.js';
import { hasLasted, isFall, lasting } from '../dose/daily-dose.js';
import type { AuditContext } from '../context.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Finding, type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** A large part of the daily dose lost within a day without reaching zero, for long enough to count. */
export const abruptReduction: Rule = (context) =>
  infusedDrugs(context).flatMap((drug) =>
    (['reservoir', 'tip'] as const).flatMap((site) => reductions(context, drug, site)),
  );

function reductions(context: AuditContext, drug: string, site: Site): Finding[] {
  const { abruptReduction: abrupt, minHoursToCount } = context.policy;
  const doses = context.uninterrupted(drug, site);
  const windowMs = abrupt.windowHours.value * HOUR_MS;
  const keeps = 1 - abrupt.maxDropPct.value / 100;
  const found: Finding[] = [];
  let lastAt = Number.NEGATIVE_INFINITY;
  doses.forEach((stretch, index) => {
    const before = doses[index - 1];
    if (!before || !(stretch.mcgPerDay > 0) || !isFall(before.mcgPerDay, stretch.mcgPerDay)) return;
    let highest = before.mcgPerDay;
    for (let back = index - 1; back >= 0 && doses[back]!.end > stretch.start - windowMs; back -= 1)
      if (doses[back]!.mcgPerDay > highest) highest = doses[back]!.mcgPerDay;
    const limit = highest * keeps;
    if (!isFall(limit, stretch.mcgPerDay) || stretch.start - lastAt < windowMs) return;
    const low = lasting(doses, index, ({ mcgPerDay }) => mcgPerDay > 0 && isFall(limit, mcgPerDay));
    if (!hasLasted(context.time, low, minHoursToCount.value * HOUR_MS)) return;
    lastAt = stretch.start;
    found.push(
      finding({
        code: 'ABRUPT_REDUCTION',
        drug,
        at: stretch.start,
        about: `${site} ${drug}`,
        detail: `${drug} at the ${site} fell from ${sixDigits(highest)} to ${sixDigits(stretch.mcgPerDay)} mcg/day within ${abrupt.windowHours.value} h; more than ${abrupt.maxDropPct.value} % counts`,
        ...(site === 'tip' && surenessOfTip(context, stretch.start)),
        eventIds: [stretch.eventId],
      }),
    );
  });
  return found;
}

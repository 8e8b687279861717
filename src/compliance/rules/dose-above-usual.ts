import { infusedDrugs } from '../dose/infused-drugs.js';
import { above } from '../../infusion/tolerances.js';
import { drugPolicy } from '../policies/policy.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** The daily dose went above what there is experience with. */
export const doseAboveUsual: Rule = (context) =>
  infusedDrugs(context).flatMap((drug) => {
    const most = drugPolicy(context.policy, drug)?.usualDose?.maxMcgPerDay.value;
    if (most === undefined) return [];
    const doses = context.uninterrupted(drug, 'reservoir');
    return doses
      .filter(
        ({ mcgPerDay }, index) => above(mcgPerDay, most) && !above(doses[index - 1]?.mcgPerDay ?? 0, most),
      )
      .map(({ start, mcgPerDay, eventId }) =>
        finding({
          code: 'DOSE_ABOVE_USUAL',
          drug,
          at: start,
          about: `${drug} ${start}`,
          detail: `${drug} at ${sixDigits(mcgPerDay)} mcg/day; above ${most} mcg/day there is little experience`,
          eventIds: [eventId],
        }),
      );
  });

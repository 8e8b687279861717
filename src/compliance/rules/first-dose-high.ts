import { infusedDrugs } from '../dose/infused-drugs.js';
import { above } from '../../infusion/tolerances.js';
import { firstDose } from '../dose/escalations.js';
import { drugPolicy } from '../policies/policy.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** A drug was delivered for the first time with more than a patient who is not used to it is to be given. */
export const firstDoseHigh: Rule = (context) =>
  infusedDrugs(context).flatMap((drug) => {
    const most = drugPolicy(context.policy, drug)?.firstDose?.maxDoseMcgPerDay.value;
    const first = most === undefined ? undefined : firstDose(context, drug);
    if (!first || !above(first.mcgPerDay, most!)) return [];
    return [
      finding({
        code: 'FIRST_DOSE_HIGH',
        drug,
        at: first.start,
        about: drug,
        detail: `${drug} was delivered for the first time at ${sixDigits(first.mcgPerDay)} mcg/day; at most ${sixDigits(most!)} mcg/day to begin with`,
        settledBy: 'whether the patient was used to such drugs by another route',
        eventIds: [first.eventId],
      }),
    ];
  });

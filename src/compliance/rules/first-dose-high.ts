import { infusedDrugs } from '../dose/infused-drugs.js';
import { above } from '../../infusion/tolerances.js';
import { firstDose } from '../dose/first-dose.js';
import { type Screened, screenedBefore } from '../dose/screening.js';
import { type DrugPolicy, drugPolicy } from '../policies/policy.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** A drug was delivered for the first time with more than a patient who is not used to it is to be given. */
export const firstDoseHigh: Rule = (context) =>
  infusedDrugs(context).flatMap((drug) => {
    const figures = drugPolicy(context.policy, drug)?.firstDose;
    const first = figures && firstDose(context, drug);
    if (!first) return [];
    const screened = screenedBefore(context, drug, first.start);
    const { mostMcgPerDay, words } = limitOf(figures, screened);
    if (!above(first.mcgPerDay, mostMcgPerDay)) return [];
    const critical = figures.criticalMcgPerDay?.value ?? Number.POSITIVE_INFINITY;
    return [
      finding({
        code: 'FIRST_DOSE_HIGH',
        drug,
        at: first.start,
        about: drug,
        sites: ['reservoir'],
        ...(above(first.mcgPerDay, critical) && { severity: 'critical' }),
        detail: `${drug} was delivered for the first time at ${sixDigits(first.mcgPerDay)} mcg/day; at most ${sixDigits(mostMcgPerDay)} mcg/day to begin with${words}`,
        ...(screened.isDoseMissing && figures.maxTimesScreeningBolus
          ? { confidence: 'possible', settledBy: 'the dose of the screening test that helped' }
          : { settledBy: 'whether the patient was used to such drugs by another route' }),
        eventIds: [first.eventId],
      }),
    ];
  });

function limitOf(
  { maxDoseMcgPerDay, maxTimesScreeningBolus }: NonNullable<DrugPolicy['firstDose']>,
  { largestMcg }: Screened,
): { mostMcgPerDay: number; words: string } {
  if (largestMcg === undefined || !maxTimesScreeningBolus)
    return { mostMcgPerDay: maxDoseMcgPerDay.value, words: '' };
  return {
    mostMcgPerDay: maxTimesScreeningBolus.value * largestMcg,
    words: `, ${maxTimesScreeningBolus.value} times the largest screening bolus that helped`,
  };
}

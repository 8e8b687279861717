import { knownDrug } from '../../infusion/drugs.js';
import { fluidOf, strengthsIn, type Strength } from '../../infusion/fluid.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { above } from '../../infusion/tolerances.js';
import { filledIn } from '../facts/named.js';
import { type Finding, type Rule, finding } from './finding.js';

/** Filled with a strength outside the range at which pumps are known to be filled with that drug; one finding a fill. */
export const concentrationUnusual: Rule = ({ events, policy }) =>
  events.flatMap((event): Finding[] => {
    const solution = filledIn(event);
    const unusual = (solution ? strengthsIn(fluidOf(solution, event.id)) : []).flatMap(
      (strength) => judge(strength, policy.strengthCriticalTimes.value) ?? [],
    );
    if (unusual.length === 0) return [];
    return [
      finding({
        code: 'CONCENTRATION_UNUSUAL',
        at: event.at,
        sites: ['reservoir', 'tip'],
        severity: unusual.some(({ isFar }) => isFar) ? 'critical' : 'warning',
        detail: unusual.map(({ detail }) => detail).join('; '),
        settledBy: 'the strength on the label, or in the pharmacy’s record of the preparation',
        eventIds: [event.id],
      }),
    ];
  });

function judge(
  { drug, concentrationMcgPerMl }: Strength,
  farTimes: number,
): { readonly detail: string; readonly isFar: boolean } | undefined {
  const range = knownDrug(drug)?.strengthRangeMcgPerMl;
  if (!range) return undefined;
  const { min, max } = range.value;
  const isOver = above(concentrationMcgPerMl, max);
  if (!isOver && !above(min, concentrationMcgPerMl)) return undefined;
  return {
    detail: `${drug} of ${sixDigits(concentrationMcgPerMl)} mcg/mL: pumps are known to be filled with ${min} to ${max} mcg/mL (${range.source}; ${range.certainty})`,
    isFar: isOver
      ? !above(farTimes * max, concentrationMcgPerMl)
      : !above(farTimes * concentrationMcgPerMl, min),
  };
}

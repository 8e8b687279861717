import { above } from '../../infusion/tolerances.js';
import { type Escalation, escalations, firstDose } from '../dose/escalations.js';
import type { AuditContext } from '../context.js';
import { drugPolicy } from '../policies/policy.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** After a cessation the drug began again with more than a body that has lost its tolerance is to be given. */
export const restartDoseHigh: Rule = (context) =>
  escalations(context).flatMap((escalation) => {
    const { cessation, doses } = escalation;
    const [first] = doses;
    const limits = passed(context, escalation);
    if (!first || limits.length === 0) return [];
    return [
      finding({
        code: 'RESTART_DOSE_HIGH',
        drug: cessation.drug,
        at: cessation.resumedAt!,
        about: cessation.id,
        detail: `${cessation.drug} was delivered again at ${sixDigits(first.mcgPerDay)} mcg/day; at most ${limits.join(' and ')} to begin again`,
        ...(cessation.cause === 'reservoir-empty' && {
          confidence: 'likely',
          settledBy: 'the volume found at the fill: whether the reservoir was empty is computed',
        }),
        eventIds: [first.eventId],
      }),
    ];
  });

function passed(context: AuditContext, { cessation: { drug }, doses }: Escalation): string[] {
  const restart = drugPolicy(context.policy, drug)?.restart;
  const dose = doses[0]!.mcgPerDay;
  const most = restart?.maxDoseMcgPerDay?.value;
  const pct = restart?.maxPctOfFirstDose?.value;
  const first = firstDose(context, drug)?.mcgPerDay;
  const ofFirst = pct === undefined || first === undefined ? undefined : (pct / 100) * first;
  return [
    ...(most !== undefined && above(dose, most) ? [`${sixDigits(most)} mcg/day`] : []),
    ...(ofFirst !== undefined && above(dose, ofFirst)
      ? [`${sixDigits(ofFirst)} mcg/day, ${pct} % of the first dose of the therapy,`]
      : []),
  ];
}

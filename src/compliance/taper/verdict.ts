import { above } from '../../infusion/tolerances.js';
import { type StopPolicy, windowHoursOf } from '../policies/policy.js';
import { sixDigits } from '../../infusion/six-digits.js';
import type { Reason, StepFacts, Verdict } from '../outcome.js';
import { lossesWithin } from './losses.js';
import { isExempt } from './step-rules.js';

/** Abrupt or consistent with a taper, and which definition decided. */
export function verdictOf(
  steps: readonly StepFacts[],
  { abrupt, floorMcgPerDay }: StopPolicy,
): { verdict: Verdict; reasons: Reason[] } {
  const tolerance = abrupt.toleranceHours?.value ?? 0;
  const hours = `${abrupt.windowHours.value} h${tolerance > 0 ? ` (${tolerance} h tolerance)` : ''}`;
  const baseline = steps[0]?.fromMcgPerDay ?? 0;
  const losses = lossesWithin(steps, windowHoursOf(abrupt));
  const reasons: Reason[] = [];

  const steepest = Math.max(0, ...losses.map(({ mcgPerDay }) => mcgPerDay));
  const ofBaseline = abrupt.maxDropPctOfBaseline.value;
  if (above(steepest, (ofBaseline / 100) * baseline))
    reasons.push({
      code: 'BASELINE_LOST_WITHIN_WINDOW',
      detail: `${sixDigits(steepest)} of ${sixDigits(baseline)} mcg/day were lost within ${hours}; abrupt is more than ${ofBaseline} %`,
    });

  const ofDose = abrupt.maxDropPctOfDose?.value;
  const lost =
    ofDose !== undefined &&
    losses.find(
      ({ mcgPerDay, ofMcgPerDay }) =>
        !isExempt(ofMcgPerDay, floorMcgPerDay?.value) && above(mcgPerDay, (ofDose / 100) * ofMcgPerDay),
    );
  if (lost)
    reasons.push({
      code: 'DOSE_LOST_WITHIN_WINDOW',
      detail: `${sixDigits(lost.mcgPerDay)} of the ${sixDigits(lost.ofMcgPerDay)} mcg/day of that day were lost within ${hours}; abrupt is more than ${ofDose} %`,
    });

  const last = losses.at(-1)?.mcgPerDay ?? 0;
  const mostLast = abrupt.maxLastFallMcgPerDay?.value;
  if (mostLast !== undefined && above(last, mostLast))
    reasons.push({
      code: 'LAST_FALL_ABOVE_STEP',
      detail: `${sixDigits(last)} mcg/day were lost in the last ${hours} before zero; the largest step allowed is ${mostLast} mcg/day`,
    });

  if (reasons.length > 0) return { verdict: 'abrupt', reasons };
  return {
    verdict: 'tapered',
    reasons: [
      {
        code: 'CONSISTENT_WITH_TAPER',
        detail: `at most ${sixDigits(steepest)} of ${sixDigits(baseline)} mcg/day were lost within ${hours}, and ${sixDigits(last)} mcg/day in the last ones before zero`,
      },
    ],
  };
}

import { DAY_MS } from '../../infusion/schedule.js';
import { SAME_TIME, above } from '../../infusion/tolerances.js';
import type { StopPolicy } from '../policies/policy.js';
import { sixDigits } from '../../infusion/six-digits.js';
import type { RuleOutcome, StepFacts } from '../outcome.js';
import { isFallStep } from './losses.js';

const outcome = (holds: boolean): RuleOutcome['outcome'] => (holds ? 'pass' : 'fail');

/**
 * What a policy says of each fall on the way to zero; a figure that it does not have is not judged. What was regained on the
 * way has no rules, and a fall to a dose that was reached before none about its interval.
 */
export function rulesOfSteps(steps: readonly StepFacts[], stop: StopPolicy): RuleOutcome[][] {
  let lowest = Number.POSITIVE_INFINITY;
  return steps.map((step, index) => {
    if (!isFallStep(step)) return [];
    const isNew = above(lowest, step.toMcgPerDay);
    lowest = Math.min(lowest, step.toMcgPerDay);
    return [
      ...sizeRules(step, steps[0]!.fromMcgPerDay, stop),
      ...(isNew ? intervalRule(step, stop) : []),
      ...(index === steps.length - 1 && step.toMcgPerDay === 0 ? durationRule(steps, stop) : []),
    ];
  });
}

function sizeRules(step: StepFacts, baseline: number, { taper, floorMcgPerDay }: StopPolicy): RuleOutcome[] {
  const fall = -step.changeMcgPerDay;
  const rules: RuleOutcome[] = [];
  const most = taper.maxStepMcgPerDay?.value;
  if (most !== undefined)
    rules.push({
      rule: 'max-step',
      outcome: outcome(!above(fall, most)),
      detail: `${sixDigits(fall)} mcg/day; at most ${most}`,
    });
  const ofPrevious = taper.maxStepPctOfPrevious?.value;
  if (ofPrevious !== undefined) {
    const exempt = isExempt(step.fromMcgPerDay, floorMcgPerDay?.value);
    rules.push({
      rule: 'max-step-of-previous',
      outcome: outcome(exempt || !above(-step.changePct, ofPrevious)),
      detail: exempt
        ? `a fall from ${sixDigits(step.fromMcgPerDay)} mcg/day; from ${floorMcgPerDay!.value} or less any is allowed`
        : `${sixDigits(-step.changePct)} % of the dose before; at most ${ofPrevious} %`,
    });
  }
  const ofBaseline = taper.maxStepPctOfBaseline?.value;
  if (ofBaseline !== undefined) {
    const pct = (100 * fall) / baseline;
    rules.push({
      rule: 'max-step-of-baseline',
      outcome: outcome(!above(pct, ofBaseline)),
      detail: `${sixDigits(pct)} % of the baseline; at most ${ofBaseline} %`,
    });
  }
  return rules;
}

/** Whether a fall from a dose may be of any part of it. */
export const isExempt = (fromMcgPerDay: number, floor: number | undefined): boolean =>
  floor !== undefined && !above(fromMcgPerDay, floor);

function intervalRule({ daysSincePrevious: days }: StepFacts, { taper }: StopPolicy): RuleOutcome[] {
  const least = taper.minHoursBetweenSteps?.value;
  if (least === undefined) return [];
  const tolerance = taper.toleranceHours?.value ?? 0;
  return [
    {
      rule: 'min-interval',
      outcome: outcome(days === null || days * 24 >= least - tolerance - SAME_TIME),
      detail:
        days === null
          ? 'the first step'
          : `${sixDigits(days * 24)} h after the step before; at least ${least} h (${tolerance} h tolerance)`,
    },
  ];
}

function durationRule(steps: readonly StepFacts[], { taper }: StopPolicy): RuleOutcome[] {
  const least = taper.minTotalDays?.value;
  if (least === undefined) return [];
  const tolerance = taper.toleranceHours?.value ?? 0;
  const days = (steps.at(-1)!.at - steps[0]!.at) / DAY_MS;
  return [
    {
      rule: 'min-duration',
      outcome: outcome(days >= least - tolerance / 24 - SAME_TIME),
      detail: `${sixDigits(days)} days from the first step to zero; at least ${least} (${tolerance} h tolerance)`,
    },
  ];
}

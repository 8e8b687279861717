import { DAY_MS, HOUR_MS } from '../../../infusion/schedule.js';
import { SAME_INSTANT_MS, SAME_TIME, above } from '../../../infusion/tolerances.js';
import type { Outcome, RuleOutcome, Step, StepFacts, Verdict } from '../../outcome.js';
import { type StopPolicy, windowHoursOf } from '../../policies/policy.js';
import { isExempt } from '../../taper/step-rules.js';
import { DATES_UNCERTAIN } from './held.js';

/** How far apart two steps, by their places, can be and must be, ms. */
export interface Apart {
  least(earlier: number, later: number): number;
  most(earlier: number, later: number): number;
}

type Level = Pick<StepFacts, 'fromMcgPerDay' | 'toMcgPerDay'>;

/**
 * The verdict that holds in every choice: abrupt where falls that must lie within the window add up to too much,
 * tapered where none that can lie within it do. Of exact instants it is the verdict itself.
 */
export function verdictWithin(
  steps: readonly Level[],
  { abrupt, floorMcgPerDay }: StopPolicy,
  apart: Apart,
): Verdict {
  const windowMs = windowHoursOf(abrupt) * HOUR_MS;
  const baseline = steps[0]?.fromMcgPerDay ?? 0;
  const ofDose = abrupt.maxDropPctOfDose?.value;
  const mostLast = abrupt.maxLastFallMcgPerDay?.value;
  const falls = steps.flatMap(({ fromMcgPerDay, toMcgPerDay }, index) =>
    toMcgPerDay < fromMcgPerDay ? index : [],
  );
  const isTooMuch = (first: number, last: number): boolean => {
    const { fromMcgPerDay } = steps[first]!;
    // What was regained between them is taken off.
    const loss = fromMcgPerDay - steps[last]!.toMcgPerDay;
    return (
      above(loss, (abrupt.maxDropPctOfBaseline.value / 100) * baseline) ||
      (ofDose !== undefined &&
        !isExempt(fromMcgPerDay, floorMcgPerDay?.value) &&
        above(loss, (ofDose / 100) * fromMcgPerDay)) ||
      (mostLast !== undefined && last === falls.at(-1) && above(loss, mostLast))
    );
  };
  let can = false;
  for (const last of falls)
    for (const first of falls.filter((fall) => fall <= last)) {
      if (apart.least(first, last) > windowMs || !isTooMuch(first, last)) continue;
      if (apart.most(first, last) <= windowMs) return 'abrupt';
      can = true;
    }
  return can ? 'undetermined' : 'tapered';
}

const judged = (rule: RuleOutcome, least: number, most: number, limitMs: number): RuleOutcome => {
  const slack = SAME_TIME * HOUR_MS;
  const outcome: Outcome =
    least >= limitMs - slack ? 'pass' : most < limitMs - slack ? 'fail' : 'undetermined';
  return outcome === 'undetermined'
    ? { ...rule, outcome, detail: DATES_UNCERTAIN.detail }
    : { ...rule, outcome };
};

/** What each rule says in every choice: those of size as they are, those of time by the bounds. */
export function rulesWithin(
  steps: readonly Step[],
  { taper }: StopPolicy,
  apart: Apart,
): (readonly RuleOutcome[])[] {
  const toleranceMs = (taper.toleranceHours?.value ?? 0) * HOUR_MS;
  const hours = taper.minHoursBetweenSteps?.value;
  const days = taper.minTotalDays?.value;
  return steps.map(({ rules, at, daysSincePrevious }, index) =>
    rules.map((rule) => {
      if (rule.outcome === 'undetermined') return rule;
      if (rule.rule === 'min-interval' && hours !== undefined && daysSincePrevious !== null) {
        const previous = placeOf(steps, at - daysSincePrevious * DAY_MS, index);
        if (previous === undefined)
          return { ...rule, outcome: 'undetermined', detail: DATES_UNCERTAIN.detail };
        return judged(
          rule,
          apart.least(previous, index),
          apart.most(previous, index),
          hours * HOUR_MS - toleranceMs,
        );
      }
      if (rule.rule === 'min-duration' && days !== undefined)
        return judged(rule, apart.least(0, index), apart.most(0, index), days * DAY_MS - toleranceMs);
      return rule;
    }),
  );
}

/** The step of an instant, before another one. */
function placeOf(steps: readonly Step[], at: number, before: number): number | undefined {
  for (let index = before - 1; index >= 0; index -= 1)
    if (Math.abs(steps[index]!.at - at) <= SAME_INSTANT_MS) return index;
  return undefined;
}

export function conformanceWithin(rules: readonly (readonly RuleOutcome[])[], verdict: Verdict): Outcome {
  const outcomes = rules.flat().map(({ outcome }) => outcome);
  if (outcomes.includes('fail') || verdict === 'abrupt') return 'fail';
  return verdict === 'undetermined' || outcomes.includes('undetermined') ? 'undetermined' : 'pass';
}

import { DAY_MS } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import { countWhile } from '../../therapy/count-while.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import { type Policy, stopPolicy } from '../policies/policy.js';
import type { Outcome, Reason, Step, StepFacts, Verdict } from '../outcome.js';
import { type Move, courseTo } from './course.js';
import { rulesOfSteps } from './step-rules.js';

/**
 * The way to a zero: the falls of its course, and what was regained between them.
 * @param doses without interruptions
 * @param zero index of the stretch with which the zero begins
 */
export const stepsTo = (
  doses: readonly DoseStretch[],
  zero: number,
  policy: Policy,
  drug: string,
): readonly Step[] => ruled(stepFactsOf(courseTo(doses, zero, policy)), policy, drug);

/** Steps with what the policy says of each. */
export function ruled(steps: readonly StepFacts[], policy: Policy, drug: string): Step[] {
  const stop = stopPolicy(policy, drug);
  const rules = stop && rulesOfSteps(steps, stop);
  return steps.map((step, index) => ({ ...step, rules: rules?.[index] ?? [] }));
}

/** What each move is as a step; a fall counts its days from the one that first came as low as where it begins. */
export function stepFactsOf(moves: readonly Move[]): StepFacts[] {
  const lows: Move[] = [];
  return moves.map((move, index): StepFacts => {
    const { at, fromMcgPerDay, toMcgPerDay, eventId } = move;
    const change = toMcgPerDay - fromMcgPerDay;
    const reached =
      change < 0 ? lows[countWhile(lows, (low) => above(low.toMcgPerDay, fromMcgPerDay))] : undefined;
    const previous = reached ?? moves[index - 1];
    if (toMcgPerDay < (lows.at(-1)?.toMcgPerDay ?? Number.POSITIVE_INFINITY)) lows.push(move);
    return {
      at,
      fromMcgPerDay,
      toMcgPerDay,
      changeMcgPerDay: change,
      changePct: (100 * change) / fromMcgPerDay,
      daysSincePrevious: previous ? (at - previous.at) / DAY_MS : null,
      eventId,
    };
  });
}

/** Whether the steps kept the policy; what is abrupt did not. */
export const conformanceOf = (steps: readonly Step[], verdict: Verdict): Outcome =>
  verdict === 'abrupt' || steps.some(fails) ? 'fail' : 'pass';

export const fails = ({ rules }: Step): boolean => rules.some(({ outcome }) => outcome === 'fail');

/** Why a policy has no verdict on a drug. */
export const silence = (policy: Policy, drug: string): Reason => ({
  code: 'NO_POLICY_FOR_DRUG',
  detail: `${policy.id} says nothing about stopping ${drug}`,
});

import { DAY_MS } from '../../infusion/schedule.js';
import { type DoseStretch, isFall } from '../dose/daily-dose.js';
import { type Policy, stopPolicy } from '../policies/policy.js';
import type { Outcome, Reason, Step, StepFacts } from '../outcome.js';
import { rulesOfSteps } from './step-rules.js';

/**
 * The falls that led to a zero, going back from it until a rise or a long time without a fall.
 * @param doses without interruptions
 * @param zero index of the stretch with which the zero begins
 */
export function stepsTo(doses: readonly DoseStretch[], zero: number, policy: Policy, drug: string): Step[] {
  const stop = stopPolicy(policy, drug);
  const falls: DoseStretch[][] = [];
  for (let index = zero; index > 0; index -= 1) {
    const before = doses[index - 1]!;
    const after = doses[index]!;
    if (Number.isNaN(before.mcgPerDay)) break;
    if (after.mcgPerDay > before.mcgPerDay && isFall(after.mcgPerDay, before.mcgPerDay)) break;
    if (!isFall(before.mcgPerDay, after.mcgPerDay)) continue;
    const next = falls.at(-1);
    if (next && next[1]!.start - after.start >= policy.maxDaysWithoutFall.value * DAY_MS) break;
    falls.push([before, after]);
  }
  falls.reverse();
  const steps = falls.map(([before, after], index): StepFacts => {
    const previous = falls[index - 1]?.[1];
    return {
      at: after!.start,
      fromMcgPerDay: before!.mcgPerDay,
      toMcgPerDay: after!.mcgPerDay,
      changeMcgPerDay: after!.mcgPerDay - before!.mcgPerDay,
      changePct: (100 * (after!.mcgPerDay - before!.mcgPerDay)) / before!.mcgPerDay,
      daysSincePrevious: previous ? (after!.start - previous.start) / DAY_MS : null,
      eventId: after!.eventId ?? null,
    };
  });
  const rules = stop && rulesOfSteps(steps, stop);
  return steps.map((step, index) => ({ ...step, rules: rules?.[index] ?? [] }));
}

export const conformanceOf = (steps: readonly Step[]): Outcome =>
  steps.some((step) => step.rules.some(({ outcome }) => outcome === 'fail')) ? 'fail' : 'pass';

/** Why a policy has no verdict on a drug. */
export const silence = (policy: Policy, drug: string): Reason => ({
  code: 'NO_POLICY_FOR_DRUG',
  detail: `${policy.id} says nothing about stopping ${drug}`,
});

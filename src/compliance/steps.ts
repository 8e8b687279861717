import { DAY_MS, HOUR_MS } from '../infusion/schedule.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import { type DoseStretch, isFall } from './daily-dose.js';
import type { Policy } from './policies/policy.js';
import { show } from './show.js';

export type Outcome = 'pass' | 'fail' | 'undetermined';
export type Verdict = 'tapered' | 'abrupt' | 'undetermined';

export interface Reason {
  readonly code: string;
  readonly detail: string;
}

export interface RuleOutcome {
  readonly rule: string;
  readonly outcome: Outcome;
  readonly detail: string;
}

export interface Step {
  readonly at: Instant;
  readonly fromMcgPerDay: number;
  readonly toMcgPerDay: number;
  readonly changeMcgPerDay: number;
  readonly changePct: number;
  /** Null for the first step. */
  readonly daysSincePrevious: number | null;
  readonly eventId: EventId | null;
  readonly rules: readonly RuleOutcome[];
}

const above = (value: number, limit: number): boolean => value > limit + 1e-9 * Math.abs(limit);

/**
 * The falls that led to a zero, going back from it until a rise or a long time without a fall.
 * @param doses without interruptions
 * @param zero index of the stretch with which the zero begins
 */
export function stepsTo(doses: readonly DoseStretch[], zero: number, policy: Policy): Step[] {
  const falls: DoseStretch[][] = [];
  for (let index = zero; index > 0; index -= 1) {
    const before = doses[index - 1]!;
    const after = doses[index]!;
    if (Number.isNaN(before.mcgPerDay)) break;
    if (after.mcgPerDay > before.mcgPerDay && isFall(after.mcgPerDay, before.mcgPerDay)) break;
    if (!isFall(before.mcgPerDay, after.mcgPerDay)) continue;
    const next = falls.at(-1);
    if (next && next[1]!.start - after.start >= policy.taper.maxDaysWithoutFall.value * DAY_MS) break;
    falls.push([before, after]);
  }
  falls.reverse();
  return falls.map(([before, after], index) => {
    const previous = falls[index - 1]?.[1];
    const step = {
      at: after!.start,
      fromMcgPerDay: before!.mcgPerDay,
      toMcgPerDay: after!.mcgPerDay,
      changeMcgPerDay: after!.mcgPerDay - before!.mcgPerDay,
      changePct: (100 * (after!.mcgPerDay - before!.mcgPerDay)) / before!.mcgPerDay,
      daysSincePrevious: previous ? (after!.start - previous.start) / DAY_MS : null,
      eventId: after!.eventId ?? null,
    };
    return { ...step, rules: stepRules(step, policy) };
  });
}

function stepRules(step: Omit<Step, 'rules'>, { taper }: Policy): RuleOutcome[] {
  const fall = -step.changeMcgPerDay;
  const size: RuleOutcome = {
    rule: 'max-step',
    outcome: above(fall, taper.maxStepMcgPerDay.value) ? 'fail' : 'pass',
    detail: `${show(fall)} mcg/day; at most ${taper.maxStepMcgPerDay.value}`,
  };
  const days = step.daysSincePrevious;
  const leastHours = taper.minHoursBetweenSteps.value - taper.toleranceHours.value;
  const interval: RuleOutcome = {
    rule: 'min-interval',
    outcome: days !== null && days * 24 < leastHours - 1e-9 ? 'fail' : 'pass',
    detail:
      days === null
        ? 'the first step'
        : `${show(days * 24)} h after the step before; at least ${taper.minHoursBetweenSteps.value} h (${taper.toleranceHours.value} h tolerance)`,
  };
  return [size, interval];
}

export const conformanceOf = (steps: readonly Step[]): Outcome =>
  steps.some((step) => step.rules.some(({ outcome }) => outcome === 'fail')) ? 'fail' : 'pass';

/** Why a policy has no verdict on a drug; undefined where it has one. */
export const silence = (policy: Policy, drug: string): Reason | undefined =>
  policy.drugs.value.includes(drug)
    ? undefined
    : { code: 'NO_POLICY_FOR_DRUG', detail: `${policy.id} says nothing about ${drug}` };

/** Abrupt or consistent with a taper, and which definition decided. */
export function verdictOf(steps: readonly Step[], policy: Policy): { verdict: Verdict; reasons: Reason[] } {
  const { abrupt, taper } = policy;
  const windowMs = abrupt.windowHours.value * HOUR_MS;
  const baseline = steps[0]?.fromMcgPerDay ?? 0;
  const zeroAt = steps.at(-1)?.at ?? 0;
  /** Falls a whole window apart are not within it: the dose at its start is the one after the first of them. */
  const lostBefore = (end: Instant) =>
    steps
      .filter(({ at }) => at > end - windowMs && at <= end)
      .reduce((sum, { changeMcgPerDay }) => sum - changeMcgPerDay, 0);
  const reasons: Reason[] = [];
  const steepest = Math.max(0, ...steps.map(({ at }) => lostBefore(at)));
  if (above(steepest, (abrupt.maxDropPct.value / 100) * baseline))
    reasons.push({
      code: 'BASELINE_LOST_WITHIN_WINDOW',
      detail: `${show(steepest)} of ${show(baseline)} mcg/day were lost within ${abrupt.windowHours.value} h; abrupt is more than ${abrupt.maxDropPct.value} %`,
    });
  const last = lostBefore(zeroAt);
  if (above(last, taper.maxStepMcgPerDay.value))
    reasons.push({
      code: 'LAST_FALL_ABOVE_STEP',
      detail: `${show(last)} mcg/day were lost in the last ${abrupt.windowHours.value} h before zero; the largest step allowed is ${taper.maxStepMcgPerDay.value} mcg/day`,
    });
  if (reasons.length > 0) return { verdict: 'abrupt', reasons };
  return {
    verdict: 'tapered',
    reasons: [
      {
        code: 'CONSISTENT_WITH_TAPER',
        detail: `at most ${show(steepest)} of ${show(baseline)} mcg/day were lost within ${abrupt.windowHours.value} h, and ${show(last)} mcg/day in the last ones before zero`,
      },
    ],
  };
}

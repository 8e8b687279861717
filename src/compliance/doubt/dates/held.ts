import type { Cessation } from '../../taper/cessations.js';
import { DECIDING, type Outcome, type Reason, type RuleOutcome, type Verdict } from '../../outcome.js';

export const DATES_UNCERTAIN: Reason = {
  code: 'DATES_UNCERTAIN',
  detail: 'the dates are intervals, and the outcome differs within them',
};

/** What all choices so far have in common of one cessation. */
export interface Held {
  readonly verdict: Verdict;
  readonly conformance: Outcome;
  readonly rules: readonly (readonly RuleOutcome[])[];
  readonly tipVerdict: Verdict;
  /** Whether each of them shows it. */
  readonly isCertain: boolean;
}

export const asItStands = (cessation: Cessation): Held => ({
  verdict: cessation.verdict,
  conformance: cessation.conformance,
  rules: cessation.steps.map(({ rules }) => rules),
  tipVerdict: cessation.tip.verdict,
  isCertain: true,
});

const both = <T extends string>(a: T, b: T): T | 'undetermined' => (a === b ? a : 'undetermined');

export const nothingOf = ({ rules, isCertain }: Held): Held => ({
  verdict: 'undetermined',
  conformance: 'undetermined',
  rules: rules.map((ofStep) => ofStep.map(withoutOutcome)),
  tipVerdict: 'undetermined',
  isCertain,
});

const withoutOutcome = (rule: RuleOutcome): RuleOutcome => ({
  ...rule,
  outcome: 'undetermined',
  detail: DATES_UNCERTAIN.detail,
});

export const together = (a: Held, b: Held): Held => ({
  verdict: both(a.verdict, b.verdict),
  conformance: both(a.conformance, b.conformance),
  rules:
    a.rules.length === b.rules.length
      ? a.rules.map((ofStep, index) => ofStep.map((rule) => agreed(rule, b.rules[index]!)))
      : a.rules.map((ofStep) => ofStep.map(withoutOutcome)),
  tipVerdict: both(a.tipVerdict, b.tipVerdict),
  isCertain: a.isCertain && b.isCertain,
});

function agreed(rule: RuleOutcome, others: readonly RuleOutcome[]): RuleOutcome {
  const other = others.find(({ rule: name }) => name === rule.rule);
  if (rule.outcome === 'undetermined' || rule.outcome === other?.outcome) return rule;
  return withoutOutcome(rule);
}

/** Whether nothing is left that another choice could take away. */
export const isEmpty = ({ verdict, conformance, rules, tipVerdict, isCertain }: Held): boolean =>
  !isCertain &&
  verdict === 'undetermined' &&
  conformance === 'undetermined' &&
  tipVerdict === 'undetermined' &&
  rules.flat().every(({ outcome }) => outcome === 'undetermined');

/** The cessation with what holds of it. */
export function withHeld(cessation: Cessation, all: Held): Cessation {
  const held = all.isCertain ? all : nothingOf(all);
  const { steps, tip } = cessation;
  const isChanged = held.verdict !== cessation.verdict || held.conformance !== cessation.conformance;
  return {
    ...cessation,
    certainty: held.isCertain ? cessation.certainty : 'possible',
    verdict: held.verdict,
    conformance: held.conformance,
    steps: steps.map((step, index) => ({ ...step, rules: held.rules[index] ?? step.rules })),
    reasons:
      isChanged || !held.isCertain
        ? withReason(cessation.reasons, held.verdict === 'undetermined')
        : cessation.reasons,
    tip:
      held.tipVerdict === tip.verdict
        ? tip
        : { ...tip, verdict: held.tipVerdict, reasons: withReason(tip.reasons, true) },
  };
}

/** What was a reason for a verdict that does not hold is none. */
const withReason = (reasons: readonly Reason[], isUndetermined: boolean): Reason[] => [
  ...reasons.filter(({ code }) => code !== DATES_UNCERTAIN.code && !(isUndetermined && DECIDING.has(code))),
  DATES_UNCERTAIN,
];

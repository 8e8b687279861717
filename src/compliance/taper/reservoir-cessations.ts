import type { AuditContext } from '../context.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import type { ZeroCause } from '../dose/zero-cause.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Step } from '../outcome.js';
import { type Cessation, described } from './cessation.js';
import { courseDoses } from './course-doses.js';
import { deliveryDoubts } from './delivery-doubts.js';
import { allOf, judged, withoutOutcome } from './doubts.js';
import { isFallStep } from './losses.js';
import { flowUnknown } from './reservoir-doubts.js';
import { type Found, reservoirZeros } from './reservoir-zeros.js';
import { ruled, stepFactsOf, stepsTo } from './steps.js';

/** What a drug's zeros at the reservoir were, and the ways to them. */
export function reservoirCessations(context: AuditContext, drug: string): Cessation[] {
  const measured = courseDoses(context, drug, 'reservoir');
  const zeros = reservoirZeros(context, drug, measured);
  return zeros.map((zero, number) => {
    const previous = zeros.slice(0, number).findLast(({ certainty }) => certainty === 'certain');
    return cessation(context, drug, measured, zero, previous);
  });
}

function cessation(
  context: AuditContext,
  drug: string,
  measured: readonly DoseStretch[],
  { index, doses, certainty, since, end, open, tip }: Found,
  /** A cessation that only may have been ends no plan. */
  previous: Found | undefined,
): Cessation {
  const zero = doses[index]!;
  const cause: ZeroCause = zero.zeroCause ?? 'programmed';
  const start = since ?? zero.start;
  const found = endingFrom(context, drug, stepsTo(doses, index, context.policy, drug), start);
  const unknown = flowUnknown(context, measured, found, zero);
  const steps = unknown.length > 0 ? found.map(withoutOutcome) : found;
  const falls = steps.filter(isFallStep).map(({ at }) => at);
  const zeroBy = { cause, eventId: zero.eventId };
  const doubts = allOf(
    { open: [...open, ...unknown], reserved: [] },
    deliveryDoubts(context, {
      drug,
      site: 'reservoir',
      falls,
      zeroBy,
      isFlowUnknown: unknown.length > 0,
    }),
  );
  const previousAt = previous?.doses[previous.index]!.start;
  return {
    ...described(context, {
      drug,
      site: 'reservoir',
      certainty,
      cause,
      start,
      end,
      steps,
      previousAt,
      doses,
    }),
    ...judged(context, drug, steps, doubts),
    tip,
  };
}

/**
 * No step is later than the zero. Where that may have begun before it was found, a rule holds only where it does by both
 * instants.
 */
function endingFrom(
  { policy }: AuditContext,
  drug: string,
  steps: readonly Step[],
  at: Instant,
): readonly Step[] {
  if (steps.every((step) => step.at <= at)) return steps;
  const moves = steps.map((step) => (step.at > at ? { ...step, at } : step));
  return ruled(stepFactsOf(moves), policy, drug).map((step, index) => ({
    ...step,
    rules: step.rules.map((rule, number) =>
      rule.outcome === steps[index]!.rules[number]!.outcome
        ? rule
        : { ...rule, outcome: 'undetermined' as const },
    ),
  }));
}

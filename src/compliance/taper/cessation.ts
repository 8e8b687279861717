import { writtenOtherwise } from '../../infusion/written-drug.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import type { ZeroCause } from '../dose/zero-cause.js';
import { identifier } from '../identifier.js';
import type { Outcome, Reason, Step, Verdict } from '../outcome.js';
import { type Circumstance, circumstanceOf } from './circumstance.js';
import { holidayPlansOf } from './holiday-plan.js';
import { type PlanFollowed, planFollowed } from './plan.js';
import type { TipAnswer } from './tip.js';

/** Whether a cessation was, or only may have been: nobody knows since when, or only some choice of dates shows it. */
export const CERTAINTIES = ['certain', 'possible'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

export interface Cessation {
  readonly id: string;
  readonly drug: string;
  /** How it was written at the last fill before, where that is not its known name. */
  readonly recordedAs?: string;
  /** Where it happened: at the tip alone when the reservoir went on. */
  readonly site: 'reservoir' | 'tip';
  readonly certainty: Certainty;
  readonly cause: ZeroCause;
  readonly declaredHoliday: boolean;
  /** Where a plan with steps declared it, and it is one at the reservoir. */
  readonly plan?: PlanFollowed;
  /** Why the drug may have been reduced, where the record itself shows it. */
  readonly circumstance?: Circumstance;
  readonly baselineMcgPerDay: number;
  readonly startedAt: Instant;
  readonly reachedZeroAt: Instant;
  readonly resumedAt?: Instant;
  readonly steps: readonly Step[];
  readonly verdict: Verdict;
  readonly conformance: Outcome;
  readonly reasons: readonly Reason[];
  readonly tip: TipAnswer;
}

/** A zero and the way to it. */
export interface Zero {
  readonly drug: string;
  readonly site: 'reservoir' | 'tip';
  readonly certainty: Certainty;
  readonly cause: ZeroCause;
  readonly start: Instant;
  /** Undefined while nothing is delivered. */
  readonly end: Instant | undefined;
  readonly steps: readonly Step[];
  /** The one before; a plan before it was of that one. */
  readonly previousAt: Instant | undefined;
  /** The daily dose of which it is a part. */
  readonly doses: readonly DoseStretch[];
}

/** What a cessation is, but for what is judged of it. */
export function described(
  context: AuditContext,
  { drug, site, certainty, cause, start, end, steps, previousAt, doses }: Zero,
): Omit<Cessation, 'verdict' | 'conformance' | 'reasons' | 'tip'> {
  const before = context.events.slice(
    0,
    countWhile(context.events, ({ at }) => at <= start),
  );
  const recordedAs = writtenOtherwise(before, drug);
  const plans = holidayPlansOf(context, drug, start, previousAt);
  const withSteps = site === 'reservoir' ? plans.findLast(({ data }) => data.steps?.length) : undefined;
  const plan = withSteps && planFollowed(withSteps, doses, steps, context.time);
  const startedAt = steps[0]?.at ?? start;
  const circumstance = circumstanceOf(context, startedAt, steps[0]?.eventId ?? null);
  return {
    id: identifier(drug, site, steps.at(-1)?.eventId ?? start),
    drug,
    ...(recordedAs !== undefined && { recordedAs }),
    site,
    certainty,
    cause,
    declaredHoliday: plans.length > 0,
    ...(plan && { plan }),
    ...(circumstance && { circumstance }),
    baselineMcgPerDay: steps[0]?.fromMcgPerDay ?? 0,
    startedAt,
    reachedZeroAt: start,
    ...(end !== undefined && { resumedAt: end }),
    steps,
  };
}

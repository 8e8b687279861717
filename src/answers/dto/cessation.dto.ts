import { ApiProperty } from '@nestjs/swagger';
import type { Cessation } from '../../compliance/taper/cessations.js';
import type { Step } from '../../compliance/outcome.js';
import type { PlanFollowed, PlannedStep } from '../../compliance/taper/plan.js';
import type { TipAnswer } from '../../compliance/taper/tip.js';
import { instantText, instantTextOrNull } from './instants.js';

type Outcome = 'pass' | 'fail' | 'undetermined';
type Verdict = 'tapered' | 'abrupt' | 'undetermined';

export class ReasonDto {
  /** @example "CONSISTENT_WITH_TAPER" */
  code: string;
  detail: string;
}

export class RuleOutcomeDto {
  /** @example "max-step" */
  rule: string;
  @ApiProperty({ enum: ['pass', 'fail', 'undetermined'] })
  outcome: Outcome;
  detail: string;
}

/** One fall of the daily dose on the way to zero. */
export class StepDto {
  @ApiProperty({ format: 'date-time' })
  at: string;
  fromMcgPerDay: number;
  toMcgPerDay: number;
  changeMcgPerDay: number;
  changePct: number;
  /** Null for the first step. */
  daysSincePrevious: number | null;
  /** Null where nobody recorded it. */
  eventId: string | null;
  rules: RuleOutcomeDto[];
}

/** What became of a dose of the plan. */
export class PlannedStepDto {
  /** As it was planned: an instant or a partial date. */
  on: string;
  plannedMcgPerDay: number;
  /** When the dose first was at the planned one or beyond it; null where it has not been, so far. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  reachedAt: string | null;
  reachedMcgPerDay: number | null;
  /** Before (negative) or after the planned time; 0 within it. */
  deviationDays: number | null;
  /** Above (positive) or below the planned dose. */
  deviationMcgPerDay: number | null;
  /** departed: at another time, or to another dose; not-due: its time had not come. */
  @ApiProperty({ enum: ['kept', 'departed', 'not-reached', 'not-due'] })
  outcome: PlannedStep['outcome'];
}

/** How a planned holiday was carried out. */
export class PlanDto {
  /** The plan. */
  eventId: string;
  steps: PlannedStepDto[];
  /** When the dose fell as the plan does not have it. */
  unplanned: string[];
}

/** The answer if a catheter has one length. */
export class TipBoundDto {
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  reachedZeroAt: string | null;
  residualMcg: number | null;
  /** As it would be if that length were recorded. */
  verdict: Verdict;
}

/** Both lengths that a catheter can have of which nobody recorded how much was trimmed. */
export class TipRangeDto {
  @ApiProperty({ type: () => TipBoundDto, nullable: true })
  shortest: TipBoundDto | null;
  @ApiProperty({ type: () => TipBoundDto, nullable: true })
  longest: TipBoundDto | null;
}

/** What a cessation became at the catheter's tip. */
export class TipDto {
  /** Null where the tip had not reached zero by then, or nobody can tell. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  reachedZeroAt: string | null;
  /** The drug in the path at the reservoir's zero; null where a volume of the path is not known. */
  residualMcg: number | null;
  @ApiProperty({ enum: ['tapered', 'abrupt', 'undetermined'] })
  verdict: Verdict;
  reasons: ReasonDto[];
  /** Where it is not recorded how much of the catheter was trimmed. */
  @ApiProperty({ required: false })
  range?: TipRangeDto;
}

/** A drug's daily dose that became zero and stayed so. */
export class CessationDto {
  id: string;
  drug: string;
  site: 'reservoir' | 'tip';
  cause: 'programmed' | 'drug-switch' | 'reservoir-empty' | 'motor-stall' | 'explant' | 'catheter';
  declaredHoliday: boolean;
  /** Where a plan with steps declared it. */
  @ApiProperty({ required: false })
  plan?: PlanDto;
  baselineMcgPerDay: number;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  @ApiProperty({ format: 'date-time' })
  reachedZeroAt: string;
  /** Absent while nothing is delivered. */
  @ApiProperty({ format: 'date-time', required: false })
  resumedAt?: string;
  steps: StepDto[];
  @ApiProperty({ enum: ['tapered', 'abrupt', 'undetermined'] })
  verdict: Verdict;
  @ApiProperty({ enum: ['pass', 'fail', 'undetermined'] })
  conformance: Outcome;
  reasons: ReasonDto[];
  tip: TipDto;
}

const stepAnswer = (step: Step): StepDto => ({
  at: instantText(step.at),
  fromMcgPerDay: step.fromMcgPerDay,
  toMcgPerDay: step.toMcgPerDay,
  changeMcgPerDay: step.changeMcgPerDay,
  changePct: step.changePct,
  daysSincePrevious: step.daysSincePrevious,
  eventId: step.eventId,
  rules: step.rules.map(({ rule, outcome, detail }) => ({ rule, outcome, detail })),
});

const planAnswer = ({ eventId, steps, unplanned }: PlanFollowed): PlanDto => ({
  eventId,
  steps: steps.map((step) => ({ ...step, reachedAt: instantTextOrNull(step.reachedAt) })),
  unplanned: unplanned.map(instantText),
});

const rangeAnswer = ({ shortest, longest }: NonNullable<TipAnswer['range']>): TipRangeDto => ({
  shortest: shortest && { ...shortest, reachedZeroAt: instantTextOrNull(shortest.reachedZeroAt) },
  longest: longest && { ...longest, reachedZeroAt: instantTextOrNull(longest.reachedZeroAt) },
});

export const cessationAnswer = (cessation: Cessation): CessationDto => ({
  id: cessation.id,
  drug: cessation.drug,
  site: cessation.site,
  cause: cessation.cause,
  declaredHoliday: cessation.declaredHoliday,
  ...(cessation.plan && { plan: planAnswer(cessation.plan) }),
  baselineMcgPerDay: cessation.baselineMcgPerDay,
  startedAt: instantText(cessation.startedAt),
  reachedZeroAt: instantText(cessation.reachedZeroAt),
  ...(cessation.resumedAt !== undefined && { resumedAt: instantText(cessation.resumedAt) }),
  steps: cessation.steps.map(stepAnswer),
  verdict: cessation.verdict,
  conformance: cessation.conformance,
  reasons: cessation.reasons.map(({ code, detail }) => ({ code, detail })),
  tip: {
    reachedZeroAt: instantTextOrNull(cessation.tip.reachedZeroAt),
    residualMcg: cessation.tip.residualMcg,
    verdict: cessation.tip.verdict,
    reasons: cessation.tip.reasons.map(({ code, detail }) => ({ code, detail })),
    ...(cessation.tip.range && { range: rangeAnswer(cessation.tip.range) }),
  },
});

import { ApiProperty } from '@nestjs/swagger';
import { ZERO_CAUSES, type ZeroCause } from '../../compliance/dose/zero-cause.js';
import type { Certainty } from '../../compliance/taper/cessation.js';
import type { Circumstance } from '../../compliance/taper/circumstance.js';
import type { PlannedStep } from '../../compliance/taper/plan.js';

/** What first made a dose zero. */
export const CESSATION_CAUSES = ZERO_CAUSES;

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
  /** When the drug was at the tip again; absent while it is not. */
  @ApiProperty({ format: 'date-time', required: false })
  resumedAt?: string;
  /** The drug in the path at the reservoir's zero; null where a volume of the path is not known. */
  residualMcg: number | null;
  @ApiProperty({ enum: ['tapered', 'abrupt', 'undetermined'] })
  verdict: Verdict;
  reasons: ReasonDto[];
  /** Where it is not recorded how much of the catheter was trimmed. */
  @ApiProperty({ required: false })
  range?: TipRangeDto;
}

/** What may have been the reason: a revision of the catheter, a dose spike or a serious adverse event before the first fall. */
export class CircumstanceDto {
  @ApiProperty({ enum: ['revision', 'overdose', 'adverse-event'] })
  kind: Circumstance['kind'];
  /** The events that show it. */
  eventIds: string[];
}

/** A drug's daily dose that became zero and stayed so. */
export class CessationDto {
  id: string;
  /** By its known name. */
  drug: string;
  /** Where it was written otherwise at the last fill before. */
  recordedAs?: string;
  site: 'reservoir' | 'tip';
  /** `possible`: only some choice within the dates shows it, or nobody recorded since when it was so. */
  certainty: Certainty;
  @ApiProperty({ enum: [...CESSATION_CAUSES] })
  cause: ZeroCause;
  declaredHoliday: boolean;
  /** What the record shows before the first fall; it changes no verdict. */
  @ApiProperty({ required: false })
  circumstance?: CircumstanceDto;
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
  /**
   * What the verdicts may not stand without: the ids of findings on the steps, path and delivery, the gravest first.
   */
  reservations: string[];
  tip: TipDto;
}

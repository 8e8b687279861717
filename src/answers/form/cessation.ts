import type { ReservedCessation } from '../../compliance/summary/reservations.js';
import type { Circumstance } from '../../compliance/taper/circumstance.js';
import type { Step } from '../../compliance/outcome.js';
import type { PlanFollowed } from '../../compliance/taper/plan.js';
import type { TipAnswer } from '../../compliance/taper/tip.js';
import { instantText, instantTextOrNull } from '../dto/instants.js';
import type { CircumstanceDto, StepDto, PlanDto, TipRangeDto, CessationDto } from '../dto/cessation.dto.js';

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

const circumstanceAnswer = ({ kind, eventIds }: Circumstance): CircumstanceDto => ({
  kind,
  eventIds: [...eventIds],
});

const rangeAnswer = ({ shortest, longest }: NonNullable<TipAnswer['range']>): TipRangeDto => ({
  shortest: shortest && { ...shortest, reachedZeroAt: instantTextOrNull(shortest.reachedZeroAt) },
  longest: longest && { ...longest, reachedZeroAt: instantTextOrNull(longest.reachedZeroAt) },
});

export const cessationAnswer = (cessation: ReservedCessation): CessationDto => ({
  id: cessation.id,
  drug: cessation.drug,
  ...(cessation.recordedAs !== undefined && { recordedAs: cessation.recordedAs }),
  site: cessation.site,
  certainty: cessation.certainty,
  cause: cessation.cause,
  declaredHoliday: cessation.declaredHoliday,
  ...(cessation.circumstance && { circumstance: circumstanceAnswer(cessation.circumstance) }),
  ...(cessation.plan && { plan: planAnswer(cessation.plan) }),
  baselineMcgPerDay: cessation.baselineMcgPerDay,
  startedAt: instantText(cessation.startedAt),
  reachedZeroAt: instantText(cessation.reachedZeroAt),
  ...(cessation.resumedAt !== undefined && { resumedAt: instantText(cessation.resumedAt) }),
  steps: cessation.steps.map(stepAnswer),
  verdict: cessation.verdict,
  conformance: cessation.conformance,
  reasons: cessation.reasons.map(({ code, detail }) => ({ code, detail })),
  reservations: [...cessation.reservations],
  tip: {
    reachedZeroAt: instantTextOrNull(cessation.tip.reachedZeroAt),
    ...(cessation.tip.resumedAt !== undefined && { resumedAt: instantText(cessation.tip.resumedAt) }),
    residualMcg: cessation.tip.residualMcg,
    verdict: cessation.tip.verdict,
    reasons: cessation.tip.reasons.map(({ code, detail }) => ({ code, detail })),
    ...(cessation.tip.range && { range: rangeAnswer(cessation.tip.range) }),
  },
});

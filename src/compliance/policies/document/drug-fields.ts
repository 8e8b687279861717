import { Optional } from '../../../therapy/events/fields/nested.js';
import { NAMED_ID } from '../../../therapy/events/fields/texts.js';
import type { Sourced } from '../../../infusion/provenance.js';
import { Codes, Figure, Members, Part } from './figure.js';
import { AETIOLOGIES, POLICY_LIMITS } from './limits.js';

export class AbruptFields {
  @Figure(POLICY_LIMITS.window)
  readonly windowHours: Sourced;

  @Figure(POLICY_LIMITS.drop)
  readonly maxDropPctOfBaseline: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.drop)
  readonly maxDropPctOfDose?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.dailyDose)
  readonly maxLastFallMcgPerDay?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.tolerance)
  readonly toleranceHours?: Sourced;
}

export class TaperFields {
  @Optional()
  @Figure(POLICY_LIMITS.dailyDose)
  readonly maxStepMcgPerDay?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.percent)
  readonly maxStepPctOfPrevious?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.percent)
  readonly maxStepPctOfBaseline?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.hours)
  readonly minHoursBetweenSteps?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.tolerance)
  readonly toleranceHours?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.days)
  readonly minTotalDays?: Sourced;
}

export class StopFields {
  @Part(AbruptFields)
  readonly abrupt: AbruptFields;

  @Part(TaperFields)
  readonly taper: TaperFields;

  @Optional()
  @Figure(POLICY_LIMITS.dailyDose)
  readonly floorMcgPerDay?: Sourced;
}

export class RestartFields {
  @Optional()
  @Figure(POLICY_LIMITS.dailyDose)
  readonly maxDoseMcgPerDay?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.percent)
  readonly maxPctOfFirstDose?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.percent)
  readonly maxIncreasePct?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.hours)
  readonly minHoursBetweenIncreases?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.percent)
  readonly tipTolerancePct?: Sourced;
}

export class FirstDoseFields {
  @Figure(POLICY_LIMITS.dailyDose)
  readonly maxDoseMcgPerDay: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.ratio)
  readonly maxTimesScreeningBolus?: Sourced;

  @Optional()
  @Figure(POLICY_LIMITS.dailyDose)
  readonly criticalMcgPerDay?: Sourced;
}

export class SpikeWindowFields {
  @Figure(POLICY_LIMITS.hours)
  readonly windowHours: Sourced;

  @Figure(POLICY_LIMITS.ratio)
  readonly ratio: Sourced;

  @Figure(POLICY_LIMITS.bolus)
  readonly leastMcg: Sourced;
}

export class SpikeFields {
  @Part(SpikeWindowFields)
  readonly day: SpikeWindowFields;

  @Part(SpikeWindowFields)
  readonly hours: SpikeWindowFields;

  @Part(SpikeWindowFields)
  readonly slow: SpikeWindowFields;

  @Optional()
  @Figure(POLICY_LIMITS.bolus)
  readonly maxSingleDoseMcg?: Sourced;
}

export class IncreaseFields {
  @Codes(AETIOLOGIES)
  readonly aetiologies: Sourced<readonly string[]>;

  @Figure(POLICY_LIMITS.percent)
  readonly maxPct: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly minHoursBetween: Sourced;
}

export class UsualDoseFields {
  @Figure(POLICY_LIMITS.dailyDose)
  readonly maxMcgPerDay: Sourced;
}

export class DrugFields {
  @Optional()
  @Part(StopFields)
  readonly stop?: StopFields;

  @Optional()
  @Part(RestartFields)
  readonly restart?: RestartFields;

  @Optional()
  @Part(FirstDoseFields)
  readonly firstDose?: FirstDoseFields;

  @Optional()
  @Part(SpikeFields)
  readonly spike?: SpikeFields;

  @Optional()
  @Members(IncreaseFields, (name) =>
    NAMED_ID.test(name) ? undefined : `must be named by ${NAMED_ID.source.slice(1, -1)}`,
  )
  readonly increases?: Readonly<Record<string, IncreaseFields>>;

  @Optional()
  @Part(UsualDoseFields)
  readonly usualDose?: UsualDoseFields;
}

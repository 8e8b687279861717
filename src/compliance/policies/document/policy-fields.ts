import { drugs } from '../../../infusion/drugs.js';
import type { Sourced } from '../../../infusion/provenance.js';
import { Optional } from '../../../therapy/events/fields/nested.js';
import { Citation, DateOrInstant, Name200, NamedId } from '../../../therapy/events/fields/texts.js';
import { WORKUP_ITEMS, type WorkupItem } from '../policy.js';
import { DrugFields } from './drug-fields.js';
import { Codes, Count, Figure, Members, Part } from './figure.js';
import { POLICY_LIMITS } from './limits.js';

class ReplacementFields {
  @Figure(POLICY_LIMITS.hours)
  readonly withinHours: Sourced;
}

class AbruptReductionFields {
  @Figure(POLICY_LIMITS.window)
  readonly windowHours: Sourced;

  @Figure(POLICY_LIMITS.drop)
  readonly maxDropPct: Sourced;

  @Figure(POLICY_LIMITS.tolerance)
  readonly toleranceHours: Sourced;
}

class CircumstanceFields {
  @Figure(POLICY_LIMITS.hours)
  readonly catheterHours: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly eventHours: Sourced;
}

class EmptyShownFields {
  @Figure(POLICY_LIMITS.days)
  readonly emptyAlarmDaysBefore: Sourced;

  @Figure(POLICY_LIMITS.days)
  readonly lowAlarmDays: Sourced;
}

class SpikeFields {
  @Figure(POLICY_LIMITS.hours)
  readonly lookBackHours: Sourced;

  @Figure(POLICY_LIMITS.days)
  readonly slowLookBackDays: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly temporaryCatheterHours: Sourced;
}

class BelowScheduleFields {
  @Figure(POLICY_LIMITS.hours)
  readonly windowHours: Sourced;

  @Figure(POLICY_LIMITS.percent)
  readonly leastPct: Sourced;

  @Figure(POLICY_LIMITS.percent)
  readonly leastPctOfWeekdays: Sourced;
}

class BridgeSpeedFields {
  @Figure(POLICY_LIMITS.ratio)
  readonly maxRatio: Sourced;

  @Figure(POLICY_LIMITS.days)
  readonly lookBackDays: Sourced;
}

class ContradictedFields {
  @Figure(POLICY_LIMITS.hours)
  readonly leastHours: Sourced;

  @Figure(POLICY_LIMITS.percent)
  readonly criticalLowPct: Sourced;

  @Figure(POLICY_LIMITS.ratio)
  readonly criticalHighRatio: Sourced;
}

class UnknownDeliveryFields {
  @Figure(POLICY_LIMITS.hours)
  readonly withoutRecordHours: Sourced;

  @Figure(POLICY_LIMITS.ratio)
  readonly gapRatio: Sourced;

  @Figure(POLICY_LIMITS.days)
  readonly gapDays: Sourced;
}

class TipFields {
  @Figure(POLICY_LIMITS.hours)
  readonly windowHours: Sourced;

  @Figure(POLICY_LIMITS.ratio)
  readonly overdoseRatio: Sourced;

  @Figure(POLICY_LIMITS.ratio)
  readonly underdoseRatio: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly overlapHours: Sourced;
}

class RefillFields {
  @Figure(POLICY_LIMITS.volume)
  readonly maxDiscrepancyMl: Sourced;

  @Figure(POLICY_LIMITS.percent)
  readonly accuracyPct: Sourced;

  @Count(POLICY_LIMITS.fills)
  readonly trendFills: Sourced;

  @Figure(POLICY_LIMITS.residualVolume)
  readonly emptyMl: Sourced;

  @Figure(POLICY_LIMITS.residualVolume)
  readonly riskVolumeMl: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly symptomHours: Sourced;

  @Figure(POLICY_LIMITS.percent)
  readonly criticalPct: Sourced;
}

class WorkupFields {
  @Codes(WORKUP_ITEMS)
  readonly items: Sourced<readonly WorkupItem[]>;

  @Optional()
  @Figure(POLICY_LIMITS.days)
  readonly windowDays?: Sourced;

  @Figure(POLICY_LIMITS.bolus)
  readonly leastBolusMcg: Sourced;
}

const drugNames = drugs.map(({ name }) => name);

const drugFault = (name: string): string | undefined =>
  drugNames.includes(name)
    ? undefined
    : `is not a drug that policies can judge; known are ${drugNames.join(', ')}`;

/** The members of a policy as a file holds them, with what each may be; `Policy` says what they mean. */
export class PolicyFields {
  @NamedId()
  readonly id: string;

  @NamedId()
  readonly version: string;

  @Optional()
  @DateOrInstant()
  readonly inForceFrom?: string;

  @Name200()
  readonly title: string;

  @Optional()
  @Citation()
  readonly text?: string;

  @Members(DrugFields, drugFault)
  readonly drugs: Readonly<Record<string, DrugFields>>;

  @Optional()
  @Part(ReplacementFields)
  readonly replacement?: ReplacementFields;

  @Part(AbruptReductionFields)
  readonly abruptReduction: AbruptReductionFields;

  @Part(CircumstanceFields)
  readonly circumstance: CircumstanceFields;

  @Part(EmptyShownFields)
  readonly emptyShown: EmptyShownFields;

  @Part(SpikeFields)
  readonly spike: SpikeFields;

  @Part(BelowScheduleFields)
  readonly belowSchedule: BelowScheduleFields;

  @Part(BridgeSpeedFields)
  readonly bridgeSpeed: BridgeSpeedFields;

  @Part(ContradictedFields)
  readonly contradicted: ContradictedFields;

  @Part(UnknownDeliveryFields)
  readonly unknownDelivery: UnknownDeliveryFields;

  @Figure(POLICY_LIMITS.percent)
  readonly regainPct: Sourced;

  @Figure(POLICY_LIMITS.minutes)
  readonly visitMinutes: Sourced;

  @Figure(POLICY_LIMITS.ratio)
  readonly strengthCriticalTimes: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly mriStallHours: Sourced;

  @Figure(POLICY_LIMITS.days)
  readonly maxDaysWithoutFall: Sourced;

  @Figure(POLICY_LIMITS.interruption)
  readonly minHoursToCount: Sourced;

  @Figure(POLICY_LIMITS.days)
  readonly holidayPlannedWithinDays: Sourced;

  @Figure(POLICY_LIMITS.percent)
  readonly concentrationTolerancePct: Sourced;

  @Figure(POLICY_LIMITS.minutes)
  readonly concentrationMismatchMinutes: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly reprogramWithinHours: Sourced;

  @Part(TipFields)
  readonly tip: TipFields;

  @Part(RefillFields)
  readonly refill: RefillFields;

  @Figure(POLICY_LIMITS.hours)
  readonly tubeSetHours: Sourced;

  @Figure(POLICY_LIMITS.days)
  readonly electiveReplacementDays: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly revisionHours: Sourced;

  @Figure(POLICY_LIMITS.days)
  readonly patentStudyDays: Sourced;

  @Part(WorkupFields)
  readonly toleranceWorkup: WorkupFields;

  @Figure(POLICY_LIMITS.hours)
  readonly mriInterrogationHours: Sourced;

  @Figure(POLICY_LIMITS.minutes)
  readonly clockOffsetMinutes: Sourced;

  @Figure(POLICY_LIMITS.hours)
  readonly lateEntryHours: Sourced;
}

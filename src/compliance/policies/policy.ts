import type { Sourced } from '../../infusion/provenance.js';

/**
 * The figures by which an audit judges, under a name and a version that never change. Doses in mcg and mcg/day; every
 * figure says where it comes from. A figure that is absent is not judged.
 */
export interface Policy {
  /** `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`. */
  readonly id: string;
  /** `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`. */
  readonly version: string;
  /** An instant or a partial date, in UTC; a first version without one was always in force. */
  readonly inForceFrom?: string;
  readonly title: string;
  /** What its figures do not say by themselves. */
  readonly text?: string;
  /** By the drug's name; for any other drug the verdict is undetermined. */
  readonly drugs: Readonly<Record<string, DrugPolicy>>;
  /** What gives way to the drug that is withheld. */
  readonly replacement?: {
    /** After the zero of a planned holiday, until its replacement drug is delivered. */
    readonly withinHours: Sourced;
  };
  /** Loss without reaching zero, of any drug. */
  readonly abruptReduction: {
    readonly windowHours: Sourced;
    readonly maxDropPct: Sourced;
    /** A visit at the same hour on the next day is within a day: so much more still counts. */
    readonly toleranceHours: Sourced;
  };
  /** What an audit takes for the reason of a fall, where the record shows it before the first one. */
  readonly circumstance: {
    /** A catheter found faulty, or changed. */
    readonly catheterHours: Sourced;
    /** A dose spike or a serious adverse event. */
    readonly eventHours: Sourced;
  };
  /** A course of falls has ended where the dose stands so far back up, of the way from its lowest to its first level. */
  readonly regainPct: Sourced;
  /** A fill and its programming belong to one visit. */
  readonly visitMinutes: Sourced;
  /** What shows that a reservoir computed dry was dry. */
  readonly emptyShown: {
    /** An alarm of an empty reservoir so long before, or later. */
    readonly emptyAlarmDaysBefore: Sourced;
    /** An alarm of a low reservoir so near to when it was computed, or later. */
    readonly lowAlarmDays: Sourced;
  };
  /** A dose far above those before it, at the tip. */
  readonly spike: {
    readonly lookBackHours: Sourced;
    /** The slow window looks at so many days, which ended `lookBackHours` before. */
    readonly slowLookBackDays: Sourced;
    /** A temporary catheter that gives its dose over so long gives no single dose. */
    readonly temporaryCatheterHours: Sourced;
  };
  /** The tip gives less than its daily dose promises. */
  readonly belowSchedule: {
    readonly windowHours: Sourced;
    readonly leastPct: Sourced;
    /** Of a flex program with weekdays. */
    readonly leastPctOfWeekdays: Sourced;
  };
  /** A bridge or priming gives more than so many times the dose before. */
  readonly bridgeSpeed: {
    readonly maxRatio: Sourced;
    /** A dose that ended longer before is no measure; the restart dose is. */
    readonly lookBackDays: Sourced;
  };
  /** A strength so many times beyond the known range is critical. */
  readonly strengthCriticalTimes: Sourced;
  /** Delivery that a volume or the pump contradicts. */
  readonly contradicted: {
    readonly leastHours: Sourced;
    /** Critical where less than so much of what was computed can have been given. */
    readonly criticalLowPct: Sourced;
    /** Critical where more than so many times what was computed can have been given. */
    readonly criticalHighRatio: Sourced;
  };
  /** Times of which the record says nothing. */
  readonly unknownDelivery: {
    /** A pump in place so long without a fill or program. */
    readonly withoutRecordHours: Sourced;
    /** Of the median time between days with pump events. */
    readonly gapRatio: Sourced;
    readonly gapDays: Sourced;
  };
  /** A stall that an MRI explains is over by then. */
  readonly mriStallHours: Sourced;
  /** A longer time without a fall ends the taper, looking back from zero. */
  readonly maxDaysWithoutFall: Sourced;
  /** A zero, or a rise, that lasts less is left out: the interruption that is allowed. */
  readonly minHoursToCount: Sourced;
  readonly holidayPlannedWithinDays: Sourced;
  readonly concentrationTolerancePct: Sourced;
  readonly concentrationMismatchMinutes: Sourced;
  readonly reprogramWithinHours: Sourced;
  readonly tip: {
    readonly windowHours: Sourced;
    readonly overdoseRatio: Sourced;
    readonly underdoseRatio: Sourced;
    readonly overlapHours: Sourced;
  };
  /** What was found in the reservoir against what the pump's volume says. */
  readonly refill: {
    readonly maxDiscrepancyMl: Sourced;
    /** Of what was pumped. */
    readonly accuracyPct: Sourced;
    /** So many fills make a trend. */
    readonly trendFills: Sourced;
    /** Up to here nobody can tell the reservoir from an empty one. */
    readonly emptyMl: Sourced;
    /** Below it withdrawal has been seen before the alarm. */
    readonly riskVolumeMl: Sourced;
    /** Within it what went beside the reservoir is felt. */
    readonly symptomHours: Sourced;
    /** Critical where more of what was due stayed or went missing. */
    readonly criticalPct: Sourced;
  };
  /** A rotor that stood longer may have deformed its tube. */
  readonly tubeSetHours: Sourced;
  /** From the elective-replacement alarm to the end of service. */
  readonly electiveReplacementDays: Sourced;
  /** Within it after a catheter was replaced the dose must be below the one before. */
  readonly revisionHours: Sourced;
  /** A study that found the catheter patent counts for so long. */
  readonly patentStudyDays: Sourced;
  readonly toleranceWorkup: {
    readonly items: Sourced<readonly WorkupItem[]>;
    /** Before the diagnosis; without it any time after the last change of hardware. */
    readonly windowDays?: Sourced;
    /** A smaller bolus that does not help shows nothing. */
    readonly leastBolusMcg: Sourced;
  };
  readonly mriInterrogationHours: Sourced;
  readonly clockOffsetMinutes: Sourced;
  readonly lateEntryHours: Sourced;
}

export const WORKUP_ITEMS = [
  'interrogation',
  'volume-check',
  'x-ray',
  'clear-csf-aspiration',
  'patent-contrast-study',
  'unsatisfactory-lumbar-bolus',
] as const;
/** An examination of the work-up before tolerance is diagnosed. */
export type WorkupItem = (typeof WORKUP_ITEMS)[number];

export interface DrugPolicy {
  /** How it may be stopped; without it cessations of the drug have no verdict. */
  readonly stop?: StopPolicy;
  /** When it is delivered again after a cessation. */
  readonly restart?: {
    readonly maxDoseMcgPerDay?: Sourced;
    /** Of the first dose of the therapy. */
    readonly maxPctOfFirstDose?: Sourced;
    /** A rise on the way back to the dose before the cessation, of the dose before it. */
    readonly maxIncreasePct?: Sourced;
    readonly minHoursBetweenIncreases?: Sourced;
    /** By so much more may the tip give in the first day. */
    readonly tipTolerancePct?: Sourced;
  };
  /** Where it is delivered for the first time. */
  readonly firstDose?: {
    /** Where no screening bolus that helped is on record. */
    readonly maxDoseMcgPerDay: Sourced;
    /** Of the largest screening bolus that helped, where one is on record. */
    readonly maxTimesScreeningBolus?: Sourced;
    readonly criticalMcgPerDay?: Sourced;
  };
  /** What a spike is; without it none is judged. */
  readonly spike?: SpikePolicy;
  /** Rises in a running therapy, by the aetiology of the spasticity; names of groups are free. */
  readonly increases?: Readonly<Record<string, IncreasePolicy>>;
  /** Above it there is little experience. */
  readonly usualDose?: { readonly maxMcgPerDay: Sourced };
}

/** In some window the tip gives more than `ratio` times the reference, and at least `leastMcg` more. */
export interface SpikeWindow {
  readonly windowHours: Sourced;
  readonly ratio: Sourced;
  readonly leastMcg: Sourced;
}

export interface SpikePolicy {
  /** Against the hours before. */
  readonly day: SpikeWindow;
  readonly hours: SpikeWindow;
  /** Against the days before these: so that a dose doubled each day is seen. */
  readonly slow: SpikeWindow;
  /** A single dose by another route. */
  readonly maxSingleDoseMcg?: Sourced;
}

export interface IncreasePolicy {
  readonly aetiologies: Sourced<readonly string[]>;
  /** Of the dose before. */
  readonly maxPct: Sourced;
  readonly minHoursBetween: Sourced;
}

export interface StopPolicy {
  /** What makes a cessation abrupt: any of these. */
  readonly abrupt: {
    readonly windowHours: Sourced;
    /** Of the baseline, lost within the window. */
    readonly maxDropPctOfBaseline: Sourced;
    /** Of the dose at the window's start. */
    readonly maxDropPctOfDose?: Sourced;
    /** Lost in the last window before zero. */
    readonly maxLastFallMcgPerDay?: Sourced;
    /** A visit at the same hour on the next day is within a day: so much more still counts. */
    readonly toleranceHours?: Sourced;
  };
  /** What each step keeps: all of these. */
  readonly taper: {
    readonly maxStepMcgPerDay?: Sourced;
    readonly maxStepPctOfPrevious?: Sourced;
    readonly maxStepPctOfBaseline?: Sourced;
    readonly minHoursBetweenSteps?: Sourced;
    readonly toleranceHours?: Sourced;
    /** From the first step to zero. */
    readonly minTotalDays?: Sourced;
  };
  /** A fall from this dose or a lower one may be of any part of it: a pump cannot be set much lower. */
  readonly floorMcgPerDay?: Sourced;
}

/** What a policy says about a drug; undefined where it says nothing. */
export const drugPolicy = ({ drugs }: Policy, drug: string): DrugPolicy | undefined =>
  Object.hasOwn(drugs, drug) ? drugs[drug] : undefined;

/** How a drug may be stopped; undefined where its cessations have no verdict. */
export const stopPolicy = (policy: Policy, drug: string): StopPolicy | undefined =>
  drugPolicy(policy, drug)?.stop;

/** How far apart losses may lie to count together, hours: the window, and what a visit at the same hour needs more. */
export const windowHoursOf = ({
  windowHours,
  toleranceHours,
}: {
  readonly windowHours: Sourced;
  readonly toleranceHours?: Sourced;
}): number => windowHours.value + (toleranceHours?.value ?? 0);

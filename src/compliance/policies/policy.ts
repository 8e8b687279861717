import type { Sourced } from '../../infusion/provenance.js';

/** The figures by which an audit judges. Doses in mcg and mcg/day; every one says where it comes from. */
export interface Policy {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** Drugs whose cessations it judges; for any other the verdict is undetermined. */
  readonly drugs: Sourced<readonly string[]>;
  readonly taper: {
    readonly maxStepMcgPerDay: Sourced;
    readonly minHoursBetweenSteps: Sourced;
    readonly toleranceHours: Sourced;
    /** A longer time without a fall ends the taper, looking back from zero. */
    readonly maxDaysWithoutFall: Sourced;
  };
  readonly abrupt: {
    readonly windowHours: Sourced;
    /** Of the baseline, lost within the window. */
    readonly maxDropPct: Sourced;
  };
  /** A zero, or a rise, that lasts less is left out. */
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
  readonly lateEntryHours: Sourced;
}

import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import { LEAST_PART, above } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import { type StopPolicy, windowHoursOf } from '../policies/policy.js';
import { isExempt } from './step-rules.js';

/** From an instant on, as low as a dose may be. */
export interface LowestDose {
  readonly from: Instant;
  /** 0 before `zeroAt`: any dose above zero. */
  readonly mcgPerDay: number;
}

/**
 * How low a policy lets the dose be at each instant after a first step: a course that goes lower breaks its limits or is
 * abrupt by its definition. By the figures themselves, without the tolerance that is given to a visit; only what still
 * counts as within a window is as near as the policy says. Where steps may lie closer than that, even a course that keeps
 * above it may be abrupt.
 */
export interface FastestCourse {
  /** In order, from the first step on. */
  readonly levels: readonly LowestDose[];
  /** The earliest zero; undefined where the limits never come to one. */
  readonly zeroAt?: Instant;
  /** Hours of tolerance of each interval, which it leaves out. */
  readonly toleranceHours: number;
}

const MOST_LEVELS = 2000;

export function fastestCourse(stop: StopPolicy, baseline: number, startedAt: Instant): FastestCourse {
  const { abrupt, taper } = stop;
  const hours = taper.minHoursBetweenSteps?.value;
  // Steps that may follow one another at once limit nothing together, however small; only the window does then.
  const isSteps = hours !== undefined && hours > 0;
  const paceMs = isSteps ? hours * HOUR_MS : beyondWindowMs(abrupt);
  const earliestZero = startedAt + (taper.minTotalDays?.value ?? 0) * DAY_MS;
  const toleranceHours = taper.toleranceHours?.value ?? 0;

  const mostFall = (dose: number): number =>
    Math.min(
      ...(isSteps ? stepLimits(stop, baseline, dose) : []),
      ...windowLimits(stop, baseline, dose),
      dose,
    );
  const levels: LowestDose[] = [];
  let dose = baseline;
  for (let at = startedAt; levels.length < MOST_LEVELS; at += paceMs) {
    const before = dose;
    dose = above(before, mostFall(before)) ? before - mostFall(before) : 0;
    if (dose === 0 && mayEnd(stop, before)) {
      const zeroAt = Math.max(at, earliestZero);
      if (zeroAt > at && before > 0) levels.push({ from: at, mcgPerDay: 0 });
      return { levels: [...levels, { from: zeroAt, mcgPerDay: 0 }], zeroAt, toleranceHours };
    }
    levels.push({ from: at, mcgPerDay: dose });
    if (dose > 0 && dose < LEAST_PART * baseline) break;
  }
  return { levels, toleranceHours };
}

/** Falls so far apart are no longer within one window; instants are whole ms. */
export const beyondWindowMs = (abrupt: StopPolicy['abrupt']): number => windowHoursOf(abrupt) * HOUR_MS + 1;

/** A last fall that is too large must be divided: a dose just above zero comes between. */
const mayEnd = ({ abrupt }: StopPolicy, before: number): boolean => {
  const most = abrupt.maxLastFallMcgPerDay?.value;
  return most === undefined || !above(before, most);
};

function stepLimits({ taper, floorMcgPerDay }: StopPolicy, baseline: number, dose: number): number[] {
  const ofPrevious = isExempt(dose, floorMcgPerDay?.value) ? undefined : taper.maxStepPctOfPrevious?.value;
  return [
    taper.maxStepMcgPerDay?.value,
    ofPrevious === undefined ? undefined : (dose * ofPrevious) / 100,
    taper.maxStepPctOfBaseline && (baseline * taper.maxStepPctOfBaseline.value) / 100,
  ].filter((limit) => limit !== undefined);
}

function windowLimits({ abrupt, floorMcgPerDay }: StopPolicy, baseline: number, dose: number): number[] {
  const ofDose = isExempt(dose, floorMcgPerDay?.value) ? undefined : abrupt.maxDropPctOfDose?.value;
  return [
    (baseline * abrupt.maxDropPctOfBaseline.value) / 100,
    ...(ofDose === undefined ? [] : [(dose * ofDose) / 100]),
  ];
}

import type { Site } from '../../infusion/dose.js';
import { concentrationOf } from '../../infusion/fluid.js';
import { DAY_MS, HOUR_MS, type Schedule, movedMl } from '../../infusion/schedule.js';
import { segmentAt } from '../../infusion/delivery.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { drugPolicy } from '../policies/policy.js';
import { firstDose } from './first-dose.js';
import { recordedIn } from './recorded.js';

/** Delivery of a drug began, or began again after a zero long enough to count. */
export interface DeliveryBegins {
  readonly at: Instant;
  /** What a window of so many ms may be taken to have given before, mcg. */
  readonly mcgIn: (windowMs: number) => number;
}

/** Where delivery began, at a site, by the daily dose there. */
export function beginsAt(context: AuditContext, drug: string, site: Site): DeliveryBegins[] {
  const leastMs = context.policy.minHoursToCount.value * HOUR_MS;
  const found: DeliveryBegins[] = [];
  let zeroMs = 0;
  let hasBegun = false;
  for (const { start, end, mcgPerDay } of context.uninterrupted(drug, site)) {
    if (!(mcgPerDay > 0)) {
      zeroMs += end - start;
      continue;
    }
    if (isTakenOver(context, start)) found.push({ at: start, mcgIn: mostOfProgram(context, drug, start) });
    else if (!hasBegun) found.push(evenly(start, mcgPerDay));
    else if (zeroMs >= leastMs) found.push(evenly(start, restartMcgPerDay(context, drug) ?? mcgPerDay));
    hasBegun = true;
    zeroMs = 0;
  }
  return found;
}

/** Whether the pump that ran on was taken over at an instant. */
function isTakenOver({ delivery }: AuditContext, at: Instant): boolean {
  const pump = segmentAt(delivery, at)?.pump;
  return pump?.at === at && recordedIn(delivery).typeOf(pump.eventId) === 'TherapyTakenOver';
}

const evenly = (at: Instant, mcgPerDay: number): DeliveryBegins => ({
  at,
  mcgIn: (windowMs) => (mcgPerDay * windowMs) / DAY_MS,
});

/**
 * The highest daily dose with which a policy lets a drug begin again; where it says nothing of that, with which it lets
 * it begin.
 */
export function restartMcgPerDay(context: AuditContext, drug: string): number | undefined {
  const { restart, firstDose: toBegin } = drugPolicy(context.policy, drug) ?? {};
  const pct = restart?.maxPctOfFirstDose?.value;
  const first = firstDose(context, drug)?.mcgPerDay;
  const limits = [
    ...(restart?.maxDoseMcgPerDay ? [restart.maxDoseMcgPerDay.value] : []),
    ...(pct !== undefined && first !== undefined ? [(pct / 100) * first] : []),
  ];
  return limits.length > 0 ? Math.min(...limits) : toBegin?.maxDoseMcgPerDay.value;
}

/** The most that the program of a pump that was taken over gives in any window: so it may have run before. */
function mostOfProgram({ delivery }: AuditContext, drug: string, at: Instant) {
  const { schedule, fill } = segmentAt(delivery, at)!;
  const mcgPerMl = concentrationOf(fill?.fluid, drug);
  return (windowMs: number): number => {
    const long = asIfItAlwaysRan(schedule, windowMs);
    const ends = long.boluses.flatMap(({ first, periodMs, durationMs }) => {
      const begins = first + Math.ceil((at - first) / periodMs) * periodMs;
      return [begins + durationMs, begins + windowMs];
    });
    return Math.max(...[at, ...ends].map((end) => movedMl(long, end - windowMs, end) * mcgPerMl));
  };
}

const asIfItAlwaysRan = (schedule: Schedule, windowMs: number): Schedule => ({
  ...schedule,
  boluses: schedule.boluses.map((bolus) => ({
    ...bolus,
    first: bolus.first - Math.ceil((2 * windowMs) / bolus.periodMs + 2) * bolus.periodMs,
  })),
});

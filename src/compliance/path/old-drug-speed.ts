import { type Delivery, type PathMoment, lastAtOrBefore, segmentIndexAt } from '../../infusion/delivery.js';
import { type Drug, concentrationOf, strengthsIn } from '../../infusion/fluid.js';
import { pathVolumeMl } from '../../infusion/path-content.js';
import { HOUR_MS, dailyMl } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { doseBefore } from '../dose/dose-before.js';

/** Whether a drug in the path leaves it far faster than it was given before, until the next drug is filled in or until it has gone. */
export function leavesFasterThanBefore(context: AuditContext, moment: PathMoment, old: Drug): boolean {
  const limit = context.policy.bridgeSpeed.maxRatio.value;
  const until = nextDrug(context.delivery, moment);
  return strengthsIn(old).some(({ drug }) => {
    const before = doseBefore(context, drug, moment.at);
    return ratesFrom(context, moment, until, old, drug).some((rate) => above(rate, limit * before));
  });
}

/** The next fill of a drug; more of what is drug-free goes on pushing. */
const nextDrug = ({ moments }: Delivery, moment: PathMoment): Instant =>
  moments.slice(moments.indexOf(moment) + 1).find(({ leftFill }) => leftFill?.fluid.kind === 'drug')?.at ??
  Number.POSITIVE_INFINITY;

/** The rates at which a drug leaves the tip, mcg/day: of programs their day’s mean; what a pump test pushes is none of it. */
function ratesFrom(
  { delivery, policy, time }: AuditContext,
  moment: PathMoment,
  until: Instant,
  old: Drug,
  drug: string,
): number[] {
  const { segments } = delivery;
  const pathMl = pathVolumeMl(moment.left);
  const goneMl = moment.pumpedMl + (pathMl ?? Number.POSITIVE_INFINITY);
  // Through a path whose volume nobody knows: as long as a bridge was to be programmed.
  const last =
    pathMl === undefined ? Math.min(until, moment.at + policy.reprogramWithinHours.value * HOUR_MS) : until;
  const rates: number[] = [];
  for (let index = segmentIndexAt(delivery, moment.at); index < segments.length; index += 1) {
    const { start, schedule, activity, pumpedMl } = segments[index]!;
    if (start >= last || pumpedMl >= goneMl || !time.hasCome(start)) break;
    if (activity === 'pump-bolus') continue;
    const toMl = Math.min(goneMl, segments[index + 1]?.pumpedMl ?? Number.POSITIVE_INFINITY);
    const mcgPerMl =
      pathMl === undefined
        ? concentrationOf(old, drug)
        : strongest(delivery, drug, Math.max(pumpedMl, moment.pumpedMl), toMl);
    rates.push(dailyMl(schedule) * mcgPerMl);
  }
  return rates;
}

/** The highest strength of a drug that leaves the tip between two pumped volumes, mcg/mL. */
function strongest({ tip }: Delivery, drug: string, fromMl: number, toMl: number): number {
  const first = Math.max(
    0,
    lastAtOrBefore(tip, (layer) => layer.fromMl, fromMl),
  );
  return tip
    .slice(first)
    .filter((layer) => layer.fromMl < toMl)
    .reduce((most, { fluid }) => Math.max(most, concentrationOf(fluid, drug) || 0), 0);
}

import { type Delivery, arrivalOf, instantOfMl, pumpedMl } from '../../infusion/delivery.js';
import { type Drug, concentrationOf } from '../../infusion/fluid.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import { show } from '../show.js';
import { type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

/** A volume below this, mL, is rounding. */
export const SPECK_ML = 1e-9;

interface Time {
  readonly start: Instant;
  readonly end: Instant;
}

/** A drug still left the tip long after another had taken its place in the reservoir, be it that of the next pump. */
export const overlappingDrugs: Rule = (context) => {
  const { delivery, asOf, policy } = context;
  const holding = momentsHolding(delivery);
  let held: Drug | undefined;
  return delivery.moments.flatMap((moment, index) => {
    const old = held;
    const filled = moment.leftFill?.fluid;
    held = filled ?? held;
    if (!old || !filled || old.drug === filled.drug) return [];
    const from = moment.at + policy.tip.overlapHours.value * HOUR_MS;
    const again = holding.get(old.drug) ?? [];
    const back = delivery.moments[again[countWhile(again, (number) => number <= index)] ?? -1];
    const times = timesAtTip(delivery, old.drug, from, Math.min(asOf, back?.at ?? asOf));
    if (times.length === 0) return [];
    const gone = Math.max(...times.map(({ end }) => end));
    const at = Math.round(Math.min(...times.map(({ start }) => start)));
    return [
      finding({
        code: 'OVERLAPPING_DRUGS',
        at,
        detail: `${old.drug} went on leaving the tip after ${filled.drug} had taken its place in the reservoir, ${gone >= asOf ? 'and goes on' : `for ${show((gone - moment.at) / HOUR_MS)} h`}`,
        ...surenessOfTip(context, at),
        eventIds: [moment.eventId],
      }),
    ];
  });
};

/** For each drug the numbers of the moments that left it in the reservoir. */
function momentsHolding({ moments }: Delivery): ReadonlyMap<string, readonly number[]> {
  const holding = new Map<string, number[]>();
  moments.forEach(({ leftFill }, index) => {
    const drug = leftFill?.fluid.drug;
    if (drug === undefined) return;
    const numbers = holding.get(drug);
    if (numbers) numbers.push(index);
    else holding.set(drug, [index]);
  });
  return holding;
}

/** When a drug leaves the tip between two instants, pumped or pushed out. */
function timesAtTip(delivery: Delivery, drug: string, from: Instant, until: Instant): Time[] {
  if (until <= from) return [];
  const startMl = pumpedMl(delivery, from);
  const endMl = pumpedMl(delivery, until);
  // A layer begins to leave where the one before ends; the one before `startMl` may still be leaving.
  const first = Math.max(0, countWhile(delivery.tip, ({ fromMl }) => fromMl < startMl) - 1);
  const leaving = delivery.tip.slice(
    first,
    countWhile(delivery.tip, ({ fromMl }) => fromMl <= endMl),
  );
  const pumped = leaving.flatMap((layer, index): Time[] => {
    const next = delivery.tip[first + index + 1];
    const firstMl = Math.max(layer.fromMl, startMl);
    const leaves = Math.min(next?.fromMl ?? Number.POSITIVE_INFINITY, endMl) - firstMl > SPECK_ML;
    if (!leaves || !(concentrationOf(layer.fluid, drug) > 0)) return [];
    return [
      {
        // A pump that stood still until then gives it only when it runs again.
        start: Math.max(from, instantOfMl(delivery, firstMl + SPECK_ML / 1000)),
        end: Math.min(until, next ? arrivalOf(delivery, next) : Number.POSITIVE_INFINITY),
      },
    ];
  });
  const pushed = delivery.jumps
    .filter(
      ({ at, slices }) =>
        at >= from && at <= until && slices.some(({ fluid }) => concentrationOf(fluid, drug) > 0),
    )
    .map(({ at }) => ({ start: at, end: at }));
  return [...pumped, ...pushed];
}

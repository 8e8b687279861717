import { type Delivery, type PathMoment, arrivalOf, instantOfMl, pumpedMl } from '../../infusion/delivery.js';
import { type Drug, concentrationOf, holds, strengthsIn } from '../../infusion/fluid.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { SAME_ML, SPECK_ML } from '../../infusion/tolerances.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { clearingBridge } from '../path/clearing-bridge.js';
import { missingBridges } from '../path/missing-bridges.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';
import { surenessOfTip } from './sureness-of-tip.js';

interface Time {
  readonly start: Instant;
  /** Undefined while it goes on. */
  readonly end?: Instant;
}

/** A drug still left the tip long after another had taken its place in the reservoir, be it that of the next pump. */
export const overlappingDrugs: Rule = (context) => {
  const { delivery, policy } = context;
  const holding = momentsHolding(delivery);
  let held: Drug | undefined;
  return delivery.moments.flatMap((moment, index) => {
    const old = held;
    const filled = drugFilled(moment);
    held = filled ?? held;
    const came = filled && strengthsIn(filled).filter(({ drug }) => !holds(old, drug));
    if (!old || !came || came.length === 0) return [];
    const from = moment.at + policy.tip.overlapHours.value * HOUR_MS;
    const overlaps = strengthsIn(old).flatMap(({ drug }) => {
      if (holds(filled, drug)) return [];
      const again = holding.get(drug) ?? [];
      const back = delivery.moments[again[countWhile(again, (number) => number <= index)] ?? -1];
      const times = withoutBridge(context, moment, from, back?.at).flatMap(({ start, end }) =>
        timesAtTip(context, drug, start, end),
      );
      return times.length > 0 ? [{ drug, times }] : [];
    });
    if (overlaps.length === 0) return [];
    const times = overlaps.flatMap((overlap) => overlap.times);
    const gone = Math.max(...times.map(({ end }) => end ?? Number.POSITIVE_INFINITY));
    const at = Math.round(Math.min(...times.map(({ start }) => start)));
    return [
      finding({
        code: 'OVERLAPPING_DRUGS',
        at,
        detail: `${overlaps.map(({ drug }) => drug).join(' and ')} went on leaving the tip after ${came.map(({ drug }) => drug).join(' and ')} had taken its place in the reservoir, ${gone === Number.POSITIVE_INFINITY ? 'and goes on' : `for ${sixDigits((gone - moment.at) / HOUR_MS)} h`}`,
        sites: ['tip'],
        ...(gone !== Number.POSITIVE_INFINITY && { until: Math.round(gone) }),
        ...(missingBridges(context).has(moment.eventId) && { cause: moment.eventId }),
        ...surenessOfTip(context, at),
        eventIds: [moment.eventId],
      }),
    ];
  });
};

/** The parts of a time in which no bridge that clears the path runs: what leaves then is what was meant to. */
function withoutBridge(
  context: AuditContext,
  moment: PathMoment,
  from: Instant,
  until: Instant | undefined,
): Time[] {
  const runs = clearingBridge(context, moment);
  if (!runs || runs.end <= from) return [{ start: from, end: until }];
  const before = { start: from, end: Math.min(runs.start, until ?? Number.POSITIVE_INFINITY) };
  return [...(before.start < before.end ? [before] : []), { start: runs.end, end: until }];
}

const drugFilled = ({ leftFill }: PathMoment): Drug | undefined =>
  leftFill?.fluid.kind === 'drug' ? leftFill.fluid : undefined;

/** For each drug the numbers of the moments that left it in the reservoir. */
function momentsHolding({ moments }: Delivery): ReadonlyMap<string, readonly number[]> {
  const holding = new Map<string, number[]>();
  moments.forEach(({ leftFill }, index) => {
    for (const { drug } of strengthsIn(leftFill?.fluid)) {
      const numbers = holding.get(drug);
      if (numbers) numbers.push(index);
      else holding.set(drug, [index]);
    }
  });
  return holding;
}

/** When a drug leaves the tip from one instant until another, or until now, pumped or pushed out. */
function timesAtTip(context: AuditContext, drug: string, from: Instant, until: Instant | undefined): Time[] {
  const { delivery, time } = context;
  if (until === undefined ? !time.hasPassed(from) : until <= from) return [];
  const last = until ?? Number.POSITIVE_INFINITY;
  const ended = (end: Instant) => (time.hasPassed(Math.min(end, last)) ? Math.min(end, last) : undefined);
  const pushed = delivery.jumps
    .filter(
      ({ at, slices }) =>
        at >= from && at <= last && slices.some(({ fluid }) => concentrationOf(fluid, drug) > 0),
    )
    .map(({ at }) => ({ start: at, end: ended(at) }));
  return [...pumpedAtTip(context, drug, from, until, ended), ...pushed];
}

function pumpedAtTip(
  context: AuditContext,
  drug: string,
  from: Instant,
  until: Instant | undefined,
  ended: (end: Instant) => Instant | undefined,
): Time[] {
  const { delivery } = context;
  const { tip } = delivery;
  const startMl = pumpedMl(delivery, from);
  const times: Time[] = [];
  // A layer begins to leave where the one before ends; the one before `startMl` may still be leaving.
  const first = Math.max(0, countWhile(tip, ({ fromMl }) => fromMl < startMl) - 1);
  for (let index = first; index < tip.length; index += 1) {
    const layer = tip[index]!;
    const next = tip[index + 1];
    const firstMl = Math.max(layer.fromMl, startMl);
    const isSpeck = next !== undefined && next.fromMl - firstMl <= SAME_ML;
    if (isSpeck || !(concentrationOf(layer.fluid, drug) > 0)) continue;
    if (!hasPumped(context, firstMl, SAME_ML, until)) break;
    times.push({
      // A pump that stood still until then gives it only when it runs again.
      start: Math.max(from, instantOfMl(delivery, firstMl + SPECK_ML)),
      end: ended(next ? arrivalOf(delivery, next) : Number.POSITIVE_INFINITY),
    });
  }
  return times;
}

/** Whether more than a volume was pumped after another one, by an instant or by now. */
function hasPumped(
  { delivery, time }: AuditContext,
  fromMl: number,
  moreMl: number,
  until: Instant | undefined,
): boolean {
  const isBy = (at: Instant) => pumpedMl(delivery, at) - fromMl > moreMl;
  if (until !== undefined) return isBy(until);
  return time.solve(isBy, (asOf) => {
    if (isBy(asOf)) return Number.POSITIVE_INFINITY;
    // Volumes are rounded, by parts of what is moved in a ms.
    const about = Math.floor(instantOfMl(delivery, fromMl + moreMl));
    const surely = Math.floor(instantOfMl(delivery, fromMl + 2 * moreMl)) + 1;
    return [about - 1, about, about + 1, about + 2, surely].find((at) => at > asOf) ?? asOf + 1;
  });
}

import type { Delivery } from '../../infusion/delivery.js';
import { FlowUnknown, PathVolumeUnknown, doseMcg } from '../../infusion/dose.js';
import { strengthsIn } from '../../infusion/fluid.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../infusion/schedule.js';
import { above } from '../../infusion/tolerances.js';
import { drugPolicy } from '../policies/policy.js';
import type { Ask, Asked, Check } from './check.js';
import { lastDoseBefore } from './doses.js';
import { STARTS_WITH, programmingOf } from './programming.js';
import { mcgPerDay } from './words.js';

export const bridgeFast: Ask = (asked) => {
  const programming = programmingOf(asked);
  const startsWith = programming?.event.data.program.startsWith;
  if (!startsWith || startsWith.kind === 'single') return [];
  const { at } = programming.event;
  const until = at + startsWith.durationMinutes * MINUTE_MS;
  const { path } = programming;
  const drugs = new Set(
    [...(path.catheter?.slices ?? []), ...(path.tubing?.slices ?? [])].flatMap(({ fluid }) =>
      strengthsIn(fluid).map(({ drug }) => drug),
    ),
  );
  const days = (until - at + HOUR_MS) / DAY_MS;
  return [...drugs].flatMap((drug): Check[] => {
    const usual = usualDose(asked, drug);
    const given = usual && tipDose(asked.after, drug, at - HOUR_MS, until);
    if (!usual || given === undefined || !above(given, usual.mcgPerDay * usual.ratio * days)) return [];
    return [
      {
        code: 'BRIDGE_FAST',
        severity: 'warning',
        field: `${STARTS_WITH}/durationMinutes`,
        detail: `this ${startsWith.kind} gives ${drug} at ${mcgPerDay(given / days)} while it runs; ${usual.why}`,
        expected: `at most ${mcgPerDay(usual.mcgPerDay * usual.ratio)} of ${drug}`,
      },
    ];
  });
};

interface Usual {
  readonly mcgPerDay: number;
  /** By so much it may be passed. */
  readonly ratio: number;
  readonly why: string;
}

/** The dose before, or, where that is long ago, the one to begin again with. */
function usualDose(asked: Asked, drug: string): Usual | undefined {
  const { maxRatio, lookBackDays } = asked.policy.bridgeSpeed;
  const before = lastDoseBefore(asked, drug);
  if (before && asked.fact!.at - before.until <= lookBackDays.value * DAY_MS)
    return {
      mcgPerDay: before.mcgPerDay,
      ratio: maxRatio.value,
      why: `it ran at ${mcgPerDay(before.mcgPerDay)} before`,
    };
  const restart = drugPolicy(asked.policy, drug)?.restart?.maxDoseMcgPerDay?.value;
  return restart === undefined
    ? undefined
    : { mcgPerDay: restart, ratio: 1, why: 'it was not delivered in the days before' };
}

/** Undefined where it would need what nobody knows. */
function tipDose(delivery: Delivery, drug: string, from: number, to: number): number | undefined {
  try {
    return doseMcg(delivery, drug, 'tip', from, to);
  } catch (error) {
    if (error instanceof PathVolumeUnknown || error instanceof FlowUnknown) return undefined;
    throw error;
  }
}

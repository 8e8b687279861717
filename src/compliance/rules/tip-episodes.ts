import type { Delivery } from '../../infusion/delivery.js';
import { FlowUnknown, PathVolumeUnknown, doseMcg } from '../../infusion/dose.js';
import { concentrationOf } from '../../infusion/fluid.js';
import { isResting } from '../../infusion/schedule.js';
import { SPECK_MCG } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Policy } from '../policies/policy.js';
import type { Stretch } from './programmer-shows.js';

export interface Direction {
  readonly code: 'TIP_OVERDOSE' | 'TIP_UNDERDOSE';
  readonly ratio: number;
  /** How far the tip's dose is beyond the ratio of the shown one and what rounding does, mcg; above 0 it deviates. */
  excess(tipMcg: number, shownMcg: number): number;
}

/** Too much and too little. */
export function directionsOf({ tip: { overdoseRatio, underdoseRatio } }: Policy): readonly Direction[] {
  return [
    {
      code: 'TIP_OVERDOSE',
      ratio: overdoseRatio.value,
      excess: (tip, shown) => tip - overdoseRatio.value * shown - SPECK_MCG,
    },
    {
      code: 'TIP_UNDERDOSE',
      ratio: underdoseRatio.value,
      excess: (tip, shown) => underdoseRatio.value * shown - tip - SPECK_MCG,
    },
  ];
}

/** Times in which nothing is left out. */
export function freeRuns(stretches: readonly Stretch[]): Stretch[][] {
  const runs: Stretch[][] = [];
  let open: Stretch[] | undefined;
  for (const stretch of stretches) {
    if (stretch.isLeftOut) open = undefined;
    else if (open) open.push(stretch);
    else runs.push((open = [stretch]));
  }
  return runs;
}

export interface Episode {
  readonly start: Instant;
  readonly end: Instant;
  readonly stretches: readonly Stretch[];
  /** What pushed it out at once. */
  readonly pushedBy?: EventId;
}

/** Neighbouring stretches that are each beyond the ratio by themselves: only a window over one of them can be. */
export function episodes(run: readonly Stretch[], direction: Direction): Episode[] {
  const found: { start: Instant; end: Instant; stretches: Stretch[] }[] = [];
  for (const stretch of run) {
    if (!(direction.excess(stretch.tipMcgPerMl, stretch.shownMcgPerMl) > 0)) continue;
    const last = found.at(-1);
    if (last && last.end === stretch.start) {
      last.end = stretch.end;
      last.stretches.push(stretch);
    } else if (!isResting(stretch.segment.intended))
      found.push({ start: stretch.start, end: stretch.end, stretches: [stretch] });
  }
  return found;
}

/** The instants at which a drug was pushed out at once. */
export const jumpsIn = (delivery: Delivery, drug: string, from: Instant, to: Instant): Episode[] => {
  const pushed = delivery.jumps.filter(
    ({ at, slices }) => at > from && at <= to && slices.some(({ fluid }) => concentrationOf(fluid, drug) > 0),
  );
  const first = new Map(pushed.toReversed().map(({ at, eventId }) => [at, eventId]));
  return [...first].toReversed().map(([at, pushedBy]) => ({ start: at, end: at, stretches: [], pushedBy }));
};

/** Undefined where nobody knows what flows, or a volume of the path. */
export function tipDose(delivery: Delivery, drug: string, from: Instant, to: Instant): number | undefined {
  try {
    return doseMcg(delivery, drug, 'tip', from, to);
  } catch (error) {
    if (error instanceof PathVolumeUnknown || error instanceof FlowUnknown) return undefined;
    throw error;
  }
}

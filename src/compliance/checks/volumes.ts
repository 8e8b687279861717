import { pumpedMl, segmentAt } from '../../infusion/delivery.js';
import { heldMl } from '../../infusion/segment.js';
import { above } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Ask, Asked, Check } from './check.js';
import { THRESHOLDS } from './thresholds.js';
import { ml } from './words.js';

/** A volume that was found in the reservoir, and where an entry says it. */
function foundIn(fact: ActingEvent): readonly [field: string, volumeMl: number | undefined] {
  if (fact.type === 'ReservoirVolumeChecked') return ['/data/measuredVolumeMl', fact.data.measuredVolumeMl];
  if (fact.type === 'PumpInterrogated')
    return ['/data/shows/reservoirVolumeMl', fact.data.shows?.reservoirVolumeMl];
  const isDrawn = 'aspiratedVolumeMl' in fact.data && fact.type !== 'CatheterStudied';
  return ['/data/aspiratedVolumeMl', isDrawn ? fact.data.aspiratedVolumeMl : undefined];
}

/** By the same limits as REFILL_DISCREPANCY. */
function found({ fact, delivery, policy }: Asked): Check[] {
  const [field, volumeMl] = foundIn(fact!);
  const segment = segmentAt(delivery, fact!.at);
  if (volumeMl === undefined || !segment?.fill || segment.flowUnknown) return [];
  const pumped = pumpedMl(delivery, fact!.at);
  const held = heldMl(segment.fill, pumped);
  const off = Math.abs(volumeMl - held);
  const { maxDiscrepancyMl, accuracyPct, emptyMl } = policy.refill;
  const moved = pumped - segment.fill.known.pumpedMl;
  const isWithin =
    !above(off, emptyMl.value) ||
    (!above(off, maxDiscrepancyMl.value) && !above(off, (accuracyPct.value / 100) * moved));
  if (isWithin) return [];
  return [
    {
      code: 'VOLUME_UNEXPECTED',
      severity: 'warning',
      field,
      detail: `${ml(held)} were to be left of ${ml(segment.fill.known.volumeMl)}, by what was pumped; this is ${ml(off)} ${volumeMl > held ? 'more' : 'less'}`,
      expected: ml(held),
    },
  ];
}

/** Against what was filled into this pump before; the first time, against its reservoir. */
function filled({ fact, before, delivery }: Asked): Check[] {
  if (fact?.type !== 'ReservoirRefilled' && fact?.type !== 'DrugSwitched') return [];
  const { filledVolumeMl } = fact.data;
  const pump = segmentAt(delivery, fact.at)?.pump;
  if (!pump) return [];
  const usual = before.flatMap((event) =>
    (event.type === 'ReservoirRefilled' || event.type === 'DrugSwitched') && event.at >= pump.at
      ? [event.data.filledVolumeMl]
      : [],
  );
  const middle = median(usual);
  const least = THRESHOLDS.fillLowRatio.value * (middle ?? pump.data.reservoirCapacityMl);
  const most = THRESHOLDS.fillHighRatio.value * (middle ?? Number.POSITIVE_INFINITY);
  if (!above(least, filledVolumeMl) && !above(filledVolumeMl, most)) return [];
  return [
    {
      code: 'VOLUME_UNEXPECTED',
      severity: 'warning',
      field: '/data/filledVolumeMl',
      detail:
        middle === undefined
          ? `its reservoir holds ${ml(pump.data.reservoirCapacityMl)}`
          : `this pump is mostly filled with ${ml(middle)}`,
      expected: ml(middle ?? pump.data.reservoirCapacityMl),
    },
  ];
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

export const volumeUnexpected: Ask = (asked) => (asked.fact ? [...found(asked), ...filled(asked)] : []);

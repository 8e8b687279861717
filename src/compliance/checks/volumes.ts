import { pumpedMl, segmentAt } from '../../infusion/delivery.js';
import { heldMl } from '../../infusion/segment.js';
import { above } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Ask, Asked, Check } from './check.js';
import { THRESHOLDS } from './thresholds.js';
import { ml } from './words.js';

/** A volume that was found in the reservoir, and where an entry says it. */
function foundIn(fact: ActingEvent): { readonly field: string; readonly volumeMl?: number | undefined } {
  switch (fact.type) {
    case 'ReservoirRefilled':
    case 'DrugSwitched':
    case 'ReservoirEmptied':
    case 'PumpExplanted':
    case 'PumpReplaced':
      return { field: '/data/aspiratedVolumeMl', volumeMl: fact.data.aspiratedVolumeMl };
    case 'ReservoirVolumeChecked':
      return { field: '/data/measuredVolumeMl', volumeMl: fact.data.measuredVolumeMl };
    case 'PumpInterrogated':
      return { field: '/data/shows/reservoirVolumeMl', volumeMl: fact.data.shows?.reservoirVolumeMl };
    default:
      return { field: '' };
  }
}

/** By the same limits as REFILL_DISCREPANCY. */
function found({ fact, delivery, policy }: Asked): Check[] {
  const { field, volumeMl } = foundIn(fact!);
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

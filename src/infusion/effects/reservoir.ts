import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import { type Content, type Fluid, fluidOf } from '../fluid.js';
import type { Tube } from '../fluid-path.js';
import type { Pumping } from '../pumping.js';
import { DRY_WITHIN_ML } from '../stretches/agreement.js';
import type { Effect } from './effect.js';

/** The alarm volume that a pump is given when nobody says otherwise, mL (contract). */
const DEFAULT_ALARM_ML = 2;

/** What is filled in. */
interface Filled {
  readonly fluid: Content;
  readonly filledVolumeMl: number;
  readonly alarmVolumeMl?: number | undefined;
}

const aspirated = ({
  data: { aspiratedVolumeMl },
}: Acting<'ReservoirRefilled' | 'DrugSwitched' | 'ReservoirEmptied'>) => ({ foundMl: aspiratedVolumeMl });

export const reservoirRefilled: Effect<'ReservoirRefilled'> = {
  closes: aspirated,
  act: (pumping, event) => fill(pumping, event, { ...event.data, fluid: fluidOf(event.data, event.id) }),
};

export const drugSwitched: Effect<'DrugSwitched'> = {
  closes: aspirated,
  act(pumping, event) {
    const { to, filledVolumeMl } = event.data;
    fill(pumping, event, { fluid: fluidOf(to, event.id), filledVolumeMl });
  },
};

export const reservoirEmptied: Effect<'ReservoirEmptied'> = {
  closes: aspirated,
  act(pumping, { id }) {
    pumping.now = { ...pumping.now, fill: undefined, isDry: false, emptiedBy: id };
  },
};

/** What is found is what the reservoir holds from then on; what was emptied or never filled holds nothing. */
export const volumeChecked: Effect<'ReservoirVolumeChecked'> = {
  when: ({ data }) => data.measuredVolumeMl !== undefined,
  closes({ data }, pumping) {
    const foundMl = pumping.found(data.measuredVolumeMl);
    return foundMl === undefined ? undefined : { foundMl };
  },
  act(pumping, { at, data }) {
    const { fill: held } = pumping.now;
    const { lowestMl, isDry, pumped: pumpedMl } = pumping;
    const foundMl = pumping.found(data.measuredVolumeMl);
    if (!held || foundMl === undefined) return;
    const staysDry = isDry && foundMl <= lowestMl + DRY_WITHIN_ML;
    const volumeMl = staysDry ? lowestMl : foundMl;
    pumping.now = {
      ...pumping.now,
      isDry: staysDry,
      fill: { ...held, known: { at, volumeMl, foundMl, pumpedMl, by: 'measured' } },
    };
  },
};

export function fill(
  pumping: Pumping,
  { id, at }: Pick<ActingEvent, 'id' | 'at'>,
  { fluid, filledVolumeMl, alarmVolumeMl = DEFAULT_ALARM_ML }: Filled,
): void {
  pumping.knows(fluid);
  const { tubing, catheter } = pumping.now;
  const pumpedMl = pumping.pumped;
  pumping.now = {
    ...pumping.now,
    tubing: filledNow(tubing, fluid),
    catheter: filledNow(catheter, fluid),
    flowSeenAt: at,
    isDry: false,
    emptiedBy: undefined,
    fill: {
      eventId: id,
      at,
      fluid,
      filledVolumeMl,
      alarmVolumeMl,
      pumpedMl,
      known: { at, volumeMl: filledVolumeMl, pumpedMl, by: 'fill' },
    },
  };
  pumping.answered('empty-reservoir');
}

const awaitsFill = (fluid: Fluid): boolean => fluid.kind === 'drug-free' && fluid.awaitsFill === true;

/** What was filled before it was put in place holds what the reservoir is filled with. */
function filledNow(tube: Tube | undefined, fluid: Content): Tube | undefined {
  if (!tube?.slices.some((slice) => awaitsFill(slice.fluid))) return tube;
  return {
    ...tube,
    slices: tube.slices.map((slice) => (awaitsFill(slice.fluid) ? { ...slice, fluid } : slice)),
  };
}

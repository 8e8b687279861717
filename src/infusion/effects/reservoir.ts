import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Pumping } from '../pumping.js';
import type { Effect } from './effect.js';

/** The alarm volume that a pump is given when nobody says otherwise, mL (contract). */
const DEFAULT_ALARM_ML = 2;

/** What is filled in. */
interface Filled {
  readonly drug: string;
  readonly concentrationMcgPerMl: number;
  readonly filledVolumeMl: number;
  readonly alarmVolumeMl?: number;
}

export const reservoirRefilled: Effect<'ReservoirRefilled'> = {
  act: (pumping, event) => fill(pumping, event, event.data),
};

export const drugSwitched: Effect<'DrugSwitched'> = {
  act(pumping, event) {
    const { to, filledVolumeMl } = event.data;
    fill(pumping, event, { ...to, filledVolumeMl });
  },
};

function fill(
  pumping: Pumping,
  { id, at }: ActingEvent,
  { drug, concentrationMcgPerMl, filledVolumeMl, alarmVolumeMl = DEFAULT_ALARM_ML }: Filled,
): void {
  pumping.drugs.add(drug);
  pumping.now = {
    ...pumping.now,
    fill: {
      eventId: id,
      at,
      fluid: { kind: 'drug', drug, concentrationMcgPerMl },
      filledVolumeMl,
      alarmVolumeMl,
      pumpedMl: pumping.pumped,
    },
  };
}

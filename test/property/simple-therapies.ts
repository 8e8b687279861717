import { HistoryBuilder } from './history-builder.js';
import type { Program } from './pump-events.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A midnight in UTC. */
export const START = Date.UTC(2021, 2, 1);
export const MINIMUM_RATE_ML_PER_DAY = 0.006;

export interface Hardware {
  readonly tubingVolumeMl?: number;
  readonly catheterVolumeMl?: number;
  readonly nonExtractableVolumeMl?: number;
}

/** Pump and catheter implanted at `START`, with round volumes unless told otherwise; nothing filled yet. */
export function implanted(hardware: Hardware = {}): HistoryBuilder {
  const { tubingVolumeMl = 0.2, catheterVolumeMl = 0.1, nonExtractableVolumeMl } = hardware;
  return new HistoryBuilder(START)
    .add('PumpImplanted', {
      manufacturer: 'Medtronic',
      model: 'SynchroMed II',
      reservoirCapacityMl: 40,
      tubingVolumeMl,
      nonExtractableVolumeMl,
    })
    .add('CatheterImplanted', { model: '8731SC', volumeMl: catheterVolumeMl });
}

/** Implanted, filled with baclofen 1000 mcg/mL and programmed, all at `START`. */
export function running(program: Program, filledVolumeMl = 20, hardware: Hardware = {}): HistoryBuilder {
  return fill(implanted(hardware), 'baclofen', 1000, filledVolumeMl).add('PumpReprogrammed', { program });
}

export function fill(
  history: HistoryBuilder,
  drug: string,
  concentrationMcgPerMl: number,
  filledVolumeMl = 20,
): HistoryBuilder {
  return history.add('ReservoirRefilled', { drug, concentrationMcgPerMl, filledVolumeMl });
}

export function continuous(dailyDoseMcg: number): Program {
  return { mode: 'simple-continuous', dailyDoseMcg };
}

import type { Code, Site, Status } from '../delivery-check.js';
import { HistoryBuilder, type History } from '../history-builder.js';
import type { PumpDescription } from '../pump-events.js';
import { DAY, START } from '../simple-therapies.js';

/** What a window's dose is by hand; what is not named is not checked. Days count from the first event. */
export interface Worked {
  readonly days: readonly [from: number, to: number];
  readonly drug?: string;
  readonly site: Site;
  readonly doseMcg: number;
  readonly lowMcg?: number;
  readonly highMcg?: number;
  readonly status?: Status;
  readonly codes?: readonly Code[];
}

export interface HandWorked extends History {
  readonly name: string;
  readonly doses: readonly Worked[];
  /** In the reservoir after so many days. */
  readonly reservoirMl?: readonly { readonly day: number; readonly ml: number }[];
}

/** Tubing 0.2 mL and catheter 0.1 mL: a path of 0.3 mL, three days at 0.1 mL/day. */
export const PUMP: PumpDescription = {
  manufacturer: 'Medtronic',
  model: 'SynchroMed II',
  reservoirCapacityMl: 40,
  tubingVolumeMl: 0.2,
};
export const CATHETER = { model: '8731SC', volumeMl: 0.1 };

export const rfc3339 = (day: number) => new Date(START + day * DAY).toISOString();

/** A history told by days from its first event. */
export class Days extends HistoryBuilder {
  constructor() {
    super(START);
  }

  on(day: number): this {
    return this.wait(START + day * DAY - this.now);
  }

  until(day: number): History {
    return this.endAfter(START + day * DAY - this.now);
  }
}

export const implanted = (pump: Partial<PumpDescription> = {}): Days =>
  new Days().add('PumpImplanted', { ...PUMP, ...pump }).add('CatheterImplanted', CATHETER);

/** Implanted, 20 mL of baclofen 1000 mcg/mL, so many mcg a day: a tenth of a millilitre for each 100. */
export const running = (dailyDoseMcg = 100, pump: Partial<PumpDescription> = {}): Days =>
  implanted(pump)
    .add('ReservoirRefilled', { drug: 'baclofen', concentrationMcgPerMl: 1000, filledVolumeMl: 20 })
    .add('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg } });

export const refilled = (history: Days, more: { aspiratedVolumeMl?: number } = {}): Days =>
  history.add('ReservoirRefilled', {
    drug: 'baclofen',
    concentrationMcgPerMl: 1000,
    filledVolumeMl: 20,
    ...more,
  });

import type { Sourced } from './provenance.js';

export interface PumpModel {
  readonly name: string;
  readonly aliases: readonly string[];
  /** From the reservoir to the catheter port, mL. */
  readonly tubingVolumeMl: Sourced;
  readonly minimumRateMlPerDay: Sourced;
  /** Programmable flow outside the minimum-rate mode, mL/day. */
  readonly flowRangeMlPerDay: Sourced<{ readonly min: number; readonly max: number }>;
  readonly serviceLifeMonths: Sourced;
}

export interface CatheterModel {
  readonly name: string;
  readonly volumePerCmMl: Sourced;
  /** Untrimmed, cm. */
  readonly fullLengthCm?: Sourced;
  /** As far as it can be trimmed, cm. */
  readonly shortestImplantedCm: Sourced;
}

const synchroMedII: PumpModel = {
  name: 'SynchroMed II',
  aliases: ['synchromed ii', 'synchromed 2', '8637', '8637-20', '8637-40'],
  tubingVolumeMl: {
    value: 0.199,
    source: 'priming volume shown by programmers before 2016',
    certainty: 'memory-medium',
  },
  minimumRateMlPerDay: { value: 0.006, source: 'device manual', certainty: 'memory-medium' },
  flowRangeMlPerDay: { value: { min: 0.048, max: 24 }, source: 'device manual', certainty: 'memory-medium' },
  serviceLifeMonths: {
    value: 84,
    source: 'Medtronic UK: stops at 7 years at the latest',
    certainty: 'read-in-source',
  },
};

const volumePerCmMl: Sourced = {
  value: 0.0022,
  source: 'device manual; agrees with an inner diameter of 0.53 mm',
  certainty: 'memory-medium',
};

const shortestImplantedCm: Sourced = {
  value: 60,
  source:
    'no clinical source; the lower end of what is implanted in adults, 0.33 mL with the tubing; the hospital must approve it',
  certainty: 'proposed',
};

const catheter = (name: string, fullLengthCm?: Sourced): CatheterModel => ({
  name,
  volumePerCmMl,
  fullLengthCm,
  shortestImplantedCm,
});

export const pumpModels: readonly PumpModel[] = [synchroMedII];

export const catheterModels: readonly CatheterModel[] = [
  catheter('8709'),
  catheter('8731'),
  catheter('8709SC', { value: 89, source: 'Medtronic product page', certainty: 'read-in-source' }),
  catheter('8731SC', { value: 104.1, source: 'device manual', certainty: 'memory-medium' }),
  catheter('8780', { value: 114, source: 'device manual', certainty: 'memory-low' }),
  catheter('8781', { value: 140, source: 'device manual', certainty: 'memory-low' }),
];

const normal = (name: string) => name.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** The device data of a pump by the model as recorded, in any case; undefined for a model that is not known. */
export const pumpModel = (name: string): PumpModel | undefined =>
  pumpModels.find((model) => model.aliases.includes(normal(name)));

/** The device data of a catheter by the model as recorded, in any case; undefined for one that is not known. */
export const catheterModel = (name: string): CatheterModel | undefined =>
  catheterModels.find((model) => model.name.toLowerCase() === normal(name));

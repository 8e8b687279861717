import { aliases } from '../known-names.js';
import { CODMAN } from './codman-names.js';
import type { PumpModel } from './model.js';

/** Driven by a gas: without a rate control, and without a battery that would end their service. */

const CODMAN_3000 = 'Codman 3000, information for patients, Johnson & Johnson';

const codman3000: PumpModel = {
  name: 'Codman 3000',
  makers: CODMAN,
  aliases: [
    { value: 'Codman 3000', source: CODMAN_3000, certainty: 'read-in-source' },
    ...aliases('memory-high', 'as it is often written', 'Codman Model 3000'),
  ],
  rateControl: { value: 'constant-flow', source: CODMAN_3000, certainty: 'read-in-source' },
  reservoirCapacitiesMl: { value: [16, 30, 50], source: 'device manual', certainty: 'memory-medium' },
};

const ARCHIMEDES = 'Codman, Archimedes user manual, 2011-10';

const archimedes: PumpModel = {
  name: 'Archimedes',
  makers: [...CODMAN, 'Tricumed', 'Tricumed Medizintechnik'],
  aliases: [{ value: 'Archimedes', source: ARCHIMEDES, certainty: 'read-in-source' }],
  rateControl: { value: 'constant-flow', source: ARCHIMEDES, certainty: 'read-in-source' },
};

const ISOMED = 'Medtronic, information for prescribers, SynchroMed and IsoMed, 2013-02';
const ISOMED_NUMBERS = [
  '8472-20-03',
  '8472-20-05',
  '8472-20-10',
  '8472-20-15',
  '8472-35-03',
  '8472-35-05',
  '8472-35-10',
  '8472-35-15',
  '8472-35-20',
  '8472-35-25',
];

const isoMed: PumpModel = {
  name: 'IsoMed',
  makers: ['Medtronic'],
  aliases: [
    { value: 'IsoMed', source: ISOMED, certainty: 'read-in-source' },
    ...aliases('read-in-source', ISOMED, ...ISOMED_NUMBERS),
    ...aliases('derived', 'what its article numbers begin with', '8472'),
  ],
  rateControl: {
    value: 'constant-flow',
    source: 'Franco, Rev Soc Esp Dolor 1999;6:420',
    certainty: 'read-in-source',
  },
  reservoirCapacitiesMl: {
    value: [20, 35],
    source: 'its article numbers: 8472-20-05 holds 20 mL and gives 0.5 mL/day',
    certainty: 'derived',
  },
  constantFlowsMlPerDay: {
    value: [0.3, 0.5, 1, 1.5, 2, 2.5],
    source: 'its article numbers: 8472-20-05 holds 20 mL and gives 0.5 mL/day',
    certainty: 'derived',
  },
};

export const constantFlowPumps: readonly PumpModel[] = [codman3000, archimedes, isoMed];

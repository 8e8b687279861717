import { aliases } from '../known-names.js';
import type { PumpModel } from './model.js';

const MANUAL = 'Flowonix, manual of the Prometra 20 mL pump (REF 11827)';
const OTHER_NUMBERS = 'Flowonix, list of manuals (REF 91827, 93827)';

const makers = ['Flowonix', 'Flowonix Medical'] as const;
const rateControl = { value: 'programmable', source: MANUAL, certainty: 'read-in-source' } as const;
const flowRangeMlPerDay = {
  value: { min: 0, max: 28.8 },
  source: 'device manual',
  certainty: 'memory-medium',
} as const;

export const prometra: PumpModel = {
  name: 'Prometra',
  makers,
  aliases: [
    { value: 'Prometra', source: MANUAL, certainty: 'read-in-source' },
    ...aliases('read-in-source', MANUAL, '11827'),
    ...aliases('read-in-source', OTHER_NUMBERS, '91827'),
    ...aliases('memory-high', 'as it is often written', 'Prometra I', 'Prometra 1'),
  ],
  rateControl,
  reservoirCapacitiesMl: { value: [20], source: MANUAL, certainty: 'read-in-source' },
  flowRangeMlPerDay,
};

export const prometraII: PumpModel = {
  name: 'Prometra II',
  makers,
  brands: ['Prometra'],
  aliases: [
    { value: 'Prometra II', source: MANUAL, certainty: 'read-in-source' },
    ...aliases('read-in-source', MANUAL, '13827', '16827'),
    ...aliases('read-in-source', OTHER_NUMBERS, '93827'),
    ...aliases('memory-high', 'as it is often written', 'Prometra 2'),
  ],
  rateControl,
  reservoirCapacitiesMl: { value: [20, 40], source: MANUAL, certainty: 'read-in-source' },
  flowRangeMlPerDay,
};

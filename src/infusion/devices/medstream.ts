import { CODMAN } from './codman-names.js';
import type { PumpModel } from './model.js';

const APPROVAL = 'Codman, news of its approval by the FDA, 2012-08';

export const medStream: PumpModel = {
  name: 'MedStream',
  makers: CODMAN,
  aliases: [{ value: 'MedStream', source: APPROVAL, certainty: 'read-in-source' }],
  rateControl: { value: 'programmable', source: APPROVAL, certainty: 'read-in-source' },
  reservoirCapacitiesMl: { value: [20, 40], source: 'device manual', certainty: 'memory-medium' },
  flowRangeMlPerDay: { value: { min: 0.1, max: 4 }, source: 'device manual', certainty: 'memory-medium' },
  serviceLifeMonths: {
    value: 96,
    source: `${APPROVAL}: eight years of battery`,
    certainty: 'read-in-source',
  },
};

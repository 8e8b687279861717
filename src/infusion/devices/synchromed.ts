import { aliases } from '../known-names.js';
import type { PumpModel } from './model.js';

const PRESCRIBERS = 'Medtronic, information for prescribers, SynchroMed and IsoMed, 2013-02';
const programmable = {
  value: 'programmable',
  source: 'Medtronic, implant manuals of the SynchroMed pumps',
  certainty: 'read-in-source',
} as const;

export const synchroMedII: PumpModel = {
  name: 'SynchroMed II',
  makers: ['Medtronic'],
  brands: ['SynchroMed'],
  aliases: [
    { value: 'SynchroMed II', source: PRESCRIBERS, certainty: 'read-in-source' },
    ...aliases('read-in-source', PRESCRIBERS, '8637-20', '8637-40', '8637C20', '8637C40'),
    ...aliases('read-in-source', 'Medtronic, SynchroMed II implant manual, 2016-06', '8637'),
    ...aliases('memory-high', 'as it is often written', 'SynchroMed 2'),
  ],
  rateControl: programmable,
  reservoirCapacitiesMl: { value: [20, 40], source: 'FDA recall page, 2013', certainty: 'read-in-source' },
  tubingVolumeMl: {
    value: 0.199,
    source: 'priming volume shown by programmers before 2016',
    certainty: 'memory-medium',
  },
  nonExtractableVolumeMl: { value: 1.4, source: 'device manual', certainty: 'memory-low' },
  minimumRateMlPerDay: { value: 0.006, source: 'device manual', certainty: 'memory-medium' },
  flowRangeMlPerDay: { value: { min: 0.048, max: 24 }, source: 'device manual', certainty: 'memory-medium' },
  serviceLifeMonths: {
    value: 84,
    source: 'Medtronic UK: stops at 7 years at the latest',
    certainty: 'read-in-source',
  },
};

export const synchroMedIII: PumpModel = {
  name: 'SynchroMed III',
  makers: ['Medtronic'],
  brands: ['SynchroMed'],
  aliases: [
    {
      value: 'SynchroMed III',
      source: 'Medtronic, news of its approval by the FDA, 2023-10-10',
      certainty: 'read-in-source',
    },
    ...aliases('read-in-source', 'Medtronic product page', '8667-20'),
    ...aliases('memory-high', 'Medtronic article number', '8667-40', '8667'),
    ...aliases('memory-high', 'as it is often written', 'SynchroMed 3'),
  ],
  rateControl: {
    value: 'programmable',
    source: 'Medtronic, news of its approval by the FDA, 2023-10-10',
    certainty: 'read-in-source',
  },
  reservoirCapacitiesMl: {
    value: [20, 40],
    source: 'the article numbers 8667-20 and 8667-40',
    certainty: 'derived',
  },
};

export const synchroMedEL: PumpModel = {
  name: 'SynchroMed EL',
  makers: ['Medtronic'],
  brands: ['SynchroMed'],
  aliases: [
    { value: 'SynchroMed EL', source: PRESCRIBERS, certainty: 'read-in-source' },
    ...aliases(
      'read-in-source',
      PRESCRIBERS,
      '8627-10',
      '8627-18',
      '8627L-18',
      '8627L10',
      '8627L10C',
      '8627L18C',
    ),
    ...aliases('read-in-source', 'Medtronic, SynchroMed EL manual, 2005-11', '8626', '8627'),
  ],
  rateControl: programmable,
  reservoirCapacitiesMl: {
    value: [10, 18],
    source: 'the article numbers 8627-10 and 8627-18',
    certainty: 'derived',
  },
  flowRangeMlPerDay: { value: { min: 0.048, max: 21.6 }, source: 'device manual', certainty: 'memory-low' },
};

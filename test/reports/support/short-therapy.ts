import type { Told } from './report-of.js';

/** A pump that runs for a month, and is stopped on a day that nobody wrote down. */
export const shortTherapy: readonly Told[] = [
  {
    type: 'TherapyRegistered',
    occurredAt: '2020',
    data: { patientPseudonym: 'p', indication: 'x', aetiology: 'stroke' },
  },
  {
    type: 'PumpImplanted',
    occurredAt: '2020-01-02T08:00:00Z',
    data: { manufacturer: 'M', model: 'SynchroMed II', reservoirCapacityMl: 40, tubingVolumeMl: 0.2 },
  },
  { type: 'CatheterImplanted', occurredAt: '2020-01-02T08:00:00Z', data: { model: 'c', volumeMl: 0.2 } },
  {
    type: 'ReservoirRefilled',
    occurredAt: '2020-01-02T09:00:00Z',
    data: { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40 },
  },
  {
    type: 'PumpReprogrammed',
    occurredAt: '2020-01-02T09:30:00Z',
    data: { program: { mode: 'simple-continuous', dailyDoseMcg: 200 } },
  },
  { type: 'PumpReprogrammed', occurredAt: '2020-02', data: { program: { mode: 'stopped' } } },
];

import type { History } from '../../support/history.js';

/** A fill with what was found before it. */
export const refilled = (
  history: History,
  when: string,
  filledVolumeMl: number,
  aspiratedVolumeMl: number,
  concentrationMcgPerMl = 2000,
): History =>
  history.event(when, 'ReservoirRefilled', {
    drug: 'baclofen',
    concentrationMcgPerMl,
    filledVolumeMl,
    aspiratedVolumeMl,
  });

export const harmed = (history: History, when: string, description: string): History =>
  history.event(when, 'AdverseEventObserved', { description, serious: true });

export const pump = (more: object = {}) => ({
  manufacturer: 'Medtronic',
  model: 'SynchroMed II',
  reservoirCapacityMl: 40,
  tubingVolumeMl: 0.2,
  ...more,
});

/** What no faultless care may hear. */
export const ALARMS = [
  'ABRUPT_REDUCTION',
  'BRIDGE_NOT_RECORDED',
  'BRIDGE_TOO_FAST',
  'CONCENTRATION_MISMATCH',
  'DELIVERY_BELOW_SCHEDULE',
  'DELIVERY_CONTRADICTED',
  'DOSE_INCREASE_LARGE',
  'DOSE_SPIKE',
  'MOTOR_STALLED critical',
  'PRIMING_NOT_RECORDED',
  'REFILL_DISCREPANCY',
  'RESERVOIR_RAN_EMPTY',
  'RESTART_DOSE_HIGH',
  'TIP_OVERDOSE',
  'TIP_UNDERDOSE',
] as const;

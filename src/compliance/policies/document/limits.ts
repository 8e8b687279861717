import { LIMITS, type Limit } from '../../../therapy/events/fields/limits.js';

const PROPOSAL = 'proposal: beyond what can be meant';

/** The numbers that a policy's figures may hold. */
export const POLICY_LIMITS = {
  dailyDose: { above: 0, max: LIMITS.dailyDoseMcg.max, unit: 'mcg/day', source: PROPOSAL },
  bolus: { above: 0, max: LIMITS.bolusDoseMcg.max, unit: 'mcg', source: PROPOSAL },
  percent: { above: 0, max: 100, unit: 'percent', source: PROPOSAL },
  hours: { above: 0, max: 8_760, unit: 'hours', source: 'proposal: a year' },
  tolerance: { min: 0, max: 8_760, unit: 'hours', source: 'proposal: a year' },
  days: { above: 0, max: 365, unit: 'days', source: 'proposal: a year' },
  minutes: { above: 0, max: LIMITS.durationMinutes.max, unit: 'minutes', source: PROPOSAL },
  ratio: { above: 0, max: 100, unit: 'times the programmed dose', source: PROPOSAL },
  volume: { above: 0, max: LIMITS.volumeMl.max, unit: 'mL', source: PROPOSAL },
  residualVolume: { min: 0, max: LIMITS.residualVolumeMl.max, unit: 'mL', source: PROPOSAL },
  fills: { min: 2, max: 100, unit: 'fills', source: 'proposal: one fill is no trend' },
} as const satisfies Record<string, Limit>;

/** The aetiologies that policies may tell apart (contract, "Envelope"). */
export const AETIOLOGIES = [
  'spinal-cord-injury',
  'multiple-sclerosis',
  'cerebral-palsy',
  'traumatic-brain-injury',
  'stroke',
] as const;

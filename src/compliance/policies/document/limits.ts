import { LIMITS, type Limit } from '../../../therapy/events/fields/limits.js';

const PROPOSAL = 'proposal: beyond what can be meant';
const CONTRACT = 'contract of the audit, "Policies": what nothing can fail is no limit';

/** The numbers that a policy's figures may hold. */
export const POLICY_LIMITS = {
  dailyDose: { above: 0, max: LIMITS.dailyDoseMcg.max, unit: 'mcg/day', source: PROPOSAL },
  bolus: { above: 0, max: LIMITS.bolusDoseMcg.max, unit: 'mcg', source: PROPOSAL },
  percent: { above: 0, max: 100, unit: 'percent', source: PROPOSAL },
  hours: { above: 0, max: 8_760, unit: 'hours', source: 'proposal: a year' },
  /** The part of a dose that may be lost within the window. */
  drop: {
    above: 0,
    max: 75,
    isMaxOutside: true,
    because: 'a larger loss within a day or two is abrupt by any reading',
    unit: 'percent',
    source: CONTRACT,
  },
  /** In which falls add up to an abrupt one. */
  window: {
    min: 12,
    max: 48,
    because: 'falls are judged by the day, as visits are made',
    unit: 'hours',
    source: CONTRACT,
  },
  interruption: {
    above: 0,
    max: 24,
    because: 'a drug that stays away for longer than a day was stopped',
    unit: 'hours',
    source: CONTRACT,
  },
  tolerance: {
    min: 0,
    max: 6,
    because: 'with more a visit of another day would count',
    unit: 'hours',
    source: CONTRACT,
  },
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

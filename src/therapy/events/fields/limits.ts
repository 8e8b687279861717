/** The numbers that a field may hold. What lies outside is absurd; what is merely unwise lies inside. */
export interface Limit {
  /** Exclusive lower bound. */
  readonly above?: 0;
  /** Inclusive lower bound. */
  readonly min?: number;
  /** Why no number outside can be meant. */
  readonly because?: string;
  /** 0 is accepted although it lies below `min`: none at all. */
  readonly orZero?: true;
  readonly max: number;
  /** `max` itself lies outside. */
  readonly isMaxOutside?: true;
  readonly unit: string;
  readonly source: string;
}

const CONTRACT = 'contract, "Impossible is refused, unwise is recorded"';
const PROPOSAL = 'proposal: beyond what can be meant';

/** 30 days, the longest duration and interval. */
const MAX_MINUTES = 30 * 24 * 60;

const DOSE = { min: 0.001, because: 'a nanogram is the least that counts as a dose' };
const STRENGTH = { min: 1, because: 'nothing weaker is infused' };
const VOLUME = { min: 1e-6, because: 'a nanolitre is the least that counts as a volume' };
const SHORTEST = 'a second is the least that counts as a duration';

export const LIMITS = {
  dailyDoseMcg: { ...DOSE, max: 1_000_000, unit: 'mcg/day', source: CONTRACT },
  basalDailyDoseMcg: { orZero: true, ...DOSE, max: 1_000_000, unit: 'mcg/day', source: CONTRACT },
  plannedDailyDoseMcg: { orZero: true, ...DOSE, max: 1_000_000, unit: 'mcg/day', source: CONTRACT },
  bolusDoseMcg: { ...DOSE, max: 100_000, unit: 'mcg', source: CONTRACT },
  singleDoseMcg: { ...DOSE, max: 1_000_000, unit: 'mcg', source: CONTRACT },
  flowMlPerDay: { ...VOLUME, max: 100, unit: 'mL/day', source: CONTRACT },
  concentrationMcgPerMl: { ...STRENGTH, max: 100_000, unit: 'mcg/mL', source: CONTRACT },
  volumeMl: { ...VOLUME, max: 100, unit: 'mL', source: CONTRACT },
  residualVolumeMl: { orZero: true, ...VOLUME, max: 100, unit: 'mL', source: CONTRACT },
  tubingVolumeMl: { orZero: true, ...VOLUME, max: 2, unit: 'mL', source: CONTRACT },
  catheterVolumeMl: { ...VOLUME, max: 2, unit: 'mL', source: CONTRACT },
  durationMinutes: { min: 1 / 60, because: SHORTEST, max: MAX_MINUTES, unit: 'minutes', source: CONTRACT },
  clockOffsetMinutes: { min: -MAX_MINUTES, max: MAX_MINUTES, unit: 'minutes', source: CONTRACT },
  hoursAfter: {
    orZero: true,
    min: 1 / 3600,
    because: SHORTEST,
    max: 30 * 24,
    unit: 'hours',
    source: CONTRACT,
  },
  catheterLengthCm: {
    min: 0.1,
    because: 'catheters are measured to a millimetre',
    max: 200,
    unit: 'cm',
    source: 'proposal: the longest catheter sold has about 140 cm',
  },
  oralDoseMg: { min: DOSE.min / 1000, because: DOSE.because, max: 10_000, unit: 'mg', source: PROPOSAL },
  timesPerDay: {
    orZero: true,
    min: 0.01,
    because: 'nothing is taken less often than every hundred days',
    max: 48,
    unit: 'intakes a day',
    source: PROPOSAL,
  },
  fieldTesla: {
    min: 0.001,
    because: 'no scanner has a weaker magnet',
    max: 20,
    unit: 'tesla',
    source: 'proposal: the strongest magnet for humans has 11.7 T',
  },
  bolusCount: { min: 0, max: 10_000, unit: 'boluses', source: CONTRACT },
  maxPerDay: { min: 1, max: 1_440, unit: 'boluses a day', source: 'proposal: one a minute' },
  birthYear: { min: 1900, max: 2100, unit: 'the Gregorian calendar', source: PROPOSAL },
} as const satisfies Record<string, Limit>;

/** How often the programme of a day may change (maker: up to 13 changes a day; contract). */
export const MAX_FLEX_BOLUSES = 13;
/** A flex program's boluses, which can be others on each day of the week. */
export const MAX_WEEKLY_BOLUSES = 7 * MAX_FLEX_BOLUSES;
/** Drugs that travel with the one that the pump is programmed by (contract). */
export const MAX_FURTHER_DRUGS = 4;
/** Characters of a name or free text (contract). */
export const MAX_TEXT = 200;
/** Characters of a note or description (contract). */
export const MAX_NOTE = 2_000;
/** Characters of a drug's name, and of the id of a therapy, policy, finding or cessation (contract). */
export const MAX_ID = 64;
/** Characters of an event's id (contract). */
export const MAX_EVENT_ID = 128;
/** Items of a list that has no limit of its own (proposal). */
export const MAX_ITEMS = 100;

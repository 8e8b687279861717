/** The numbers that a field may hold. What lies outside is absurd; what is merely unwise lies inside. */
export interface Limit {
  /** Exclusive lower bound. */
  readonly above?: 0;
  /** Inclusive lower bound. */
  readonly min?: number;
  readonly max: number;
  readonly unit: string;
  readonly source: string;
}

const CONTRACT = 'contract, "Impossible is refused, unwise is recorded"';
const PROPOSAL = 'proposal: beyond what can be meant';

/** 30 days, the longest duration and interval. */
const MAX_MINUTES = 30 * 24 * 60;

export const LIMITS = {
  dailyDoseMcg: { above: 0, max: 1_000_000, unit: 'mcg/day', source: CONTRACT },
  basalDailyDoseMcg: { min: 0, max: 1_000_000, unit: 'mcg/day', source: CONTRACT },
  plannedDailyDoseMcg: { min: 0, max: 1_000_000, unit: 'mcg/day', source: CONTRACT },
  bolusDoseMcg: { above: 0, max: 100_000, unit: 'mcg', source: CONTRACT },
  concentrationMcgPerMl: { above: 0, max: 100_000, unit: 'mcg/mL', source: CONTRACT },
  volumeMl: { above: 0, max: 100, unit: 'mL', source: CONTRACT },
  residualVolumeMl: { min: 0, max: 100, unit: 'mL', source: CONTRACT },
  tubingVolumeMl: { min: 0, max: 2, unit: 'mL', source: CONTRACT },
  catheterVolumeMl: { above: 0, max: 2, unit: 'mL', source: CONTRACT },
  durationMinutes: { above: 0, max: MAX_MINUTES, unit: 'minutes', source: CONTRACT },
  clockOffsetMinutes: { min: -MAX_MINUTES, max: MAX_MINUTES, unit: 'minutes', source: CONTRACT },
  hoursAfter: { min: 0, max: 30 * 24, unit: 'hours', source: CONTRACT },
  catheterLengthCm: {
    above: 0,
    max: 200,
    unit: 'cm',
    source: 'proposal: the longest catheter sold has about 140 cm',
  },
  oralDoseMg: { above: 0, max: 10_000, unit: 'mg', source: PROPOSAL },
  timesPerDay: { min: 0, max: 48, unit: 'intakes a day', source: PROPOSAL },
  fieldTesla: {
    above: 0,
    max: 20,
    unit: 'tesla',
    source: 'proposal: the strongest magnet for humans has 11.7 T',
  },
  birthYear: { min: 1900, max: 2100, unit: 'the Gregorian calendar', source: PROPOSAL },
} as const satisfies Record<string, Limit>;

/** How often the programme of a day may change (maker: up to 13 changes a day; contract). */
export const MAX_FLEX_BOLUSES = 13;
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

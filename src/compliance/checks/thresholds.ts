import type { Sourced } from '../../infusion/provenance.js';

const proposal = (value: number, why: string): Sourced => ({
  value,
  source: `no clinical source; ${why}; the hospital must approve it`,
  certainty: 'proposed',
});

/** From when on an entry is asked about; what the policy in force has a figure for is asked by that. */
export const THRESHOLDS = {
  /** Of the daily dose before. */
  doseHighRatio: proposal(1.5, 'above every titration step in use'),
  doseLowRatio: proposal(0.5, 'the same loss that counts as abrupt'),
  /** Of the largest bolus before, of a drug without a known largest one, and of a program. */
  bolusRatio: proposal(1.5, 'above every titration step in use'),
  /** Of what is usually filled in; and, where nothing was, of the reservoir. */
  fillHighRatio: proposal(1.5, 'a syringe more, or a digit'),
  fillLowRatio: proposal(0.5, 'a syringe less, or a digit'),
  daysAgo: proposal(30, 'what is older is told from papers, or of a wrong month or year'),
  /** Hours of the day, by the offset that the date is given with. */
  firstHour: proposal(6, 'nobody makes visits earlier'),
  lastHour: proposal(22, 'nobody makes visits later'),
  /** What is recorded so soon happened at that hour. */
  justNowHours: proposal(1, 'what is entered as it happens may happen at any hour'),
  zoneMinutes: proposal(60, 'daylight saving moves clocks by an hour'),
  sameHours: proposal(24, 'the same figures twice in a day are mostly one visit'),
} as const;

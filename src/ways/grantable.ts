import { recordableNames } from '../therapy/events/index.js';

const BY_PEOPLE: readonly string[] = [
  'EventCorrected',
  'EventVoided',
  'InferenceReviewed',
  'AccessRestricted',
];

/** The types of events that devices may be given. */
export const GRANTABLE: ReadonlySet<string> = new Set(
  recordableNames.filter((name) => !BY_PEOPLE.includes(name)),
);

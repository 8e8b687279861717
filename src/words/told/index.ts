import { CODES } from './codes.js';
import { EVENTS } from './events.js';
import { FINDINGS } from './findings.js';
import { HINTS } from './hints.js';
import { NAMES } from './names.js';
import { UNKNOWNS } from './unknowns.js';
import { CHECK_SENTENCES } from './check-sentences.js';
import { DOSE_SENTENCES } from './dose-sentences.js';
import { ERROR_SENTENCES } from './error-sentences.js';
import { PUMP_SENTENCES } from './pump-sentences.js';
import { RECORD_SENTENCES } from './record-sentences.js';
import { TAPER_SENTENCES } from './taper-sentences.js';
import { TIMELINE_SENTENCES } from './timeline-sentences.js';

/** English as other rooms say it, and Spanish. */
export const EXACT: ReadonlyMap<string, string> = new Map(
  [NAMES, CODES, EVENTS, FINDINGS, HINTS, UNKNOWNS].flatMap((texts) => Object.entries(texts)),
);

/** The same with names in braces for what differs; the first that fits counts. */
export const SENTENCES: readonly (readonly [string, string])[] = [
  ...TAPER_SENTENCES,
  ...DOSE_SENTENCES,
  ...PUMP_SENTENCES,
  ...RECORD_SENTENCES,
  ...CHECK_SENTENCES,
  ...TIMELINE_SENTENCES,
  ...ERROR_SENTENCES,
];

import type { CessationDto } from '../answers/dto/cessation.dto.js';
import type { WorkupDto } from '../answers/dto/workup.dto.js';
import { sixDigits } from '../infusion/six-digits.js';

/** The record shows what is consistent with a taper, never that there was one. */
export const VERDICT = {
  tapered: 'consistent with a taper',
  abrupt: 'abrupt',
  undetermined: 'undetermined',
} as const;
export type Verdict = keyof typeof VERDICT;

export const CAUSE: Readonly<Record<CessationDto['cause'], string>> = {
  programmed: 'programmed',
  'drug-switch': 'drug switch',
  'reservoir-empty': 'reservoir empty by computation',
  'reservoir-emptied': 'reservoir emptied',
  'motor-stall': 'motor stall',
  'end-of-service': 'end of service',
  reported: 'as the pump reported',
  explant: 'explant',
  catheter: 'gap in the catheter',
};

/** What the record shows before the first fall. */
export const CIRCUMSTANCE: Readonly<Record<NonNullable<CessationDto['circumstance']>['kind'], string>> = {
  revision: 'after the catheter was found faulty or changed',
  overdose: 'after a spike of the dose',
  'adverse-event': 'after a serious adverse event',
};

/** Of a work-up before tolerance was diagnosed. */
export const WORKUP: Readonly<Record<WorkupDto['complete'], string>> = {
  yes: 'each examination is shown',
  no: 'not each examination is shown',
  undetermined: 'undetermined',
};

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const sentence = (text: string): string => `${capitalised(text)}${/[.!?]$/.test(text) ? '' : '.'}`;
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** A figure for print, with a true minus sign. */
export const figure = (value: number): string => sixDigits(value).replace('-', '−');
/** The same with at most so many decimals. */
export const rounded = (value: number, decimals: number): string => figure(Number(value.toFixed(decimals)));

/** A text as its author wrote it. Where its key is gone only a digest is left, which is no string. */
export const writtenText = (text: string): string =>
  typeof text === 'string' ? text : 'personal value, cannot be read any more';

const MINUTE = 16;
/** To the minute: `2021-03-19 08:00 UTC`. */
export const utc = (at: string): string => `${at.slice(0, 10)} ${at.slice(11, MINUTE)} UTC`;
/** To the millisecond, where it has any. */
export const utcExact = (at: string): string =>
  /:00(\.000)?Z$/.test(at) ? utc(at) : `${at.slice(0, 10)} ${at.slice(11, -1)} UTC`;

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
/** The day in words, in UTC: `19 March 2021`. */
export const dayInWords = (at: string): string => {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};

/** A sentence of the audit as it is printed: its instants to the minute. */
export const readable = (text: string): string =>
  text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, utc);

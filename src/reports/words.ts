import type { CessationDto } from '../answers/dto/cessation.dto.js';
import type { WorkupDto } from '../answers/dto/workup.dto.js';
import { exactInstant, instantInWords, longDay } from '../words/times.js';
import { decimals } from '../words/numbers.js';
import { type Text, say } from '../words/say.js';
import { reports as texts } from '../words/texts/reports.js';
import { sixDigits } from '../infusion/six-digits.js';
import { told } from '../words/told.js';

/** The record shows what is consistent with a taper, never that there was one. */
export const VERDICT = {
  tapered: texts.tapered,
  abrupt: texts.abrupt,
  undetermined: texts.undetermined,
} as const;
export type Verdict = keyof typeof VERDICT;

export const CAUSE: Readonly<Record<CessationDto['cause'], Text>> = {
  programmed: texts.programmed,
  'drug-switch': texts.drugSwitch,
  'reservoir-empty': texts.reservoirEmpty,
  'reservoir-emptied': texts.reservoirEmptied,
  'motor-stall': texts.motorStall,
  'end-of-service': texts.endOfService,
  reported: texts.reported,
  explant: texts.explant,
  catheter: texts.gapInTheCatheter,
};

/** What the record shows before the first fall. */
export const CIRCUMSTANCE: Readonly<Record<NonNullable<CessationDto['circumstance']>['kind'], Text>> = {
  revision: texts.afterRevision,
  overdose: texts.afterSpike,
  'adverse-event': texts.afterAdverseEvent,
};

/** Of a work-up before tolerance was diagnosed. */
export const WORKUP: Readonly<Record<WorkupDto['complete'], Text>> = {
  yes: texts.workupYes,
  no: texts.workupNo,
  undetermined: texts.undetermined,
};

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const sentence = (text: string): string => `${capitalised(text)}${/[.!?]$/.test(text) ? '' : '.'}`;
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** A figure for print, with a true minus sign. */
export const figure = (value: number): string => decimals(sixDigits(value)).replace('-', '−');
/** The same with at most so many decimals. */
export const rounded = (value: number, digits: number): string => figure(Number(value.toFixed(digits)));

/** A text as its author wrote it. Where its key is gone only a digest is left, which is no string. */
export const writtenText = (text: string): string =>
  typeof text === 'string' ? text : say(texts.cannotBeRead);

/** To the minute, by the reader’s clock: `2021-03-19 08:00 UTC`. */
export const utc = (at: string): string => instantInWords(Date.parse(at));
/** To the millisecond, where it has any. */
export const utcExact = (at: string): string => exactInstant(Date.parse(at));
/** The day in words, by the reader’s clock: `19 March 2021`. */
export const dayInWords = (at: string): string => longDay(Date.parse(at));

/** A sentence of the audit as it is printed: its instants to the minute. */
export const readable = (text: string): string =>
  told(text).replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, utc);

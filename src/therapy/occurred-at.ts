import { type FieldError, pointerTo } from '../faults/field-error.js';
import { isJsonObject } from './json.js';

type Written = 'instant' | 'day' | 'month' | 'year';
export type Precision = Written | 'interval';

/** When a fact happened, as exactly as its source says and no more exactly. */
export interface OccurredAt {
  /** As the client wrote it. */
  readonly stated: string | { readonly earliest: string; readonly latest: string };
  /** RFC 3339 in UTC, first instant at which it can have happened. */
  readonly earliest: string;
  /** RFC 3339 in UTC, last instant at which it can have happened. */
  readonly latest: string;
  readonly precision: Precision;
}

/** What a date or instant covers: first and last millisecond. */
export interface Span {
  readonly first: number;
  readonly last: number;
  readonly written: Written;
}

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const PARTIAL_DATE = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;
const OFFSET = /[Tt].*([+-])(\d\d):(\d\d)$/;

const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(10_000, 0, 1) - 1;
const MINUTE = 60_000;

export const ACCEPTED_DATES =
  'an RFC 3339 instant with its offset (2021-03-10T09:00:00+01:00) or a partial date (2021, 2021-03, 2021-03-10) ' +
  'that exists, from the year 1900 on';

export const ACCEPTED_INSTANTS =
  'an RFC 3339 instant with its offset that exists (2021-03-10T09:00:00+01:00), from the year 1900 on';

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysIn = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : DAYS[month - 1]!);
const exists = (year: number, month: number, day: number) =>
  year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

/** True for a calendar date YYYY-MM-DD that exists, from the year 1900 on. */
export const isCalendarDate = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && spanOf(value) !== undefined;

/** True for a day, month or year that exists, from the year 1900 on. */
export const isPartialDate = (value: unknown): boolean =>
  typeof value === 'string' && PARTIAL_DATE.test(value) && spanOf(value) !== undefined;

/** The last day, YYYY-MM-DD, of a day, month or year that exists. */
export function lastDayOf(partialDate: string): string {
  const [year, month = '12', day] = partialDate.split('-');
  return `${year}-${month}-${day ?? daysIn(Number(year), Number(month))}`;
}

/** The calendar day of an instant, YYYY-MM-DD, by a clock at an offset. */
export const calendarDay = (at: number, offsetMinutes: number): string =>
  new Date(at + offsetMinutes * MINUTE).toISOString().slice(0, 'YYYY-MM-DD'.length);

/** True for an instant with its offset that exists. */
export const isInstant = (value: unknown): boolean =>
  typeof value === 'string' && spanOf(value)?.written === 'instant';

/** The span of an instant or partial date; undefined where the text is neither, or names what does not exist. */
export const spanOf = (text: string): Span | undefined =>
  text.length > 10 ? instantSpan(text) : dateSpan(text);

function instantSpan(text: string): Span | undefined {
  const match = INSTANT.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const offsetHour = Number(match[9] ?? 0);
  const offsetMinute = Number(match[10] ?? 0);
  if (!exists(year, month, day) || hour > 23 || minute > 59 || second > 59) return undefined;
  if (offsetHour > 23 || offsetMinute > 59) return undefined;
  const offset = (match[8] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute) * MINUTE;
  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const at = Date.UTC(year, month - 1, day, hour, minute, second, milliseconds) - offset;
  return at < FIRST || at > LAST ? undefined : { first: at, last: at, written: 'instant' };
}

function dateSpan(text: string): Span | undefined {
  const match = PARTIAL_DATE.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2] ?? 1);
  const day = Number(match[3] ?? 1);
  if (!exists(year, month, day)) return undefined;
  const first = Date.UTC(year, month - 1, day);
  if (match[3]) return { first, last: Date.UTC(year, month - 1, day + 1) - 1, written: 'day' };
  if (match[2]) return { first, last: Date.UTC(year, month, 1) - 1, written: 'month' };
  return { first, last: Date.UTC(year + 1, 0, 1) - 1, written: 'year' };
}

export type ReadOccurredAt =
  | { readonly ok: true; readonly value: OccurredAt }
  | { readonly ok: false; readonly errors: FieldError[] };

const utc = (at: number) => new Date(at).toISOString();

/** Reads when a fact happened; never throws. `at` is the pointer of the value in its body. */
export function readOccurredAt(value: unknown, at = '/occurredAt'): ReadOccurredAt {
  if (isJsonObject(value)) return readInterval(value, at);
  const span = typeof value === 'string' ? spanOf(value) : undefined;
  if (!span)
    return {
      ok: false,
      errors: [{ pointer: at, detail: `must be ${ACCEPTED_DATES}, or { earliest, latest } of these` }],
    };
  const earliest = utc(span.first);
  const latest = span.last === span.first ? earliest : utc(span.last);
  return { ok: true, value: { stated: value as string, earliest, latest, precision: span.written } };
}

function readInterval(value: Readonly<Record<string, unknown>>, at: string): ReadOccurredAt {
  const errors: FieldError[] = Object.keys(value)
    .filter((name) => name !== 'earliest' && name !== 'latest')
    .slice(0, 10)
    .map((name) => ({ pointer: pointerTo(at, name), detail: 'is not a known property: earliest, latest' }));
  const end = (name: 'earliest' | 'latest'): Span | undefined => {
    const text = Object.hasOwn(value, name) ? value[name] : undefined;
    const span = typeof text === 'string' ? spanOf(text) : undefined;
    if (!span) errors.push({ pointer: pointerTo(at, name), detail: `must be ${ACCEPTED_DATES}` });
    return span;
  };
  const earliest = end('earliest');
  const latest = end('latest');
  if (earliest && latest && earliest.first > latest.last)
    errors.push({ pointer: pointerTo(at, 'latest'), detail: 'must not be before earliest' });
  if (!earliest || !latest || errors.length > 0) return { ok: false, errors };
  return {
    ok: true,
    value: {
      stated: { earliest: value['earliest'] as string, latest: value['latest'] as string },
      earliest: utc(earliest.first),
      latest: utc(latest.last),
      precision: 'interval',
    },
  };
}

const offsetOf = (text: string): number => {
  const match = OFFSET.exec(text);
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' && minutes > 0 ? -minutes : minutes;
};

/** The UTC offset that a date was stated with, minutes; an interval's where both ends state the same, else 0. */
export function utcOffsetMinutes({ stated }: Pick<OccurredAt, 'stated'>): number {
  if (typeof stated === 'string') return offsetOf(stated);
  const earliest = offsetOf(stated.earliest);
  return earliest === offsetOf(stated.latest) ? earliest : 0;
}

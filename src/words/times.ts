import { type Locale, speech } from './locale.js';

/** Whose habits say how dates are written, and what a zone is called in short. */
const HABITS: Readonly<Record<Locale, string>> = { en: 'en-GB', es: 'es-ES' };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const { locale, zone } = speech();
  const key = `${name} ${locale} ${zone}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(HABITS[locale], { ...options, timeZone: zone });
  formats.set(key, format);
  return format;
}

const TO_THE_MILLISECOND: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
  timeZoneName: 'short',
};

type Parts = Readonly<Partial<Record<Intl.DateTimeFormatPartTypes, string>>>;

const partsOf = (at: number): Parts =>
  Object.fromEntries(
    formatOf('instant', TO_THE_MILLISECOND)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );

/** Spanish has the day first; English that is read by many peoples has the year first, which none reads otherwise. */
const dayFrom = ({ year, month, day }: Parts): string =>
  speech().locale === 'es' ? `${day}/${month}/${year}` : `${year}-${month}-${day}`;

const isPlain = (): boolean => speech().locale === 'en' && speech().zone === 'UTC';

/** To the minute, with its zone: `2021-03-19 08:00 UTC`, `19/03/2021 09:00 CET`. @param at ms since 1970 */
export function instantInWords(at: number): string {
  if (isPlain()) {
    const iso = new Date(at).toISOString();
    return `${iso.slice(0, -14)} ${iso.slice(-13, -8)} UTC`;
  }
  const parts = partsOf(at);
  return `${dayFrom(parts)} ${parts.hour}:${parts.minute} ${parts.timeZoneName}`;
}

/** The same to the millisecond, where it has any. */
export function exactInstant(at: number): string {
  if (at % 60_000 === 0) return instantInWords(at);
  const parts = partsOf(at);
  const sign = speech().locale === 'es' ? ',' : '.';
  return `${dayFrom(parts)} ${parts.hour}:${parts.minute}:${parts.second}${sign}${parts.fractionalSecond} ${parts.timeZoneName}`;
}

/** The day: `2021-03-19`, `19/03/2021`. */
export const shortDay = (at: number): string => dayFrom(partsOf(at));

/** The day in words: `19 March 2021`, `19 de marzo de 2021`. */
export const longDay = (at: number): string =>
  formatOf('long', { day: 'numeric', month: 'long', year: 'numeric' }).format(at);

import { type Locale, speech } from './locale.js';

const signs = new Map<Locale, string>();

/** The decimal sign of a language. */
function signOf(locale: Locale): string {
  const known = signs.get(locale);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(locale).formatToParts(0.5);
  const sign = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  signs.set(locale, sign);
  return sign;
}

/** A number in digits with the decimal sign of whoever reads. @param digits with a point */
export const decimals = (digits: string): string => digits.replace('.', signOf(speech().locale));

/** A number as it is read, with what was typed by the decimal sign of whoever reads, or with a point. */
export const typedDecimals = (typed: string): string =>
  signOf(speech().locale) === ',' && !typed.includes('.') ? typed.replace(',', '.') : typed;

/** 12,345: a large number in groups. */
export const grouped = (value: number): string => value.toLocaleString(LONG[speech().locale]);

const LONG: Readonly<Record<Locale, string>> = { en: 'en-US', es: 'es-ES' };

import { rounded, utc } from '../../reports/words.js';

export const at = (instant: number): string => utc(new Date(instant).toISOString());
export const iso = (instant: number): string => new Date(instant).toISOString();
export const optionalIso = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : iso(instant);

/** A dose or rate, mcg or mcg/day. */
export const dose = (mcg: number | null): string => (mcg === null ? 'not known' : rounded(mcg, 2));
export const ml = (volume: number): string => rounded(volume, 2);

import { rounded, utc } from '../../reports/words.js';
import { say } from '../../words/say.js';
import { therapy as texts } from '../../words/texts/therapy.js';

export const at = (instant: number): string => utc(new Date(instant).toISOString());
export const iso = (instant: number): string => new Date(instant).toISOString();

/** As short as a reader may write it: a day where it is its first instant, whole seconds where there are no others. */
const stated = (instant: number): string => iso(instant).replace('.000Z', 'Z').replace('T00:00:00Z', '');

export const optionalStated = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : stated(instant);

/** A dose or rate, mcg or mcg/day. */
export const dose = (mcg: number | null): string => (mcg === null ? say(texts.notKnown) : rounded(mcg, 2));
export const ml = (volume: number): string => rounded(volume, 2);

import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import type { Span, TherapyTimeline } from '../../answers/timeline/therapy-timeline.js';

const YEAR_MS = 365 * DAY_MS;

export const PRESETS: readonly (readonly [string, number])[] = [
  ['5 years', 5 * YEAR_MS],
  ['1 year', YEAR_MS],
  ['90 days', 90 * DAY_MS],
  ['30 days', 30 * DAY_MS],
  ['7 days', 7 * DAY_MS],
  ['1 day', DAY_MS],
  ['6 hours', 6 * HOUR_MS],
  ['1 hour', HOUR_MS],
];

/** Of a length and within the whole, as near as can be to where it is asked. */
const placed = (from: number, length: number, whole: Span): Span => {
  const start = Math.max(whole.from, Math.min(from, whole.to - length));
  return { from: start, to: Math.min(start + length, whole.to) };
};

/** The last so much of the whole; of a part of it the middle. */
export function ofLength({ whole, window }: TherapyTimeline, length: number): Span {
  const isWhole = window.from === whole.from && window.to === whole.to;
  return placed(isWhole ? whole.to - length : (window.from + window.to - length) / 2, length, whole);
}

/** The window before this one, or after it. */
export const beside = ({ whole, window: { from, to } }: TherapyTimeline, direction: -1 | 1): Span =>
  placed(from + direction * (to - from), to - from, whole);

/** A week with an instant in its middle. */
export const around = ({ whole }: TherapyTimeline, at: number): Span =>
  placed(at - 3.5 * DAY_MS, 7 * DAY_MS, whole);

/** So long after a zero, unless the drug returned before, a cessation is looked at. */
const AFTERMATH_MS = 14 * DAY_MS;

interface Ended {
  readonly startedAt: number;
  readonly reachedZeroAt: number;
  readonly resumedAt: number | null;
}

const endOf = ({ reachedZeroAt, resumedAt }: Ended): number =>
  Math.min(resumedAt ?? Number.POSITIVE_INFINITY, reachedZeroAt + 2 * AFTERMATH_MS);

const widened = ({ from, to }: Span, whole: Span): Span => {
  const margin = Math.max((to - from) / 6, DAY_MS);
  return placed(from - margin, to - from + 2 * margin, whole);
};

/** From some time before the first step to the return, or some time after the zero. */
export const aroundCessation = ({ whole }: TherapyTimeline, cessation: Ended): Span =>
  widened({ from: cessation.startedAt, to: endOf(cessation) }, whole);

/** A close-up is worth its room where the whole picture is so many times as long. */
const WORTH = 5;

/** The last cessation with those just before it; undefined where the time line shows it well enough. */
export function lastEpisode({ whole, window, cessations }: TherapyTimeline): Span | undefined {
  const last = cessations.at(-1);
  if (!last) return undefined;
  const from = cessations
    .toReversed()
    .reduce(
      (start, one) => (endOf(one) + AFTERMATH_MS >= start ? Math.min(start, one.startedAt) : start),
      last.startedAt,
    );
  const episode = widened({ from, to: endOf(last) }, whole);
  return window.to - window.from > WORTH * (episode.to - episode.from) ? episode : undefined;
}

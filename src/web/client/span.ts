/** A stretch of time, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const HOUR_MS = 3_600_000;

const lengthOf = ({ from, to }: Span): number => to - from;

/** No longer than the whole, and within it; never shorter than an hour, about the same middle. */
export function within(span: Span, whole: Span): Span {
  const length = Math.min(Math.max(lengthOf(span), HOUR_MS), lengthOf(whole));
  const middle = (span.from + span.to) / 2;
  const from = Math.max(Math.min(middle - length / 2, whole.to - length), whole.from);
  return { from: Math.round(from), to: Math.round(from + length) };
}

/** So many times as long; one instant keeps its place. */
export const scaled = ({ from, to }: Span, times: number, around: number): Span => ({
  from: around - (around - from) * times,
  to: around + (to - around) * times,
});

/** Later by so many of its lengths. */
export function moved(span: Span, lengths: number): Span {
  const by = lengthOf(span) * lengths;
  return { from: span.from + by, to: span.to + by };
}

/** A stretch of time, ms since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const HOUR_MS = 3_600_000;

/** Within the whole, and never shorter than an hour: what is longer is cut, what is outside is moved. */
export function within({ from, to }: Span, whole: Span): Span {
  const length = Math.min(Math.max(to - from, HOUR_MS), Math.max(whole.to - whole.from, HOUR_MS));
  const middle = (from + to) / 2;
  const start = Math.min(Math.max(middle - length / 2, whole.from), Math.max(whole.to - length, whole.from));
  return { from: Math.round(start), to: Math.round(start + length) };
}

/** So many times as long, with one instant staying where it is. */
export const scaled = ({ from, to }: Span, times: number, around: number): Span => ({
  from: around - (around - from) * times,
  to: around + (to - around) * times,
});

export const moved = ({ from, to }: Span, byParts: number): Span => {
  const by = (to - from) * byParts;
  return { from: from + by, to: to + by };
};

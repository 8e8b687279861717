import type { Instant, Sealed } from '../therapy/envelope.js';

export interface PointOfView {
  /** Defaults to now. */
  readonly asOf?: Instant;
  /** Defaults to all that is recorded by now. */
  readonly knownAt?: Instant;
}

/** The clock may have been set back: events recorded later by that clock are known all the same. */
export function timesOf(
  { asOf, knownAt }: PointOfView,
  recorded: readonly Sealed[],
  now: Instant,
): { asOf: Instant; knownBy: Instant } {
  const last = recorded.at(-1);
  return { asOf: asOf ?? now, knownBy: knownAt ?? Math.max(now, last ? Date.parse(last.recordedAt) : now) };
}

import type { Instant, Sealed } from '../therapy/envelope.js';

export interface PointOfView {
  /** Defaults to now. */
  readonly asOf?: Instant;
  /** Defaults to all that is recorded by now. */
  readonly knownAt?: Instant;
}

/** Clocks may be set back: what is recorded is known all the same. */
export function timesOf(
  { asOf, knownAt }: PointOfView,
  recorded: readonly Sealed[],
  now: Instant,
): { asOf: Instant; knownBy: Instant } {
  const last = recorded.at(-1);
  return { asOf: asOf ?? now, knownBy: knownAt ?? Math.max(now, last ? Date.parse(last.recordedAt) : now) };
}

import type { Instant, Sealed } from '../therapy/envelope.js';

export interface Then {
  /** Defaults to now. */
  readonly asOf?: Instant;
  /** Defaults to all that is recorded by now. */
  readonly knownAt?: Instant;
}

/** Clocks may be set back: what is recorded is known all the same. */
export function timesOf(
  { asOf, knownAt }: Then,
  recorded: readonly Sealed[],
  now: Instant,
): { asOf: Instant; knownBy: Instant } {
  const last = recorded.at(-1);
  return { asOf: asOf ?? now, knownBy: knownAt ?? Math.max(now, last ? Date.parse(last.recordedAt) : now) };
}

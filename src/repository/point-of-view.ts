import type { PolicyBook } from '../compliance/policies/index.js';
import { CLOCK_LATITUDE_MS } from '../therapy/clock-latitude.js';
import type { Instant, Sealed } from '../therapy/envelope.js';

export interface PointOfView {
  /** Defaults to now. */
  readonly asOf?: Instant;
  /** Defaults to when the last of all that is known became known. */
  readonly knownAt?: Instant;
}

interface Knowledge {
  /** Of one therapy, in order of revision; at least one. */
  readonly recorded: readonly Sealed[];
  /** Where the answer depends on which policies are in force. */
  readonly policies?: PolicyBook;
  readonly now: Instant;
}

/**
 * What an answer says by default it can say again: a later event gets a later `recordedAt` than the last one here,
 * whatever the clocks say. A policy counts once no clock in use can be before it any more.
 */
export function timesOf(
  { asOf, knownAt }: PointOfView,
  { recorded, policies, now }: Knowledge,
): { asOf: Instant; knownBy: Instant } {
  const learned = Date.parse(recorded.at(-1)!.recordedAt);
  const decreed = policies?.lastChange(now - CLOCK_LATITUDE_MS) ?? Number.NEGATIVE_INFINITY;
  return { asOf: asOf ?? now, knownBy: knownAt ?? Math.max(learned, decreed) };
}

import { recorderIn } from '../../therapy/who-recorded.js';
import type { Instant, Sealed } from '../../therapy/envelope.js';
import { originalOf } from '../../therapy/timeline.js';
import { factsBy } from './facts-hash.js';
import { standsBeside } from './looked-at.js';

const BEFORE_MS = 28 * 24 * 3_600_000;

/** Of an audit that is signed. */
export interface SignedTimes {
  readonly asOf: Instant;
  readonly knownAt: Instant;
  readonly signedAt: Instant;
}

/**
 * Whoever recorded, as `recorderIn` tells one from another, in the 28 days before an audit was signed, an event or a correction that it counts.
 * @param events of the therapy, in order of revision
 */
export function countedRecorders(
  events: readonly Sealed[],
  { asOf, knownAt, signedAt }: SignedTimes,
): ReadonlySet<string> {
  const known = events.filter(({ recordedAt }) => Date.parse(recordedAt) <= knownAt);
  const counted = new Set<string>(factsBy(known, asOf).map(({ id }) => id));
  const find = (target: string) => known.find(({ id }) => id === target);
  const recent = known.filter(
    (event) =>
      Date.parse(event.recordedAt) > signedAt - BEFORE_MS &&
      event.type !== 'EventVoided' &&
      !standsBeside(event) &&
      counted.has(originalOf(event, find).id),
  );
  return new Set(recent.map(({ recordedBy }) => recorderIn(recordedBy)));
}

import type { EventId, Instant, Sealed } from '../../therapy/envelope.js';
import { originalOf } from '../../therapy/timeline.js';
import { factsBy, factsHash } from './facts-hash.js';
import { standsBeside } from './looked-at.js';
import { type Signature, signaturesIn } from './review.js';
import { type Finding, finding } from '../rules/finding.js';
import { showInstant } from '../show.js';

/**
 * The signed audits of a policy whose facts are others today: what was known of the time until their `asOf` has been
 * added to, corrected or voided since they were signed.
 * @param events what is known, in order of revision
 */
export const correctedAfterAudit = (events: readonly Sealed[], policyId: string): Finding[] =>
  signaturesIn(events)
    .filter((signature) => signature.policy === policyId && isSuperseded(events, signature))
    .map((signature) => {
      const entries = changingEntries(events, signature);
      return finding({
        code: 'CORRECTED_AFTER_AUDIT',
        at: entries[0]?.recordedAt ?? signature.signedAt,
        detail: `the audit as of ${showInstant(signature.asOf)}, signed as ${signature.meaning}, rests on facts that entries which it did not know changed: ${entries.length}`,
        settledBy: 'a signature under the audit as it reads now',
        eventIds: [signature.eventId, ...entries.map(({ id }) => id)],
      });
    });

/** Whether the facts that were signed are others by what is known. */
export const isSuperseded = (events: readonly Sealed[], { asOf, factsHash: signed }: Signature): boolean =>
  factsHash(events, asOf) !== signed;

interface Entry {
  readonly id: EventId;
  readonly recordedAt: Instant;
}

/** The entries after a signed audit that touch its time, in order of recording. */
function changingEntries(events: readonly Sealed[], { asOf, knownAt }: Signature): Entry[] {
  const before = events.filter(({ recordedAt }) => Date.parse(recordedAt) <= knownAt);
  const touched = new Set([...factsBy(before, asOf), ...factsBy(events, asOf)].map(({ id }) => id));
  return events.slice(before.length).flatMap((event) => {
    if (standsBeside(event)) return [];
    const fact = originalOf(event, (target) => events.find(({ id }) => id === target));
    return touched.has(fact.id) ? [{ id: event.id, recordedAt: Date.parse(event.recordedAt) }] : [];
  });
}

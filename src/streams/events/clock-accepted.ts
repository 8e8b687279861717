import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import { eventType } from '../../therapy/events/event-type.js';
import { HashField } from '../../therapy/events/audit-signed.js';
import { Optional } from '../../therapy/events/fields/nested.js';
import { Citation, DateOrInstant } from '../../therapy/events/fields/texts.js';

/** A person took the clock of a machine for right. */
export class ClockAccepted {
  /** What stood against it; absent where nothing did. */
  @Optional()
  @Citation()
  readonly doubt?: string;

  /** The last instant that the log knew by then; absent where it knew none. */
  @Optional()
  @DateOrInstant()
  readonly lastKnown?: string;

  /** Of the words with which it was accepted: SHA-256 of the RFC 8785 JSON of `authority`, `reason` and `salt`. */
  @HashField()
  readonly wordsHash: string;
}

/** Why a clock is right, who says so, and what nobody can guess. */
interface SaltedWords {
  readonly authority: string;
  readonly reason: string;
  readonly salt: string;
}

export const wordsHashOf = (words: SaltedWords): string => sha256Hex(canonicalBytes(words));

export const clockAccepted = eventType(
  'ClockAccepted',
  ClockAccepted,
  'A person took the clock of a machine for right, by the command line. The event has the time of that clock, where the stream had ' +
    'no later one before. Who says so and why stand in `clock.jsonl` of the machine: here is their digest.',
  {
    occurredAt: '2025-03-06T10:00:00.000Z',
    data: {
      doubt:
        'the clock says 2025-03-06T10:00:00.000Z, 43824 hours before the log’s last event, which was recorded at 2030-03-06T10:00:00.000Z',
      lastKnown: '2030-03-06T10:00:00.000Z',
      wordsHash: '0f'.repeat(32),
    },
  },
);

import { canonicalBytes, sha256Hex } from '../ledger/canonical.js';
import { type StaffDisclosures, conceal, ofEach } from './conceal.js';
import { concealRecorder } from './who-recorded.js';
import type { Content, EventId, Instant, RecordedBy, Sealed, TherapyId } from './envelope.js';
import type { Head } from './head.js';
import { type WayIn, wayToTell } from './way-in.js';
import { schemaVersionOf } from './versions.js';

export interface SealedEvent {
  readonly sealed: Sealed;
  /** RFC 8785 JSON of the sealed event: what is stored, and what was hashed. */
  readonly bytes: Uint8Array;
  readonly hash: string;
  /** Of the patient's personal values, of which the sealed event holds the digests only. */
  readonly disclosures: readonly string[];
  /** Of those of staff, likewise. */
  readonly staff: readonly StaffDisclosures[];
}

/**
 * Makes the next event of a chain. Its `recordedAt` is after that of the event before, whatever the clock says, so
 * that what was known at that time stays what it was.
 * @param salt makes the digests of personal values tell nothing; another one at each call
 * @param subjectSalt the same for whoever recorded each time
 */
export function seal(
  therapyId: TherapyId,
  id: EventId,
  content: Content,
  head: Head,
  now: Instant,
  recordedBy: RecordedBy,
  salt: () => string,
  way: WayIn = 'request',
  subjectSalt: (subject: string) => string = salt,
): SealedEvent {
  const { concealed, disclosures, staff } = conceal(content, salt);
  const recorder = concealRecorder(recordedBy, salt, subjectSalt(recordedBy.subject));
  const via = wayToTell(way, content.source.kind);
  const sealed: Sealed = {
    id,
    therapyId,
    type: content.type,
    schemaVersion: schemaVersionOf(content.type),
    revision: head.revision + 1,
    occurredAt: content.occurredAt,
    recordedAt: new Date(Math.max(now, head.recordedAt + 1)).toISOString(),
    recordedBy: recorder.concealed,
    ...(via && { via }),
    source: concealed.source,
    data: concealed.data,
    previousHash: head.hash,
  };
  const bytes = canonicalBytes(sealed);
  return { sealed, bytes, hash: sha256Hex(bytes), disclosures, staff: ofEach([...staff, recorder.staff]) };
}

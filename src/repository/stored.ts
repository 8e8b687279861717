import type { StoredEvent } from '../event-store/port.js';
import { type LedgerEvent, isOfTherapy } from '../streams/ledger-event.js';
import type { Envelope, Sealed } from '../therapy/envelope.js';
import { isEventTypeName, schemaVersionOf } from '../therapy/versions.js';
import { inNewestForm } from '../therapy/newest-form.js';
import { UnreadableEvent } from './errors.js';

/** The event in the bytes of the log, of whatever type, of a therapy or of none. @throws UnreadableEvent */
export function ledgerEventIn(stored: StoredEvent): LedgerEvent {
  const { buffer, byteOffset, byteLength } = stored.bytes;
  let event: unknown;
  try {
    event = JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8'));
  } catch (error) {
    throw new UnreadableEvent(stored, 'its bytes are not JSON', { cause: error });
  }
  if (event === null || typeof event !== 'object' || Array.isArray(event))
    throw new UnreadableEvent(stored, 'its bytes are not a JSON object');
  return event as LedgerEvent;
}

/** The same of a therapy. @throws UnreadableEvent also for an event of no therapy */
export function sealedIn(stored: StoredEvent): Sealed {
  const event = ledgerEventIn(stored);
  if (isOfTherapy(event)) return event;
  throw new UnreadableEvent(stored, 'it is of no therapy');
}

/**
 * What was read of an event, of a type and a version that this release knows: what follows from one that it does not, it
 * cannot say.
 * @throws UnreadableEvent
 */
export function known(stored: StoredEvent, sealed: Sealed): Sealed {
  const { type, schemaVersion }: { type: string; schemaVersion: number } = sealed;
  if (!isEventTypeName(type))
    throw new UnreadableEvent(stored, 'this release knows no such type; a newer one may');
  if (schemaVersion > schemaVersionOf(type))
    throw new UnreadableEvent(
      stored,
      `its schemaVersion is ${schemaVersion}, and this release reads up to ${schemaVersionOf(type)}`,
    );
  return sealed;
}

/** The same in the newest form of its type, to decide and compute with. @throws UnreadableEvent */
export const understoodIn = (stored: StoredEvent): Sealed => inNewestForm(known(stored, sealedIn(stored)));

export const envelopeOf = (stored: StoredEvent): Envelope => ({
  ...sealedIn(stored),
  hash: stored.hash,
  position: stored.position,
  ...(stored.leafIndex !== undefined && { leafIndex: stored.leafIndex }),
});

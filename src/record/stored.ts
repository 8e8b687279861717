import type { StoredEvent } from '../event-store/port.js';
import type { Envelope, Sealed } from '../therapy/envelope.js';

/** The event in the bytes of the log. */
export const sealedIn = ({ bytes }: StoredEvent): Sealed =>
  JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')) as Sealed;

export const envelopeOf = (stored: StoredEvent): Envelope => ({
  ...sealedIn(stored),
  hash: stored.hash,
  position: stored.position,
  ...(stored.leafIndex !== undefined && { leafIndex: stored.leafIndex }),
});

import { type KeyObject, createHmac } from 'node:crypto';
import type { Keys } from '../custody/keys.js';
import { canonicalBytes } from '../ledger/canonical.js';
import type { Content, EventId, TherapyId } from '../therapy/envelope.js';
import type { Occurrences } from './occurrences.js';

const PURPOSE = 'ids of imported lines';

const mac = (key: KeyObject, ...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
};

/**
 * The ids of lines that name none: each follows from all that the line says and from how many equal lines came before it in
 * the file. Ids stand in clear and are never erased, and the content may hold personal values: the digest is keyed, so that
 * nobody without the key can try what they were.
 */
export class LineIds {
  private readonly key: KeyObject;

  constructor(keys: Pick<Keys, 'derived'>) {
    this.key = keys.derived(PURPOSE);
  }

  of(therapyId: TherapyId, content: Content, seen: Occurrences): EventId {
    const { type, occurredAt, data, source } = content;
    const said = { therapyId, type, occurredAt: occurredAt.stated, data, source };
    const digest = mac(this.key, canonicalBytes(said));
    const number = seen.next(digest);
    const id = number === 0 ? digest : mac(this.key, digest, String(number));
    return `import.${id.toString('base64url')}` as EventId;
  }
}

import { createHash } from 'node:crypto';
import { canonicalBytes } from '../ledger/canonical.js';
import type { Content, EventId, TherapyId } from '../therapy/envelope.js';
import { withoutPersonalValues } from '../therapy/personal.js';
import type { Occurrences } from './occurrences.js';

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * The id of a line that names none: it follows from the content and from how many equal lines came before it in the
 * file. Personal values are left out, since ids stand in clear and are never erased.
 */
export function lineId(therapyId: TherapyId, content: Content, seen: Occurrences): EventId {
  const { type, occurredAt, data, source } = withoutPersonalValues(content);
  const digest = sha256(canonicalBytes({ therapyId, type, occurredAt: occurredAt.stated, data, source }));
  const number = seen.next(digest);
  const id = number === 0 ? digest : sha256(digest, String(number));
  return `import.${id.toString('base64url')}` as EventId;
}

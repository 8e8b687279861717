import { type KeyObject, createCipheriv, createDecipheriv, createHash, randomFillSync } from 'node:crypto';

/** They were made with another key, belong to another event, or were changed. */
export class DisclosuresUnreadable extends Error {}

const VERSION = 1;
const CHECK_BYTES = 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_AT = 1 + CHECK_BYTES;
const TEXT_AT = NONCE_AT + NONCE_BYTES;
const LEAST_BYTES = TEXT_AT + TAG_BYTES;
/** In no disclosure, which is base64url. */
const BETWEEN = '~';

const pool = Buffer.alloc(NONCE_BYTES * 256);
let used = pool.length;

function nonce(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.subarray(used, (used += NONCE_BYTES));
}

const checkOf = (eventHash: string, rest: Uint8Array): Buffer =>
  createHash('sha256').update(eventHash, 'latin1').update(rest).digest().subarray(0, CHECK_BYTES);

/**
 * An event's disclosures, encrypted with AES-256-GCM: version, check, nonce, ciphertext, tag. The check is the beginning
 * of the SHA-256 of the event's hash and all that follows it, by which it is found without any key that a bit was flipped,
 * or that they are another event's.
 * @param eventHash to which they are bound
 */
export function sealDisclosures(
  key: KeyObject,
  eventHash: string,
  disclosures: readonly string[],
): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(disclosures.join(BETWEEN), 'latin1');
  const sealed = Buffer.alloc(TEXT_AT + text.length + TAG_BYTES);
  sealed[0] = VERSION;
  nonce().copy(sealed, NONCE_AT);
  const cipher = createCipheriv('aes-256-gcm', key, sealed.subarray(NONCE_AT, TEXT_AT));
  cipher.setAAD(Buffer.from(eventHash, 'latin1'));
  cipher.update(text).copy(sealed, TEXT_AT);
  cipher.final();
  cipher.getAuthTag().copy(sealed, TEXT_AT + text.length);
  checkOf(eventHash, sealed.subarray(NONCE_AT)).copy(sealed, 1);
  return sealed;
}

/** @throws DisclosuresUnreadable */
export function openDisclosures(key: KeyObject, eventHash: string, stored: Uint8Array): readonly string[] {
  const sealed = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
  if (sealed[0] !== VERSION || sealed.length < LEAST_BYTES)
    throw new DisclosuresUnreadable('the stored personal values are of no known form');
  if (!checkOf(eventHash, sealed.subarray(NONCE_AT)).equals(sealed.subarray(1, NONCE_AT)))
    throw new DisclosuresUnreadable('the stored personal values were changed, or are those of another event');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(NONCE_AT, TEXT_AT));
    decipher.setAAD(Buffer.from(eventHash, 'latin1')).setAuthTag(sealed.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(TEXT_AT, -TAG_BYTES)), decipher.final()]);
    return text.length === 0 ? [] : text.toString('latin1').split(BETWEEN);
  } catch (error) {
    throw new DisclosuresUnreadable(
      'the personal values were stored under another key, or for another event',
      {
        cause: error,
      },
    );
  }
}

import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  randomBytes,
} from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A key encrypted with AES-256-GCM under the master key, bound to what it is for: nonce, ciphertext, tag. */
export function wrap(master: KeyObject, key: KeyObject, boundTo: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(key.export()), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined where another master key wrapped it, or for another purpose, or somebody changed it. */
export function unwrap(master: KeyObject, wrapped: Uint8Array, boundTo: string): KeyObject | undefined {
  const bytes = Buffer.from(wrapped);
  try {
    const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const key = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return createSecretKey(key);
  } catch {
    return undefined;
  }
}

/**
 * Another key for each purpose, which follows from the master key alone: every service and store under the same master key
 * has the same one, and none of them has to keep it.
 */
export const derived = (master: KeyObject, purpose: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', master.export(), 'pump-ledger', purpose, 32)));

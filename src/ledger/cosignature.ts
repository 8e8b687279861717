import { verify } from 'node:crypto';
import type { NoteVerifier } from './signed-note.js';
import { type VerifierKey, publicKeyObject } from './verifier-key.js';

const TIMESTAMP_BYTES = 8;
const SIGNATURE_BYTES = 64;
const MOST_SECONDS = 2n ** 63n - 1n;

/** What a witness signs of a checkpoint (C2SP tlog-cosignature, Ed25519). */
const cosignedMessage = (text: string, seconds: bigint): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`);

/** Of the keys of witnesses, whose signatures say when they were made. */
export function cosignatureVerifier(key: VerifierKey): NoteVerifier {
  const { name, keyId } = key;
  const object = publicKeyObject(key);
  const verifies = (text: string, signature: Buffer) => {
    if (signature.length !== TIMESTAMP_BYTES + SIGNATURE_BYTES) return false;
    const seconds = signature.readBigUInt64BE();
    if (seconds > MOST_SECONDS) return false;
    return verify(null, cosignedMessage(text, seconds), object, signature.subarray(TIMESTAMP_BYTES));
  };
  return { name, keyId, verifies };
}

/** When a witness cosigned, as it says, ms since 1970; undefined for what is no cosignature. */
export const cosignedAt = (signature: Buffer): number | undefined =>
  signature.length === TIMESTAMP_BYTES + SIGNATURE_BYTES
    ? Number(signature.readBigUInt64BE()) * 1000
    : undefined;

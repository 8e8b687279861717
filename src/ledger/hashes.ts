import { hash } from 'node:crypto';

/** Of every hash here. */
export const HASH_BYTES = 32;

/** What keeps a leaf from being taken for a node of the tree, and the other way round (RFC 6962, section 2.1). */
const LEAF = 0x00;
const NODE = 0x01;

/** Asked for as text of one byte a letter: a buffer of its own costs the runtime more than the hash. */
export const sha256 = (bytes: Uint8Array): Buffer => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');

/** Of an event's canonical bytes. */
export function leafHash(bytes: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + bytes.length);
  input[0] = LEAF;
  input.set(bytes, 1);
  return sha256(input);
}

/** Of the two halves of a tree; each is 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const input = Buffer.allocUnsafe(1 + 2 * HASH_BYTES);
  input[0] = NODE;
  input.set(left, 1);
  input.set(right, 1 + HASH_BYTES);
  return sha256(input);
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT = sha256(new Uint8Array(0));

/** The `previousHash` of the first event of a therapy. */
export const GENESIS_HASH = '0'.repeat(64);

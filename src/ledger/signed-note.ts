import { type KeyObject, sign, verify } from 'node:crypto';
import { isKeyName, strictBase64 } from './note-parts.js';
import { type VerifierKey, publicKeyObject } from './verifier-key.js';

/** A checkpoint with some hundred cosignatures is far below. */
const MOST_BYTES = 1_000_000;
const MOST_SIGNATURES = 100;
const KEY_ID_BYTES = 4;

export interface NoteSignature {
  readonly name: string;
  /** 8 hex digits. */
  readonly keyId: string;
  /** What the key made, without its id. */
  readonly signature: Buffer;
}

/** A text with the signatures of some keys under it (C2SP signed-note). */
export interface SignedNote {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Bytes that are no signed note; the message completes "the note …". */
export class MalformedNote extends Error {}

/** No signature of a known key, or one that is not of this text. */
export class UnverifiedNote extends Error {}

/** A key that is known, and how its signatures are checked. */
export interface NoteVerifier {
  readonly name: string;
  readonly keyId: string;
  verifies(text: string, signature: Buffer): boolean;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
// oxlint-disable-next-line no-control-regex -- it is what the format forbids
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
const LINE = /^— (?<name>[^ ]+) (?<base64>[^ ]+)$/u;

function textOf(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) throw new MalformedNote(`is longer than ${MOST_BYTES} bytes`);
  try {
    return decoder.decode(bytes);
  } catch {
    throw new MalformedNote('is not UTF-8 throughout');
  }
}

function signatureIn(line: string): NoteSignature {
  const { name, base64 } = LINE.exec(line)?.groups ?? {};
  const bytes = base64 === undefined ? undefined : strictBase64(base64);
  if (name === undefined || !isKeyName(name) || !bytes || bytes.length <= KEY_ID_BYTES)
    throw new MalformedNote('has a line that is no signature: — <key name> <base64>');
  return {
    name,
    keyId: bytes.toString('hex', 0, KEY_ID_BYTES),
    signature: bytes.subarray(KEY_ID_BYTES),
  };
}

/**
 * Reads lines of signatures, each of which ends in a newline.
 * @throws MalformedNote
 */
export function parseSignatures(lines: string): readonly NoteSignature[] {
  if (!lines.endsWith('\n')) throw new MalformedNote('does not end in the newline of a signature');
  const all = lines.slice(0, -1).split('\n');
  if (all.length > MOST_SIGNATURES) throw new MalformedNote(`has more than ${MOST_SIGNATURES} signatures`);
  return all.map(signatureIn);
}

/**
 * Reads a note without checking its signatures.
 * @throws MalformedNote
 */
export function parseNote(bytes: Uint8Array): SignedNote {
  const note = textOf(bytes);
  if (CONTROL.test(note)) throw new MalformedNote('has a control character other than newline');
  const end = note.lastIndexOf('\n\n');
  if (end === -1) throw new MalformedNote('has no blank line before its signatures');
  return { text: note.slice(0, end + 1), signatures: parseSignatures(note.slice(end + 2)) };
}

export const signatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `— ${name} ${Buffer.concat([Buffer.from(keyId, 'hex'), signature]).toString('base64')}\n`;

/** @param lines each ends in a newline */
export const noteText = (text: string, lines: string): string => `${text}\n${lines}`;

/** The line by which an Ed25519 key signs a text. */
export function signText(text: string, { name, keyId }: VerifierKey, privateKey: KeyObject): NoteSignature {
  return { name, keyId, signature: sign(null, Buffer.from(text), privateKey) };
}

/** Of the keys that sign notes themselves. */
export function noteVerifier(key: VerifierKey): NoteVerifier {
  const { name, keyId } = key;
  const object = publicKeyObject(key);
  return { name, keyId, verifies: (text, signature) => verify(null, Buffer.from(text), object, signature) };
}

/**
 * The signatures of known keys; all others are ignored.
 * @throws UnverifiedNote where there is none, or one of a known key is not of this text
 */
export function verifiedSignatures(
  { text, signatures }: SignedNote,
  known: readonly NoteVerifier[],
): readonly NoteSignature[] {
  const found = new Map<NoteVerifier, NoteSignature>();
  for (const signature of signatures) {
    const verifier = known.find(({ name, keyId }) => name === signature.name && keyId === signature.keyId);
    if (!verifier) continue;
    if (!verifier.verifies(text, signature.signature))
      throw new UnverifiedNote(
        `the signature of ${verifier.name} (key id ${verifier.keyId}) is not of this text`,
      );
    if (!found.has(verifier)) found.set(verifier, signature);
  }
  if (found.size === 0) throw new UnverifiedNote('the note has no signature of a known key');
  return [...found.values()];
}

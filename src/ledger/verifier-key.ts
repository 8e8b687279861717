import { type KeyObject, createPublicKey, hash } from 'node:crypto';
import { isKeyName, strictBase64 } from './note-parts.js';

/** What a key signs: notes themselves, or cosignatures of witnesses (C2SP signed-note, "Signature types"). */
export const NOTE_KEY = 0x01;
export const COSIGNATURE_KEY = 0x04;

const KEY_BYTES = 32;
const VKEY = /^(?<name>[^+]+)\+(?<id>[0-9a-f]{8})\+(?<key>[A-Za-z0-9+/=]+)$/;

/** An Ed25519 public key under a name, as C2SP signed-note writes it: `<name>+<key id>+<type and key>`. */
export interface VerifierKey {
  readonly name: string;
  /** 8 hex digits. */
  readonly keyId: string;
  readonly type: number;
  /** 32 bytes. */
  readonly publicKey: Buffer;
}

/** A text that is no verifier key; the message completes "it …". */
export class MalformedVerifierKey extends Error {}

function keyIdOf(name: string, typeAndKey: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typeAndKey]), 'hex').slice(0, 8);
}

const typed = (type: number, publicKey: Buffer) => Buffer.concat([Buffer.of(type), publicKey]);

/** @param publicKey 32 bytes */
export function verifierKey(name: string, type: number, publicKey: Buffer): VerifierKey {
  if (!isKeyName(name)) throw new MalformedVerifierKey('has an empty name, or one with a space or plus');
  return { name, keyId: keyIdOf(name, typed(type, publicKey)), type, publicKey };
}

/** @throws MalformedVerifierKey */
export function parseVerifierKey(text: string): VerifierKey {
  const { name, id, key } = VKEY.exec(text)?.groups ?? {};
  if (name === undefined || id === undefined || key === undefined || !isKeyName(name))
    throw new MalformedVerifierKey('is not of the form <name>+<8 hex digits>+<base64>');
  const typeAndKey = strictBase64(key);
  const type = typeAndKey?.[0];
  if (!typeAndKey || type === undefined)
    throw new MalformedVerifierKey('does not end in the base64 of a type and a key');
  if (![NOTE_KEY, COSIGNATURE_KEY].includes(type))
    throw new MalformedVerifierKey(
      `is of type ${type.toString(16).padStart(2, '0')}; known are 01 and 04, both Ed25519`,
    );
  if (typeAndKey.length !== 1 + KEY_BYTES)
    throw new MalformedVerifierKey(`holds a key of ${typeAndKey.length - 1} bytes instead of ${KEY_BYTES}`);
  if (keyIdOf(name, typeAndKey) !== id)
    throw new MalformedVerifierKey(`says key id ${id}, but its name and key make another`);
  return { name, keyId: id, type, publicKey: typeAndKey.subarray(1) };
}

export const verifierKeyText = ({ name, keyId, type, publicKey }: VerifierKey): string =>
  `${name}+${keyId}+${typed(type, publicKey).toString('base64')}`;

/** The 32 bytes of an Ed25519 key. */
export const rawPublicKey = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url');

export const publicKeyObject = ({ publicKey }: VerifierKey): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  });

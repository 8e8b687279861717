import { type KeyObject, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { type VerifierKey, rawPublicKey, verifierKey } from '../../../src/ledger/verifier-key.js';

/** An Ed25519 private key of its 32 bytes (RFC 8410). */
export const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });

export interface KeyPair {
  readonly key: VerifierKey;
  readonly privateKey: KeyObject;
}

/** A new key under a name. */
export function keyPair(name: string, type: number): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { key: verifierKey(name, type, rawPublicKey(publicKey)), privateKey };
}

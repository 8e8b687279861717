import { type KeyObject, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { given, SettingsError } from '../../config/setting.js';
import { rawPublicKey } from '../../ledger/verifier-key.js';
import { readGiven, writeDurably } from '../../config/durable-file.js';

const ACCEPTED = 'an Ed25519 private key in PEM (PKCS #8), not encrypted';

/**
 * @param name what the file is to the operator
 * @throws SettingsError
 */
export function readPrivateKey(name: string, file: string): KeyObject {
  const pem = readGiven(name, file, ACCEPTED);
  const refuse = (why: string) =>
    new SettingsError(`${name} is ${given(file)}, which ${why}; accepted is ${ACCEPTED}.`);
  if (pem.includes('BEGIN ENCRYPTED')) throw refuse('holds an encrypted key');
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw refuse('holds no private key in PEM');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw refuse(`holds a key of the type ${key.asymmetricKeyType}`);
  return key;
}

/** Makes a key, in a file that its owner alone can read. */
export function makePrivateKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeDurably(file, privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  return privateKey;
}

/** 32 bytes. */
export const publicKeyOf = (privateKey: KeyObject): Buffer => rawPublicKey(createPublicKey(privateKey));

import { type KeyObject, createPrivateKey, createPublicKey } from 'node:crypto';
import { type JWK, calculateJwkThumbprint } from 'jose';
import { type ClientAuth, ClientSecretBasic, ClientSecretPost, PrivateKeyJwt } from 'openid-client';
import type { AccessSettings } from '../../config/access-settings.js';
import { readGiven } from '../../config/durable-file.js';
import { SettingsError, given } from '../../config/setting.js';

/** How the service proves to the provider which client it is. */
export interface ClientProof {
  /** By what the provider takes. */
  readonly auth: (methods: readonly string[] | undefined) => ClientAuth;
  /** For the provider to check it by. */
  readonly keys: readonly JWK[];
}

const LEAST_RSA_BITS = 2_048;

function algorithmOf(key: KeyObject): 'ES256' | 'RS256' | undefined {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ec' && details?.namedCurve === 'prime256v1') return 'ES256';
  return type === 'rsa' && (details?.modulusLength ?? 0) >= LEAST_RSA_BITS ? 'RS256' : undefined;
}

function readKey(file: string): KeyObject {
  const accepted = 'a private key in PKCS #8 (PEM), on the curve P-256 or of RSA with at least 2,048 bits';
  const pem = readGiven('OIDC_CLIENT_KEY_FILE', file, accepted);
  try {
    const key = createPrivateKey(pem);
    if (pem.includes('BEGIN PRIVATE KEY') && algorithmOf(key)) return key;
  } catch {
    // Told below.
  }
  throw new SettingsError(`OIDC_CLIENT_KEY_FILE is ${given(file)}; accepted is a file with ${accepted}.`);
}

async function byKey(file: string): Promise<ClientProof> {
  const key = readKey(file);
  const alg = algorithmOf(key)!;
  const shown = createPublicKey(key).export({ format: 'jwk' }) as JWK;
  const kid = await calculateJwkThumbprint(shown);
  const { subtle } = globalThis.crypto;
  const by =
    alg === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const der = key.export({ format: 'der', type: 'pkcs8' });
  const imported = await subtle.importKey('pkcs8', der, by, false, ['sign']);
  return {
    auth: () => PrivateKeyJwt({ key: imported, kid }),
    keys: [{ ...shown, kid, alg, use: 'sig' }],
  };
}

function bySecret(file: string): ClientProof {
  const secret = readGiven('OIDC_CLIENT_SECRET_FILE', file, 'the secret of the client').trim();
  if (secret === '') throw new SettingsError(`OIDC_CLIENT_SECRET_FILE is ${given(file)}, which is empty.`);
  return {
    auth: (methods) =>
      methods && !methods.includes('client_secret_basic') && methods.includes('client_secret_post')
        ? ClientSecretPost(secret)
        : ClientSecretBasic(secret),
    keys: [],
  };
}

/** @throws SettingsError */
export const clientProofOf = async ({
  clientKeyFile,
  clientSecretFile,
}: AccessSettings): Promise<ClientProof> =>
  clientKeyFile === undefined ? bySecret(clientSecretFile!) : byKey(clientKeyFile);

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JWK, calculateJwkThumbprint } from 'jose';
import { guarded } from './support/guarded.js';

const pairs = {
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2_048 }),
} as const;

test.each(['ES256', 'RS256'] as const)(
  'the client proves by a key of its own who it is: %s',
  async (alg) => {
    const { privateKey, publicKey } = pairs[alg]();
    const file = join(mkdtempSync(join(tmpdir(), 'client-key-')), 'key.pem');
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const jwk = publicKey.export({ format: 'jwk' }) as JWK;
    const kid = await calculateJwkThumbprint(jwk);
    const service = await guarded(
      { OIDC_CLIENT_SECRET_FILE: undefined, OIDC_CLIENT_KEY_FILE: file },
      { clientSignsBy: alg },
    );
    try {
      const shown = (await (await fetch(`${service.url}/auth/jwks.json`)).json()) as { keys: JWK[] };
      expect(shown.keys).toEqual([{ ...jwk, kid, alg, use: 'sig' }]);
      const browser = await service.loggedIn('rea');
      expect((await browser.ask(`${service.url}/v1/me`)).status).toBe(200);
    } finally {
      await service.close();
    }
  },
  60_000,
);

test.each(['-----BEGIN RSA PRIVATE KEY-----\n', 'no key'])(
  'another key is refused at start: %j',
  async (text) => {
    const file = join(mkdtempSync(join(tmpdir(), 'client-key-')), 'key.pem');
    writeFileSync(file, text);
    const env = { OIDC_CLIENT_SECRET_FILE: undefined, OIDC_CLIENT_KEY_FILE: file };
    await expect(guarded(env)).rejects.toThrow('OIDC_CLIENT_KEY_FILE');
  },
  60_000,
);

test('a provider that is not there, or is another one, is named at start', async () => {
  await expect(guarded({ OIDC_ISSUER: 'http://127.0.0.1:9' })).rejects.toThrow('OIDC_ISSUER');
}, 60_000);

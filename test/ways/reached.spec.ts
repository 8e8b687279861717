import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reachedBy } from '../../src/api/reached-by.js';
import { SettingsError } from '../../src/config/setting.js';
import type { Settings } from '../../src/config/settings.js';
import { guarded } from './support/guarded.js';

const folder = mkdtempSync(join(tmpdir(), 'tls-'));
const settings = (certFile: string, keyFile: string) =>
  ({ access: { tls: { certFile, keyFile }, trustedProxies: [] } }) as unknown as Settings;

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('what is no certificate with its key ends the start by one line', () => {
  const [cert, key] = [join(folder, 'no.crt'), join(folder, 'no.key')];
  writeFileSync(cert, 'nothing');
  writeFileSync(
    key,
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
  );
  expect(() => reachedBy(settings(cert, key))).toThrow(SettingsError);
  expect(() => reachedBy(settings(join(folder, 'gone'), key))).toThrow(/^TLS_CERT_FILE/);
});

(hasOpenssl() ? test : test.skip)(
  'a certificate with its key is taken, and serves by it alone',
  async () => {
    const [cert, key] = [join(folder, 'a.crt'), join(folder, 'a.key')];
    const words = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    execFileSync('openssl', [...words, '-subj', '/CN=localhost', '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    expect(reachedBy(settings(cert, key)).https?.cert).toContain('BEGIN CERTIFICATE');
    const service = await guarded({ TLS_CERT_FILE: cert, TLS_KEY_FILE: key });
    try {
      const authorization = `Bearer ${await service.provider.token({ roles: ['reader'] })}`;
      const path = `${service.url.replace('http:', 'https:')}/v1/me`;
      const status = await new Promise((answered, failed) => {
        get(
          path,
          { headers: { authorization }, ca: readFileSync(cert), servername: 'localhost' },
          (answer) => {
            answer.resume();
            answered(answer.statusCode);
          },
        ).on('error', failed);
      });
      expect(status).toBe(200);
      await expect(fetch(`${service.url}/health/live`)).rejects.toThrow();
    } finally {
      await service.close();
    }
  },
  60_000,
);

test('wrong logins of an address are counted by what the trusted proxy added last; a right one is never refused', async () => {
  const service = await guarded({ TRUSTED_PROXIES: '127.0.0.1' });
  try {
    const fail = async (address: string) => {
      const headers = { 'x-forwarded-for': address };
      const answer = await fetch(`${service.url}/auth/callback?state=x&code=y`, { headers });
      await answer.arrayBuffer();
      return answer.status;
    };
    const statuses = [];
    for (let tries = 0; tries < 11; tries += 1) statuses.push(await fail('203.0.113.9, 198.51.100.7'));
    expect(statuses).toEqual([...Array<number>(10).fill(403), 429]);
    expect(await fail('203.0.113.9')).toBe(403);
    expect(await fail('198.51.100.7')).toBe(429);
    for (let tries = 0; tries < 11; tries += 1) await fail('127.0.0.1');
    const browser = await service.loggedIn('rea');
    expect((await browser.ask(`${service.url}/v1/me`)).status).toBe(200);
  } finally {
    await service.close();
  }
}, 60_000);

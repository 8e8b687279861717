import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli } from '../e2e/support/command.js';
import { type ServerProcess, refusal, startServer, startServerProcess } from '../e2e/support/server.js';
import { CLIENT_ID, CLIENT_SECRET, type LocalProvider, startProvider } from '../support/provider/provider.js';
import { PEOPLE, freePort } from './support/guarded.js';

function canLimit(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

let folder: string;
let dataDir: string;
let provider: LocalProvider;
let service: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'built-'));
  dataDir = join(folder, 'data');
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  provider = await startProvider({ people: PEOPLE, publicUrl });
  writeFileSync(join(folder, 'secret'), CLIENT_SECRET);
  const env = {
    PORT: String(port),
    AUTH: 'oidc',
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT_ID,
    OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
  };
  service = await startServerProcess({ env, dataDir });
}, 90_000);
afterAll(async () => {
  await service.stop();
  await provider.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(path: string, body?: object) {
  const token = await provider.token({ sub: 'r', roles: ['recorder', 'reader'], sites: ['*'] });
  const answer = await fetch(`${service.baseUrl}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** In no other text of the service. */
const INDICATION = 'Quittenbaum spasticity';

// What follows goes on with one data directory, in this order.
it('what is recorded is read', async () => {
  const registered = {
    type: 'TherapyRegistered',
    occurredAt: '2024-01-08T09:00:00Z',
    data: { patientPseudonym: 'p-1', indication: INDICATION, aetiology: 'stroke' },
  };
  expect((await ask('/v1/therapies/t/events', registered)).status).toBe(201);
  expect((await ask('/v1/therapies/t/events')).text).toContain(INDICATION);
});

(canLimit() ? it : it.skip)(
  'while its disk is full nothing is disclosed nor recorded, and then again',
  async () => {
    const { size } = statSync(join(dataDir, 'access.sqlite-wal'));
    const limit = (words: string) =>
      execFileSync('prlimit', ['--pid', String(service.pid), `--fsize=${words}`]);
    limit(`${size}:`);
    for (const path of ['/v1/therapies/t/events', '/v1/therapies', '/v1/therapies/unknown/state']) {
      const { status, text } = await ask(path);
      expect([path, status, text]).toEqual([path, 503, expect.stringContaining('ACCESS_LOG_UNAVAILABLE')]);
      expect(text).not.toContain(INDICATION);
    }
    const mri = { type: 'MriPerformed', occurredAt: '2024-02-01', data: {} };
    expect((await ask('/v1/therapies/t/events', mri)).status).toBe(503);
    expect((await ask('/v1/policies')).status).toBe(200);
    limit('unlimited:');
    const { status, text } = await ask('/v1/therapies/t/events');
    expect([status, JSON.parse(text)]).toMatchObject([200, { items: [{ type: 'TherapyRegistered' }] }]);
  },
);

it('what was served with access control is served without only once that is lifted, and the ledger says so', async () => {
  await service.stop({ keepData: true });
  expect(await refusal({ DATA_DIR: dataDir, AUTH: 'off' })).toMatchObject({
    errors: expect.stringContaining('allow-auth-off'),
  });
  expect(await cli(dataDir, ['allow-auth-off'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('the ledger says so'),
  });
  const open = await startServer({ dataDir });
  try {
    const read = async (path: string) => (await fetch(`${open.baseUrl}${path}`)).text();
    expect(await read('/v1/therapies/t/events')).toContain(INDICATION);
    expect(await read('/')).toContain('Without access control');
    const size = Number((await read('/v1/ledger/checkpoint')).split('\n')[1]);
    const entries = await Promise.all(
      Array.from({ length: size }, (_, leaf) => read(`/v1/ledger/entries/${leaf}`)),
    );
    expect(entries.some((entry) => entry.includes('AuthOffAllowed'))).toBe(true);
  } finally {
    await open.stop({ keepData: true });
  }
  expect((await cli(dataDir, ['allow-auth-off'])).code).toBe(2);
}, 60_000);

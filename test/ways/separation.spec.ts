import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPack } from '../e2e/support/check-pack.js';
import { startCli } from '../e2e/support/command.js';
import { filesIn } from '../evidence/support/unpacked.js';
import { type Guarded, guarded } from './support/guarded.js';

type Json = Record<string, unknown>;

const THERAPY = '/v1/therapies/case-report-a';
/** Records, and signs what it recorded. */
const BOTH = { sub: 'rec', name: 'Ric Recorder', roles: ['recorder', 'reviewer'], sites: ['*'] };
const now = () => Math.floor(Date.now() / 1_000);

let service: Guarded;
async function start(env: Readonly<Record<string, string>>): Promise<void> {
  service = await guarded(env);
  const lines = readFileSync('examples/case-report/case-report-a.ndjson', 'utf8');
  const imported = await send({}, 'POST', '/v1/import', lines, 'application/x-ndjson');
  expect(imported.status).toBe(200);
}
async function send(claims: Json, method: string, path: string, body?: string, type = 'application/json') {
  const token = await service.provider.token({ ...BOTH, auth_time: now(), ...claims });
  const headers = { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': type }) };
  const answer = await fetch(`${service.url}${path}`, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  return answer;
}
interface Audit extends Record<'asOf' | 'knownAt' | 'auditHash', string> {
  readonly policy: { readonly id: string; readonly version: string };
  readonly signatures: readonly object[];
}
async function audit(): Promise<Audit> {
  const answer = await send({}, 'GET', `${THERAPY}/audit?asOf=2021-09-01`);
  return (await answer.json()) as Audit;
}
async function signature(): Promise<Json> {
  const { policy, asOf, knownAt, auditHash } = await audit();
  const { id, version } = policy;
  const signer = { name: BOTH.name };
  const given = { meaning: 'reviewed', statement: 'read', signer };
  return { policy: id, policyVersion: version, asOf, knownAt, auditHash, ...given };
}
const sign = async (claims: Json) =>
  send(claims, 'POST', `${THERAPY}/audit/signatures`, JSON.stringify(await signature()));

/** What the pack's own verifier and the service's say of a pack. */
async function checked(): Promise<readonly unknown[]> {
  const zip = await send({}, 'GET', `${THERAPY}/evidence.zip?asOf=2021-09-01`);
  const folder = mkdtempSync(join(tmpdir(), 'separated-'));
  const bytes = Buffer.from(await zip.arrayBuffer());
  writeFileSync(join(folder, 'pack.zip'), bytes);
  const own = await checkPack(folder, filesIn(bytes));
  const { code } = await startCli(folder, ['verify', join(folder, 'pack.zip')]).ended;
  rmSync(folder, { recursive: true });
  return [own.status, code];
}

describe('with SIGN_SEPARATION=warn', () => {
  beforeAll(() => start({ SIGN_SEPARATION: 'warn' }), 60_000);
  afterAll(() => service.close());

  it('who recorded signs, and the audit says so', async () => {
    expect((await sign({})).status).toBe(201);
    expect((await audit()).signatures).toMatchObject([{ authenticated: true, samePerson: true }]);
  });
});

describe('with SIGN_SEPARATION=off and SIGN_ACR', () => {
  beforeAll(() => start({ SIGN_SEPARATION: 'off', SIGN_ACR: 'strong' }), 60_000);
  afterAll(() => service.close());

  it('a weaker login signs nothing, and the challenge says what is asked for', async () => {
    for (const claims of [{ acr: 'weak' }, {}]) {
      const answer = await sign(claims);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
        401,
        expect.stringContaining('acr_values="strong"'),
      ]);
    }
  });

  it('nor does one in a browser', async () => {
    const browser = await service.loggedIn('rev');
    const asked = await browser.ask(`${service.url}${THERAPY}/audit/signatures`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: service.url },
      body: JSON.stringify({ ...(await signature()), signer: { name: 'Reva Reviewer' } }),
    });
    const { intent } = (await asked.json()) as { intent: string };
    const to = await browser.open(`${service.url}/auth/reauthenticate?intent=${intent}`);
    const query = new URL(to.headers.get('location')!).searchParams;
    expect([query.get('prompt'), query.get('max_age'), query.get('acr_values')]).toEqual([
      'login',
      '0',
      'strong',
    ]);
    const page = await browser.follow(to.headers.get('location')!);
    // This provider says that it was a click.
    const end = await browser.choose(page.at, 'rev');
    expect([end.status, await end.text()]).toEqual([401, expect.stringContaining('as strongly as')]);
    expect((await audit()).signatures).toEqual([]);
  });

  it('who recorded signs, and nothing is said of it', async () => {
    expect((await sign({ acr: 'strong' })).status).toBe(201);
    const { signatures } = await audit();
    expect(signatures).toMatchObject([{ authenticated: true, acr: 'strong' }]);
    expect(signatures[0]).not.toHaveProperty('samePerson');
    expect(await checked()).toEqual([0, 0]);
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { RecordEvent } from '../../src/record/messages.js';
import { readRecording } from '../../src/record/read-recording.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { StandIn } from '../contract/stand-in/stand-in.js';
import { Browser } from '../support/provider/browser.js';
import { type Guarded, guarded } from '../ways/support/guarded.js';

const SESSION = '__Host-pump-ledger';
const SOUTH = [
  {
    type: 'TherapyRegistered',
    occurredAt: '2020-01-01',
    data: { patientPseudonym: 'p-1', indication: 'spasticity', aetiology: 'spinal-cord-injury' },
  },
  { type: 'CareAssigned', occurredAt: '2020-01-02', data: { site: 'south' } },
];

const log = new StandIn();
const folder = mkdtempSync(join(tmpdir(), 'together-'));
const opened: Guarded[] = [];
let one: Guarded;
let other: Guarded;

async function service(): Promise<Guarded> {
  const shared = {
    eventStore: 'kurrentdb' as const,
    kurrentdbUrl: log.url,
    masterKey: Buffer.alloc(32, 7).toString('hex'),
    signingKeyFile: join(folder, 'signing.pem'),
    provider: opened[0]?.provider,
  };
  const devices = { pump: { types: ['ReservoirRefilled'], sites: ['north'] } };
  const started = await guarded({}, {}, { devices }, shared);
  opened.push(started);
  return started;
}

beforeAll(async () => {
  await log.start();
  const { privateKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder, 'signing.pem'), privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
  one = await service();
  other = await service();
  const commands = one.app.get(CommandBus, { strict: false });
  for (const event of SOUTH)
    await commands.execute(new RecordEvent(readRecording('s-1' as TherapyId, event, {})));
}, 45_000);
afterAll(async () => {
  for (const each of opened.toReversed()) await each.close();
  await log.stop();
});

/** As a balancer leads the same browser to another service. */
function led(browser: Browser, to: Guarded): void {
  browser.setCookie(to.url, SESSION, browser.cookie(one.url, SESSION)!);
}

async function loggedIn(sub: string): Promise<Browser> {
  const browser = await one.loggedIn(sub);
  led(browser, other);
  return browser;
}

const statusAt = async (browser: Browser, at: Guarded, path: string) =>
  (await browser.ask(at.url + path)).status;

const send = (browser: Browser, at: Guarded, path: string, body: unknown = {}) =>
  browser.ask(at.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: at.url },
    body: JSON.stringify(body),
  });

const logOut = (browser: Browser, at: Guarded) =>
  browser.ask(`${at.url}/auth/logout`, { method: 'POST', headers: { origin: at.url } });

async function soon(condition: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5_000; !(await condition()); await pause(20))
    if (Date.now() > end) throw new Error('it did not come to pass within 5 seconds');
}

it('knows at once at one service who logged in at another, and soon who logged out', async () => {
  const rea = await loggedIn('rea');
  expect(await statusAt(rea, other, '/v1/me')).toBe(200);
  await logOut(rea, one);
  await soon(async () => (await statusAt(rea, other, '/v1/me')) === 401);
});

it('carries out at one service, once, what was begun at another, and ends a glass with its session', async () => {
  const rea = await loggedIn('rea');
  const asked = { therapyId: 's-1', reason: 'Patient is in our emergency room', purpose: 'ETREAT' };
  const { intent } = (await (await send(rea, other, '/v1/break-glass', asked)).json()) as { intent: string };
  const page = await rea.follow(`${one.url}/auth/reauthenticate?intent=${intent}`);
  const end = await rea.choose(page.at, 'rea');
  expect(end.at).toContain('/break-glass?opened=');
  led(rea, other);
  expect(await statusAt(rea, other, '/v1/therapies/s-1/state')).toBe(200);
  await soon(
    async () => (await rea.follow(`${other.url}/auth/reauthenticate?intent=${intent}`)).status === 403,
  );
  const id = new URL(end.at).searchParams.get('opened')!;
  const off = await loggedIn('off');
  const review = { outcome: 'justified', note: 'was on call' };
  expect((await send(off, other, `/v1/break-glass/${id}/review`, review)).status).toBe(200);
  await soon(async () => {
    const answer = await off.ask(`${one.url}/v1/break-glass?state=reviewed`);
    return (await answer.text()).includes(id);
  });
  await logOut(rea, other);
  await soon(async () => (await statusAt(rea, one, '/v1/me')) === 401);
});

it('takes a key that another service made, until either revokes it', async () => {
  const adm = new Browser();
  // The page to which a login leads is not for admins.
  await one.loggedIn('adm', adm).catch(() => undefined);
  led(adm, other);
  const made = (await (await send(adm, one, '/v1/keys', { client: 'pump' })).json()) as Record<
    string,
    string
  >;
  const headers = { authorization: `Bearer ${made['key']}` };
  const asKey = async (at: Guarded) => (await fetch(`${at.url}/v1/me`, { headers })).status;
  expect(await asKey(other)).toBe(200);
  const revoked = await adm.ask(`${other.url}/v1/keys/${made['id']}`, {
    method: 'DELETE',
    headers: { origin: other.url },
  });
  expect(revoked.status).toBe(204);
  await soon(async () => (await asKey(one)) === 403);
});

it('knows of an erasure that was asked for at another service', async () => {
  const off = await loggedIn('off');
  const order = { reason: 'asked for', authority: 'the patient' };
  const { id } = (await (await send(off, one, '/v1/therapies/s-1/erasure', order)).json()) as { id: string };
  const confirmed = await send(off, other, `/v1/erasures/${id}/confirmation`);
  expect([confirmed.status, ((await confirmed.json()) as { code: string }).code]).toEqual([
    409,
    'SAME_PERSON',
  ]);
});

it('finds in the log, when it starts, who is logged in', async () => {
  const rea = await loggedIn('rea');
  await other.restart();
  expect(await statusAt(rea, other, '/v1/me')).toBe(200);
});

it('keeps nothing in clear on the server', async () => {
  const stored = JSON.stringify(log.log.records.map(({ data }) => Buffer.from(data).toString()));
  for (const word of ['Rea Reader', 'Olaf Officer', 'was on call', 'emergency room', 'asked for'])
    expect(stored).not.toContain(word);
});

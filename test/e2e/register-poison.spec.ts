import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { masterKeyOf } from '../../src/custody/master-key.js';
import { originUnder } from '../../src/repository/origin-under.js';
import { sha256Hex } from '../../src/ledger/canonical.js';
import { headHash, running } from '../register/support.js';
import { StandIn } from '../contract/stand-in/stand-in.js';
import { type Client, type Json, caseReport, clientOf, listed, noted, setUp } from './support/client.js';
import { eventually } from './support/ledger.js';
import { type Server, startServer } from './support/server.js';
import { FULL } from '../support/full.js';

const registerIn = (body: Json) => body['register'] as Json;

const metric = async (server: Server, name: string) =>
  Number(
    new RegExp(`^${name} (\\S+)$`, 'm').exec(await (await fetch(`${server.baseUrl}/metrics`)).text())![1],
  );

const CESSATIONS = '/v1/cessations?policy=strict&therapyId=case-report-a';

/** Changes the rows as whoever has the file can. */
function edit(dataDir: string, sql: string): void {
  const register = new DatabaseSync(join(dataDir, 'read', 'register-8.db'));
  register.exec(sql);
  register.close();
}
const VERDICTS = "UPDATE cessations SET verdict = 'x', body = replace(body, 'abrupt', 'taper')";

describe('a log that holds an event of a newer release, and a register that somebody edited', () => {
  let dataDir: string;
  let server: Server;
  let client: Client;
  let position: string;
  let cessations: Json;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'pump-ledger-poison-'));
    const first = await startServer({ dataDir });
    for (const therapyId of ['bad', 'good']) await setUp(clientOf(first.baseUrl), therapyId);
    await clientOf(first.baseUrl).import(caseReport('a'));
    ({ body: cessations } = await listed(clientOf(first.baseUrl), CESSATIONS));
    await first.stop({ keepData: true });
    edit(dataDir, VERDICTS);
    const origin = () =>
      originUnder(masterKeyOf({ dataDir, masterKey: undefined, masterKeyFile: undefined }));
    const store = await openSqliteEventStore({ directory: dataDir, origin });
    const newer = {
      ...running('bad').at(-1)!,
      id: 'poison',
      type: 'PumpRefurbished',
      revision: 5,
      previousHash: await headHash(store, 'bad'),
    };
    const bytes = Buffer.from(JSON.stringify(newer));
    const event = { id: 'poison', type: 'PumpRefurbished', bytes, hash: sha256Hex(bytes) };
    [position] = (await store.append('bad', 4, [event])) as [string];
    await store.close();
    server = await startServer({ dataDir });
    client = clientOf(server.baseUrl);
  });
  afterAll(async () => {
    await server?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('has a register of all others, and says which therapy is missing, since when and why', async () => {
    const findings = await listed<{ items: Json[]; setAside: string[] }>(client, '/v1/findings');
    expect([findings.status, findings.body.setAside]).toEqual([200, ['bad']]);
    expect(new Set(findings.body.items.map(({ therapyId }) => therapyId))).toEqual(
      new Set(['case-report-a', 'good']),
    );
    const { body } = await client.get('/health/ready');
    const named = `the event poison of the type PumpRefurbished, revision 5 of bad at position ${position}, cannot be read: this release knows no such type`;
    expect(registerIn(body)).toMatchObject({
      status: 'up-to-date',
      eventsBehind: 0,
      eventsUnread: 0,
      secondsBehind: 0,
      therapiesSetAside: 1,
      setAside: [
        { therapyId: 'bad', since: expect.stringMatching(/Z$/), reason: expect.stringContaining(named) },
      ],
    });
    expect(server.output()).toContain('a therapy cannot be audited and is set aside');
    expect(server.output()).toContain(named);
    expect(await metric(server, 'register_therapies_set_aside')).toBe(1);
    expect(await metric(server, 'register_events_unread')).toBe(0);
    expect(await metric(server, 'register_behind_seconds')).toBe(0);
    expect(await metric(server, 'register_stands_still')).toBe(0);
  });

  it('answers no audit of that therapy, but which event is in the way; its log is there', async () => {
    for (const what of ['audit', 'audits', 'state']) {
      const { status, body } = await client.get(`/v1/therapies/bad/${what}`);
      expect([status, body]).toMatchObject([
        500,
        {
          code: 'EVENT_UNREADABLE',
          eventId: 'poison',
          type: 'PumpRefurbished',
          revision: 5,
          position,
          detail: expect.stringMatching(/a newer one may/),
        },
      ]);
    }
    const { status, body } = await client.get<{ items: Json[] }>('/v1/therapies/bad/events');
    expect([status, body.items.length]).toEqual([200, 5]);
    expect((await client.record('bad', noted('2020-05-01'))).body['code']).toBe('EVENT_UNREADABLE');
    expect((await client.record('good', noted('2020-05-01'))).status).toBe(201);
    expect((await client.get('/v1/therapies/good/audit')).body).not.toHaveProperty('setAside');
    const page = await fetch(`${server.baseUrl}/`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toContain('The audit of this therapy has failed');
  });

  it('says in an audit, and on its page, that the register shows nothing of its therapy', async () => {
    // As a failure in the register's thread leaves it that the audit itself does not have.
    const byHand = "SET set_aside = 'Error: told to fail', set_aside_at = 1000, due = NULL";
    edit(dataDir, `UPDATE therapies ${byHand} WHERE therapy_id = 'good'`);
    expect((await listed(client, '/v1/findings')).body['setAside']).toEqual(['bad', 'good']);
    const setAside = { since: '1970-01-01T00:00:01.000Z', reason: 'Error: told to fail' };
    const { body } = await client.get('/v1/therapies/good/audit');
    expect(body).toMatchObject({ therapyId: 'good', setAside });
    const all = await client.get<{ items: Json[] }>('/v1/therapies/good/audits');
    for (const audit of all.body.items) expect(audit).toMatchObject({ setAside });
    const page = await fetch(`${server.baseUrl}/therapies/good`, { headers: { accept: 'text/html' } });
    expect(await page.text()).toMatch(/nothing of this one since .*1970.*told to fail/s);
    expect((await client.record('good', noted('2020-05-01'))).status).toBe(201);
    expect((await listed(client, '/v1/findings')).body['setAside']).toEqual(['bad']);
    expect((await client.get('/v1/therapies/good/audit')).body).not.toHaveProperty('setAside');
  });

  it('has the register made anew, at start and when it is verified, and health says so', async () => {
    const answer = async () => (await client.get(CESSATIONS)).body;
    expect(await answer()).toEqual(cessations);
    const said = async () => JSON.stringify((await client.get('/health/ready')).body);
    expect(await said()).toMatch(/the rows of (bad|good|case-report-a) are not those sealed/);
    edit(dataDir, VERDICTS);
    expect(await answer()).not.toEqual(cessations);
    expect((await client.post('/v1/ledger/verify', {})).status).toBe(200);
    await eventually(answer, (body) => JSON.stringify(body) === JSON.stringify(cessations), 20_000);
  });
});

it('while its KurrentDB is away it says since when and why, and goes on within seconds of its return', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'pump-ledger-away-'));
  const standIn = new StandIn();
  const env = { EVENT_STORE: 'kurrentdb', KURRENTDB_URL: await standIn.start() };
  const THERAPIES = FULL ? 8 : 2;
  const first = await startServer({ env, dataDir });
  for (let number = 0; number < THERAPIES; number += 1)
    await clientOf(first.baseUrl).import(caseReport('b').replaceAll('"case-report-b"', `"t-${number}"`));
  const before = await listed(clientOf(first.baseUrl), '/v1/findings?limit=500');
  expect((before.body['items'] as Json[]).length).toBeGreaterThan(THERAPIES);
  await first.stop({ keepData: true });
  // Its register is made from the beginning, and the server goes before that is done.
  await rm(join(dataDir, 'read'), { recursive: true });
  const begun = new Date().toISOString();
  const server = await startServer({ env, dataDir });
  const client = clientOf(server.baseUrl);
  try {
    await standIn.goAway();
    const away = await eventually(
      () => client.get('/health/ready'),
      ({ body }) => registerIn(body)['logUnavailable'] !== undefined,
    );
    expect([away.status, away.body['code']]).toEqual([503, 'NOT_READY']);
    const { status, logUnavailable, secondsBehind } = registerIn(away.body);
    expect(['starting', 'catching-up']).toContain(status);
    expect(logUnavailable).toEqual({
      since: expect.stringMatching(/Z$/),
      reason: expect.stringMatching(/^KurrentDB at 127\.0\.0\.1:\d+ cannot be reached$/),
    });
    const { since } = logUnavailable as { since: string };
    expect(begun < since && since <= new Date().toISOString()).toBe(true);
    await eventually(
      () => metric(server, 'register_behind_seconds'),
      (seconds) => seconds > Number(secondsBehind) + 1,
    );
    await standIn.comeBack();
    const back = Date.now();
    const after = await eventually(
      () => client.get('/health/ready'),
      ({ body }) => registerIn(body)['status'] === 'up-to-date',
    );
    expect(Date.now() - back).toBeLessThan(10_000);
    expect(registerIn(after.body)).not.toHaveProperty('logUnavailable');
    expect((await listed(client, '/v1/findings?limit=500')).body).toEqual(before.body);
    const said = server.output();
    expect(said.match(/the register cannot read the log, and asks again/g)).toHaveLength(1);
    expect(said).not.toMatch(/the thread of the read models ended/);
    expect(await metric(server, 'register_log_reads_failed_total')).toBeGreaterThan(0);
  } finally {
    await server.stop({ keepData: false });
    await standIn.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { LogReader } from '../../src/event-store/kurrentdb/log-reader.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';
import { eventOf } from '../contract/store-events.js';
import { type Json, caseReport, clientOf, noted, registered, signatureOf } from './support/client.js';
import { cli, startCli } from './support/command.js';
import { text } from './support/ledger.js';
import { type Server, startServer } from './support/server.js';
import { StandIn } from '../contract/stand-in/stand-in.js';
import { FULL } from '../support/full.js';

let shared: StandIn;
let directory: string;
const servers: Server[] = [];
beforeEach(async () => {
  shared = new StandIn();
  await shared.start();
  directory = await mkdtemp(join(tmpdir(), 'pump-ledger-migrate-'));
});
afterEach(async () => {
  for (const each of servers.splice(0)) await each.stop();
  await shared.stop();
  await rm(directory, { recursive: true, force: true });
});

const start = async (dataDir: string, env?: NodeJS.ProcessEnv): Promise<Server> => {
  const started = await startServer({ dataDir, env });
  servers.push(started);
  return started;
};
const place = (name: string) => join(directory, name);
const moveTo = async (to: string, dataDir: string, more: NodeJS.ProcessEnv = {}) => {
  const { code, out, err } = await cli(dataDir, ['--json', 'migrate', '--to', to], {
    KURRENTDB_URL: shared.url,
    ...more,
  });
  return { code, err, answer: (code === 0 ? JSON.parse(out) : {}) as Json };
};
const rowsIn = (dataDir: string, file: string, sql: string) => {
  const database = new DatabaseSync(join(dataDir, file), { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
};
const eventsIn = (dataDir: string) =>
  rowsIn(dataDir, 'ledger.sqlite', 'SELECT * FROM events ORDER BY position');

/** What a service answers of therapies, and of the log; positions are each store's own. */
async function answers({ baseUrl }: Server, knownAt: string): Promise<unknown> {
  const client = clientOf(baseUrl);
  const paths = ['a', 'kept', 'gone'].flatMap((id) => {
    const therapy = `/v1/therapies/${id === 'a' ? 'case-report-a' : id}`;
    return [`${therapy}/events?limit=100`, `${therapy}/audit?asOf=2026-01-01&knownAt=${knownAt}`];
  });
  const bodies = await Promise.all(paths.map(async (path) => (await client.get(path)).body));
  const told = JSON.stringify(bodies).replaceAll(/"position":"\d+"/g, '"position":""');
  return [
    JSON.parse(told),
    await text(`${baseUrl}/v1/ledger/checkpoint`),
    await text(`${baseUrl}/v1/ledger/key`),
  ];
}

it('moves a log with all that belongs to it to a server and back, byte for byte', async () => {
  const from = place('from');
  await mkdir(from);
  let server = await start(from);
  const client = clientOf(server.baseUrl);
  await client.import(caseReport('a').split('\n').slice(0, 20).join('\n'));
  for (const id of ['kept', 'gone']) {
    await client.record(id, registered);
    await client.record(id, { ...noted('2020-02-01'), source: { kind: 'manual', note: `seen by ${id}` } });
  }
  await server.stop();
  const why = ['--reason', 'asked for', '--authority', 'DPO'];
  expect((await cli(from, ['hold', 'kept', '--reason', 'a trial', '--authority', 'court'])).code).toBe(0);
  expect((await cli(from, ['hold', 'gone', '--reason', 'a trial', '--authority', 'court'])).code).toBe(0);
  expect((await cli(from, ['hold', 'gone', '--release', '--reason', 'over'])).code).toBe(0);
  expect((await cli(from, ['erase', 'gone', ...why])).code).toBe(0);
  expect((await cli(from, ['rotate-key'])).code).toBe(0);
  server = await start(from);
  const audited = '/v1/therapies/kept/audit';
  const seen = await clientOf(server.baseUrl).get<AuditDto>(`${audited}?asOf=2020-03-01`);
  const signed = await clientOf(server.baseUrl).post(`${audited}/signatures`, signatureOf(seen.body));
  expect(signed.status).toBe(201);
  const then = new Date().toISOString();
  const before = await answers(server, then);
  for (const word of ['A. Reviewer', 'DPO']) expect(JSON.stringify(before)).toContain(word);
  await server.stop();
  const events = eventsIn(from);

  const moved = await moveTo('kurrentdb', from);
  expect(moved).toMatchObject({
    code: 0,
    answer: { events: events.length, copied: events.length, found: 0, keys: 6, holds: 2, erasures: 1 },
  });
  expect(moved.answer['comparedWith']).toBe(events.length);
  expect(eventsIn(from)).toEqual(events);
  const stored = shared.log.records.flatMap(({ data, metadata }) => [data, metadata]);
  for (const word of ['A. Reviewer', 'asked for', 'p-1'])
    expect(stored.filter((bytes) => Buffer.from(bytes).includes(word))).toEqual([]);

  const on = {
    EVENT_STORE: 'kurrentdb',
    KURRENTDB_URL: shared.url,
    MASTER_KEY_FILE: join(from, 'master.key'),
    SIGNING_KEY_FILE: join(from, 'signing', 'private-key.pem'),
  };
  const instance = place('instance');
  await mkdir(instance);
  await cp(join(from, 'known-policies'), join(instance, 'known-policies'), { recursive: true });
  server = await start(instance, on);
  expect(await answers(server, then)).toEqual(before);
  expect((await clientOf(server.baseUrl).record('kept', noted('2020-03-01'))).status).toBe(201);
  const after = await answers(server, then);
  await server.stop();

  const late = await moveTo('kurrentdb', from);
  expect([late.code, late.err]).toEqual([
    7,
    expect.stringMatching(/more than the source: it was written to/),
  ]);

  const back = place('back');
  expect((await moveTo('sqlite', back)).err).toMatch(/the master key is not given; set MASTER_KEY_FILE/);
  const { EVENT_STORE: _, KURRENTDB_URL: _url, ...keys } = on;
  expect(await moveTo('sqlite', back, keys)).toMatchObject({
    code: 0,
    answer: { events: events.length + 1 },
  });
  expect(eventsIn(back).slice(0, events.length)).toEqual(events);
  for (const table of ['keys', 'staff_keys', 'erasures', 'holds'])
    expect(rowsIn(back, 'keys.db', `SELECT * FROM ${table}`)).toEqual(
      rowsIn(from, 'keys.db', `SELECT * FROM ${table}`),
    );
  await cp(join(from, 'known-policies'), join(back, 'known-policies'), { recursive: true });
  server = await start(back, keys);
  expect(await answers(server, then)).toEqual(after);
  const { body } = await clientOf(server.baseUrl).post('/v1/ledger/verify', {});
  expect(body).toMatchObject({ ok: true, treeSize: events.length + 1, problems: [] });
  await server.stop();
});

/** A log in a directory: events of some streams, mixed. */
async function filled(dataDir: string, count: number, word = 'event'): Promise<void> {
  await mkdir(dataDir);
  const store = await openSqliteEventStore({ directory: dataDir });
  const revisions = new Map<string, number>();
  const appends = Array.from({ length: count }, (_, number) => {
    const stream = `stream-${(number * number) % 7}`;
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    return store.append(stream, revision, [eventOf(`${word} ${number}`, `id-${number}`)]);
  });
  await Promise.all(appends);
  await store.close();
}

async function idsOnServer(): Promise<readonly string[]> {
  const log = LogReader.at(shared.url);
  try {
    return (await log.readAll(undefined, 10_000)).map(({ id }) => id);
  } finally {
    await log.close();
  }
}

it('goes on where it was killed, as often as that happens, and has each event once', async () => {
  const COUNT = FULL ? 1_200 : 200;
  const BY_THE_LAST_KILL = FULL ? COUNT / 2 : COUNT / 4;
  const from = place('from');
  await filled(from, COUNT);
  const copied = () => shared.log.records.filter(({ type }) => type === 'Tested').length;
  let kills = 0;
  for (let there = 0; there < BY_THE_LAST_KILL; kills += 1) {
    const env = { KURRENTDB_URL: shared.url };
    const migration = startCli(from, ['migrate', '--to', 'kurrentdb'], { env });
    while (copied() < Math.min(BY_THE_LAST_KILL, there + COUNT / 4) && migration.isRunning()) await pause(10);
    migration.kill();
    await migration.ended;
    there = copied();
  }
  expect(kills).toBeGreaterThan(FULL ? 1 : 0);
  const { code, answer } = await moveTo('kurrentdb', from);
  expect([code, answer['events']]).toEqual([0, COUNT]);
  expect(answer['found']).toBeGreaterThanOrEqual(BY_THE_LAST_KILL);
  expect(answer['found']).toBeLessThan(COUNT);
  expect(await idsOnServer()).toEqual(Array.from({ length: COUNT }, (_, number) => `id-${number}`));
});

it('refuses what holds another log, and says where it differs', async () => {
  await filled(place('one'), 20);
  await filled(place('other'), 30, 'another');
  expect((await moveTo('kurrentdb', place('one'))).code).toBe(0);
  const refused = await moveTo('kurrentdb', place('other'));
  expect([refused.code, refused.err]).toEqual([
    7,
    expect.stringMatching(/event 0 of the target is not that of the source: it holds another log/),
  ]);
  expect(await idsOnServer()).toHaveLength(20);
  const here = await moveTo('sqlite', place('other'), { MASTER_KEY: '7'.repeat(64) });
  expect([here.code, here.err]).toEqual([7, expect.stringMatching(/event 0 of the target is not that of/)]);
  expect(eventsIn(place('other'))).toHaveLength(30);
});

it('says what is missing before it touches anything', async () => {
  const none = await moveTo('kurrentdb', place('none'));
  expect([none.code, none.err]).toEqual([5, expect.stringMatching(/no event log/)]);
  const unnamed = await moveTo('kurrentdb', place('none'), { KURRENTDB_URL: undefined });
  expect([unnamed.code, unnamed.err]).toEqual([2, expect.stringMatching(/KURRENTDB_URL is not set/)]);
  const wrong = await moveTo('postgres', place('none'));
  expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/accepted are kurrentdb, sqlite/)]);
  await filled(place('one'), 3);
  const away = await moveTo('kurrentdb', place('one'), {
    KURRENTDB_URL: 'kurrentdb://127.0.0.1:1?tls=false',
  });
  expect([away.code, away.err]).toEqual([5, expect.stringMatching(/cannot be reached/)]);
  const running = await openSqliteEventStore({ directory: place('one') });
  const taken = await moveTo('kurrentdb', place('one'));
  await running.close();
  expect([taken.code, taken.err]).toEqual([5, expect.stringMatching(/another running service/)]);
});

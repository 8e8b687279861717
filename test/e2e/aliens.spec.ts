import { mkdtempSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Client, type Json, caughtUp, clientOf, noted, setUp } from './support/client.js';
import { cli } from './support/command.js';
import { AT_START, tampered, text } from './support/ledger.js';
import { type Server, startServer } from './support/server.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-aliens-'));
const dataDir = join(directory, 'data');
let server: Server;
let client: Client;

const start = async () => {
  server = await startServer({ dataDir });
  client = clientOf(server.baseUrl);
};
const stop = () => server.stop({ keepData: true });
beforeAll(start);
afterAll(async () => {
  await server.stop();
  await rm(directory, { recursive: true, force: true });
});

/** Another program repeats the last event of a therapy as the next one, as a service would write it but for the key. */
function intrude(therapyId: string): void {
  const log = new DatabaseSync(join(dataDir, 'ledger.sqlite'));
  const last = log
    .prepare('SELECT * FROM events WHERE stream_id = ? ORDER BY revision DESC LIMIT 1')
    .get(therapyId)!;
  const event = JSON.parse(Buffer.from(last['bytes'] as Uint8Array).toString()) as Json;
  const revision = Number(last['revision']) + 1;
  const id = `theirs-${revision}`;
  const bytes = Buffer.from(JSON.stringify({ ...event, id, revision, previousHash: last['hash'] }));
  log
    .prepare('INSERT INTO events (stream_id, revision, id, type, hash, bytes) VALUES (?, ?, ?, ?, ?, ?)')
    .run(therapyId, revision, id, String(last['type']), 'f'.repeat(64), bytes);
  log.close();
}

const health = async () => (await client.get<{ aliens: Json }>('/health/ready')).body.aliens;
const counted = async () =>
  /^log_alien_events (\d+)$/m.exec((await text(`${server.baseUrl}/metrics`)).text)?.[1];
const verified = async () => (await client.post('/v1/ledger/verify', {})).body;
const why = expect.stringMatching(/^no service of this log wrote it/) as string;

it('what another program writes into the file is left out, said, and in nobody’s way', async () => {
  await setUp(client, 't');
  await setUp(client, 'u');
  intrude('t');
  intrude('t');
  expect(await health()).toEqual({
    count: 2,
    first: [
      { stream: 't', at: 4, why },
      { stream: 't', at: 5, why },
    ],
  });
  intrude('u');
  const answers = [await client.record('t', noted('2020-05')), await client.record('u', noted('2020-05'))];
  expect(answers.map(({ status, body }) => [status, body['revision']])).toEqual([
    [201, 5],
    [201, 5],
  ]);
  const { body } = await client.get<{ items: Json[] }>('/v1/therapies/t/events');
  expect(body.items.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5]);
  await caughtUp(client);
  expect((await client.get('/v1/findings')).body).not.toHaveProperty('setAside');
  expect(await counted()).toBe('3');
  expect(server.output()).toContain('no service of the log wrote it');
  expect(await verified()).toMatchObject({
    ok: true,
    treeSize: AT_START + 10,
    leftOut: [
      { stream: 't', number: 4, why },
      { stream: 't', number: 5, why },
      { stream: 'u', number: 4, why },
    ],
  });
  expect(await verified()).not.toHaveProperty('originsUnchecked');
});

it('while no service runs it is left out by verify, by a backup, and by the next start', async () => {
  await stop();
  intrude('u');
  const json = await cli(dataDir, ['verify', dataDir, '--json']);
  expect([json.code, JSON.parse(json.out)]).toMatchObject([
    0,
    [
      {
        ok: true,
        problemCount: 0,
        originsUnchecked: 0,
        leftOut: { length: 4, 3: { stream: 'u', number: 5, why } },
      },
    ],
  ]);
  const { out } = await cli(dataDir, ['verify', dataDir]);
  expect(out).toContain('no service of this log wrote them: 4,');
  expect(out).toContain('u number 5: no service of this log wrote it');

  const backup = join(directory, 'backup');
  expect(await cli(dataDir, ['backup', backup])).toMatchObject({ code: 0 });
  const copy = await cli(dataDir, ['verify', backup]);
  expect([copy.code, copy.out]).toEqual([
    0,
    expect.stringContaining(`${AT_START + 10} events of 2 therapies`),
  ]);
  expect(await cli(join(directory, 'restored'), ['restore', backup])).toMatchObject({ code: 0, err: '' });

  await start();
  expect(await health()).toMatchObject({ count: 4, first: { length: 4 } });
  expect(await client.record('u', noted('2020-06'))).toMatchObject({ status: 201, body: { revision: 6 } });
});

it('without the master key verify says that the origin cannot be checked, and takes one that is given', async () => {
  await stop();
  const [key, elsewhere] = [join(dataDir, 'master.key'), join(directory, 'key-elsewhere')];
  renameSync(key, elsewhere);
  const verify = async (env = {}) => cli(directory, ['verify', dataDir], env);
  const without = await verify();
  expect([without.code, without.out]).toEqual([
    0,
    expect.stringContaining('Mind: The origin of the events cannot be checked without the master key'),
  ]);
  const withIt = await verify({ MASTER_KEY_FILE: elsewhere });
  expect([withIt.code, withIt.out]).toEqual([0, expect.not.stringContaining('cannot be checked')]);
  const other = await verify({ MASTER_KEY: 'a'.repeat(64) });
  expect([other.code, other.out]).toEqual([
    0,
    expect.stringContaining('The origin of any event cannot be checked: an older release wrote them'),
  ]);
  renameSync(elsewhere, key);
});

it('between the events of a therapy it is refused with that therapy, and named', async () => {
  tampered(dataDir, (log) => {
    log.exec("UPDATE events SET mac = NULL WHERE stream_id = 't' AND revision = 3");
  });
  const leaf = AT_START + 2;
  const { code, out } = await cli(directory, ['verify', dataDir]);
  expect([code, out]).toEqual([
    7,
    expect.stringContaining(
      `ORIGIN_UNKNOWN at leaf ${leaf}: the event was not written by a service of this log`,
    ),
  ]);
  await start();
  expect(await client.get('/v1/therapies/t/state')).toMatchObject({
    status: 503,
    body: { code: 'LEDGER_CONTRADICTED' },
  });
  expect((await client.record('t', noted('2020-06'))).status).toBe(503);
  expect((await client.record('u', noted('2020-07'))).status).toBe(201);
  expect((await client.get('/v1/therapies/u/audit')).status).toBe(200);
  expect(await verified()).toMatchObject({
    ok: false,
    problems: [{ code: 'ORIGIN_UNKNOWN', leafIndex: leaf }],
  });
});

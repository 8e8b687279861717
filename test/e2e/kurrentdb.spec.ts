import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { somebodyOn } from '../contract/somebody.js';
import { StandIn } from '../contract/stand-in/stand-in.js';
import { caseReport, clientOf, noted, setUp } from './support/client.js';
import { cli } from './support/command.js';
import { AT_START, eventually } from './support/ledger.js';
import { runToEnd, type Server, startServer } from './support/server.js';

const on = (url: string) => ({ EVENT_STORE: 'kurrentdb', KURRENTDB_URL: url });
const freshDirectory = () => mkdtemp(join(tmpdir(), 'pump-ledger-'));

describe('a service on KurrentDB', () => {
  let standIn: StandIn;
  let dataDir: string;
  let server: Server;
  /** Another user of the server. */
  let somebody: KurrentDBClient;
  beforeAll(async () => {
    standIn = new StandIn();
    dataDir = await freshDirectory();
    server = await startServer({ env: on(await standIn.start()), dataDir });
    somebody = await somebodyOn(standIn.url);
  });
  afterAll(async () => {
    await server?.stop();
    await somebody?.dispose();
    await standIn.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const client = () => clientOf(server.baseUrl);
  const lines = caseReport('a').trimEnd().split('\n').length;

  it('records the published case, once', async () => {
    const { body } = await client().import(caseReport('a'));
    expect(body).toEqual({ recorded: lines, duplicates: 0, rejected: [] });
    const again = await client().import(caseReport('a'));
    expect(again.body).toEqual({ recorded: 0, duplicates: lines, rejected: [] });
    const listed = await client().get<{ items: unknown[] }>('/v1/therapies');
    expect(listed.body.items).toEqual([{ therapyId: 'case-report-a', revision: lines }]);
  });

  it('answers questions, of one therapy and of all', async () => {
    const { status, body } = await client().get('/v1/therapies/case-report-a/audit');
    expect([status, (body['cessations'] as unknown[]).length > 0]).toEqual([200, true]);
    const cessations = await client().get<{ items: unknown[] }>('/v1/cessations');
    expect(cessations.status).toBe(200);
    expect(cessations.body.items.length).toBeGreaterThan(0);
  });

  it('publishes a tree of its events, verified from what the server has stored', async () => {
    const note = await (await fetch(`${server.baseUrl}/v1/ledger/checkpoint`)).text();
    expect(note.split('\n')[1]).toBe(String(AT_START + lines));
    const { body } = await client().post('/v1/ledger/verify', {});
    expect(body).toMatchObject({
      ok: true,
      treeSize: AT_START + lines,
      rootHash: note.split('\n')[2],
      problems: [],
    });
    const proof = await client().get('/v1/ledger/inclusion?leafIndex=3');
    expect([proof.status, proof.body['treeSize']]).toEqual([200, AT_START + lines]);
    const pack = await fetch(`${server.baseUrl}/v1/therapies/case-report-a/evidence.zip`);
    expect(pack.status).toBe(200);
  });

  it('leaves out what another program wrote into a therapy, says so, and goes on', async () => {
    await setUp(client(), 'shared');
    const stream = 'pumpLedgerTherapy-shared';
    standIn.log.append(stream, 'any', [standIn.log.note('Theirs')]);
    const leftOut = { stream, why: 'it has not the form of what a service writes' };
    const ready = await eventually(
      () => client().get<{ aliens: { count: number } }>('/health/ready'),
      ({ body }) => body.aliens.count > 0,
    );
    expect([ready.status, ready.body.aliens]).toEqual([200, { count: 1, first: [{ ...leftOut, at: 4 }] }]);
    expect(await (await fetch(`${server.baseUrl}/metrics`)).text()).toMatch(/^log_alien_events 1$/m);
    const recorded = await client().record('shared', noted('2020-05-01'));
    expect([recorded.status, recorded.body['revision']]).toEqual([201, 5]);
    const { body } = await client().post('/v1/ledger/verify', {});
    expect(body).toMatchObject({ ok: true, leftOut: [{ ...leftOut, number: 4 }] });
    expect(server.output()).toContain('an event in a stream of the log is left out');
  });

  it('answers a therapy whole whose stream somebody deleted, says so, and mends it when told to', async () => {
    await setUp(client(), 'deleted');
    const events = async () =>
      (await client().get<{ items: unknown[] }>('/v1/therapies/deleted/events')).body;
    const before = await events();
    const stream = 'pumpLedgerTherapy-deleted';
    await somebody.deleteStream(stream);
    const cut = { stream, why: 'it was deleted' };
    const ready = await eventually(
      () => client().get<{ cutStreams: { count: number } }>('/health/ready'),
      ({ body }) => body.cutStreams.count > 0,
    );
    expect([ready.status, ready.body.cutStreams]).toEqual([200, { count: 1, first: [cut] }]);
    expect(await (await fetch(`${server.baseUrl}/metrics`)).text()).toMatch(/^log_cut_streams 1$/m);
    expect(await events()).toEqual(before);
    expect((await client().record('deleted', noted('2020-05-01'))).body['revision']).toBe(5);
    expect((await client().post('/v1/ledger/verify', {})).body).toMatchObject({
      ok: true,
      cutStreams: [{ stream }],
    });
    const keys = {
      MASTER_KEY_FILE: join(dataDir, 'master.key'),
      SIGNING_KEY_FILE: join(dataDir, 'signing', 'private-key.pem'),
    };
    const own = await freshDirectory();
    const repaired = await cli(own, ['repair', 'deleted'], { ...on(standIn.url), ...keys });
    await rm(own, { recursive: true });
    expect([repaired.code, repaired.out]).toEqual([0, expect.stringMatching(/whole again .*; 5 events/)]);
    await eventually(
      () => client().get<{ cutStreams: { count: number } }>('/health/ready'),
      ({ body }) => body.cutStreams.count === 0,
    );
    expect((await client().record('deleted', noted('2020-05-02'))).body['revision']).toBe(6);
  });

  it('says when the server is away, and goes on when it is back', async () => {
    await setUp(client(), 'away');
    await standIn.goAway();
    const ready = await client().get('/health/ready');
    expect([ready.status, ready.body['code']]).toEqual([503, 'NOT_READY']);
    const refused = await client().record('away', noted('2020-05-01'));
    expect([refused.status, refused.body['code']]).toEqual([503, 'STORE_UNAVAILABLE']);
    await standIn.comeBack();
    await eventually(
      () => client().get('/health/ready'),
      ({ status }) => status === 200,
    );
    // The client asks and appends over connections of their own, which come back one by one.
    const recorded = await eventually(
      () => client().record('away', noted('2020-05-01')),
      ({ status }) => status !== 503,
    );
    expect(recorded.status).toBe(201);
    expect(await client().revision('away')).toBe(5);
  });

  it('takes nothing more where the stream was deleted for good, and refuses the therapy alone once it is lost', async () => {
    await setUp(client(), 'closed');
    await somebody.tombstoneStream('pumpLedgerTherapy-closed');
    const told = async (asked: Promise<{ status: number; body: Record<string, unknown> }>) => {
      const { status, body } = await asked;
      return [status, body['code']];
    };
    await eventually(
      () => told(client().record('closed', noted('2020-05-01'))),
      ([, code]) => code === 'STREAM_CLOSED',
    );
    expect((await client().get('/v1/therapies/closed/audit')).status).toBe(200);
    standIn.log.scavenge();
    for (const path of ['audit', 'state', 'events'])
      expect(await told(client().get(`/v1/therapies/closed/${path}`))).toEqual([500, 'EVENTS_MISSING']);
    const refused = await client().record('closed', noted('2020-05-01'));
    expect([refused.status, refused.body]).toMatchObject([
      500,
      { code: 'EVENTS_MISSING', detail: expect.stringMatching(/revisions 1-4/) as unknown },
    ]);
    expect((await client().record('shared', noted('2020-05-02'))).status).toBe(201);
    expect((await client().get('/v1/therapies/shared/audit')).status).toBe(200);
    const { body } = await client().post('/v1/ledger/verify', {});
    expect(body).toMatchObject({ ok: false });
    expect(JSON.stringify(body['problems'])).toMatch(/EVENTS_MISSING.* 4 that this service had read/);
  });

  it('goes on after a start with what was there, compared with what was published', async () => {
    await server.stop();
    server = await startServer({ env: on(standIn.url), dataDir });
    const { body } = await client().get('/health/ready');
    expect(body['ledger']).toMatchObject({ status: 'compared' });
    expect(await client().revision('case-report-a')).toBe(lines);
    expect((await client().record('away', noted('2020-06-01'))).status).toBe(201);
  });

  it('ends with a line that names a server that cannot be reached, and not the password', async () => {
    await server.stop();
    await standIn.goAway();
    const env = on(standIn.url.replace('//', '//admin:secret@'));
    const { code, output } = await runToEnd({ DATA_DIR: dataDir, ...env });
    expect(code).toBe(1);
    expect(output).toMatch(/KurrentDB at 127\.0\.0\.1:\d+ cannot be reached/);
    expect(output).not.toContain('secret');
    await standIn.comeBack();
  });

  it('is asked and told by the command line, which leaves copies of the log to the server', async () => {
    const shared = new StandIn();
    await shared.start();
    try {
      const env = on(shared.url);
      const own = await freshDirectory();
      const file = join(own, 'begun.ndjson');
      await writeFile(file, caseReport('b').split('\n').slice(0, 20).join('\n'));
      expect(await cli(own, ['import', file], env)).toMatchObject({ code: 0 });
      expect(await cli(own, ['audit', 'case-report-b'], env)).toMatchObject({ code: 0 });
      const refused = await cli(own, ['backup', join(own, 'copy')], env);
      expect([refused.code, refused.err]).toEqual([
        2,
        expect.stringMatching(/backup is for a log in SQLite/),
      ]);
      await rm(own, { recursive: true, force: true });
    } finally {
      await shared.stop();
    }
  });
});

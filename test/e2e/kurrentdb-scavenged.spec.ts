import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { somebodyOn } from '../contract/somebody.js';
import { StandIn } from '../contract/stand-in/stand-in.js';
import { clientOf, noted, setUp } from './support/client.js';
import { AT_START, eventually, ledgerHealth } from './support/ledger.js';
import { cli } from './support/command.js';
import { type Server, startServer } from './support/server.js';

const GONE = 'pumpLedgerTherapy-gone';

describe('a log from which a scavenge took events', () => {
  let standIn: StandIn;
  let directory: string;
  let somebody: KurrentDBClient;
  const running = new Set<Server>();
  const started = async (name: string) => {
    const server = await startServer({ env: env(), dataDir: join(directory, name) });
    running.add(server);
    return server;
  };
  const stop = async (server: Server) => {
    running.delete(server);
    await server.stop();
  };
  const env = () => ({
    EVENT_STORE: 'kurrentdb',
    KURRENTDB_URL: standIn.url,
    MASTER_KEY_FILE: join(directory, 'first', 'master.key'),
    SIGNING_KEY_FILE: join(directory, 'first', 'signing', 'private-key.pem'),
  });
  const note = async ({ baseUrl }: Server) =>
    (await (await fetch(`${baseUrl}/v1/ledger/checkpoint`)).text()).split('\n');
  const told = async (asked: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await asked;
    return [status, body['code']];
  };
  beforeAll(async () => {
    standIn = new StandIn();
    await standIn.start();
    somebody = await somebodyOn(standIn.url);
    directory = await mkdtemp(join(tmpdir(), 'pump-ledger-'));
  });
  afterAll(async () => {
    for (const server of running) await server.stop();
    await somebody.dispose();
    await standIn.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('is moved whole to a data directory before, also where a stream was deleted for good', async () => {
    const on = { EVENT_STORE: 'kurrentdb', KURRENTDB_URL: standIn.url };
    const first = await startServer({ env: on, dataDir: join(directory, 'first') });
    running.add(first);
    const client = clientOf(first.baseUrl);
    await setUp(client, 'gone');
    await setUp(client, 'left');
    await note(first);
    await stop(first);
    await somebody.tombstoneStream(GONE);
    const moved = await cli(join(directory, 'moved'), ['--json', 'migrate', '--to', 'sqlite'], env());
    expect([moved.code, moved.err]).toEqual([0, expect.any(String)]);
    expect(JSON.parse(moved.out)).toMatchObject({ events: AT_START + 8 });
  });

  it('is signed on by a service that read it before, and by one that is given what that one kept', async () => {
    standIn.log.scavenge();
    const again = await started('first');
    expect((await ledgerHealth(again.baseUrl)).ledger).toMatchObject({ status: 'compared' });
    const client = clientOf(again.baseUrl);
    expect(await told(client.get('/v1/therapies/gone/audit'))).toEqual([500, 'EVENTS_MISSING']);
    expect(await told(client.record('gone', noted('2020-05-01')))).toEqual([500, 'EVENTS_MISSING']);
    expect((await client.record('left', noted('2020-05-01'))).status).toBe(201);
    const signed = await note(again);
    const { body } = await client.post('/v1/ledger/verify', {});
    expect(body).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([expect.anything()]) as unknown,
    });
    expect(await told(client.get('/v1/ledger/entries/4'))).toEqual([500, 'EVENTS_MISSING']);
    await stop(again);

    const bare = await started('bare');
    const asked = clientOf(bare.baseUrl);
    expect((await ledgerHealth(bare.baseUrl)).ledger).toMatchObject({ status: 'contradicted' });
    expect((await asked.get('/v1/therapies/left/audit')).status).toBe(200);
    expect(await told(asked.get('/v1/therapies/gone/audit'))).toEqual([500, 'EVENTS_MISSING']);
    expect(await told(asked.record('left', noted('2020-05-02')))).toEqual([503, 'LEDGER_CONTRADICTED']);
    await stop(bare);
    for (const file of ['log-index.sqlite', 'tree.sqlite'])
      await cp(join(directory, 'first', file), join(directory, 'bare', file));
    const given = await started('bare');
    await eventually(
      () => ledgerHealth(given.baseUrl),
      ({ ledger }) => ledger['status'] === 'compared',
    );
    expect((await clientOf(given.baseUrl).record('left', noted('2020-05-02'))).status).toBe(201);
    expect((await note(given))[0]).toBe(signed[0]);
    expect(Number((await note(given))[1])).toBe(Number(signed[1]) + 1);
  });
});

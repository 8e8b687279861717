import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { type ChainedEvent, verifyChain } from '../ledger/support/verify-chain.js';
import { clientOf, noted, registered } from './support/client.js';
import { startServer, startServerProcess } from './support/server.js';
import { FULL } from '../support/full.js';

const KILLS = FULL ? 50 : 1;
const CLIENTS = 8;

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'pump-ledger-kill-'))));
afterAll(() => rm(directory, { recursive: true, force: true }));

interface Acknowledged {
  readonly therapyId: string;
  readonly id: string;
  readonly hash: string;
}

/** Appends as fast as it is answered, alone on its therapy or together with another, until the server is gone. */
async function append(
  baseUrl: string,
  therapyId: string,
  prefix: string,
  acknowledged: Acknowledged[],
): Promise<void> {
  const client = clientOf(baseUrl);
  try {
    await client.record(therapyId, { ...registered, id: 'registration' });
    for (let number = 0; ; number += 1) {
      const id = `${prefix}-${number}`;
      const { status, body } = await client.record(therapyId, { ...noted('2020-05'), id });
      if (status !== 201) throw new Error(`${id} was answered with ${status}: ${JSON.stringify(body)}`);
      acknowledged.push({ therapyId, id, hash: body['hash'] as string });
    }
  } catch (error) {
    // `fetch` says so when the connection breaks, by an error of another realm than the test's.
    if ((error as Error).name !== 'TypeError') throw error;
  }
}

function storedIn(dataDir: string): ChainedEvent[] {
  const database = new DatabaseSync(join(dataDir, 'ledger.sqlite'), { readOnly: true });
  try {
    return database
      .prepare(
        'SELECT stream_id AS streamId, revision, id, type, bytes, hash FROM events ORDER BY stream_id, revision',
      )
      .all() as unknown as ChainedEvent[];
  } finally {
    database.close();
  }
}

it(
  'what was acknowledged before a kill is there, once each, and the chains are whole',
  async () => {
    const acknowledged: Acknowledged[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const server = await startServerProcess({ dataDir: directory });
      const clients = Array.from({ length: CLIENTS }, (_, client) =>
        append(server.baseUrl, `t-${client % 5}`, `k${kill}-c${client}`, acknowledged),
      );
      while (acknowledged.length <= (kill + 1) * CLIENTS) await pause(5);
      await pause(37 * (kill % 8));
      await server.kill();
      await Promise.all(clients);
    }
    const server = await startServer({ dataDir: directory });
    await server.stop({ keepData: true });

    const stored = storedIn(directory);
    for (const therapyId of new Set(stored.map(({ streamId }) => streamId))) {
      const events = stored.filter(({ streamId }) => streamId === therapyId);
      expect(verifyChain(events)).toEqual([]);
      expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    }
    const hashes = new Map(stored.map(({ streamId, id, hash }) => [`${streamId}/${id}`, hash]));
    const lost = acknowledged.filter(({ therapyId, id, hash }) => hashes.get(`${therapyId}/${id}`) !== hash);
    expect(lost).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(KILLS * CLIENTS);
  },
  KILLS * 60_000,
);

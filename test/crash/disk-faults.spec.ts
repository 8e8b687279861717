import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Json, clientOf, noted, registered } from '../e2e/support/client.js';
import { cli } from '../e2e/support/command.js';
import { type ServerProcess, startServer, startServerProcess } from '../e2e/support/server.js';
import { REGISTER_VERSION } from '../../src/register/schema.js';
import { FULL } from '../support/full.js';

const EVENTS = 40;
const CLIENTS = 4;

const SYNC = 'fsync,fdatasync';
const WRITE = 'pwrite64';
const REGISTER_FILE = `read/register-${REGISTER_VERSION}.db`;

/** A database of the data directory, calls of the system on its files, how they fail, and which of them do. */
const FAULTS = [
  ['ledger.sqlite', SYNC, 'EIO', '4+5'],
  ['ledger.sqlite', SYNC, 'EIO', '20+'],
  ['ledger.sqlite', WRITE, 'ENOSPC', '20+17'],
  ['ledger.sqlite', WRITE, 'EIO', '40+'],
  ['keys.db', SYNC, 'EIO', '3+3'],
  ['keys.db', WRITE, 'ENOSPC', '5+'],
  ['checkpoints.sqlite', SYNC, 'EIO', '1+'],
  ['checkpoints.sqlite', WRITE, 'ENOSPC', '1+2'],
  ['tree.sqlite', WRITE, 'EIO', '1+2'],
  [REGISTER_FILE, WRITE, 'EIO', '1+3'],
  [REGISTER_FILE, WRITE, 'ENOSPC', '1+'],
] as const;

interface Stored {
  readonly therapyId: string;
  readonly id: string;
  readonly hash: string;
}

/** Whoever reads may be refused, but is told why. */
const READ = [
  '/v1/ledger/checkpoint',
  '/v1/therapies/t-0/audit',
  '/v1/therapies/t-0/audit.pdf',
  '/v1/therapies/t-0/evidence.zip',
  '/v1/findings',
  '/therapies/t-0',
  '/health/live',
];

/** As `npm run test:full` runs them: a tracer lets calls of the system fail, on Linux, where `strace` is installed. */
if (FULL)
  describe.each(FAULTS)('while %s fails at %s with %s, calls %s', (file, calls, error, when) => {
    let directory: string;
    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'pump-ledger-faults-'));
      await (await startServer({ dataDir: directory })).stop();
    });
    let server: ServerProcess | undefined;
    afterEach(async () => {
      await server?.kill();
      await rm(directory, { recursive: true, force: true });
    });

    const traced = () => join(directory, 'traced');
    /** The tracer is no parent: the process that is killed is the service. */
    const failing = () => {
      const files = ['', '-wal', '-journal'].flatMap((end) => ['-P', join(directory, file) + end]);
      const faults = ['-e', `trace=${calls}`, '-e', `inject=${calls}:error=${error}:when=${when}`];
      return ['strace', '-D', '-f', '-qq', '-o', traced(), ...files, ...faults];
    };

    async function record(baseUrl: string, therapyId: string, acknowledged: Stored[]): Promise<void> {
      const client = clientOf(baseUrl);
      for (let number = 0; number < EVENTS; number += 1) {
        const event = number === 0 ? registered : noted('2020-05');
        const id = `e-${number}`;
        const { status, body } = await client.record(therapyId, { ...event, id });
        if (status === 201) acknowledged.push({ therapyId, id, hash: String(body['hash']) });
        // What follows a registration that was refused is of no therapy.
        else if (status !== 404 || acknowledged.some((one) => one.therapyId === therapyId))
          expect([status, body]).toEqual([503, expect.objectContaining({ code: expect.any(String) })]);
      }
    }

    async function read(baseUrl: string): Promise<void> {
      for (const path of READ) {
        const answer = await fetch(baseUrl + path);
        await answer.arrayBuffer();
        // Unknown where the log fails from the first event on.
        expect([path, [200, 404, 503].includes(answer.status) || answer.status]).toEqual([path, true]);
      }
    }

    it('nothing that was acknowledged is lost, and what is refused is refused by name', async () => {
      server = await startServerProcess({ dataDir: directory, under: failing() });
      const { baseUrl } = server;
      const acknowledged: Stored[] = [];
      const recording = Array.from({ length: CLIENTS }, (_, client) =>
        record(baseUrl, `t-${client}`, acknowledged),
      );
      await read(baseUrl);
      await Promise.all(recording);
      await read(baseUrl);
      await server.kill();
      expect(await readFile(traced(), 'utf8')).toMatch(/\(INJECTED\)/);
      await rm(traced());

      const mended = await startServer({ dataDir: directory });
      const reader = clientOf(mended.baseUrl);
      for (let client = 0; client < CLIENTS; client += 1) {
        const { body } = await reader.get<{ items?: Json[] }>(`/v1/therapies/t-${client}/events?limit=200`);
        const stored = (body.items ?? []).map(({ id, hash }) => [id, hash]);
        const promised = acknowledged.filter(({ therapyId }) => therapyId === `t-${client}`);
        expect(stored).toEqual(expect.arrayContaining(promised.map(({ id, hash }) => [id, hash])));
        expect(new Set(stored.map(([id]) => id)).size).toBe(stored.length);
      }
      await mended.stop();
      expect(await cli(directory, ['verify', directory])).toMatchObject({ code: 0, err: '' });
    });
  });

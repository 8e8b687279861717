import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StandIn } from '../contract/stand-in/stand-in.js';
import { clientOf, setUp } from './support/client.js';
import { AT_START, eventually } from './support/ledger.js';
import { runToEnd, startServer } from './support/server.js';

const OTHERS = 100_000;
const PER_MS = 15;
const OWN = AT_START + 4;

interface Told {
  readonly code: string;
  readonly detail: string;
  readonly log: { readonly status: string; position: number; end: number; events: number };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

describe('a first start behind much that others wrote', () => {
  let standIn: StandIn;
  let first: string;
  let own: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    standIn = new StandIn();
    first = await mkdtemp(join(tmpdir(), 'pump-ledger-'));
    own = await mkdtemp(join(tmpdir(), 'pump-ledger-'));
    const on = { EVENT_STORE: 'kurrentdb', KURRENTDB_URL: await standIn.start() };
    const server = await startServer({ env: on, dataDir: first });
    await setUp(clientOf(server.baseUrl), 'before');
    await server.stop();
    const notes = Array.from({ length: 1_000 }, () => standIn.log.note('Theirs'));
    for (let n = 0; n < OTHERS; n += notes.length) standIn.log.append(`other-${n}`, 'any', notes);
    const keys = {
      MASTER_KEY_FILE: join(first, 'master.key'),
      SIGNING_KEY_FILE: join(first, 'signing', 'private-key.pem'),
    };
    env = { ...on, ...keys, PORT: String(await freePort()) };
  });
  afterAll(async () => {
    await standIn.stop();
    for (const directory of [first, own]) await rm(directory, { recursive: true, force: true });
  });
  const url = () => `http://127.0.0.1:${env['PORT']}`;
  const client = () => clientOf(url());
  /** What is answered once something is. */
  const told = (isSo: (log: Told['log']) => boolean = () => true) =>
    eventually(
      () =>
        client()
          .get<Told>('/health/ready')
          .catch(() => undefined),
      (answer) => answer !== undefined && isSo(answer.body.log),
    );

  it('is ended by SIGTERM in its midst, and what it learned is kept', async () => {
    standIn.subscriptionFaults.lookedAtPerMs = PER_MS;
    const ending = await runToEnd({ ...env, DATA_DIR: own, LOG_LEVEL: 'info' }, () =>
      told(({ position }) => position > standIn.log.records[3_000]!.position),
    );
    expect([ending.code, ending.errors]).toEqual([0, 'the service was told to end before it was ready\n']);
    expect(ending.output).toMatch(/"msg":"the service is starting","url":"http/);
  });

  it('says on its address how far it is, and is the service when it is there', async () => {
    standIn.subscriptionFaults.lookedAtPerMs = PER_MS;
    const starting = startServer({ env, dataDir: own });
    const begun = (await told())!;
    expect([begun.status, begun.body]).toMatchObject([
      503,
      {
        code: 'NOT_READY',
        log: { status: 'reading', end: standIn.log.records.at(-1)!.position, events: OWN },
      },
    ]);
    const { log } = begun.body;
    // Where the first start was ended, the second goes on.
    expect(log.position).toBeGreaterThan(standIn.log.records[3_000]!.position);
    const percent = Math.floor((100 * log.position) / log.end);
    expect(begun.body.detail).toContain(`still being read: ${percent} % of`);
    const live = await client().get('/health/live');
    expect([live.status, live.body]).toEqual([200, { status: 'ok' }]);
    const refused = await client().get('/v1/therapies/before/audit');
    expect([refused.status, refused.headers.get('retry-after'), refused.body]).toMatchObject([
      503,
      '5',
      { code: 'STORE_UNAVAILABLE', log: { status: 'reading' } },
    ]);
    expect(await told(({ position }) => position > log.position)).toMatchObject({ status: 503 });
    delete standIn.subscriptionFaults.lookedAtPerMs;
    const server = await starting;
    expect(server.baseUrl).toBe(url());
    expect((await client().get('/v1/therapies/before/audit')).status).toBe(200);
    await server.stop();
  });
});

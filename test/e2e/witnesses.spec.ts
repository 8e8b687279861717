import { mkdtempSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TestWitness } from '../support/witness.js';
import { type Client, clientOf, noted, setUp } from './support/client.js';
import { cli } from './support/command.js';
import { AT_START, eventually, ledgerHealth, partsOf, text } from './support/ledger.js';
import { type Server, startServer } from './support/server.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-witnesses-'));
const first = new TestWitness('witness.example/first');
const second = new TestWitness('witness.example/second');
/** Of the log of one test. */
let dataDir: string;
/** A log that the witnesses know, but for its last three events. */
const older = join(directory, 'older');
beforeAll(async () => {
  await Promise.all([first.start(), second.start()]);
  await writeFile(join(directory, 'witnesses.txt'), `# ours\n\n${first.line}${second.line}`);
});
beforeEach(async () => void (dataDir = await mkdtemp(join(directory, 'data-'))));
afterAll(async () => {
  await Promise.all([first.stop(), second.stop()]);
  await rm(directory, { recursive: true, force: true });
});

/** Of a ledger whose service set up a therapy. */
const SIZE = AT_START + 4;

const env = {
  WITNESSES_FILE: join(directory, 'witnesses.txt'),
  CHECKPOINT_INTERVAL_SECONDS: '1',
};

const keyOf = async ({ baseUrl }: Server) => (await text(`${baseUrl}/v1/ledger/key`)).text.trim();

/** Starts, tells the witnesses of the log's key, and stops in the end. */
async function serving(
  run: (server: Server, client: Client) => Promise<void>,
  more: Record<string, string> = {},
): Promise<void> {
  const server = await startServer({ dataDir, env: { ...env, ...more } });
  try {
    for (const witness of [first, second]) witness.trusted = [await keyOf(server)];
    await run(server, clientOf(server.baseUrl));
  } finally {
    await server.stop();
  }
}

const published = async ({ baseUrl }: Server) => (await text(`${baseUrl}/tlog/checkpoint`)).text;
const publishedOf = (server: Server, size: number, ...by: TestWitness[]) =>
  eventually(
    () => published(server),
    (note) => note.includes(`\n${size}\n`) && by.every((witness) => witness.cosigned(note)),
  );
const witnessesOf = async ({ baseUrl }: Server) =>
  (await ledgerHealth(baseUrl)).ledger['witnesses'] as { name: string; status: string; detail?: string }[];

it('checkpoints are cosigned as the log grows, through restarts', async () => {
  await serving(async (server, client) => {
    await setUp(client, 'a');
    const note = await publishedOf(server, SIZE, first, second);
    const { origin, signatures } = partsOf(note);
    expect(signatures.map((line) => line.split(' ')[1])).toEqual([origin, first.name, second.name]);
    expect((await text(`${server.baseUrl}/v1/ledger/checkpoint`)).text).toBe(note);
    expect(await witnessesOf(server)).toEqual([
      { name: first.name, status: 'ok' },
      { name: second.name, status: 'ok' },
    ]);
    expect((await text(`${server.baseUrl}/metrics`)).text).toContain(
      `ledger_outsider_up{kind="witness",name="${first.name}"} 1`,
    );
  });
  await cp(dataDir, older, { recursive: true });
  const asked = first.requests.length;
  await serving(async (server, client) => {
    for (let more = 0; more < 3; more += 1) await client.record('a', noted('2020-05'));
    await publishedOf(server, SIZE + 3, first, second);
  });
  // It went on from where each witness was.
  expect(first.requests[asked]).toMatch(new RegExp(`^old ${SIZE}\n`));
  expect(
    first.seen.get(partsOf(first.requests.at(-1)!.split('\n\n').slice(1).join('\n\n')).origin)?.size,
  ).toBe(SIZE + 3);
});

it('who fails is passed over: a witness, told of once and asked again, and an authority that answers no timestamp', async () => {
  const asked: Buffer[] = [];
  const authority = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => asked.push(chunk));
    request.on('end', () => response.end('no'));
  }).listen(0, '127.0.0.1');
  await new Promise((done) => authority.once('listening', done));
  const url = `http://127.0.0.1:${(authority.address() as AddressInfo).port}/tsa`;
  await serving(
    async (server, client) => {
      await second.stop();
      await setUp(client, 'a');
      const note = await publishedOf(server, SIZE, first);
      expect(second.cosigned(note)).toBe(false);
      await eventually(
        () => witnessesOf(server),
        ([, down]) => down?.status === 'failing',
      );
      const { status } = await ledgerHealth(server.baseUrl);
      expect(status).toBe(200);
      expect((await witnessesOf(server))[1]?.detail).toMatch(/^it did not answer \(.*ECONNREFUSED/);
      expect((await client.record('a', noted('2020-05'))).status).toBe(201);
      await publishedOf(server, SIZE + 1, first);
      await second.start();
      await publishedOf(server, SIZE + 1, first, second);
      const told = server
        .output()
        .split('\n')
        .filter((line) => line.includes('a witness') && line.includes(second.name));
      expect(told.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
        'a witness fails',
        'a witness works again',
      ]);
      const { ledger } = await eventually(
        () => ledgerHealth(server.baseUrl),
        ({ ledger: found }) => JSON.stringify(found).includes('failing'),
      );
      expect(ledger['timestampAuthorities']).toEqual([
        {
          name: url,
          status: 'failing',
          detail: expect.stringMatching(/^it answered with no timestamp of it/),
        },
      ]);
    },
    {
      LOG_LEVEL: 'info',
      TIMESTAMP_URL: url,
      TIMESTAMP_CERTIFICATE_FILE: resolve('test/publication/timestamp/ec.pem'),
    },
  );
  authority.close();
  expect(asked[0]!.subarray(0, 7).toString('hex')).toBe('30430201013031');
});

it('on demand alone, nothing is asked until somebody asks', async () => {
  const before = [...first.requests];
  await serving(
    async (server, client) => {
      await setUp(client, 'a');
      expect((await text(`${server.baseUrl}/tlog/checkpoint`)).status).toBe(404);
      expect(first.requests).toEqual(before);
      expect(partsOf((await text(`${server.baseUrl}/v1/ledger/checkpoint`)).text).size).toBe(SIZE);
      await publishedOf(server, SIZE, first, second);
    },
    { CHECKPOINT_INTERVAL_SECONDS: '0' },
  );
  // The command waits for the witnesses.
  const { code, out } = await cli(dataDir, ['checkpoint'], {
    WITNESSES_FILE: join(directory, 'witnesses.txt'),
  });
  expect([code, first.cosigned(out), second.cosigned(out)]).toEqual([0, true, true]);
});

/** Waits until nothing is recorded any more; what was recorded is still answered. */
async function refused(server: Server, client: Client): Promise<string> {
  const { status: health } = await eventually(
    () => ledgerHealth(server.baseUrl),
    (found) => found.ledger['status'] === 'contradicted',
  );
  expect(health).toBe(200);
  const { status, body } = await client.record('a', noted('2020-07'));
  expect([status, body['code']]).toEqual([503, 'LEDGER_CONTRADICTED']);
  expect((await client.get('/v1/therapies/a/events')).status).toBe(200);
  expect((await text(`${server.baseUrl}/tlog/checkpoint`)).status).toBe(200);
  return body['detail'] as string;
}

describe('a data directory put back as a whole, which no file in it can tell, is found out', () => {
  beforeEach(() => cp(older, dataDir, { recursive: true }));

  it('where the witnesses know of more events', async () => {
    await serving(async (server, client) => {
      await client.record('a', noted('2020-06'));
      expect(await refused(server, client)).toMatch(
        new RegExp(
          `witness\\.example/(first|second) cosigned a checkpoint of ${SIZE + 3} events, and the log holds (${SIZE}|${SIZE + 1})`,
        ),
      );
    });
  });

  it.each([
    [SIZE + 3, `cosigned another checkpoint of ${SIZE + 3} events`],
    [SIZE + 5, `cosigned a checkpoint that is no beginning of this log of ${SIZE + 5} events`],
  ])('where it has grown to %i others since', async (size, message) => {
    const lines = Array.from({ length: size - SIZE }, (_, day) =>
      JSON.stringify({ therapyId: 'a', ...noted(`2020-06-0${day + 1}`) }),
    );
    await writeFile(join(directory, 'others.ndjson'), `${lines.join('\n')}\n`);
    expect((await cli(dataDir, ['import', join(directory, 'others.ndjson')])).code).toBe(0);
    await serving(async (server, client) => expect(await refused(server, client)).toMatch(message));
  });
});

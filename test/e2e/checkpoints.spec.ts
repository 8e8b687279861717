import { createPublicKey } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { verifyCheckpoint } from '@sigstore/verify/dist/tlog/checkpoint.js';
import { isSigned } from '../support/witness.js';
import { Reference, leafOf } from '../ledger/support/rfc6962.js';
import { FULL } from '../support/full.js';
import { type Client, clientOf, noted, registered, setUp } from './support/client.js';
import { cli } from './support/command.js';
import { AT_START, eventually, ledgerHealth, partsOf, text } from './support/ledger.js';
import { type Server, refusal, startServer, startServerProcess } from './support/server.js';

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-checkpoints-'));
const dataDir = join(directory, 'data');
let server: Server;
let client: Client;
const start = async (env = {}) => {
  server = await startServer({ dataDir, env });
  client = clientOf(server.baseUrl);
};
afterAll(async () => {
  await server?.stop();
  await rm(directory, { recursive: true, force: true });
});

const KILLS = FULL ? 12 : 1;
/** Of a ledger whose service set up a therapy. */
const SIZE = AT_START + 4;
const ON_DEMAND = { CHECKPOINT_INTERVAL_SECONDS: '0' };

const checkpoint = async () => (await text(`${server.baseUrl}/v1/ledger/checkpoint`)).text;
const keys = async () => (await text(`${server.baseUrl}/v1/ledger/keys`)).text.trimEnd().split('\n');

/** The root of the stored events, by the definitions alone. */
function rootIn(directory: string, size: number): string {
  const database = new DatabaseSync(join(directory, 'ledger.sqlite'), { readOnly: true });
  const rows = database.prepare('SELECT bytes FROM events ORDER BY position LIMIT ?').all(size);
  database.close();
  const reference = new Reference(rows.map(({ bytes }) => leafOf(bytes as Uint8Array)));
  return reference.mth(0, rows.length).toString('base64');
}

describe('of a log, in this order,', () => {
  /** After what follows recorded more, one at a time. */
  const GROWN = SIZE + 15;

  it('a checkpoint covers what was acknowledged, and is signed anew only when the log grew', async () => {
    await start(ON_DEMAND);
    const unpublished = await client.get('/tlog/checkpoint');
    expect(unpublished).toMatchObject({ status: 404, body: { code: 'CHECKPOINT_NOT_PUBLISHED' } });
    const first = await fetch(`${server.baseUrl}/v1/ledger/checkpoint`);
    expect(first.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(partsOf(await first.text())).toMatchObject({
      size: AT_START,
      root: rootIn(dataDir, AT_START),
    });

    await setUp(client, 'a');
    const notes = await Promise.all(Array.from({ length: 20 }, checkpoint));
    expect(new Set(notes).size).toBe(1);
    const found = partsOf(notes[0]!);
    expect(found).toMatchObject({ size: SIZE, root: rootIn(dataDir, SIZE) });
    expect(found.signatures).toHaveLength(1);
    const key = (await text(`${server.baseUrl}/v1/ledger/key`)).text;
    expect(isSigned(notes[0]!, [key])).toBe(true);
    expect(isSigned(notes[0]!.replace(`\n${SIZE}\n`, `\n${SIZE + 1}\n`), [key])).toBe(false);
    // Nobody outside is configured, so what is signed is published.
    expect((await text(`${server.baseUrl}/tlog/checkpoint`)).text).toBe(notes[0]);

    for (let size = SIZE + 1; size <= GROWN; size += 1) {
      await client.record('a', noted('2020-05'));
      expect(partsOf(await checkpoint())).toMatchObject({ size, root: rootIn(dataDir, size) });
    }
    expect(await client.get('/v1/ledger/checkpoint?x=1')).toMatchObject({ status: 400 });
  });

  it('it is taken by an implementation of others', async () => {
    const note = await checkpoint();
    const [, name, id, base64] = /^(.+)\+([0-9a-f]{8})\+(.+)$/.exec((await keys())[0]!)!;
    const raw = Buffer.from(base64!, 'base64').subarray(1);
    const x = raw.toString('base64url');
    const log = {
      logID: Buffer.from(id!, 'hex'),
      baseURL: name!,
      publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' }),
      validFor: { start: new Date(0), end: new Date(8.64e15) },
    };
    const entry = (envelope: string) =>
      ({ inclusionProof: { checkpoint: { envelope } } }) as Parameters<typeof verifyCheckpoint>[0];
    const { origin, root } = partsOf(note);
    expect(verifyCheckpoint(entry(note), [log])).toMatchObject({
      origin,
      logSize: BigInt(GROWN),
      logHash: Buffer.from(root, 'base64'),
    });
    const smaller = note.replace(`\n${GROWN}\n`, `\n${GROWN - 1}\n`);
    expect(() => verifyCheckpoint(entry(smaller), [log])).toThrow();
  });

  it('the key was made at first start, is kept to its owner, and the log keeps its name', async () => {
    const first = await checkpoint();
    for (const name of ['private-key.pem', 'origin', 'verifier-keys.txt'])
      expect((await stat(join(dataDir, 'signing', name))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'signing'))).mode & 0o777).toBe(0o700);
    expect(partsOf(first).origin).toMatch(/^pump-ledger\.invalid\/[0-9a-f]{16}$/);
    await server.stop();
    await start();
    expect(await checkpoint()).toBe(first);
  });

  it('the key is replaced, and what it signed still verifies', async () => {
    const old = await checkpoint();
    const oldKey = (await keys())[0]!;
    // The service has its log for itself.
    expect((await cli(dataDir, ['rotate-key'])).code).toBe(5);
    await server.stop();
    const rotated = await cli(dataDir, ['rotate-key', '--json']);
    expect([rotated.code, rotated.err]).toEqual([0, '']);
    const said = JSON.parse(rotated.out) as { keys: string[]; checkpoint: { note: string } };
    expect(said.keys).toEqual([expect.any(String), oldKey]);
    const newKey = said.keys[0]!;
    const { note } = said.checkpoint;
    expect(partsOf(note)).toMatchObject({ size: GROWN, root: partsOf(old).root });
    expect([isSigned(note, [newKey]), isSigned(note, [oldKey])]).toEqual([true, true]);
    expect(partsOf(note).signatures[1]).toBe(partsOf(old).signatures[0]);
    const shown = await cli(dataDir, ['checkpoint']);
    expect([shown.code, isSigned(shown.out, [newKey])]).toEqual([0, true]);

    await start({ CHECKPOINT_INTERVAL_SECONDS: '1' });
    expect(await checkpoint()).toBe(note);
    expect(await keys()).toEqual([newKey, oldKey]);
    await client.record('a', noted('2020-05'));
    const next = await checkpoint();
    expect([isSigned(next, [newKey]), isSigned(next, [oldKey])]).toEqual([true, false]);
    expect(partsOf(next).signatures).toHaveLength(1);
  });

  it('a checkpoint is signed and published on the interval, by itself', async () => {
    await client.record('a', noted('2020-05'));
    const size = GROWN + 2;
    const note = await eventually(
      async () => (await text(`${server.baseUrl}/tlog/checkpoint`)).text,
      (found) => found.includes(`\n${size}\n`),
    );
    expect(note).toBe(await checkpoint());
    const metrics = (await text(`${server.baseUrl}/metrics`)).text;
    expect(metrics).toMatch(new RegExp(`^ledger_signed_size ${size}$`, 'm'));
    expect(metrics).toMatch(new RegExp(`^ledger_published_size ${size}$`, 'm'));
    expect(metrics).toMatch(/^ledger_contradicted 0$/m);
  });

  it('no other name and no other key are taken for it', async () => {
    await server.stop();
    const copied = async (name: string) => {
      const copy = join(directory, name);
      await cp(dataDir, copy, { recursive: true });
      return copy;
    };
    const renamed = await refusal({ DATA_DIR: await copied('renamed'), LEDGER_ORIGIN: 'example.org/other' });
    expect([renamed.code, renamed.errors]).toEqual([
      78,
      expect.stringMatching(/^LEDGER_ORIGIN is "example\.org\/other", but /),
    ]);
    const keyless = await copied('keyless');
    await rm(join(keyless, 'signing'), { recursive: true });
    const lost = await refusal({ DATA_DIR: keyless });
    expect([lost.code, lost.errors]).toEqual([78, expect.stringMatching(/private-key\.pem is missing/)]);
  });
});

it('every checkpoint that was ever given is kept, through kills at any time', async () => {
  const given = new Set<string>();
  const killedDir = join(directory, 'killed');
  for (let kill = 0; kill < KILLS; kill += 1) {
    const server = await startServerProcess({ dataDir: killedDir, env: ON_DEMAND });
    const client = clientOf(server.baseUrl);
    const untilGone = async (work: () => Promise<void>) => {
      try {
        for (;;) await work();
      } catch (error) {
        // `fetch` says so when the connection breaks, by an error of another realm than the test's.
        if ((error as Error).name !== 'TypeError') throw error;
      }
    };
    await client.record(`t-${kill}`, registered);
    const running = [
      untilGone(async () => {
        const { status } = await client.record(`t-${kill}`, noted('2020-05'));
        if (status !== 201) throw new Error(`answered with ${status}`);
      }),
      ...Array.from({ length: 3 }, () =>
        untilGone(async () => {
          const answer = await text(`${server.baseUrl}/v1/ledger/checkpoint`);
          if (answer.status !== 200) throw new Error(answer.text);
          given.add(answer.text);
        }),
      ),
    ];
    while (given.size <= 3 * (kill + 1)) await pause(5);
    await pause(61 * kill);
    await server.kill();
    await Promise.all(running);
  }
  const again = await startServer({ dataDir: killedDir });
  expect((await clientOf(again.baseUrl).record('t-0', noted('2020-05'))).status).toBe(201);
  expect(await ledgerHealth(again.baseUrl)).toMatchObject({ status: 200, ledger: { status: 'compared' } });
  await again.stop();
  const database = new DatabaseSync(join(killedDir, 'checkpoints.sqlite'), { readOnly: true });
  const kept = new Map(
    database
      .prepare('SELECT size, root FROM checkpoints')
      .all()
      .map(({ size, root }) => [size, Buffer.from(root as Uint8Array).toString('base64')]),
  );
  database.close();
  expect(given.size).toBeGreaterThan(3 * KILLS);
  for (const note of given) {
    const { size, root } = partsOf(note);
    expect([kept.get(size), rootIn(killedDir, size)]).toEqual([root, root]);
  }
});

describe('settings', () => {
  const file = (name: string) => join(directory, name);
  const rsa = `-----BEGIN RSA PRIVATE KEY-----\nnone\n-----END RSA PRIVATE KEY-----\n`;
  it.each([
    [{ LEDGER_ORIGIN: 'https://example.org' }, /^LEDGER_ORIGIN is "https:\/\/example\.org"; accepted is/],
    [{ LEDGER_ORIGIN: 'a b' }, /^LEDGER_ORIGIN is "a b"/],
    [{ LEDGER_ORIGIN: 'a+b' }, /^LEDGER_ORIGIN is/],
    [{ CHECKPOINT_INTERVAL_SECONDS: '-1' }, /^CHECKPOINT_INTERVAL_SECONDS is "-1"; accepted is a whole/],
    [
      { SIGNING_KEY_FILE: '/nowhere/key' },
      /^SIGNING_KEY_FILE is "\/nowhere\/key", which cannot be read \(ENOENT\)/,
    ],
    [
      { SIGNING_KEY_FILE: 'rsa.pem' },
      /^SIGNING_KEY_FILE is ".*", which holds no private key in PEM; accepted is/,
    ],
    [{ WITNESSES_FILE: 'witnesses.txt' }, /^WITNESSES_FILE: line 2 of .* is not of the form/],
    [{ TIMESTAMP_URL: 'http://127.0.0.1:9' }, /^TIMESTAMP_CERTIFICATE_FILE is not given/],
    [
      { TIMESTAMP_URL: 'tsa', TIMESTAMP_CERTIFICATE_FILE: 'rsa.pem' },
      /^TIMESTAMP_URL is set to something else/,
    ],
    [{ TIMESTAMP_URL: 'http://a:b@c', TIMESTAMP_CERTIFICATE_FILE: 'rsa.pem' }, /^TIMESTAMP_URL is set to /],
    [
      { TIMESTAMP_URL: 'http://127.0.0.1:9', TIMESTAMP_CERTIFICATE_FILE: 'rsa.pem' },
      /^TIMESTAMP_CERTIFICATE_FILE is ".*", which holds no certificate/,
    ],
  ])('%j ends the process with one line', async (given, message) => {
    await writeFile(file('rsa.pem'), rsa);
    await writeFile(file('witnesses.txt'), '# ours\nwitness.example\n');
    const env = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, /\.(pem|txt)$/.test(value) ? file(value) : value]),
    );
    const unused = await mkdtemp(join(directory, 'unused-'));
    const { code, errors } = await refusal({ DATA_DIR: unused, ...env });
    expect([code, errors.trimEnd()]).toEqual([78, expect.stringMatching(message)]);
    expect(errors.trimEnd().split('\n')).toHaveLength(1);
  });
});

import { mkdtempSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { settled, withIndexed } from '../verifier/support/flipped-file.js';
import { clientOf, noted, registered, setUp } from './support/client.js';
import { cli } from './support/command.js';
import { AT_START, eventually, partsOf, putLog, tampered, text } from './support/ledger.js';
import { refusal, startServer } from './support/server.js';

/** Of a ledger with 7 events of a therapy. */
const SIZE = AT_START + 7;

const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-contradicted-'));
/** Data as services left them, which no test changes: of therapy `t-1` with an event less and whole, and of `t-2`. */
const [older, newest, other] = ['older', 'newest', 'other'].map((name) => join(directory, name)) as [
  string,
  string,
  string,
];
let root: string;
/** A copy of the newest data of `t-1`, to be spoilt. */
let dataDir: string;
beforeAll(async () => {
  root = await recorded(newest, 't-1', () => cp(newest, older, { recursive: true }));
  await recorded(other, 't-2');
});
beforeEach(async () => {
  dataDir = await mkdtemp(join(directory, 'data-'));
  await cp(newest, dataDir, { recursive: true });
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/**
 * Runs a service until 7 events of a therapy are recorded and signed.
 * @param before done before the last of them, when the others are signed
 * @returns the root of all
 */
async function recorded(where: string, therapyId: string, before?: () => Promise<void>): Promise<string> {
  const server = await startServer({ dataDir: where, env: { CHECKPOINT_INTERVAL_SECONDS: '0' } });
  const client = clientOf(server.baseUrl);
  const signed = async () => partsOf((await text(`${server.baseUrl}/v1/ledger/checkpoint`)).text);
  await setUp(client, therapyId);
  for (let more = 0; more < 2; more += 1) await client.record(therapyId, noted('2020-05'));
  expect((await signed()).size).toBe(SIZE - 1);
  await before?.();
  await client.record(therapyId, noted('2020-05'));
  const last = await signed();
  await server.stop();
  expect(last.size).toBe(SIZE);
  return last.root;
}

/**
 * Starts on what is there, and expects that it records nothing, says why, and still answers questions.
 * @param contradicted what of the therapy is not answered either
 */
async function refuses(therapyId: string, contradicted: readonly string[] = []): Promise<string> {
  const server = await startServer({ dataDir });
  try {
    const client = clientOf(server.baseUrl);
    const { status, body } = await client.record('new', registered);
    expect([status, body['code']]).toEqual([503, 'LEDGER_CONTRADICTED']);
    expect((await client.get('/health/ready')).body).toMatchObject({
      status: 'ok',
      ledger: { status: 'contradicted', detail: expect.stringMatching(/^the /) },
    });
    const current = await client.get('/v1/ledger/checkpoint');
    expect([current.status, current.body['code']]).toEqual([503, 'LEDGER_CONTRADICTED']);
    if (contradicted.length === 0)
      expect((await client.get(`/v1/therapies/${therapyId}/state`)).status).toBe(200);
    for (const what of contradicted) {
      const answer = await client.get(`/v1/therapies/${therapyId}/${what}`);
      expect([what, answer.status, answer.body['code']]).toEqual([what, 503, 'LEDGER_CONTRADICTED']);
    }
    expect((await text(`${server.baseUrl}/metrics`)).text).toMatch(/^ledger_contradicted 1$/m);
    // Nothing was signed of it.
    expect((await cli(dataDir, ['checkpoint'])).code).toBe(5);
    return body['detail'] as string;
  } finally {
    await server.stop();
  }
}

/** Starts on what is there, and expects that all is as it was signed, and goes on. */
async function works(): Promise<void> {
  const server = await startServer({ dataDir });
  try {
    const client = clientOf(server.baseUrl);
    expect(partsOf((await text(`${server.baseUrl}/v1/ledger/checkpoint`)).text)).toMatchObject({
      size: SIZE,
      root,
    });
    expect((await client.record('new', registered)).status).toBe(201);
    expect(partsOf((await text(`${server.baseUrl}/v1/ledger/checkpoint`)).text).size).toBe(SIZE + 1);
  } finally {
    await server.stop();
  }
}

it('an older copy of the log is found out, and its restoration puts everything right', async () => {
  await putLog(older, dataDir);
  expect(await refuses('t-1')).toMatch(
    new RegExp(
      `^The log holds ${AT_START + 6} events, but a checkpoint of ${SIZE} events was published: .*; restore the newest copy`,
    ),
  );
  await putLog(newest, dataDir);
  await works();
});

it.each(['its own', 'no'])(
  'another log of as many events is found out, with %s tree beside it',
  async (tree) => {
    await putLog(other, dataDir);
    for (const suffix of ['', '-wal', '-shm'])
      await rm(join(dataDir, `tree.sqlite${suffix}`), { force: true });
    if (tree === 'its own') await cp(join(other, 'tree.sqlite'), join(dataDir, 'tree.sqlite'));
    expect(await refuses('t-2')).toMatch(
      new RegExp(`^The first ${SIZE} events of the log are not those of which`),
    );
  },
);

it('one byte changed in the log is found out where no tree knows what it was', async () => {
  await rm(join(dataDir, 'tree.sqlite'));
  tampered(dataDir, (log) => {
    const at = AT_START + 6;
    const { bytes } = log.prepare('SELECT bytes FROM events WHERE position = ?').get(at)!;
    const changed = Buffer.from(bytes as Uint8Array)
      .toString()
      .replace('1.5', '3.5');
    log.prepare('UPDATE events SET bytes = ? WHERE position = ?').run(Buffer.from(changed), at);
  });
  expect(await refuses('t-1', ['state'])).toMatch(
    new RegExp(`^The first ${SIZE} events of the log are not those of which`),
  );
});

it('an index that leaves out the last event of a therapy is found out, and hides it from nobody', async () => {
  const file = settled(dataDir);
  await writeFile(file, withIndexed(file, 'sqlite_autoindex_events_1', 't-1', 't-~', -1));
  expect(await refuses('t-1', ['state', 'audit', 'events', 'evidence.zip'])).toMatch(
    /^The file of the log contradicts itself \(.*missing from index/,
  );
  const { code, out } = await cli(dataDir, ['verify', dataDir]);
  expect([code, out]).toEqual([7, expect.stringContaining('FILE_DAMAGED')]);
});

it.each(['missing', 'empty'])('a log that is %s though it was published is no empty clinic', async (how) => {
  for (const suffix of ['', '-wal', '-shm'])
    await rm(join(dataDir, `ledger.sqlite${suffix}`), { force: true });
  if (how === 'empty') await writeFile(join(dataDir, 'ledger.sqlite'), '');
  const server = await startServer({ dataDir });
  try {
    const { status, body } = await clientOf(server.baseUrl).record('t-1', registered);
    expect([status, body['code']]).toEqual([503, 'LEDGER_CONTRADICTED']);
    const page = await eventually(
      () => text(`${server.baseUrl}/`),
      ({ status: found }) => found === 200,
    );
    expect(page.text).toContain(`The log holds 0 events, but a checkpoint of ${SIZE} events was published`);
    expect(page.text).not.toContain('No therapy is recorded here yet');
    const therapy = await clientOf(server.baseUrl).get('/v1/therapies/t-1/audit');
    expect([therapy.status, therapy.body['code']]).toEqual([503, 'LEDGER_CONTRADICTED']);
  } finally {
    await server.stop();
  }
});

it('a log without what keeps its events from being changed is not opened', async () => {
  const log = new DatabaseSync(join(dataDir, 'ledger.sqlite'));
  log.exec('DROP TRIGGER events_never_change; DROP TRIGGER events_never_go');
  log.close();
  const { code, errors } = await refusal({ DATA_DIR: dataDir });
  expect([code, errors.trimEnd()]).toEqual([
    78,
    expect.stringMatching(/^.*was tampered with: .* \(events_never_change, events_never_go\)\. Keep it.*$/),
  ]);
});

it('a private key that is not the log’s is not signed with', async () => {
  await cp(join(other, 'signing', 'private-key.pem'), join(dataDir, 'signing', 'private-key.pem'));
  const { code, errors } = await refusal({ DATA_DIR: dataDir });
  expect([code, errors]).toEqual([78, expect.stringContaining('is a key that nothing introduces')]);
});

it('a tree alone that is not that of the log is built anew', async () => {
  await cp(join(other, 'tree.sqlite'), join(dataDir, 'tree.sqlite'));
  await works();
});

it('a checkpoint that the log did not sign is found out', async () => {
  const file = new DatabaseSync(join(dataDir, 'checkpoints.sqlite'));
  file.exec('DROP TRIGGER checkpoints_never_change');
  file.prepare('UPDATE checkpoints SET root = ? WHERE size = ?').run(Buffer.alloc(32, 1), SIZE);
  file.close();
  expect(await refuses('t-1')).toMatch(
    new RegExp(`^The checkpoint of ${SIZE} events in checkpoints\\.sqlite is not as this log signed`),
  );
});

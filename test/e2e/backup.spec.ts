import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RestoredAnswer } from '../../src/cli/restore.js';
import { contentsOf, filesIn, logIn, withFiles, wrappedIn } from './support/backups.js';
import { clientOf, implanted, noted, programmed, refilled, registered, setUp } from './support/client.js';
import { cli, startCli } from './support/command.js';
import { AT_START, partsOf, text } from './support/ledger.js';
import { type Server, startServer } from './support/server.js';

/** In no other text of the service. */
const SECRET = 'Quittenbrot';
const AUDIT = '/v1/therapies/a/audit?asOf=2021-01-01T00:00:00Z&knownAt=2100-01-01T00:00:00Z';

let directory: string;
let dataDir: string;
const at = (name: string) => join(directory, name);

/** What the operator keeps apart from backups. */
const SECRETS = ['master.key', 'signing/private-key.pem'];

const restored = async (into: string, ...words: string[]): Promise<RestoredAnswer> => {
  const { code, out, err } = await cli(into, ['--json', 'restore', ...words]);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as RestoredAnswer;
};
interface Listed {
  readonly items: { readonly data: { readonly reason?: unknown } }[];
}
const reasonOf = async (server: Server): Promise<unknown> => {
  const { body } = await clientOf(server.baseUrl).get<Listed>('/v1/therapies/a/events');
  return body.items[3]!.data.reason;
};

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pump-ledger-backup-'));
  dataDir = at('data');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a backup of a service that records', () => {
  let auditHash: unknown;
  let after: number;

  it('holds a beginning of the log with all that was acknowledged before, and no key', async () => {
    const server = await startServer({ dataDir });
    const client = clientOf(server.baseUrl);
    await setUp(client, 'b');
    for (const event of [registered, implanted, refilled]) await client.record('a', event);
    await client.record('a', { ...programmed, data: { ...programmed.data, reason: SECRET } });
    await text(`${server.baseUrl}/v1/ledger/checkpoint`);
    let acknowledged = 8;
    const done = new AbortController();
    const recording = (async () => {
      while (!done.signal.aborted) {
        expect((await client.record('b', noted('2020-05'))).status).toBe(201);
        acknowledged += 1;
        // Some while it copies, not all that the machine can.
        await pause(50);
      }
    })();
    const before = acknowledged;
    // By another process, as beside a service that does not wait for it.
    const made = await startCli(dataDir, ['--json', 'backup', at('backup')]).ended;
    const keys = await cli(dataDir, ['backup-keys', at('keys.backup')]);
    after = acknowledged;
    done.abort();
    await recording;
    expect([made.code, made.err, keys.code]).toEqual([0, '', 0]);
    auditHash = (await client.get(AUDIT)).body['auditHash'];
    // Nothing is put in the place of what a service runs on.
    const inUse = { code: 5, err: expect.stringMatching(/in use/) as string };
    expect(await cli(dataDir, ['restore', at('backup')])).toMatchObject(inUse);
    await server.stop();

    const copied = logIn(at('backup'));
    const { events } = JSON.parse(made.out) as { events: number };
    expect(copied).toEqual(logIn(dataDir).slice(0, events));
    const ofTherapies = events - AT_START;
    expect([ofTherapies >= before, ofTherapies <= after, after > before + 1]).toEqual([true, true, true]);
    const names = filesIn(at('backup'));
    expect(names).toEqual(expect.arrayContaining(['checkpoints.sqlite', 'ledger.sqlite', 'signing/origin']));
    expect(names.filter((name) => /key/.test(name) && name !== 'signing/verifier-keys.txt')).toEqual([]);
    const bytes = names.map((name) => readFileSync(join(at('backup'), name)));
    const secrets = [
      readFileSync(join(dataDir, 'master.key')).subarray(0, 32),
      ...[...wrappedIn(at('keys.backup')).values()].map((wrapped) => wrapped.subarray(0, 16)),
    ];
    expect(secrets).toHaveLength(3);
    for (const secret of secrets) expect(bytes.some((file) => file.includes(secret))).toBe(false);
    expect((await cli(dataDir, ['verify', at('backup')])).code).toBe(0);
  });

  it('is restored into an empty directory, verified, and goes on', async () => {
    const empty = withFiles(at('empty'), dataDir, ...SECRETS);
    const { keys, found, keysDestroyedAgain, lacksSigningKey } = await restored(
      empty,
      at('backup'),
      '--keys',
      at('keys.backup'),
    );
    expect([keys, keysDestroyedAgain, lacksSigningKey]).toEqual(['restored', 0, false]);
    expect(found).toMatchObject({
      treeSize: logIn(at('backup')).length,
      therapies: 2,
      covered: AT_START + 8,
    });
    expect(logIn(empty)).toEqual(logIn(at('backup')));
    const server = await startServer({ dataDir: empty });
    const client = clientOf(server.baseUrl);
    expect((await client.get(AUDIT)).body['auditHash']).toBe(auditHash);
    expect(await reasonOf(server)).toBe(SECRET);
    expect((await client.record('a', noted('2020-06'))).status).toBe(201);
    const { status, text: note } = await text(`${server.baseUrl}/v1/ledger/checkpoint`);
    expect([status, partsOf(note).size]).toEqual([200, logIn(at('backup')).length + 1]);
    await server.stop();
  });

  it('without keys it is restored for whoever puts them there later; none are made', async () => {
    const bare = at('bare');
    expect(await restored(bare, at('backup'))).toMatchObject({ keys: 'absent', lacksSigningKey: true });
    expect(filesIn(bare).filter((name) => /keys\.db|master|private/.test(name))).toEqual([]);
    withFiles(bare, dataDir, ...SECRETS);
    const server = await startServer({ dataDir: bare });
    // The log opens with new keys, and shows digests.
    expect(await reasonOf(server)).toEqual({ $sd: expect.any(String) });
    expect((await clientOf(server.baseUrl).get(AUDIT)).body['auditHash']).not.toBe(undefined);
    await server.stop();
    expect(server.output().match(/keys\.db lacks the keys of therapies in the log/g)).toHaveLength(1);
  });
});

describe('an erasure between backup and restoration', () => {
  let wrapped: Buffer;

  beforeAll(async () => {
    wrapped = wrappedIn(at('keys.backup')).get('a')!;
    const erased = await cli(dataDir, ['erase', 'a', '--reason', 'asked for', '--authority', 'DPO']);
    expect(erased.code).toBe(0);
    expect((await cli(dataDir, ['backup', at('newer')])).code).toBe(0);
  });

  const isErased = async (where: string) => {
    expect([...wrappedIn(join(where, 'keys.db')).keys()]).toEqual(['b']);
    for (const name of filesIn(where))
      expect([name, readFileSync(join(where, name)).includes(wrapped.subarray(0, 12))]).toEqual([
        name,
        false,
      ]);
    expect(logIn(where).filter(({ type }) => type === 'PatientErased')).toHaveLength(1);
    const { items } = JSON.parse((await cli(where, ['events', 'a', '--json'])).out) as Listed;
    expect(items[3]!.data.reason).toEqual({ $sd: expect.any(String) });
    const lines = ['a', 'b'].map((therapyId) => JSON.stringify({ therapyId, ...noted('2020-07') }));
    const { out } = await cli(where, ['import', '-', '--json'], {}, lines.join('\n'));
    expect(JSON.parse(out)).toMatchObject([{ recorded: 1, rejected: [{ line: 1, code: 'THERAPY_ERASED' }] }]);
  };

  it('an older log learns of it from newer keys', async () => {
    const where = withFiles(at('older-log'), dataDir, 'keys.db', ...SECRETS);
    expect(await restored(where, at('backup'))).toMatchObject({
      keys: 'kept',
      keysDestroyedAgain: 0,
      erasuresRecordedAgain: 1,
      erasuresNotRecorded: 0,
    });
    await isErased(where);
  });

  it('older keys learn of it from a newer log', async () => {
    const where = withFiles(at('older-keys'), dataDir, ...SECRETS);
    const words = ['--json', 'restore', at('newer'), '--keys', at('keys.backup')];
    const { code, out, err } = await cli(where, words);
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ keys: 'restored', keysDestroyedAgain: 1, erasuresRecordedAgain: 0 }),
    ]);
    // They have no key of who allowed it, nor of who recorded it.
    expect(err).toMatch(/keys\.db lacks the keys of [^]*therapies: 0[^]*staff: 2/);
    await isErased(where);
  });

  it('also where the keys were put back by hand', async () => {
    const where = withFiles(at('by-hand'), at('older-keys'), 'ledger.sqlite', ...SECRETS);
    copyFileSync(at('keys.backup'), join(where, 'keys.db'));
    expect(wrappedIn(join(where, 'keys.db')).size).toBe(2);
    expect((await cli(where, ['therapies'])).code).toBe(0);
    expect(wrappedIn(join(where, 'keys.db')).size).toBe(1);
  });

  it('both older bring it back: nothing is left that knows', async () => {
    const where = withFiles(at('both-older'), dataDir, ...SECRETS);
    expect(await restored(where, at('backup'), '--keys', at('keys.backup'))).toMatchObject({
      keysDestroyedAgain: 0,
      erasuresRecordedAgain: 0,
    });
    expect(wrappedIn(join(where, 'keys.db')).get('a')).toEqual(wrapped);
  });
});

describe('a backup that is older than what was published', () => {
  it('is recognised, and restored for reading only where that is asked for', async () => {
    const note = partsOf((await cli(dataDir, ['checkpoint'])).out);
    const where = withFiles(at('published'), dataDir, 'checkpoints.sqlite', 'keys.db', ...SECRETS);
    withFiles(where, dataDir, 'signing/origin', 'signing/verifier-keys.txt');
    const before = contentsOf(where);
    const refused = await cli(where, ['restore', at('backup')]);
    const size = logIn(at('backup')).length;
    expect([refused.code, refused.err]).toEqual([
      7,
      expect.stringMatching(
        new RegExp(
          `holds ${size} events, but a checkpoint of ${note.size} was published on ${new Date().toISOString().slice(0, 10)}`,
        ),
      ),
    ]);
    expect(contentsOf(where)).toEqual(before);

    const accepted = await restored(where, at('backup'), '--accept-older');
    expect(accepted).toMatchObject({
      olderThan: { size: note.size },
      erasuresRecordedAgain: 0,
      erasuresNotRecorded: 1,
    });
    expect(logIn(where)).toEqual(logIn(at('backup')));
    const reading = await startServer({ dataDir: where });
    const client = clientOf(reading.baseUrl);
    expect((await client.get('/v1/therapies/a/state')).status).toBe(200);
    expect(await client.record('b', noted('2020-08'))).toMatchObject({
      status: 503,
      body: { code: 'LEDGER_CONTRADICTED' },
    });
    await reading.stop();
    // Nothing was recorded by the start either.
    expect(logIn(where)).toEqual(logIn(at('backup')));

    // What restore says of how to go on.
    for (const name of ['checkpoints.sqlite', 'checkpoints.sqlite-wal', 'checkpoints.sqlite-shm', 'signing'])
      rmSync(join(where, name), { recursive: true, force: true });
    const again = await startServer({ dataDir: where });
    expect((await clientOf(again.baseUrl).record('b', noted('2020-08'))).status).toBe(201);
    expect(partsOf((await text(`${again.baseUrl}/v1/ledger/checkpoint`)).text).origin).not.toBe(note.origin);
    await again.stop();
    expect(logIn(where).filter(({ type }) => type === 'PatientErased')).toHaveLength(1);
  });
});

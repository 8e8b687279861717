import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import type { Settings } from '../../src/config/settings.js';
import { AppendGate, LedgerContradicted } from '../../src/event-store/append-gate.js';
import { verifierKeyText } from '../../src/ledger/verifier-key.js';
import { HealthDetails } from '../../src/observability/health-details.js';
import { Metrics } from '../../src/observability/metrics.js';
import { CheckpointFile } from '../../src/publication/signing/checkpoint-file.js';
import { Checkpoints } from '../../src/publication/signing/checkpoints.js';
import { Contradictions } from '../../src/publication/contradictions.js';
import { SoleSigner } from '../../src/publication/signing/signer.js';
import { SigningKeys } from '../../src/publication/signing/signing-keys.js';
import { StartCheck } from '../../src/publication/start-check.js';
import { TreeKeeper } from '../../src/publication/tree/tree-keeper.js';
import { Reference, leafOf } from '../ledger/support/rfc6962.js';
import { isSigned } from '../support/witness.js';
import { GrowingLog } from './growing-log.js';

let dataDir: string;
let log: GrowingLog;
let file: CheckpointFile;
let keys: SigningKeys;
let gate: AppendGate;
let trees: TreeKeeper;
let checkpoints: Checkpoints;
let check: StartCheck;
let now = 1000;

function start(settings: Partial<Settings> = {}): void {
  const all = { dataDir, ...settings } as Settings;
  file = CheckpointFile.open(dataDir);
  keys = SigningKeys.open(
    all,
    file.last() && { origin: file.last()!.origin, isSignedBy: (key) => file.isSignedBy(key) },
  );
  gate = new AppendGate();
  const contradictions = new Contradictions(gate);
  trees = new TreeKeeper(log.asStore, all, new Metrics(), new HealthDetails());
  checkpoints = new Checkpoints(
    keys,
    trees,
    file,
    new SoleSigner(file),
    contradictions,
    gate,
    () => now,
    all,
  );
  check = new StartCheck(log.asStore, file, keys, trees, gate, contradictions);
}
async function stop(): Promise<void> {
  await check.onModuleDestroy();
  await trees.onApplicationShutdown();
  file.close();
}
const rootOf = (size: number) =>
  new Reference(log.entries.slice(0, size).map(leafOf)).mth(0, size).toString('base64');
const database = (sql: string) => {
  const direct = new DatabaseSync(join(dataDir, 'checkpoints.sqlite'));
  try {
    direct.exec(sql);
  } finally {
    direct.close();
  }
};

beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pump-ledger-checkpoints-'));
  log = new GrowingLog();
  start();
});
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

describe('a checkpoint', () => {
  it('is one for all who ask at once, and a new one only where the log grew', async () => {
    log.grow(300);
    const many = await Promise.all(Array.from({ length: 50 }, () => checkpoints.current()));
    now += 1;
    expect(new Set(many.map(({ note, signedAt }) => `${note}${signedAt}`)).size).toBe(1);
    expect(await checkpoints.current()).toEqual(many[0]);
    expect(many[0]).toMatchObject({ size: 300, signedAt: now - 1 });
    expect(many[0]!.rootHash.toString('base64')).toBe(rootOf(300));
    log.grow(1);
    expect(await checkpoints.current()).toMatchObject({ size: 301, signedAt: now });
  });

  it('covers a leaf for ever by the same one', async () => {
    log.grow(5);
    expect((await checkpoints.covering(4)).size).toBe(5);
    log.grow(3);
    // Nothing covers leaf 5 yet.
    expect((await checkpoints.covering(5)).size).toBe(8);
    log.grow(3);
    await checkpoints.current();
    for (const [leaf, size] of [
      [0, 5],
      [4, 5],
      [5, 8],
      [7, 8],
      [8, 11],
      [10, 11],
    ] as const)
      expect((await checkpoints.covering(leaf)).size).toBe(size);
    await expect(checkpoints.covering(11)).rejects.toThrow(/holds 11 events and no leaf 11/);
    expect(checkpoints.bySize(8)?.rootHash.toString('base64')).toBe(rootOf(8));
    expect(checkpoints.bySize(9)).toBeUndefined();
    await stop();
    start();
    expect((await checkpoints.covering(5)).size).toBe(8);
  });

  it('is published once signed where nobody outside is asked, else only when they were', async () => {
    log.grow(2);
    await checkpoints.current();
    expect(checkpoints.published()?.size).toBe(2);
    await stop();
    start({ witnessesFile: 'somewhere' });
    log.grow(2);
    await checkpoints.current();
    expect(checkpoints.published()?.size).toBe(2);
    await stop();
    // The witnesses were taken out of the settings.
    start();
    await checkpoints.current();
    expect(checkpoints.published()?.size).toBe(4);
  });

  it('of a log that is not the one it signed before is never made', async () => {
    log.grow(5);
    await checkpoints.current();
    log.entries[2] = Buffer.from('another');
    await trees.rebuild();
    log.grow(1);
    await expect(checkpoints.current()).rejects.toThrow(LedgerContradicted);
    await expect(checkpoints.current()).rejects.toThrow(/the first 5 events of the log are not those/);
    await expect(gate.waiting).rejects.toThrow(LedgerContradicted);
    expect(file.last()?.size).toBe(5);
  });

  it('of a tree that alone is wrong is made once the tree is right again', async () => {
    log.grow(5);
    await checkpoints.current();
    const kept = log.entries[2]!;
    log.entries[2] = Buffer.from('another');
    await trees.rebuild();
    log.entries[2] = kept;
    log.grow(1);
    const { size, rootHash } = await checkpoints.current();
    expect([size, rootHash.toString('base64')]).toEqual([6, rootOf(6)]);
    expect(gate.waiting).toBeUndefined();
  });
});

describe('a rotation', () => {
  const vkeys = () => keys.verifierKeys.map(verifierKeyText);
  const by = (note: string) => vkeys().map((vkey) => isSigned(note, [vkey]));

  it('adds a signature to the checkpoint that there is, or makes one signed by both', async () => {
    log.grow(3);
    const old = await checkpoints.current();
    const both = await checkpoints.rotateKey();
    expect([both.text, both.signedAt, by(both.note)]).toEqual([old.text, old.signedAt, [true, true]]);
    expect(keys.isRotating).toBe(false);
    expect(await checkpoints.current()).toEqual(both);
    log.grow(1);
    expect(by((await checkpoints.current()).note)).toEqual([true, false]);
    const third = await checkpoints.rotateKey();
    expect(by(third.note)).toEqual([true, true, false]);
    const fourth = await checkpoints.rotateKey();
    // All three that ever signed this one, the newest first.
    expect(by(fourth.note)).toEqual([true, true, true, false]);
    expect(fourth.note.trimEnd().split('\n')).toHaveLength(7);
    expect(file.bySize(3)).toEqual(both);
  });

  it('that was interrupted is ended by the next checkpoint', async () => {
    log.grow(3);
    await checkpoints.current();
    keys.beginRotation();
    await stop();
    start();
    expect(by((await checkpoints.current()).note)).toEqual([true, true]);
    expect(keys.isRotating).toBe(false);
  });

  it('is not begun where the log may not be signed', async () => {
    gate.shut(new LedgerContradicted('told so'));
    await expect(checkpoints.rotateKey()).rejects.toThrow('told so');
    expect(vkeys()).toHaveLength(1);
  });
});

describe('the file', () => {
  it('keeps what was signed from any change', async () => {
    log.grow(5);
    const signed = await checkpoints.current();
    for (const sql of [
      'DELETE FROM checkpoints',
      'UPDATE checkpoints SET size = 6',
      "UPDATE checkpoints SET root = x'00'",
      "UPDATE checkpoints SET origin = 'other'",
      'UPDATE checkpoints SET signed_at = 0',
      "INSERT INTO checkpoints (size, origin, root, signatures, signed_at) VALUES (5, 'a', x'00', '', 0)",
      "REPLACE INTO checkpoints (size, origin, root, signatures, signed_at) VALUES (5, 'a', x'00', '', 0)",
      "INSERT INTO checkpoints (size, origin, root, signatures, signed_at) VALUES (4, 'a', x'00', '', 0)",
    ])
      expect(() => database(sql)).toThrow(/never|more events/);
    expect(file.bySize(5)).toEqual(signed);
  });

  it('says so where its disk is full, and goes on when there is space', () => {
    const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-full-'));
    const file = CheckpointFile.open(directory);
    const { database } = file as unknown as { database: DatabaseSync };
    const pages = Number(database.prepare('PRAGMA page_count').get()!['page_count']);
    const signed = (size: number) => () =>
      file.apply({
        type: 'CheckpointSigned',
        size,
        origin: 'o',
        rootHash: Buffer.alloc(32, 1).toString('base64'),
        signatures: 'x'.repeat(8_000),
        signedAt: 0,
      });
    database.exec(`PRAGMA max_page_count = ${pages}`);
    const unavailable = { kind: 'unavailable', code: 'CHECKPOINTS_UNAVAILABLE' };
    expect(signed(1)).toThrow(expect.objectContaining(unavailable));
    expect(() => file.together(signed(1))).toThrow(expect.objectContaining(unavailable));
    database.exec('PRAGMA max_page_count = 100000');
    signed(1)();
    expect(file.last()?.size).toBe(1);
    file.close();
    expect(() => file.last()).toThrow(expect.objectContaining(unavailable));
    rmSync(directory, { recursive: true });
  });

  it('adds cosignatures and the timestamp, and shows them after the log’s own lines', async () => {
    log.grow(5);
    const { note, size } = await checkpoints.current();
    const cosigned = (name: string, keyId: string, line: string) =>
      file.apply({ type: 'CheckpointCosigned', size, name, keyId, line });
    cosigned('b', '00000002', '— b BB==\n');
    cosigned('a', '00000001', '— a AA==\n');
    cosigned('a', '00000001', '— a AAA=\n');
    const reply = Buffer.from('reply').toString('base64');
    file.apply({ type: 'CheckpointTimestamped', size, reply });
    expect(file.last()).toMatchObject({ note: `${note}— a AA==\n— b BB==\n`, ownNote: note });
    expect(file.last()?.timestamp?.toString()).toBe('reply');
    expect([file.cosignedSize('a', '00000001'), file.cosignedSize('a', '00000002')]).toEqual([5, 0]);
  });

  it('that is no such file is refused, and left as it is', async () => {
    await stop();
    const path = join(dataDir, 'checkpoints.sqlite');
    database('PRAGMA user_version = 9');
    expect(() => CheckpointFile.open(dataDir)).toThrow(/cannot be used: another version .* restore it\.$/);
    database('PRAGMA application_id = 7');
    expect(() => CheckpointFile.open(dataDir)).toThrow(/it is no file of this service/);
    rmSync(path);
    // Not made anew without a word: without it a log that was cut off could be signed again.
    expect(() => CheckpointFile.open(dataDir)).toThrow(/missing or empty, though this log has a signing key/);
    rmSync(path);
    rmSync(join(dataDir, 'signing'), { recursive: true });
    start();
  });
});

describe('the comparison at start', () => {
  it('makes appends wait, for 10 seconds at most, and refuses them where it finds a difference later', async () => {
    log.grow(600);
    await checkpoints.current();
    await stop();
    start();
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    const readFrom = log.readFrom.bind(log);
    log.readFrom = async (leafIndex, limit) => {
      if (leafIndex === 256) await held;
      return readFrom(leafIndex, limit);
    };
    const begun = Date.now();
    check.onModuleInit();
    expect([check.state, check.refusal]).toEqual(['checking', expect.stringMatching(/is being compared/)]);
    await gate.waiting;
    const waited = Date.now() - begun;
    expect(waited).toBeGreaterThan(9_000);
    expect([gate.waiting, check.state, check.refusal]).toEqual([undefined, 'checking', undefined]);
    log.entries[400] = Buffer.from('another');
    release();
    while (!gate.waiting) await new Promise((done) => setTimeout(done, 5));
    await expect(gate.waiting).rejects.toThrow(/the first 600 events of the log are not those/);
  });

  it('passes a log that is as it was, and has grown', async () => {
    log.grow(600);
    await checkpoints.current();
    log.grow(7);
    await stop();
    start();
    check.onModuleInit();
    await gate.waiting;
    expect([check.state, check.refusal, gate.waiting]).toEqual(['compared', undefined, undefined]);
  });

  it('that cannot be made refuses appends, and says so', async () => {
    log.grow(6);
    await checkpoints.current();
    await stop();
    start();
    log.isAway = true;
    check.onModuleInit();
    await expect(gate.waiting).rejects.toThrow('told to fail');
    expect([check.state, check.refusal]).toEqual(['failed', expect.stringMatching(/told to fail/)]);
  });
});

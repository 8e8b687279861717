import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import {
  type Erasure,
  KeyDestroyed,
  KeyFile,
  KeyUnreadable,
  KeysUnavailable,
  TherapyHeld,
  UnusableKeyFile,
} from '../../src/custody/key-file.js';
import { FULL } from '../support/full.js';

const MASTER = Buffer.alloc(32, 3);
let directory: string;
let keys: KeyFile;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pump-ledger-keys-'));
  keys = KeyFile.open(directory, MASTER);
});
afterEach(() => {
  keys.close();
  rmSync(directory, { recursive: true, force: true });
});

const reopen = () => {
  keys.close();
  keys = KeyFile.open(directory, MASTER);
};
/** What somebody else does to the file. */
const aside = (sql: string) => {
  const database = new DatabaseSync(join(directory, 'keys.db'));
  database.exec(sql);
  database.close();
};
const made = async (therapyId: string) => {
  const { key, persisted } = keys.sealing(therapyId);
  await persisted;
  return key;
};
const erasureOf = (therapyId: string, eventId = `erased-${therapyId}`): Erasure => ({
  therapyId,
  eventId,
  reason: 'asked for',
  authority: 'DPO',
  at: 1_000,
  by: 'cli',
});
const holdOf = (therapyId: string, authority = 'court') => ({
  therapyId,
  authority,
  reason: 'a case is pending',
  at: 2_000,
  by: 'cli',
});
const releaseOf = (therapyId: string, authority = 'court') => ({
  therapyId,
  authority,
  reason: 'the case is closed',
  at: 3_000,
  by: 'cli',
});

/** The same numbers from 0 to 1 on each machine. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

/** Of each therapy, what stands in the file for its key. */
function wrappedKeys(): ReadonlyMap<string, Buffer> {
  const database = new DatabaseSync(join(directory, 'keys.db'), { readOnly: true });
  const rows = database.prepare('SELECT therapy_id, wrapped FROM keys').all();
  database.close();
  return new Map(rows.map((row) => [String(row['therapy_id']), Buffer.from(row['wrapped'] as Uint8Array)]));
}
const onDisk = (where = directory) =>
  Buffer.concat(
    ['', '-wal', '-shm', '-journal']
      .map((suffix) => join(where, `keys.db${suffix}`))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file)),
  );
/** In whole or in halves: a page may have been written over in part. */
const isOnDisk = (wrapped: Buffer, disk = onDisk()) =>
  disk.includes(wrapped.subarray(0, 30)) || disk.includes(wrapped.subarray(30));

describe('keys', () => {
  it('are one per therapy, usable at once, and on disk when they say so', async () => {
    const first = keys.sealing('a');
    expect(wrappedKeys().size).toBe(0);
    expect(keys.opening('a')).toBe(first.key);
    expect(keys.sealing('a')).toEqual(first);
    expect(keys.sealing('b').persisted).toBe(first.persisted);
    await first.persisted;
    expect([...wrappedKeys().keys()]).toEqual(['a', 'b']);
    expect(keys.sealing('a')).toEqual({ key: first.key, persisted: undefined });
    reopen();
    expect(keys.opening('a')!.equals(first.key)).toBe(true);
    expect(keys.opening('b')!.equals(first.key)).toBe(false);
    expect(keys.opening('c')).toBeUndefined();
    expect([keys.knows('a'), keys.knows('c')]).toEqual([true, false]);
  });

  it('stand in the file only wrapped, each for its own therapy', async () => {
    const key = await made('a');
    await made('b');
    expect(onDisk().includes(key.export())).toBe(false);
    keys.close();
    const database = new DatabaseSync(join(directory, 'keys.db'));
    database.exec("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE therapy_id = 'a')");
    database.close();
    keys = KeyFile.open(directory, MASTER);
    expect(keys.opening('a')).toBeDefined();
    expect(() => keys.opening('b')).toThrow(KeyUnreadable);
    expect(() => keys.sealing('b')).toThrow(/the key of therapy b in keys\.db was changed or swapped/);
  });

  it('that could not be stored are no keys, and are made anew', async () => {
    aside("CREATE TRIGGER full BEFORE INSERT ON keys BEGIN SELECT RAISE(ABORT, 'no space'); END");
    const lost = keys.sealing('a');
    await expect(lost.persisted).rejects.toThrow(KeysUnavailable);
    expect(keys.opening('a')).toBeUndefined();
    aside('DROP TRIGGER full');
    expect((await made('a')).equals(lost.key)).toBe(false);
  });
});

describe('an erasure', () => {
  it('destroys the key for good, and is remembered', async () => {
    await made('a');
    const other = await made('b');
    keys.erase(erasureOf('a'));
    for (const look of [() => undefined, reopen]) {
      look();
      expect(keys.opening('a')).toBeUndefined();
      expect(() => keys.sealing('a')).toThrow(KeyDestroyed);
      expect([keys.erasureOf('a'), keys.erasureOf('b')]).toEqual([erasureOf('a'), undefined]);
      expect(keys.erasures()).toEqual([erasureOf('a')]);
      expect(keys.knows('a')).toBe(true);
      expect(keys.opening('b')!.equals(other)).toBe(true);
    }
  });

  it('is possible before there is a key, or while it is on its way; again, it changes nothing', async () => {
    keys.erase(erasureOf('a'));
    const { persisted } = keys.sealing('b');
    keys.erase(erasureOf('b'));
    await persisted;
    expect([...wrappedKeys().keys()]).toEqual([]);
    keys.erase(erasureOf('b', 'another'));
    expect(keys.erasureOf('b')!.eventId).toBe('erased-b');
  });

  it('leaves nothing of the wrapped key in the file, nor in those beside it, however pages were rearranged', async () => {
    // Of these keys, deleted in this order, SQLite alone (3.53.4) leaves some behind: tried without VACUUM.
    const random = randomFrom(9);
    const names = Array.from({ length: 3_000 }, (_, index) => {
      const digits = String(Math.floor(random() * 1e9));
      return `${digits}${'x'.repeat(Math.floor(random() * 40))}${index}`;
    });
    await Promise.all(names.map(made));
    const before = wrappedKeys();
    const shuffled = names.map((name) => ({ name, order: random() })).sort((x, y) => x.order - y.order);
    const [last, ...erased] = shuffled
      .slice(0, 1_501)
      .map(({ name }) => name)
      .toReversed();
    keys.eraseAgain(erased.toReversed().map((name) => erasureOf(name)));
    expect(isOnDisk(before.get(last!)!)).toBe(true);
    const disk = onDisk();
    expect(erased.filter((name) => isOnDisk(before.get(name)!, disk))).toEqual([]);
    keys.erase(erasureOf(last!));
    expect(isOnDisk(before.get(last!)!)).toBe(false);
  });

  it('that could not clear the disk says so, and does it when it is asked again or opened', async () => {
    await made('a');
    const wrapped = wrappedKeys().get('a')!;
    const reader = new DatabaseSync(join(directory, 'keys.db'), { readOnly: true });
    reader.exec('BEGIN; SELECT count(*) FROM keys');
    expect(() => keys.erase(erasureOf('a'))).toThrow(/is being read by another process/);
    expect([keys.opening('a'), keys.erasureOf('a')]).toEqual([undefined, erasureOf('a')]);
    expect(isOnDisk(wrapped)).toBe(true);
    const asItWas = `${directory}-as-it-was`;
    cpSync(directory, asItWas, { recursive: true });
    expect(isOnDisk(wrapped, onDisk(asItWas))).toBe(true);
    KeyFile.open(asItWas, MASTER).close();
    expect(isOnDisk(wrapped, onDisk(asItWas))).toBe(false);
    rmSync(asItWas, { recursive: true });
    reader.close();
    keys.erase(erasureOf('a'));
    expect(isOnDisk(wrapped)).toBe(false);
  });

  it('is refused while a hold of anybody stands, unless the log says that it was made', async () => {
    await made('a');
    keys.holds.set(holdOf('a', 'court'));
    keys.holds.set(holdOf('a', 'insurer'));
    expect(() => keys.erase(erasureOf('a'))).toThrow(TherapyHeld);
    keys.holds.release(releaseOf('a', 'court'));
    expect(keys.holds.of('a').map(({ authority }) => authority)).toEqual(['insurer']);
    expect(() => keys.erase(erasureOf('a'))).toThrow(
      /under a legal hold since 1970-01-01T00:00:02\.000Z .*insurer/,
    );
    expect(keys.opening('a')).toBeDefined();
    reopen();
    expect(keys.holds.of('a')).toEqual([holdOf('a', 'insurer')]);
    const { therapyId: _therapyId, authority: _authority, ...released } = releaseOf('a');
    expect(keys.holds.all()).toEqual([{ ...holdOf('a', 'court'), released }, holdOf('a', 'insurer')]);
    keys.eraseAgain([erasureOf('a')]);
    expect(keys.opening('a')).toBeUndefined();
  });
});

describe('what it knows of the log', () => {
  it('is how far it was read, and whose keys were lost', () => {
    expect([keys.readUpTo, keys.lost]).toEqual([undefined, 0]);
    keys.readUpTo = { events: 7, hash: 'a' };
    keys.noteLost(['a', 'b'], 1);
    keys.noteLost(['b', 'c'], 2);
    reopen();
    expect([keys.readUpTo, keys.lost]).toEqual([{ events: 7, hash: 'a' }, 3]);
    keys.erase(erasureOf('b'));
    expect(keys.lost).toBe(2);
  });
});

describe('the file', () => {
  it('is refused when it is of another application or a newer version', () => {
    aside('PRAGMA user_version = 99');
    expect(reopen).toThrow(UnusableKeyFile);
    expect(reopen).toThrow(/schema version 99 and this version of the service knows up to 3/);
    aside('PRAGMA user_version = 3; PRAGMA application_id = 5');
    expect(reopen).toThrow(/is a database, but holds no keys of this service/);
    aside('PRAGMA application_id = 1886152555');
    expect(reopen).not.toThrow();
  });

  it('does what a model does, whatever happens in which order', async () => {
    const therapy = fc.constantFrom('a', 'b', 'c', 'd');
    const step = fc.oneof(
      ...(['seal', 'erase', 'hold', 'release'] as const).map((kind) =>
        fc.record({ kind: fc.constant(kind), therapy }),
      ),
      fc.record({ kind: fc.constantFrom('reopen' as const, 'turn' as const), therapy }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        keys.close();
        rmSync(directory, { recursive: true, force: true });
        directory = mkdtempSync(join(tmpdir(), 'pump-ledger-keys-'));
        keys = KeyFile.open(directory, MASTER);
        const model = { keys: new Map<string, string>(), erased: new Set<string>(), held: new Set<string>() };
        for (const { kind, therapy } of steps) {
          if (kind === 'seal' && model.erased.has(therapy))
            expect(() => keys.sealing(therapy)).toThrow(KeyDestroyed);
          else if (kind === 'seal') {
            const key = keys.sealing(therapy).key.export().toString('hex');
            expect(key).toBe(model.keys.get(therapy) ?? key);
            model.keys.set(therapy, key);
          } else if (kind === 'erase' && model.held.has(therapy) && !model.erased.has(therapy))
            expect(() => keys.erase(erasureOf(therapy))).toThrow(TherapyHeld);
          else if (kind === 'erase') {
            keys.erase(erasureOf(therapy));
            model.erased.add(therapy);
            model.keys.delete(therapy);
          } else if (kind === 'hold') {
            keys.holds.set(holdOf(therapy));
            model.held.add(therapy);
          } else if (kind === 'release') {
            keys.holds.release(releaseOf(therapy));
            model.held.delete(therapy);
          } else if (kind === 'reopen') {
            await new Promise(setImmediate);
            reopen();
          } else if (kind === 'turn') await new Promise(setImmediate);
          for (const each of ['a', 'b', 'c', 'd']) {
            expect(keys.opening(each)?.export().toString('hex')).toBe(model.keys.get(each));
            expect(keys.erasureOf(each) !== undefined).toBe(model.erased.has(each));
            expect(keys.holds.of(each).length > 0).toBe(model.held.has(each));
          }
        }
      }),
      { numRuns: FULL ? 25 : 10 },
    );
  });
});

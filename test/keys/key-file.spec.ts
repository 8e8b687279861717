import { randomBytes } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import {
  KeyDestroyed,
  KeyFile,
  NotHeld,
  TherapyHeld,
  TracesRemain,
  UnusableKeyFile,
} from '../../src/keys/key-file.js';
import { MASTER, asking, bytesOf, erasureOf, scratch, wrappedIn } from './support.js';

let directory: string;
let remove: () => void;
let file: KeyFile;
const open = (master = MASTER) => (file = KeyFile.open(directory, master));
beforeEach(() => {
  ({ directory, remove } = scratch());
  open();
});
afterEach(() => {
  file.close();
  remove();
});

const sealed = async (therapyId: string): Promise<Buffer> => {
  const { key, persisted } = file.sealing(therapyId);
  await persisted;
  return key.export();
};
const opened = (therapyId: string): Buffer | undefined => file.opening(therapyId)?.export();
const hold = (therapyId: string) => ({ therapyId, reason: 'a law suit', authority: 'court', at: 1, by: 't' });

describe('against a model', () => {
  const THERAPIES = ['a', 'b', 'c'];
  const therapy = fc.constantFrom(...THERAPIES);
  const operation = fc.oneof(
    fc.record({ do: fc.constant('seal' as const), therapy }),
    fc.record({ do: fc.constantFrom('erase', 'erase again', 'hold', 'release', 'reopen'), therapy }),
  );

  it('keeps each key until it is erased, and then for ever none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 40 }), async (operations) => {
        file.close();
        remove();
        ({ directory, remove } = scratch());
        open();
        const keys = new Map<string, Buffer>();
        const erased = new Set<string>();
        const held = new Set<string>();
        for (const { do: what, therapy: id } of operations) {
          if (what === 'reopen') {
            file.close();
            open();
          } else if (what === 'seal' && erased.has(id)) expect(() => file.sealing(id)).toThrow(KeyDestroyed);
          else if (what === 'seal') {
            const key = await sealed(id);
            expect(key).toEqual(keys.get(id) ?? key);
            keys.set(id, key);
          } else if (what === 'hold' && held.has(id))
            expect(() => file.holds.set(hold(id))).toThrow(TherapyHeld);
          else if (what === 'hold') {
            file.holds.set(hold(id));
            held.add(id);
          } else if (what === 'release' && !held.has(id))
            expect(() => file.holds.release({ therapyId: id, reason: 'over', at: 2, by: 't' })).toThrow(
              NotHeld,
            );
          else if (what === 'release') {
            file.holds.release({ therapyId: id, reason: 'over', at: 2, by: 't' });
            held.delete(id);
          } else if (what === 'erase' && held.has(id) && !erased.has(id))
            expect(() => file.erase(erasureOf(id))).toThrow(TherapyHeld);
          else {
            if (what === 'erase') file.erase(erasureOf(id));
            else file.eraseAgain(erasureOf(id));
            erased.add(id);
            keys.delete(id);
          }
          for (const one of THERAPIES) {
            expect(opened(one)).toEqual(keys.get(one));
            expect([file.isErased(one), file.holds.standing(one) !== undefined]).toEqual([
              erased.has(one),
              held.has(one),
            ]);
          }
          expect([...wrappedIn(directory).keys()].toSorted()).toEqual([...keys.keys()].toSorted());
        }
        expect(file.erasures.all()).toEqual([...erased].toSorted().map(erasureOf));
        expect(new Set([...keys.values()].map((key) => key.toString('hex'))).size).toBe(keys.size);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('keeps the history of holds', () => {
    file.holds.set(hold('a'));
    file.holds.release({ therapyId: 'a', reason: 'over', at: 2, by: 'u' });
    file.holds.set(hold('a'));
    expect(file.holds.all()).toEqual([
      { ...hold('a'), released: { reason: 'over', at: 2, by: 'u' } },
      hold('a'),
    ]);
  });
});

describe('keys that are made in one turn', () => {
  it('are stored together, and not before that is said', async () => {
    const made = Array.from({ length: 500 }, (_, n) => file.sealing(`t${n}`));
    const again = file.sealing('t7');
    expect(new Set([...made, again].map(({ persisted }) => persisted)).size).toBe(1);
    expect(again.key).toBe(made[7]!.key);
    // Read under its own key, before it is stored.
    expect(file.opening('t7')).toBe(made[7]!.key);
    expect(wrappedIn(directory).size).toBe(0);
    const frames = () => statSync(join(directory, 'keys.db-wal')).size;
    const before = frames();
    await again.persisted;
    expect([wrappedIn(directory).size, file.sealing('t7').persisted]).toEqual([500, undefined]);
    // 500 commits would each have written a page of 4 kB and more.
    expect(frames() - before).toBeLessThan(500 * 4_096);
  });

  it('are none where they could not be stored: who waits is told, and nothing is left half done', async () => {
    const made = [file.sealing('a'), file.sealing('b')];
    file.close();
    for (const { persisted } of made) await expect(persisted).rejects.toThrow(/not open/);
    open();
    expect([wrappedIn(directory).size, opened('a')]).toEqual([0, undefined]);
    expect(await sealed('a')).not.toEqual(made[0]!.key.export());
  });

  it('of a therapy that is erased meanwhile are not stored', async () => {
    const [{ persisted }] = [file.sealing('a'), file.sealing('b')];
    file.erase(erasureOf('a'));
    await persisted;
    expect([...wrappedIn(directory).keys()]).toEqual(['b']);
  });
});

describe('the master key', () => {
  it('another one is refused, with nothing changed', async () => {
    await sealed('a');
    file.close();
    const before = bytesOf(directory);
    expect(() => open(randomBytes(32))).toThrow(/was made under another master key/);
    expect(bytesOf(directory)).toEqual(before);
    open();
    expect(opened('a')).toBeDefined();
  });

  it('opens no key that was changed, or that is another therapy’s', async () => {
    await sealed('a');
    await sealed('b');
    const wrapped = wrappedIn(directory);
    expect([...wrapped.values()].map(({ length }) => length)).toEqual([60, 60]);
    const withKey = (bytes: Uint8Array) => {
      file.close();
      asking(directory, (database) =>
        database.prepare("UPDATE keys SET wrapped = ? WHERE therapy_id = 'a'").run(bytes),
      );
      open();
      return () => file.opening('a');
    };
    expect(withKey(wrapped.get('b')!)).toThrow(UnusableKeyFile);
    expect(() => file.sealing('a')).toThrow(/of therapy a in keys\.db was changed or swapped/);
    for (const place of [0, 11, 12, 43, 44, 59]) {
      const changed = Buffer.from(wrapped.get('a')!);
      changed[place]! ^= 1;
      expect(withKey(changed)).toThrow(UnusableKeyFile);
    }
    expect(withKey(wrapped.get('a')!.subarray(0, 59))).toThrow(UnusableKeyFile);
    expect(withKey(wrapped.get('a')!)).not.toThrow();
  });

  it('is not needed to tell other files apart, which are left as they are', () => {
    file.close();
    const path = join(directory, 'keys.db');
    writeFileSync(path, 'no database at all, but long enough to look like a file of some kind'.repeat(20));
    expect(() => open()).toThrow(/cannot be used for the keys/);
    remove();
    ({ directory, remove } = scratch());
    const others = new DatabaseSync(join(directory, 'keys.db'));
    others.exec('CREATE TABLE others (x)');
    others.close();
    const before = readFileSync(join(directory, 'keys.db'));
    expect(() => open()).toThrow(/holds no keys of this service/);
    expect(readFileSync(join(directory, 'keys.db'))).toEqual(before);
  });
});

/** The same numbers for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('after an erasure', () => {
  // With these ids and this order SQLite, by secure_delete alone, leaves a copy of the 14th key in an unused part of a page.
  it('nothing of the wrapped key is in any file, nor of the ones before', async () => {
    const next = numbers(10);
    const ids = Array.from({ length: 60 + Math.floor(next() * 60) }, () => {
      const padding = 'x'.repeat(Math.floor(next() * 40));
      return `p-${padding}${Math.floor(next() * 1e9)}`;
    });
    for (const id of ids) file.sealing(id);
    await file.sealing(ids[0]!).persisted;
    const wrapped = wrappedIn(directory);
    expect(bytesOf(directory).includes(wrapped.get(ids[13]!)!)).toBe(true);
    for (const [index, id] of ids.slice(0, 30).entries()) {
      file.erase(erasureOf(id));
      const bytes = bytesOf(directory);
      for (const gone of ids.slice(0, index + 1))
        for (let part = 0; part < 60; part += 6)
          expect(bytes.includes(wrapped.get(gone)!.subarray(part, part + 6))).toBe(false);
    }
    expect(opened(ids[30]!)).toBeDefined();
  }, 60_000);

  it('traces that somebody’s reading keeps are told of, and removed later', async () => {
    await sealed('a');
    const wrapped = wrappedIn(directory).get('a')!;
    const reader = new DatabaseSync(join(directory, 'keys.db'), { readOnly: true });
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM keys').get();
    expect(() => file.erase(erasureOf('a'))).toThrow(TracesRemain);
    expect([opened('a'), file.isErased('a')]).toEqual([undefined, true]);
    expect(bytesOf(directory).includes(wrapped)).toBe(true);
    reader.close();
    file.close();
    open();
    file.erasures.removeTraces();
    expect(bytesOf(directory).includes(wrapped.subarray(0, 8))).toBe(false);
  }, 30_000);

  it('they are overwritten though it was ended before that', async () => {
    await sealed('a');
    const wrapped = wrappedIn(directory).get('a')!;
    file.eraseAgain(erasureOf('a'));
    expect(bytesOf(directory).includes(wrapped)).toBe(true);
    file.erase(erasureOf('a'));
    expect(bytesOf(directory).includes(wrapped.subarray(0, 8))).toBe(false);
  });
});

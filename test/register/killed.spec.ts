import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../../src/compliance/policies/index.js';
import { logFile } from '../../src/event-store/sqlite/data-file.js';
import { RegisterBehind } from '../../src/register/register-behind.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { Written } from './prefixes.js';
import { everything } from './rows.js';
import { Thread } from './thread.js';
import { FULL } from '../support/full.js';

const ROUNDS = FULL ? 20 : 1;
/** From when a thread has its file, in each round: while it takes in, while it audits, on the way to the switch. */
const KILLED_AFTER_MS = [0, 60, 250];
const THERAPIES = FULL ? 40 : 4;
const WRITERS = 4;
const READERS = FULL ? 3 : 2;
/** So that they write as long as the rounds take. */
const BETWEEN_WRITES_MS = FULL ? 80 : 250;
/** Of each therapy, before the threads begin. */
const BEGUN = FULL ? 25 : 48;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const until = async (condition: () => boolean) => {
  for (const end = Date.now() + 60_000; !condition(); await pause(2))
    if (Date.now() > end) throw new Error('it did not come to pass');
};

it(
  'made anew again and again while others write, and killed meanwhile, it shows nobody a gap, a mixture or the past',
  async () => {
    const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-killed-'));
    const store = await openSqliteEventStore({ directory });
    const place = {
      kind: 'file',
      path: logFile(directory),
      end: store.fileEnd.shared,
    } as const;
    const thread = new Thread(join(directory, 'read'), place, store);
    const written = new Written(THERAPIES, DEFAULT_POLICY);
    const ids = [...written.therapies.keys()];
    // So much is to be audited from the beginning that no kill comes too late.
    await written.write(store, ids, undefined, BEGUN);
    let isHurried = false;
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      written.write(
        store,
        ids.filter((_id, number) => number % WRITERS === writer),
        async () => isHurried || pause(BETWEEN_WRITES_MS),
      ),
    );
    let isOver = false;
    let reads = 0;
    const readers = Array.from({ length: READERS }, async () => {
      for (const seen = new Map<string, number>(); !isOver; await pause(FULL ? 10 : 30)) {
        // Who is told that it is behind was shown nothing.
        const isRead = await written.read(thread.register, seen).then(
          () => true,
          (error: unknown) => {
            if (error instanceof RegisterBehind) return false;
            throw error;
          },
        );
        if (isRead) reads += 1;
      }
    });
    const working = Promise.all([...writers, ...readers]);
    working.catch(() => undefined);

    thread.start();
    let rebuilds = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const afterMs of KILLED_AFTER_MS) {
        await Promise.race([until(() => thread.isOpen), working]);
        await pause(afterMs);
        rebuilds += Number(thread.isRebuilding());
        await thread.kill();
        // The last one goes on where the one before was killed.
        if (afterMs === 0) thread.outdate();
        thread.start();
      }
      // Made anew to its end while others write, it answers while they still do.
      const answered = reads + READERS;
      await Promise.race([until(() => reads > answered), working]);
    }
    isHurried = true;
    await Promise.all(writers);
    await written.read(thread.register, new Map());
    isOver = true;
    await working;
    expect(rebuilds).toBeGreaterThanOrEqual(ROUNDS);

    const rows = await everything(thread);
    const fresh = new Thread(join(directory, 'fresh'), place, store);
    fresh.start();
    expect(await everything(fresh)).toEqual(rows);
    const events = [...written.therapies.values()].flat().length;
    await until(() => thread.last?.therapies === 0 && !thread.last.isRebuilding);
    expect(thread.last).toMatchObject({ taken: events, setAside: 0 });
    for (const each of [thread, fresh]) await each.close();
    await store.close();
    rmSync(directory, { recursive: true, force: true });
  },
  ROUNDS * 20_000 + 60_000,
);

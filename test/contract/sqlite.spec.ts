import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lastValueFrom } from 'rxjs';
import { DuplicateEventId, StoreUnavailable, WrongExpectedRevision } from '../../src/event-store/port.js';
import { UnusableDataFile } from '../../src/event-store/sqlite/data-file.js';
import {
  openSqliteEventStore,
  type SqliteEventStore,
} from '../../src/event-store/sqlite/sqlite-event-store.js';
import { originUnder } from '../../src/repository/origin-under.js';
import { eventStoreContract } from './event-store.contract.js';
import { eventOf, someEvents, wholeLog } from './store-events.js';

const makeDirectory = () => mkdtempSync(join(tmpdir(), 'pump-ledger-log-'));
const remove = (directory: string) => rmSync(directory, { recursive: true, force: true });

eventStoreContract('SQLite', async () => {
  const directory = makeDirectory();
  const origin = () => originUnder(Buffer.alloc(32, 7));
  let store = await openSqliteEventStore({ directory, origin });
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = await openSqliteEventStore({ directory, origin }));
    },
    dispose: async () => {
      await store.close();
      remove(directory);
    },
  };
});

describe('the SQLite log', () => {
  let directory: string;
  let store: SqliteEventStore;
  let other: DatabaseSync | undefined;
  const outsider = () => (other ??= new DatabaseSync(join(directory, 'ledger.sqlite')));

  beforeEach(async () => {
    directory = makeDirectory();
    store = await openSqliteEventStore({ directory: join(directory) });
  });
  afterEach(async () => {
    other?.close();
    other = undefined;
    await store.close();
    remove(directory);
  });

  it('writes ahead and waits for the disk', () => {
    expect(store.durability).toEqual({ journalMode: 'wal', synchronous: 2 });
  });

  it('gives positions without gaps, whatever failed in between', async () => {
    await store.append('s', 0, someEvents(2));
    await expect(store.append('s', 0, someEvents(3))).rejects.toBeInstanceOf(WrongExpectedRevision);
    expect(await store.append('s', 2, someEvents(2))).toEqual(['0000000000000003', '0000000000000004']);
  });

  it('does not undo the neighbours of a failing append in the same commit', async () => {
    const [held, ...fresh] = someEvents(6);
    await store.append('s', 0, [held!]);
    const outcomes = await Promise.allSettled([
      store.append('a', 0, [fresh[0]!]),
      store.append('s', 0, [fresh[1]!]),
      store.append('b', 0, [fresh[1]!, fresh[2]!]),
      store.append('s', 1, [fresh[3]!, held!]),
      store.append('a', 1, [fresh[4]!]),
    ]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(outcomes[1]).toMatchObject({ reason: expect.any(WrongExpectedRevision) });
    expect(outcomes[3]).toMatchObject({ reason: expect.any(DuplicateEventId) });
    const log = await wholeLog(store);
    expect(log.map((event) => `${event.streamId}${event.revision}`)).toEqual(['s1', 'a1', 'b1', 'b2', 'a2']);
  });

  it('takes one append that is larger than a batch', async () => {
    const large = Array.from({ length: 1_100 }, (_, index) => eventOf(`${index} ${'x'.repeat(8_000)}`));
    const positions = await Promise.all([
      store.append('large', 0, large),
      store.append('small', 0, someEvents(1)),
    ]);
    expect(positions.map((each) => each.length)).toEqual([1_100, 1]);
    expect(await store.head('large')).toMatchObject({ revision: 1_100 });
  });

  it('turns appends away before those that wait take all memory', async () => {
    const appends = Array.from({ length: 40 }, (_, index) =>
      store.append(`s${index}`, 0, [eventOf('x'.repeat(2 * 1024 * 1024))]),
    );
    const outcomes = await Promise.allSettled(appends);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThan(0);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(StoreUnavailable);
    expect(await store.count()).toBe(40 - refused.length);
    await store.append('after', 0, someEvents(1));
  });

  it('refuses whatever changes or skips events, by whoever opens the file', async () => {
    await store.append('s', 0, someEvents(3));
    const before = await wholeLog(store);
    for (const [what, sql] of [
      ['an update', "UPDATE events SET type = 'Forged' WHERE position = 2"],
      ['an update of bytes', "UPDATE events SET bytes = x'00'"],
      ['a delete', 'DELETE FROM events WHERE position = 3'],
      ['a truncation', 'DELETE FROM events'],
      ['a replaced position', "REPLACE INTO events VALUES (2, 's', 4, 'x', 'T', 'h', x'00', NULL, NULL)"],
      ['a replaced revision', "REPLACE INTO events VALUES (NULL, 's', 2, 'x', 'T', 'h', x'00', NULL, NULL)"],
      [
        'a replaced id',
        "REPLACE INTO events SELECT NULL, stream_id, 4, id, 'T', 'h', x'00', NULL, NULL FROM events LIMIT 1",
      ],
      [
        'an upsert',
        "INSERT INTO events VALUES (2, 's', 4, 'x', 'T', 'h', x'00', NULL, NULL) ON CONFLICT DO UPDATE SET type = 'T'",
      ],
      ['a gap in the positions', "INSERT INTO events VALUES (9, 's', 4, 'x', 'T', 'h', x'00', NULL, NULL)"],
      [
        'a position before the first',
        "INSERT INTO events VALUES (0, 's', 4, 'x', 'T', 'h', x'00', NULL, NULL)",
      ],
      ['a gap in a stream', "INSERT INTO events VALUES (NULL, 's', 5, 'x', 'T', 'h', x'00', NULL, NULL)"],
      [
        'a new stream that begins late',
        "INSERT INTO events VALUES (NULL, 't', 2, 'x', 'T', 'h', x'00', NULL, NULL)",
      ],
    ] as const) {
      expect(() => outsider().exec(sql)).toThrow(
        /never change|never deleted|is taken|holds the id|not the next|no gap/,
      );
      expect([what, await wholeLog(store)]).toEqual([what, before]);
    }
  });

  it('goes on correctly behind an event that somebody else wrote', async () => {
    await store.append('s', 0, someEvents(1));
    outsider().exec("INSERT INTO events VALUES (NULL, 's', 2, 'x', 'T', 'h', x'00', NULL, NULL)");
    await expect(store.append('s', 1, someEvents(1))).rejects.toMatchObject({ expected: 1, actual: 2 });
    expect(await store.append('s', 2, someEvents(1))).toEqual(['0000000000000003']);
  });

  it('gives events while the writer waits', async () => {
    await store.append('s', 0, someEvents(3));
    outsider().exec('BEGIN IMMEDIATE');
    let done = false;
    const append = store.append('s', 3, someEvents(1)).then(() => (done = true));
    await new Promise((go) => setTimeout(go, 50));
    expect(await wholeLog(store)).toHaveLength(3);
    expect(await store.head('s')).toMatchObject({ revision: 3 });
    expect(done).toBe(false);
    outsider().exec('ROLLBACK');
    await append;
    expect(await store.head('s')).toMatchObject({ revision: 4 });
  });

  it('says so when its writer dies, and can be opened again', async () => {
    await store.append('s', 0, someEvents(1));
    const followed = lastValueFrom(store.subscribe()).catch((error: unknown) => error);
    outsider().exec('BEGIN IMMEDIATE');
    const pending = [1, 2, 3].map((index) => store.append(`t${index}`, 0, someEvents(1)));
    const settled = Promise.allSettled(pending);
    await new Promise((go) => setTimeout(go, 20));
    const late = store.append('u', 0, someEvents(1)).catch((error: unknown) => error);
    const dying = store['writer']['worker'].terminate();
    outsider().exec('ROLLBACK');
    await dying;
    for (const outcome of await settled)
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    expect(await late).toBeInstanceOf(StoreUnavailable);
    expect(await followed).toBeInstanceOf(StoreUnavailable);
    await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.append('s', 1, someEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.head('s')).toMatchObject({ revision: 1 });
    await store.close();
    store = await openSqliteEventStore({ directory });
    await store.append('s', 1, someEvents(1));
  });
});

describe('the SQLite data directory', () => {
  let directory: string;
  const file = () => join(directory, 'ledger.sqlite');
  const opening = () => openSqliteEventStore({ directory });
  const inFile = (sql: string) => {
    const database = new DatabaseSync(file());
    database.exec(sql);
    database.close();
  };
  const refused = async (message: RegExp) => {
    const error: unknown = await opening().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnusableDataFile);
    expect((error as Error).message).toMatch(message);
  };

  beforeEach(() => {
    directory = makeDirectory();
  });
  afterEach(() => remove(directory));

  it('is made when it is missing', async () => {
    directory = join(directory, 'not', 'yet');
    await (await opening()).close();
    await (await opening()).close();
  });

  it('has one writer at a time', async () => {
    const store = await opening();
    await refused(/is in use: another running service/);
    await store.close();
    await (await opening()).close();
  });

  it('is refused, and left as it was, when the file is no database', async () => {
    writeFileSync(file(), 'no database, but somebody needs it\n'.repeat(100));
    await refused(/ledger\.sqlite cannot be used.*not a database/);
    rmSync(file());
    await (await opening()).close();
  });

  it('is refused when the file is a directory', async () => {
    mkdirSync(file());
    await refused(/cannot be used/);
  });

  it('is refused when the database is that of another program', async () => {
    inFile('CREATE TABLE events (something TEXT)');
    await refused(/not one of this service/);
  });

  it('is refused when a newer version wrote it', async () => {
    await (await opening()).close();
    inFile('PRAGMA user_version = 99');
    await refused(/schema version 99 .* newer version/);
  });

  it('is refused when it is older than the first release', async () => {
    await (await opening()).close();
    inFile('PRAGMA user_version = 1');
    await refused(/before the first release, with personal values in clear/);
  });
});

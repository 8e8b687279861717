import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LedgerContradicted } from '../../src/event-store/append-gate.js';
import type { Alien } from '../../src/event-store/port.js';
import { LogEnd } from '../../src/event-store/sqlite/log-end.js';
import { Reader } from '../../src/event-store/sqlite/reader.js';
import {
  type SqliteEventStore,
  openSqliteEventStore,
} from '../../src/event-store/sqlite/sqlite-event-store.js';
import { originUnder } from '../../src/repository/origin-under.js';
import { tampered } from '../e2e/support/ledger.js';
import { eventOf, nextEvents, someEvents, wholeLog } from './store-events.js';

const origin = originUnder(Buffer.alloc(32, 7));

let directory: string;
let store: SqliteEventStore;
let other: DatabaseSync | undefined;

const file = () => join(directory, 'ledger.sqlite');
const open = async (from = origin) => (store = await openSqliteEventStore({ directory, origin: () => from }));
/** Another program, on the file. */
const outsider = () => (other ??= new DatabaseSync(file()));

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pump-ledger-aliens-'));
  await open();
});
afterEach(async () => {
  other?.close();
  other = undefined;
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

interface Intruder {
  readonly stream?: string;
  readonly revision?: number;
  readonly id?: string;
  readonly mac?: Uint8Array | null;
}

/** Writes an event as a service would, but without its key. */
function intrude({ stream = 's', revision, id = crypto.randomUUID(), mac = null }: Intruder = {}): void {
  const { type, bytes, hash } = eventOf('theirs');
  const next = outsider().prepare(
    'SELECT coalesce(max(revision), 0) + 1 AS next FROM events WHERE stream_id = ?',
  );
  outsider()
    .prepare(
      'INSERT INTO events (stream_id, revision, id, type, hash, bytes, mac) VALUES (?, ?, ?, ?, ?, ?, ?)',
    )
    .run(stream, revision ?? Number(next.get(stream)!['next']), id, type, hash, bytes, mac);
}

const markOf = (position: number) =>
  outsider().prepare('SELECT mac FROM events WHERE position = ?').get(position)!['mac'] as Uint8Array;

const coming = eventOf('coming');

const INTRUSIONS: readonly (readonly [string, number, () => void])[] = [
  ['with the next revision of a stream', 1, () => intrude()],
  ['with the mark of another event', 1, () => intrude({ mac: markOf(2) })],
  ['with the id of what comes', 1, () => intrude({ id: coming.id })],
  ['in a new stream', 1, () => intrude({ stream: 'a' })],
  ['in the stream of what comes', 1, () => intrude({ stream: 'new' })],
  [
    'several times',
    5,
    () => {
      for (const stream of ['s', 't', 'u', 's', 't']) intrude({ stream, mac: Buffer.alloc(32, 1) });
    },
  ],
];

/** All that a log answers. */
const answers = async () => ({
  count: await store.count(),
  last: await store.lastPosition(),
  log: await wholeLog(store, 2),
  from: await store.readFrom(1),
  streams: await store.streams(),
  heads: await Promise.all(['s', 't', 'a', 'new'].map((stream) => store.head(stream))),
  of: await Promise.all(['s', 't', 'a', 'new'].map((stream) => store.readStream(stream))),
  found: await store.findById('s', coming.id),
});

describe.each(INTRUSIONS)('an event of another program %s', (_, count, write) => {
  beforeEach(async () => {
    await store.append('s', 0, someEvents(2));
    await store.append('t', 0, someEvents(1));
  });

  const goesOn = async () => {
    const positions = await store.append('s', 2, [coming]);
    expect(positions).toEqual(['0000000000000004']);
    await store.append('new', 0, someEvents(1));
    const log = await wholeLog(store);
    expect(log.map(({ streamId, revision, leafIndex }) => [streamId, revision, leafIndex])).toEqual([
      ['s', 1, 0],
      ['s', 2, 1],
      ['t', 1, 2],
      ['s', 3, 3],
      ['new', 1, 4],
    ]);
    expect(store.aliens!.count).toBe(count);
  };

  it('while the log is open is nothing of it, and set aside before the next is stored', async () => {
    const before = await answers();
    const met: Alien[] = [];
    store.aliens!.met.subscribe((alien) => met.push(alien));
    const next = nextEvents(store, 2, '0000000000000003');
    write();
    expect(await answers()).toEqual(before);
    await goesOn();
    expect((await next).map(({ position, id }) => [position, id])).toEqual([
      ['0000000000000004', coming.id],
      ['0000000000000005', expect.any(String)],
    ]);
    expect(met).toEqual(store.aliens!.shown);
    const after = await answers();
    await store.close();
    await open();
    expect(await answers()).toEqual(after);
    expect(store.aliens!.shown).toEqual(met);
  });

  it('while the log is closed is set aside when it is opened, once', async () => {
    const before = await answers();
    await store.close();
    write();
    await open();
    expect(await answers()).toEqual(before);
    const { shown } = store.aliens!;
    await store.close();
    await open();
    expect(await answers()).toEqual(before);
    expect(store.aliens!.shown).toEqual(shown);
    await goesOn();
  });
});

it('an alien is named by its stream and number, and kept as it was written', async () => {
  await store.append('s', 0, someEvents(1));
  intrude({ id: 'x' });
  await store.ping();
  expect(store.aliens).toMatchObject({ count: 1, shown: [{ stream: 's', at: 1, why: expect.any(String) }] });
  expect(outsider().prepare('SELECT position, stream_id, revision, id, mac FROM aliens').all()).toEqual([
    { position: 2, stream_id: 's', revision: 2, id: 'x', mac: null },
  ]);
  for (const sql of [
    "UPDATE aliens SET why = ''",
    'DELETE FROM aliens',
    'REPLACE INTO aliens SELECT * FROM aliens',
  ])
    expect(() => outsider().exec(sql)).toThrow(/never change|never deleted|is taken/);
});

it('what keeps events from being changed is the same afterwards', async () => {
  await store.append('s', 0, someEvents(1));
  intrude();
  await store.append('s', 1, someEvents(1));
  expect(() => outsider().exec('DELETE FROM events')).toThrow(/never deleted/);
  intrude();
  await store.close();
  await open();
  expect(() => outsider().exec('DELETE FROM events')).toThrow(/never deleted/);
});

it('a position beyond all counting is in nobody’s way', async () => {
  await store.append('s', 0, someEvents(1));
  const far =
    'INSERT INTO events (position, stream_id, revision, id, type, hash, bytes) VALUES (9223372036854775807';
  tampered(directory, (log) => log.exec(`${far}, 's', 9223372036854775807, 'x', 'T', 'h', x'00')`));
  expect(await store.head('s')).toMatchObject({ revision: 1 });
  await store.append('s', 1, someEvents(1));
  await store.close();
  tampered(directory, (log) => log.exec(`${far}, 's', 9223372036854775807, 'x', 'T', 'h', x'00')`));
  await open();
  expect((await store.readStream('s')).map(({ revision }) => revision)).toEqual([1, 2]);
  expect(store.aliens!.count).toBe(2);
});

describe('another thread that reads the file', () => {
  it('sees no more than the log has', async () => {
    await store.append('s', 0, someEvents(1));
    const end = new LogEnd(store.fileEnd.shared);
    const reader = new Reader(file(), { origin, end: () => end.position });
    intrude();
    expect(reader.readAll().map(({ revision }) => revision)).toEqual([1]);
    await store.append('s', 1, someEvents(1));
    expect(reader.readAll()).toEqual(await store.readAll());
    reader.close();
  });
});

describe('between the events of a therapy', () => {
  beforeEach(async () => {
    await store.append('s', 0, someEvents(3));
    await store.append('t', 0, someEvents(1));
  });

  it.each([
    ['an event without a mark', 'UPDATE events SET mac = NULL WHERE position = 2'],
    ['an event with another hash', "UPDATE events SET hash = 'h' WHERE position = 2"],
    [
      'events with each other’s marks',
      'UPDATE events SET mac = (SELECT mac FROM events WHERE position = 1) WHERE position = 2',
    ],
  ])('%s is refused, and no other therapy', async (_, sql) => {
    await store.close();
    tampered(directory, (log) => log.exec(sql));
    await open();
    await expect(store.readStream('s')).rejects.toThrow(
      /no service of this log wrote revision 2 of s, position 0000000000000002; run verify/,
    );
    await expect(store.readStream('s', 1, 1)).rejects.toBeInstanceOf(LedgerContradicted);
    expect(await store.readStream('s', 2)).toHaveLength(1);
    expect(await store.readStream('t')).toHaveLength(1);
    await store.append('t', 1, someEvents(1));
    expect(await store.count()).toBe(5);
    expect(store.aliens!.count).toBe(0);
  });
});

describe('events whose origin cannot be told', () => {
  it('are believed where an older release wrote them, and what comes is told', async () => {
    await store.close();
    store = await openSqliteEventStore({ directory });
    await store.append('s', 0, someEvents(2));
    await store.close();
    await open();
    expect(await store.readStream('s')).toMatchObject([{ revision: 1 }, { revision: 2 }]);
    await store.append('s', 2, someEvents(1));
    intrude();
    await store.close();
    await open();
    expect((await store.readStream('s')).map(({ revision, mac }) => [revision, mac?.length])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 32],
    ]);
    expect(store.aliens!.count).toBe(1);
  });

  it('are believed where the master key was lost', async () => {
    await store.append('s', 0, someEvents(2));
    await store.close();
    await open(originUnder(Buffer.alloc(32, 8)));
    expect(await store.readStream('s')).toHaveLength(2);
    await store.append('s', 2, someEvents(1));
    expect(await store.readStream('s')).toHaveLength(3);
    expect(store.aliens!.count).toBe(0);
  });
});

it('the key is asked for only where the directory is this process’s', async () => {
  const asked: string[] = [];
  const ask = () => {
    asked.push('asked');
    return origin;
  };
  await expect(openSqliteEventStore({ directory, origin: ask })).rejects.toThrow(/in use/);
  expect(asked).toEqual([]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventsMissing } from '../../src/event-store/port.js';
import {
  type SqliteEventStore,
  openSqliteEventStore,
} from '../../src/event-store/sqlite/sqlite-event-store.js';
import { originUnder } from '../../src/repository/origin-under.js';
import { tampered } from '../e2e/support/ledger.js';
import { someEvents } from './store-events.js';

let directory: string;
let store: SqliteEventStore;
const origin = () => originUnder(Buffer.alloc(32, 7));
const open = async () => (store = await openSqliteEventStore({ directory, origin }));

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pump-ledger-gone-'));
  await open();
  await store.append('s', 0, someEvents(3));
  await store.append('s', 3, someEvents(2));
  await store.append('t', 0, someEvents(1));
});
afterEach(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

const gone = (condition: string) =>
  tampered(directory, (log) => log.exec(`DELETE FROM events WHERE stream_id = 's' AND ${condition}`));

const refusalOf = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.catch((refused: unknown) => refused);
  expect(error).toBeInstanceOf(EventsMissing);
  return (error as EventsMissing).missing;
};

describe.each([
  ['inside a therapy', 'revision IN (2, 4)', [2, 2, 4, 4]],
  ['at the beginning of a therapy', 'revision = 1', [1, 1]],
  ['at the end of a therapy', 'revision > 3', [4, 5]],
  ['of a whole therapy', 'true', [1, 5]],
])('rows that are gone %s', (_, condition, bounds) => {
  const spans = bounds.flatMap((from, index) => (index % 2 === 0 ? [{ from, to: bounds[index + 1]! }] : []));

  it.each(['while the log is open', 'while it is closed'])(
    'are missed %s, and in the way of no other therapy',
    async (when) => {
      if (when === 'while the log is open') gone(condition);
      else {
        await store.close();
        gone(condition);
        await open();
      }
      expect(await refusalOf(store.readStream('s'))).toEqual(spans);
      if (bounds.at(-1) === 5) {
        expect(await refusalOf(store.head('s'))).toEqual(spans);
        expect(await refusalOf(store.readStream('s', 4))).toEqual(spans);
        for (const expected of [0, 3, 5]) await refusalOf(store.append('s', expected, someEvents(1)));
      }
      expect(await store.append('t', 1, someEvents(1))).toEqual(['0000000000000007']);
      expect(await store.readStream('t')).toHaveLength(2);
    },
  );
});

it('the last row of the log, taken while it is open, is nobody else’s place', async () => {
  tampered(directory, (log) => log.exec('DELETE FROM events WHERE position = 6'));
  await expect(store.append('u', 0, someEvents(1))).rejects.toThrow(/last events of the log are gone/);
});

it('what is known of a stream never falls', () => {
  const other = new DatabaseSync(join(directory, 'ledger.sqlite'));
  for (const sql of [
    'UPDATE heads SET revision = 4',
    "UPDATE heads SET stream_id = 'x'",
    'DELETE FROM heads',
    "REPLACE INTO heads VALUES ('s', 4, 4)",
  ])
    expect(() => other.exec(sql)).toThrow(/only rise|never deleted/);
  other.close();
});

it('the last row of the log, taken while it is closed, is missed by its therapy alone', async () => {
  await store.close();
  tampered(directory, (log) => log.exec('DELETE FROM events WHERE position = 6'));
  await open();
  expect(await refusalOf(store.readStream('t'))).toEqual([{ from: 1, to: 1 }]);
  await refusalOf(store.append('t', 0, someEvents(1)));
  await store.append('s', 5, someEvents(1));
  expect(await refusalOf(store.readStream('t'))).toEqual([{ from: 1, to: 1 }]);
  expect(await store.readStream('s')).toHaveLength(6);
});

it('an older log knows its streams once it is opened', async () => {
  await store.close();
  const old = new DatabaseSync(join(directory, 'ledger.sqlite'));
  old.exec(
    'DROP TABLE heads; DROP TABLE aliens; ALTER TABLE events DROP COLUMN mac; PRAGMA user_version = 2',
  );
  old.close();
  await open();
  expect(await store.readStream('s')).toHaveLength(5);
  gone('revision = 5');
  expect(await refusalOf(store.readStream('s'))).toEqual([{ from: 5, to: 5 }]);
});

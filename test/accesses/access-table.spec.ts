import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordIn } from '../../src/access/log/chain.js';
import { accessFile } from '../../src/accesses/access-file.js';
import { AccessTable, RecordsGone } from '../../src/accesses/access-table.js';
import { leafHash } from '../../src/ledger/hashes.js';
import { RunningRoot } from '../../src/ledger/running-root.js';
import { openDatabase } from '../../src/sqlite/open.js';
import { entry } from './support/entry.js';

let directory: string;
let tables: AccessTable[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'accesses-'));
});

afterEach(() => {
  for (const table of tables.splice(0)) table.close();
  rmSync(directory, { recursive: true });
});

function opened(): AccessTable {
  const table = AccessTable.open(directory);
  tables.push(table);
  return table;
}

const note = (at: string) => ({ entry: entry(at), keys: { subject: 's' } });
const AT = '2026-03-10T08:00:00.000Z';

/** Whoever holds the folder can do this. */
function tamper(sql: string): void {
  const database = openDatabase(accessFile(directory));
  database.exec(`DROP TRIGGER records_go_in_time; DROP TRIGGER records_never_change; ${sql}`);
  database.close();
}

const bytesIn = () => {
  const database = openDatabase(accessFile(directory));
  const rows = database.prepare('SELECT bytes FROM records ORDER BY n').all();
  database.close();
  return rows.map(({ bytes }) => bytes as Uint8Array);
};

test('several processes write one chain', () => {
  const [one, other] = [opened(), opened()];
  one.append([note(AT), note(AT)]);
  other.append([note(AT)]);
  one.append([note(AT)]);
  const records = bytesIn().map(recordIn);
  expect(records.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  expect(new Set(records.map(({ previous }) => previous)).size).toBe(4);
  expect(one.head()).toEqual(other.head());
});

test('a seal has the root of all records, and says from when to when', () => {
  const table = opened();
  table.append(Array.from({ length: 300 }, () => note(AT)));
  const first = table.seal(0)!;
  table.append([note('2026-03-10T09:00:00.000Z'), note('2026-03-10T10:00:00.000Z')]);
  const second = table.seal(first.size);
  const root = new RunningRoot();
  for (const bytes of bytesIn()) root.add(leafHash(bytes));
  expect(first).toMatchObject({ size: 300, from: AT, to: AT });
  expect(second).toEqual({
    size: 302,
    root: root.root().toString('hex'),
    from: '2026-03-10T09:00:00.000Z',
    to: '2026-03-10T10:00:00.000Z',
  });
  expect(table.seal(302)).toBeUndefined();
  expect(table.seal(300)).toEqual(second);
  expect(table.rootAt(300)).toBe(first.root);
});

test('records cannot be changed or deleted by whoever does not take the triggers away', () => {
  opened().append([note(AT)]);
  const database = openDatabase(accessFile(directory));
  expect(() => database.exec('DELETE FROM records')).toThrow(/before their time/);
  expect(() => database.exec("UPDATE records SET kind = 'search'")).toThrow(/never change/);
  database.close();
});

test.each([
  ['the end is gone', 'DELETE FROM records WHERE n = 2'],
  ['another record stands in the place', "UPDATE records SET hash = 'other' WHERE n = 2"],
])('nothing more is written once %s', (_, sql) => {
  const table = opened();
  table.append([note(AT), note(AT)]);
  tamper(sql);
  expect(() => table.append([note(AT)])).toThrow(RecordsGone);
});

test('nothing is written into a file that is not in its place any more', () => {
  const table = opened();
  table.append([note(AT)]);
  renameSync(accessFile(directory), join(directory, 'elsewhere.sqlite'));
  expect(() => table.append([note(AT)])).toThrow(RecordsGone);
});

test('a seal finds that records are gone that were sealed', () => {
  const first = opened();
  first.append([note(AT), note(AT)]);
  first.seal(0);
  copyFileSync(accessFile(directory), join(directory, 'older.sqlite'));
  first.append([note(AT)]);
  expect(first.seal(2)).toMatchObject({ size: 3 });
  tables.splice(0).forEach((table) => table.close());
  copyFileSync(join(directory, 'older.sqlite'), accessFile(directory));
  expect(() => opened().seal(3)).toThrow(/has [0-2] records, and 3 were sealed/);
});

test('nothing is written where what keeps records is gone', () => {
  tables.push(AccessTable.open(directory));
  tamper('');
  expect(() => opened().append([note(AT)])).toThrow(/tampered/);
});

describe('retention', () => {
  const march = '2020-03-31T23:59:59.999Z';
  const april = '2020-04-01T00:00:00.000Z';

  test('whole sealed months go, the oldest first, and all seals still hold', () => {
    const table = opened();
    table.append([
      note('2020-02-10T08:00:00.000Z'),
      note('2020-03-10T08:00:00.000Z'),
      note(march),
      note(april),
    ]);
    const sealed = table.seal(0)!;
    const before = Date.parse('2020-04-15T00:00:00.000Z');
    const part = table.toPrune(before, sealed.size)!;
    expect(part).toMatchObject({ size: 1, from: '2020-02-10T08:00:00.000Z' });
    table.forget(part.size);
    const next = table.toPrune(before, sealed.size)!;
    expect(next).toMatchObject({ size: 3, from: '2020-03-10T08:00:00.000Z', to: march });
    table.forget(next.size);
    expect(table.toPrune(before, sealed.size)).toBeUndefined();
    expect(bytesIn().map((bytes) => recordIn(bytes).n)).toEqual([4]);
    expect(table.rootAt(sealed.size)).toBe(sealed.root);
    table.append([note(april)]);
    expect(table.head().n).toBe(5);
  });

  test('not what is no month old, nor what is not sealed', () => {
    const table = opened();
    table.append([note('2020-03-10T08:00:00.000Z'), note(march), note(april)]);
    table.seal(0);
    expect(table.toPrune(Date.parse(march), 3)).toBeUndefined();
    expect(table.toPrune(Date.parse(april), 1)).toBeUndefined();
    expect(table.toPrune(Date.parse(april), 2)).toMatchObject({ size: 2 });
  });
});

import { DatabaseSync } from 'node:sqlite';
import { bringUpToDate, type FileKind } from '../../src/sqlite/file-kind.js';
import { inTransaction } from '../../src/sqlite/in-transaction.js';
import { valueOf } from '../../src/sqlite/pragmas.js';

const kindOf = (steps: number, before = 0): FileKind => ({
  applicationId: 0x706c6721,
  before,
  steps: Array.from({ length: steps }, (_, index) => `CREATE TABLE t${before + index + 1} (a)`),
});

let database: DatabaseSync;
beforeEach(() => void (database = new DatabaseSync(':memory:')));
afterEach(() => database.close());

const prepare = (kind: FileKind) =>
  inTransaction(database, () =>
    bringUpToDate(database, kind, (misfit, found, newest) => new Error(`${misfit} ${found} ${newest}`)),
  );
const tables = () =>
  database
    .prepare('SELECT name FROM sqlite_schema ORDER BY name')
    .all()
    .map(({ name }) => name);

it('makes an empty file one of the newest version', () => {
  expect(prepare(kindOf(2))).toBe(true);
  expect(tables()).toEqual(['t1', 't2']);
  expect(valueOf(database, 'PRAGMA user_version')).toBe(2);
  expect(valueOf(database, 'PRAGMA application_id')).toBe(0x706c6721);
  expect(prepare(kindOf(2))).toBe(false);
});

it('takes an older file through the steps that it lacks, each once', () => {
  prepare(kindOf(1, 3));
  expect(prepare(kindOf(3, 3))).toBe(false);
  expect(tables()).toEqual(['t4', 't5', 't6']);
  expect(valueOf(database, 'PRAGMA user_version')).toBe(6);
});

it('refuses a newer file, one that is too old, and one of others, and leaves each as it was', () => {
  prepare(kindOf(3));
  expect(() => prepare(kindOf(2))).toThrow('newer 3 2');
  expect(() => prepare(kindOf(2, 3))).toThrow('older 3 5');
  expect(() => prepare({ ...kindOf(3), applicationId: 1 })).toThrow('foreign 3 3');
  expect(tables()).toEqual(['t1', 't2', 't3']);
  database.close();
  database = new DatabaseSync(':memory:');
  database.exec('CREATE TABLE theirs (a)');
  expect(() => prepare(kindOf(1))).toThrow('foreign 0 1');
});

it('undoes a step that fails, with the ones before', () => {
  prepare(kindOf(1));
  const { steps, ...kind } = kindOf(2);
  expect(() => prepare({ ...kind, steps: [...steps, 'CREATE TABLE t1 (a)'] })).toThrow(/already exists/);
  expect(tables()).toEqual(['t1']);
  expect(valueOf(database, 'PRAGMA user_version')).toBe(1);
});

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { APPLICATION_ID, FIRST_VERSION, STEPS } from './schema.js';

/** The data directory holds something that this version of the service cannot or must not write to. */
export class UnusableDataFile extends Error {}

const NEWEST_VERSION = FIRST_VERSION + STEPS.length;
const BUSY_LIMIT_MS = 5_000;
const SQLITE_BUSY = 5;

function numberOf(database: DatabaseSync, sql: string): number {
  return Number(Object.values(database.prepare(sql).get()!)[0]);
}

function bringUpToDate(database: DatabaseSync, file: string): void {
  database.exec('BEGIN IMMEDIATE');
  const version = numberOf(database, 'PRAGMA user_version');
  const isEmpty = version === 0 && numberOf(database, 'SELECT count(*) FROM sqlite_schema') === 0;
  if (!isEmpty && numberOf(database, 'PRAGMA application_id') !== APPLICATION_ID)
    throw new UnusableDataFile(`${file} is a database, but not one of this service.`);
  if (version > NEWEST_VERSION)
    throw new UnusableDataFile(
      `${file} has schema version ${version} and this version of the service knows up to ${NEWEST_VERSION}: start the newer version that wrote it.`,
    );
  if (!isEmpty && version <= FIRST_VERSION)
    throw new UnusableDataFile(
      `${file} was written before the first release, with personal values in clear: import its events anew into another directory.`,
    );
  for (const step of STEPS.slice(isEmpty ? 0 : version - FIRST_VERSION)) database.exec(step);
  if (isEmpty) database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  if (version < NEWEST_VERSION) database.exec(`PRAGMA user_version = ${NEWEST_VERSION}`);
  database.exec('COMMIT');
}

/** The file of the log in a directory. */
export const logFile = (directory: string): string => join(directory, 'ledger.sqlite');

const unusable = (path: string, error: unknown) =>
  new UnusableDataFile(`${path} cannot be used for the event log: ${(error as Error).message}.`, {
    cause: error,
  });

/**
 * Makes the file if it is missing and brings its schema up to date.
 * @returns the file's path
 * @throws UnusableDataFile
 */
export function prepareDataFile(directory: string): string {
  const file = logFile(directory);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: BUSY_LIMIT_MS });
    bringUpToDate(database, file);
    database.exec('PRAGMA journal_mode = WAL');
  } catch (error) {
    throw error instanceof UnusableDataFile ? error : unusable(file, error);
  } finally {
    database?.close();
  }
  return file;
}

/**
 * Claims the directory, made if missing, for one writing process, so that subscriptions need to watch only their own
 * writer. The claim is a lock of the operating system on a file of its own: readers of the log are not in its way, and
 * it ends with the process, however that ends.
 * @throws UnusableDataFile when another process, or another store of this one, has it
 */
export function claim(directory: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    lock = new DatabaseSync(join(directory, 'ledger.lock'), { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw unusable(directory, error);
    throw new UnusableDataFile(
      `${directory} is in use: another running service writes to its event log. Stop it first, or choose another directory.`,
      { cause: error },
    );
  }
}

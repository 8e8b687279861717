import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { SQLITE_BUSY, hasCode } from '../../sqlite/errors.js';
import { type Misfit, alteredTriggers, bringUpToDate } from '../../sqlite/file-kind.js';
import { inTransaction } from '../../sqlite/in-transaction.js';
import { openDatabase, takeLock } from '../../sqlite/open.js';
import { LOG } from './schema.js';

/** The data directory holds something that this version of the service cannot or must not write to. */
export class UnusableDataFile extends Error {}

/** What a file is that cannot be used. */
const WHY: Readonly<Record<Misfit, (found: number, newest: number) => string>> = {
  foreign: () => 'is a database, but not one of this service.',
  newer: (found, newest) =>
    `has schema version ${found} and this version of the service knows up to ${newest}: start the newer version that wrote it.`,
  older: () =>
    'was written before the first release, with personal values in clear: import its events anew into another directory.',
};

/** The file of the log in a directory. */
export const logFile = (directory: string): string => join(directory, 'ledger.sqlite');

export const unusable = (path: string, error: unknown) =>
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
    const opened = (database = openDatabase(file));
    const altered = inTransaction(opened, () => {
      bringUpToDate(
        opened,
        LOG,
        (misfit, found, newest) => new UnusableDataFile(`${file} ${WHY[misfit](found, newest)}`),
      );
      return alteredTriggers(opened, LOG);
    });
    if (altered.length > 0)
      throw new UnusableDataFile(
        `${file} was tampered with: what keeps its events from being changed is gone or altered (${altered.join(', ')}). Keep it as evidence, run verify, and restore the newest backup.`,
      );
    opened.exec('PRAGMA journal_mode = WAL');
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
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    return takeLock(join(directory, 'ledger.lock'));
  } catch (error) {
    if (!hasCode(error, SQLITE_BUSY)) throw unusable(directory, error);
    throw new UnusableDataFile(
      `${directory} is in use: another running service writes to its event log. Stop it first, or choose another directory.`,
      { cause: error },
    );
  }
}

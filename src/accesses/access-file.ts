import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type Misfit, bringUpToDate } from '../sqlite/file-kind.js';
import { inTransaction } from '../sqlite/in-transaction.js';
import { openDatabase } from '../sqlite/open.js';
import { DURABLE } from '../sqlite/pragmas.js';
import { ACCESSES } from './schema.js';

/** What is there under its name cannot be used as the log of accesses. */
export class UnusableAccessFile extends Error {}

export const accessFile = (directory: string): string => join(directory, 'access.sqlite');

/** Whether who looked was ever written down in a data directory. */
export const hasAccessFile = (directory: string): boolean => existsSync(accessFile(directory));

const WHY: Readonly<Record<Misfit, string>> = {
  foreign: 'is a database, but not one of this service',
  newer: 'was written by a newer version of this service: start that',
  older: 'was written before the first release',
};

/**
 * Opens the log of accesses, made if missing; several processes may.
 * @throws UnusableAccessFile
 */
export function openAccessFile(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    const opened = (database = openDatabase(file));
    opened.exec('PRAGMA journal_mode = WAL');
    opened.exec(`${DURABLE} PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864`);
    inTransaction(opened, () =>
      bringUpToDate(opened, ACCESSES, (misfit) => new UnusableAccessFile(`${file} ${WHY[misfit]}.`)),
    );
    return opened;
  } catch (error) {
    database?.close();
    if (error instanceof UnusableAccessFile) throw error;
    throw new UnusableAccessFile(
      `${file} cannot be used for the log of accesses: ${(error as Error).message}.`,
      {
        cause: error,
      },
    );
  }
}

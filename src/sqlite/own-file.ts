import type { DatabaseSync } from 'node:sqlite';
import { type FileKind, type Misfit, bringUpToDate } from './file-kind.js';
import { inTransaction } from './in-transaction.js';
import { openDatabase } from './open.js';

/**
 * Opens a small file of a kind, made if missing. What is written is on disk when the statement returns.
 * @param refuse gives what is thrown for a file that is not of the kind, or of a version that cannot be used
 */
export function openOwnFile(path: string, kind: FileKind, refuse: (misfit: Misfit) => Error): DatabaseSync {
  const database = openDatabase(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  inTransaction(database, () => bringUpToDate(database, kind, refuse));
  return database;
}

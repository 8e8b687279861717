import { DatabaseSync } from 'node:sqlite';

/** A statement waits so long for the lock of another connection, ms. */
const BUSY_TIMEOUT_MS = 5_000;
/** On the event loop, where everybody else waits with it. */
const EVENT_LOOP_TIMEOUT_MS = 1_000;

/** Opens a file for reading and writing, made if missing. */
export const openDatabase = (path: string): DatabaseSync =>
  new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });

/** Opens a file for reading, in a thread or process that can wait; another connection may write meanwhile. */
export const openReadOnly = (path: string): DatabaseSync =>
  new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });

/** The same on the event loop. */
export const openReadOnlyOnEventLoop = (path: string): DatabaseSync =>
  new DatabaseSync(path, { readOnly: true, timeout: EVENT_LOOP_TIMEOUT_MS });

/** Opens a file for reading, and closes it after the work. */
export function readingFrom<Result>(path: string, work: (database: DatabaseSync) => Result): Result {
  const database = openReadOnly(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/**
 * Takes a lock of the operating system on a file, made if missing. It ends when the connection is closed, or with the
 * process, however that ends.
 * @throws Error with the code SQLITE_BUSY where somebody has it
 */
export function takeLock(path: string): DatabaseSync {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

import type { DatabaseSync } from 'node:sqlite';

/** A commit is on the disk when it returns, on every system. */
export const DURABLE = 'PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;';

/** The first value of the first row. */
export const valueOf = (database: DatabaseSync, sql: string): unknown =>
  Object.values(database.prepare(sql).get()!)[0];

/** Moves all into the file itself; false where another connection reads from the write-ahead log. */
export const emptyWal = (database: DatabaseSync): boolean =>
  valueOf(database, 'PRAGMA wal_checkpoint(TRUNCATE)') === 0;

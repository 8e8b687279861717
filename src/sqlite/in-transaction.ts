import type { DatabaseSync } from 'node:sqlite';

/** Commits all that the work wrote, or, where it throws, none of it. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  return between(database, 'BEGIN IMMEDIATE', work);
}

/** What the work reads is of one instant, whatever other connections commit meanwhile. */
export function inReadTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  return between(database, 'BEGIN', work);
}

function between<Result>(database: DatabaseSync, begin: string, work: () => Result): Result {
  database.exec(begin);
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // Some failures have rolled back already; a second ROLLBACK would hide what happened.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

import type { DatabaseSync } from 'node:sqlite';

/**
 * What SQLite itself finds wrong with a database: pages, the order of trees, values against their columns, and each
 * row against each index. Reads all of it. Plain words, at most a hundred.
 * @throws Error where the database cannot be read at all
 */
export const faultsIn = (database: DatabaseSync): readonly string[] =>
  database
    .prepare('PRAGMA integrity_check')
    .all()
    .map(({ integrity_check: found }) => String(found))
    .filter((found) => found !== 'ok');

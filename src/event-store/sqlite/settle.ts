import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../sqlite/in-transaction.js';
import { openDatabase } from '../../sqlite/open.js';
import type { Origin } from '../origin.js';
import { unusable } from './data-file.js';
import { OwnRows } from './own-rows.js';
import type { FoundAliens } from '../found-aliens.js';
import { aliensSetAside, setAsideBehind } from './set-aside.js';
import { LAST_UP_TO } from './statements.js';

/** Where a log ends, and what was set aside of its file. */
export interface Settled {
  /** The position of its last event; 0 for an empty one. */
  readonly end: number;
  readonly aliens: FoundAliens;
}

/**
 * Sets aside what other programs wrote behind the last event that a service of the log wrote. Where no event is known to be
 * a service's, all are believed.
 * @throws UnusableDataFile
 */
export function settle(file: string, origin: Origin): Settled {
  let database: DatabaseSync | undefined;
  try {
    const opened = (database = openDatabase(file));
    return inTransaction(opened, () => {
      const rows = new OwnRows(opened, origin);
      const last = rows.last();
      const end = Number(opened.prepare(LAST_UP_TO).get(last ?? Number.MAX_SAFE_INTEGER)!['position'] ?? 0);
      if (last !== undefined && isMoreBehind(opened, last)) setAsideBehind(opened, last);
      return { end, aliens: aliensSetAside(opened) };
    });
  } catch (error) {
    throw unusable(file, error);
  } finally {
    database?.close();
  }
}

const isMoreBehind = (database: DatabaseSync, end: number): boolean =>
  database.prepare('SELECT 1 FROM events WHERE position > ? LIMIT 1').get(end) !== undefined;

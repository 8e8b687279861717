/** In tests Node runs this file as it is for the writer's thread. */
import type { DatabaseSync } from 'node:sqlite';
import { type FoundAliens, MOST_SHOWN } from '../found-aliens.ts';
import type { Alien } from '../port.js';

const WHY = `CASE WHEN mac IS NULL THEN 'no service of this log wrote it: it has no mark of its origin'
  ELSE 'no service of this log wrote it: its mark of origin is not that of this place and hash' END`;

const COPY = `INSERT INTO aliens (position, stream_id, revision, id, type, hash, bytes, disclosures, mac, why, set_aside_at)
  SELECT position, stream_id, revision, id, type, hash, bytes, disclosures, mac, ${WHY}, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
    FROM events WHERE position > ? ORDER BY position`;

const listed = (database: DatabaseSync, sql: string, ...values: number[]): readonly Alien[] => {
  const statement = database.prepare(`${sql} LIMIT ${MOST_SHOWN}`);
  statement.setReadBigInts(true);
  return statement.all(...values).map(({ stream_id, revision, why }) => ({
    stream: String(stream_id),
    at: Number(revision) - 1,
    why: String(why),
  }));
};

const counted = (database: DatabaseSync, sql: string, ...values: number[]): number =>
  Number(database.prepare(`SELECT count(*) AS count FROM ${sql}`).get(...values)!['count']);

/** Those that were set aside so far. */
export const aliensSetAside = (database: DatabaseSync): FoundAliens => ({
  count: counted(database, 'aliens'),
  first: listed(database, 'SELECT stream_id, revision, why FROM aliens ORDER BY number'),
});

/** Those that stand behind the log's end. */
export const aliensBehind = (database: DatabaseSync, end: number): FoundAliens => ({
  count: counted(database, 'events WHERE position > ?', end),
  first: listed(
    database,
    `SELECT stream_id, revision, ${WHY} AS why FROM events WHERE position > ? ORDER BY position`,
    end,
  ),
});

/** Moves what stands behind the log's end out of its table; within a transaction of the caller. */
export function setAsideBehind(database: DatabaseSync, end: number): FoundAliens {
  const found = aliensBehind(database, end);
  database.prepare(COPY).run(end);
  const guard = database
    .prepare("SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'events_never_go'")
    .get();
  if (guard) database.exec('DROP TRIGGER events_never_go');
  database.prepare('DELETE FROM events WHERE position > ?').run(end);
  if (guard) database.exec(String(guard['sql']));
  return found;
}

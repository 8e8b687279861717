import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogHead } from '../access/log/record.js';
import type { Taken } from './note.js';

/** What is asked of the file of a log, and written to it. */
export const prepared = (database: DatabaseSync) => ({
  last: database.prepare('SELECT n, hash, at FROM records WHERE log = ? ORDER BY n DESC LIMIT 1'),
  at: database.prepare('SELECT n, hash, at FROM records WHERE log = ? AND n = ?'),
  pruned: database.prepare('SELECT pruned FROM logs WHERE log = ?'),
  insert: database.prepare(
    `INSERT INTO records (log, n, at, kind, status, code, subject, session, address, hash, bytes, sealed)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  ofTherapy: database.prepare('INSERT INTO therapies VALUES (?, ?) ON CONFLICT DO NOTHING'),
  ofDay: database.prepare(
    `INSERT INTO days VALUES (?, ?, 1, ?, ?) ON CONFLICT DO UPDATE
      SET count = count + 1, denied = denied + excluded.denied, last = excluded.last`,
  ),
  before: database.prepare(
    'SELECT n, hash, at FROM records WHERE log = ? AND at < ? ORDER BY at DESC, position DESC LIMIT 1',
  ),
  prune: database.prepare('UPDATE logs SET pruned = ? WHERE log = ?'),
  position: database.prepare('SELECT max(position) AS position FROM records WHERE log = ? AND n <= ?'),
  forgetTherapies: database.prepare(
    'DELETE FROM therapies WHERE position IN (SELECT position FROM records WHERE log = ? AND n <= ?)',
  ),
  forgetRecords: database.prepare('DELETE FROM records WHERE log = ? AND n <= ?'),
  forgetDays: database.prepare(
    "DELETE FROM days WHERE last <= ?1 AND day <= (SELECT strftime('%Y-%m-%d', at / 1000, 'unixepoch') FROM records WHERE position = ?1)",
  ),
  after: database.prepare(
    'SELECT n, hash, bytes, subject, session, address, sealed FROM records WHERE log = ? AND n > ? ORDER BY n LIMIT ?',
  ),
  toHash: database.prepare('SELECT bytes FROM records WHERE log = ? AND n > ? ORDER BY n LIMIT ?'),
});

export type AccessStatements = ReturnType<typeof prepared>;

/** Of a row with its number, hash and time. */
export const headIn = (row: ReturnType<StatementSync['get']>): LogHead | undefined =>
  row && {
    n: Number(row['n']),
    hash: String(row['hash']),
    at: new Date(Number(row['at'])).toISOString(),
  };

/** A record as it goes elsewhere. */
export function takenIn(row: NonNullable<ReturnType<StatementSync['get']>>): Taken {
  const text = (name: string) => (row[name] as string | null) ?? undefined;
  const sealed = row['sealed'] as Uint8Array | null;
  return {
    n: Number(row['n']),
    hash: String(row['hash']),
    bytes: Buffer.from(row['bytes'] as Uint8Array).toString(),
    keys: { subject: text('subject'), session: text('session'), address: text('address') },
    ...(sealed && { sealed: Buffer.from(sealed).toString('base64') }),
  };
}

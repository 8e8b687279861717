import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../../therapy/envelope.js';

/** What a register has left to do. */
export interface Backlog {
  /** Therapies whose rows may be others by now. */
  readonly therapies: number;
  /** Events that it took in and that its rows do not know yet. */
  readonly events: number;
  /** Therapies whose audit fails. */
  readonly setAside: number;
}

export function backlogOf(database: DatabaseSync, now: Instant): Backlog {
  const one = (sql: string, ...values: number[]) =>
    Object.values(database.prepare(sql).get(...values)!).map(Number) as [number, number];
  const [noted, events] = one(
    'SELECT count(*), coalesce(sum(revision - computed_revision), 0) FROM therapies WHERE noted IS NOT NULL',
  );
  const [due] = one('SELECT count(*) FROM therapies WHERE noted IS NULL AND due <= ?', now);
  const [setAside] = one('SELECT count(*) FROM therapies WHERE set_aside IS NOT NULL');
  return { therapies: noted + due, events, setAside };
}

/** When rows may next be others though nothing more is recorded; undefined where never. */
export function nextDue(database: DatabaseSync): Instant | undefined {
  const { due } = database.prepare('SELECT min(due) AS due FROM therapies WHERE due IS NOT NULL').get()!;
  return due === null ? undefined : Number(due);
}

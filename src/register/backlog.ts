import type { DatabaseSync } from 'node:sqlite';
import type { Instant } from '../therapy/envelope.js';
import { type SetAside, setAsideIn } from './set-aside.js';

/** How many of the therapies that are set aside are listed by id. */
const MOST_NAMED = 5;

/** What a register has left to do. */
export interface Backlog {
  /** Therapies whose rows may be others by now. */
  readonly therapies: number;
  /** Events that it took in and that its rows do not know yet. */
  readonly events: number;
  /** Therapies whose audit fails. */
  readonly setAside: number;
  /** The first of them. */
  readonly firstSetAside: readonly SetAside[];
  /** Of the first event that the rows do not know; undefined where they know all that was taken in. */
  readonly noted?: string;
}

export function backlogOf(database: DatabaseSync, now: Instant): Backlog {
  const count = (condition: string, ...values: number[]) =>
    Number(
      database.prepare(`SELECT count(*) AS count FROM therapies WHERE ${condition}`).get(...values)!.count,
    );
  const { noted, waiting, events } = database
    .prepare(
      'SELECT min(noted) AS noted, count(*) AS waiting, coalesce(sum(revision - computed_revision), 0) AS events FROM therapies WHERE noted IS NOT NULL',
    )
    .get()!;
  return {
    therapies: Number(waiting) + count('noted IS NULL AND due <= ?', now),
    events: Number(events),
    setAside: count('set_aside IS NOT NULL'),
    firstSetAside: setAsideIn(database, { limit: MOST_NAMED }),
    ...(typeof noted === 'string' && { noted }),
  };
}

/** When rows may next be others though nothing more is recorded; undefined where never. */
export function nextDue(database: DatabaseSync): Instant | undefined {
  const { due } = database.prepare('SELECT min(due) AS due FROM therapies WHERE due IS NOT NULL').get()!;
  return due === null ? undefined : Number(due);
}

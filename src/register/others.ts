import type { DatabaseSync } from 'node:sqlite';
import type { Seal } from './runner/seal.js';

const sealed = (seal: Seal, events: number): string => seal.of('others', events);

/** Counts events that are of no therapy, of which nothing else is kept. */
export function countOthers(database: DatabaseSync, seal: Seal, more: number): void {
  if (more === 0) return;
  const events = Number(database.prepare('SELECT events FROM others').get()?.events ?? 0) + more;
  database
    .prepare('REPLACE INTO others (only, events, seal) VALUES (1, ?, ?)')
    .run(events, sealed(seal, events));
}

/** How many were counted; undefined where somebody else wrote a number. */
export function othersIn(database: DatabaseSync, seal: Seal): number | undefined {
  const row = database.prepare('SELECT events, seal FROM others').get();
  if (!row) return 0;
  const events = Number(row.events);
  return row.seal === sealed(seal, events) ? events : undefined;
}

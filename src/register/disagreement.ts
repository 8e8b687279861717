import type { DatabaseSync } from 'node:sqlite';
import { storedDigests, tableOfStrangers } from './rows.js';
import { othersIn } from './others.js';
import type { Seal } from './runner/seal.js';
import { sealOf } from './therapies.js';

/**
 * Why the rows of a register are not those that were written: each therapy is sealed with the digest of its rows. That none
 * was taken out, or put back as it was before, is seen by the sum of the revisions, which with the events of no therapy is the number of all events.
 * @param taken how many events of the log were taken in
 */
export function disagreementIn(database: DatabaseSync, seal: Seal, taken: number): string | undefined {
  const strange = tableOfStrangers(database);
  if (strange !== undefined) return `${strange} has rows of a therapy that is not noted`;
  const digestOf = storedDigests(database);
  const others = othersIn(database, seal);
  if (others === undefined) return 'how many events are of no therapy is not as it was sealed';
  let events = others;
  for (const row of database.prepare('SELECT * FROM therapies').iterate()) {
    const therapyId = String(row['therapy_id']);
    if (row['seal'] !== sealOf(seal, row)) return `what is noted of ${therapyId} is not as it was sealed`;
    if (row['digest'] !== digestOf(therapyId)) return `the rows of ${therapyId} are not those sealed`;
    events += Number(row['revision']);
  }
  return events === taken ? undefined : `it knows ${events} events, of ${taken} that were taken in`;
}

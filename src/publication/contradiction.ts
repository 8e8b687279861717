import { LedgerContradicted } from '../event-store/append-gate.js';
import type { StoredEvent } from '../event-store/port.js';
import type { CheckpointFile } from './signing/checkpoint-file.js';
import type { Entry } from './signing/entries.js';

const RESTORE =
  'restore the newest copy of the data directory, and keep this one: it is evidence of what happened to the log';

/** The log is shorter than it was. */
export const tooFew = (events: number, published: number): LedgerContradicted =>
  new LedgerContradicted(
    `the log holds ${events} events, but a checkpoint of ${published} events was published: events were lost, or an older copy was put in its place; ${RESTORE}`,
  );

/** Something else is in the log than was. */
export const otherRoot = (size: number): LedgerContradicted =>
  new LedgerContradicted(
    `the first ${size} events of the log are not those of which a checkpoint was published: events were changed, left out or inserted; ${RESTORE}`,
  );

/** What the database says of the file of the log. */
export const damagedFile = ([first, ...more]: readonly string[]): LedgerContradicted =>
  new LedgerContradicted(
    `the file of the log contradicts itself (${first}${more.length > 0 ? `, and ${more.length} more` : ''}); ${RESTORE}`,
  );

/** Where the bytes of an event are still those that were published, and what stands beside them is not. */
export const otherHash = ({ revision, streamId, position }: StoredEvent): LedgerContradicted =>
  new LedgerContradicted(
    `the hash of revision ${revision} of ${streamId} at position ${position} is not that of its bytes; ${RESTORE}`,
  );

/** What was signed does not verify any more. */
export const notSigned = (size: number, why: string): LedgerContradicted =>
  new LedgerContradicted(
    `the checkpoint of ${size} events in checkpoints.sqlite is not as this log signed it (${why}); ${RESTORE}`,
  );

/** A witness knows another log than this. */
export const witnessed = (witness: string, what: string): LedgerContradicted =>
  new LedgerContradicted(
    `the witness ${witness} ${what}: this log was put back from an older copy, or forked; ${RESTORE}`,
  );

/** Whether another service signed something else than this one knows to be signed. */
export function isContradicted(file: Pick<CheckpointFile, 'last' | 'bySize'>, entry: Entry): boolean {
  if (entry.type !== 'CheckpointSigned') return false;
  const known = file.bySize(entry.size);
  if (known) return known.rootHash.toString('base64') !== entry.rootHash;
  return entry.size <= (file.last()?.size ?? -1);
}

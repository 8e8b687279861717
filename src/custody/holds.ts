import type { Hold, HoldEntry, Release } from './erasure.js';
import type { KeyDatabase, Row } from './key-database.js';
import type { HoldBook } from './keys.js';

/** Legal holds and their history, in the key file, so that a copy of it that is put back keeps them. */
export class Holds implements HoldBook {
  constructor(private readonly database: KeyDatabase) {}

  /** All that were ever set, in order. */
  all(): readonly HoldEntry[] {
    return this.database.all('SELECT * FROM holds ORDER BY number').map(holdIn);
  }

  /** Those that stand against an erasure, in order. */
  of(therapyId: string): readonly Hold[] {
    return this.database
      .all('SELECT * FROM holds WHERE therapy_id = ? AND released_at IS NULL ORDER BY number', therapyId)
      .map(holdIn);
  }

  /** Beside those that stand already: each authority has its own. */
  set({ therapyId, reason, authority, at, by }: Hold): void {
    this.database.run(
      'INSERT INTO holds (therapy_id, reason, authority, held_at, held_by) VALUES (?, ?, ?, ?, ?)',
      therapyId,
      reason,
      authority,
      at,
      by,
    );
  }

  /** Releases those of one authority. */
  release({ therapyId, authority, reason, at, by }: Release): void {
    this.database.run(
      'UPDATE holds SET release_reason = ?, released_at = ?, released_by = ? WHERE therapy_id = ? AND authority = ? AND released_at IS NULL',
      reason,
      at,
      by,
      therapyId,
      authority,
    );
  }
}

const holdIn = (row: Row): HoldEntry => ({
  therapyId: row['therapy_id'] as string,
  reason: row['reason'] as string,
  authority: row['authority'] as string,
  at: row['held_at'] as number,
  by: row['held_by'] as string,
  ...(row['released_at'] !== null && {
    released: {
      reason: row['release_reason'] as string,
      at: row['released_at'] as number,
      by: row['released_by'] as string,
    },
  }),
});

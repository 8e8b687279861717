import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { type Hold, type HoldEntry, NotHeld, type Release, TherapyHeld } from './erasure.js';

/** The legal holds, kept with the keys that they keep from being destroyed. */
export class Holds {
  constructor(private readonly database: DatabaseSync) {}

  /** The one that stands now. */
  standing(therapyId: string): Hold | undefined {
    const row = this.database
      .prepare('SELECT * FROM holds WHERE therapy_id = ? AND released_at IS NULL')
      .get(therapyId);
    return row && holdIn(row);
  }

  /** All that were ever set, in order. */
  all(): readonly HoldEntry[] {
    return this.database.prepare('SELECT * FROM holds ORDER BY number').all().map(holdIn);
  }

  /** @throws TherapyHeld where one stands already */
  set({ therapyId, reason, authority, at, by }: Hold): void {
    const standing = this.standing(therapyId);
    if (standing) throw new TherapyHeld(standing);
    this.database
      .prepare('INSERT INTO holds (therapy_id, reason, authority, held_at, held_by) VALUES (?, ?, ?, ?, ?)')
      .run(therapyId, reason, authority, at, by);
  }

  /** @throws NotHeld */
  release({ therapyId, reason, at, by }: Release): void {
    const { changes } = this.database
      .prepare(
        'UPDATE holds SET release_reason = ?, released_at = ?, released_by = ? WHERE therapy_id = ? AND released_at IS NULL',
      )
      .run(reason, at, by, therapyId);
    if (changes === 0) throw new NotHeld(therapyId);
  }
}

const holdIn = (row: Readonly<Record<string, SQLOutputValue>>): HoldEntry => ({
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

import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { type Erasure, TracesRemain } from './erasure.js';
import { inTransaction } from './key-database.js';

/** Kept from an erasure until nothing of its key is left in the file. */
const TRACES = 'traces';
const READ_UP_TO = 'read-up-to';

/** How far into a log erasures were looked for. */
export interface ReadUpTo {
  readonly events: number;
  /** Of the last of them, by which the log is recognised. */
  readonly hash: string;
}

/** Who was erased, remembered beside the keys that are left. */
export class Erasures {
  constructor(private readonly database: DatabaseSync) {}

  of(therapyId: string): Erasure | undefined {
    const row = this.database.prepare('SELECT * FROM erasures WHERE therapy_id = ?').get(therapyId);
    return row && erasureIn(row);
  }

  /** All of them, in order of therapy. */
  all(): readonly Erasure[] {
    return this.database.prepare('SELECT * FROM erasures ORDER BY therapy_id').all().map(erasureIn);
  }

  /** Deletes the key and remembers the erasure, both or neither; of two erasures the first is remembered. */
  add({ therapyId, eventId, reason, authority, at, by }: Erasure): void {
    inTransaction(this.database, () => {
      this.database.prepare('DELETE FROM keys WHERE therapy_id = ?').run(therapyId);
      this.database
        .prepare('INSERT INTO erasures VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
        .run(therapyId, eventId, reason, authority, at, by);
      this.database.prepare('REPLACE INTO facts (name, value) VALUES (?, 1)').run(TRACES);
    });
  }

  /**
   * Overwrites what deleted keys left behind. `secure_delete` alone does not: where SQLite moved rows from page to page
   * before, copies stay in the unused part of pages; and older pages stand in the write-ahead log.
   * @throws TracesRemain
   */
  removeTraces(): void {
    const { database } = this;
    if (!database.prepare('SELECT 1 FROM facts WHERE name = ?').get(TRACES)) return;
    const remain = (why: string, cause?: unknown) =>
      new TracesRemain(
        `keys.db no longer gives the key, but bytes of it are still in the file (${why}): end whatever else reads keys.db, see that the disk has space, and erase again`,
        { cause },
      );
    try {
      database.exec('VACUUM');
    } catch (error) {
      throw remain((error as Error).message, error);
    }
    if (database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()!['busy'] !== 0)
      throw remain('another process reads it');
    database.prepare('DELETE FROM facts WHERE name = ?').run(TRACES);
  }

  get readUpTo(): ReadUpTo | undefined {
    const row = this.database.prepare('SELECT value FROM facts WHERE name = ?').get(READ_UP_TO);
    return row && (JSON.parse(row['value'] as string) as ReadUpTo);
  }

  set readUpTo(read: ReadUpTo) {
    this.database
      .prepare('REPLACE INTO facts (name, value) VALUES (?, ?)')
      .run(READ_UP_TO, JSON.stringify(read));
  }
}

const erasureIn = (row: Readonly<Record<string, SQLOutputValue>>): Erasure => ({
  therapyId: row['therapy_id'] as string,
  eventId: row['event_id'] as string,
  reason: row['reason'] as string,
  authority: row['authority'] as string,
  at: row['erased_at'] as number,
  by: row['erased_by'] as string,
});

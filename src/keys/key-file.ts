import { type KeyObject, createSecretKey, generateKeySync } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import {
  type Erasure,
  type Hold,
  type HoldEntry,
  KeyDestroyed,
  type Release,
  TherapyHeld,
} from './erasure.js';
import { UnusableKeyFile, openKeyDatabase } from './key-database.js';
import { unwrap, wrap } from './wrapping.js';

export * from './erasure.js';
export { UnusableKeyFile } from './key-database.js';

/** Unwrapped keys in memory; beyond it those that were asked for longest ago go. */
const MOST_UNWRAPPED = 10_000;
const READ_UP_TO = 'read-up-to';

type Row = Readonly<Record<string, SQLOutputValue>>;

/** A key for new events. It is on disk once `persisted`, where given, has resolved: no event may be stored before. */
export interface SealingKey {
  readonly key: KeyObject;
  readonly persisted: Promise<void> | undefined;
}

/** Keys on their way to the disk together. */
interface Batch {
  readonly keys: Map<string, KeyObject>;
  readonly persisted: Promise<void>;
}

/**
 * One key per therapy, wrapped by the master key, in a file of its own, so that no backup of the log brings back what
 * was erased. Who opens it must have the data directory for itself.
 */
export class KeyFile {
  private readonly unwrapped = new Map<string, KeyObject>();
  private batch: Batch | undefined;
  private readonly select: StatementSync;
  private readonly insert: StatementSync;

  private constructor(
    private readonly database: DatabaseSync,
    private readonly master: KeyObject,
  ) {
    this.select = database.prepare('SELECT wrapped FROM keys WHERE therapy_id = ?');
    this.insert = database.prepare('INSERT INTO keys (therapy_id, wrapped) VALUES (?, ?)');
  }

  /**
   * @param masterKey 32 bytes
   * @throws UnusableKeyFile
   */
  static open(directory: string, masterKey: Uint8Array): KeyFile {
    const master = createSecretKey(masterKey);
    return new KeyFile(openKeyDatabase(directory, master), master);
  }

  /**
   * The key for new events of a therapy, made where there is none.
   * @throws KeyDestroyed, UnusableKeyFile
   */
  sealing(therapyId: string): SealingKey {
    const waiting = this.batch?.keys.get(therapyId);
    if (waiting) return { key: waiting, persisted: this.batch!.persisted };
    const known = this.opening(therapyId);
    if (known) return { key: known, persisted: undefined };
    if (this.erasureOf(therapyId)) throw new KeyDestroyed(therapyId);
    const key = generateKeySync('aes', { length: 256 });
    this.batch ??= this.newBatch();
    this.batch.keys.set(therapyId, key);
    return { key, persisted: this.batch.persisted };
  }

  /**
   * The key of a therapy's stored events; undefined where there is none, or none any more.
   * @throws UnusableKeyFile where the stored key was changed
   */
  opening(therapyId: string): KeyObject | undefined {
    const known = this.unwrapped.get(therapyId);
    if (known) {
      this.unwrapped.delete(therapyId);
      this.unwrapped.set(therapyId, known);
      return known;
    }
    const wrapped = this.select.get(therapyId)?.wrapped as Uint8Array | undefined;
    if (!wrapped) return undefined;
    const key = unwrap(this.master, wrapped, therapyId);
    if (!key)
      throw new UnusableKeyFile(
        `the key of therapy ${therapyId} in keys.db was changed or swapped: put keys.db back from its own backup.`,
      );
    this.remember(therapyId, key);
    return key;
  }

  erasureOf(therapyId: string): Erasure | undefined {
    const row = this.database.prepare('SELECT * FROM erasures WHERE therapy_id = ?').get(therapyId);
    return row && erasureIn(row);
  }

  /** All of them, in order of therapy. */
  erasures(): readonly Erasure[] {
    return this.database.prepare('SELECT * FROM erasures ORDER BY therapy_id').all().map(erasureIn);
  }

  /**
   * Destroys the key and remembers the erasure, both or neither; again, it changes nothing.
   * @throws TherapyHeld
   */
  erase(erasure: Erasure): void {
    const hold = this.holdOf(erasure.therapyId);
    if (hold) throw new TherapyHeld(hold);
    this.eraseAgain(erasure);
  }

  /** What the log knows to be erased is erased, whatever hold an older key file remembers. */
  eraseAgain({ therapyId, eventId, reason, authority, at, by }: Erasure): void {
    this.transaction(() => {
      this.database.prepare('DELETE FROM keys WHERE therapy_id = ?').run(therapyId);
      this.database
        .prepare('INSERT INTO erasures VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
        .run(therapyId, eventId, reason, authority, at, by);
    });
    this.unwrapped.delete(therapyId);
    this.batch?.keys.delete(therapyId);
    // Older pages with the key still stand in the write-ahead log.
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  holdOf(therapyId: string): Hold | undefined {
    return this.holds().find((hold) => hold.therapyId === therapyId && !hold.released);
  }

  /** All that were ever set, in order. */
  holds(): readonly HoldEntry[] {
    return this.database.prepare('SELECT * FROM holds ORDER BY number').all().map(holdIn);
  }

  hold({ therapyId, reason, authority, at, by }: Hold): void {
    this.database
      .prepare('INSERT INTO holds (therapy_id, reason, authority, held_at, held_by) VALUES (?, ?, ?, ?, ?)')
      .run(therapyId, reason, authority, at, by);
  }

  /** @returns whether there was one */
  release({ therapyId, reason, at, by }: Release): boolean {
    const released = this.database
      .prepare(
        'UPDATE holds SET release_reason = ?, released_at = ?, released_by = ? WHERE therapy_id = ? AND released_at IS NULL',
      )
      .run(reason, at, by, therapyId);
    return released.changes > 0;
  }

  /** Up to which position of the log erasures were looked for. */
  get readUpTo(): string | undefined {
    const row = this.database.prepare('SELECT value FROM facts WHERE name = ?').get(READ_UP_TO);
    return row?.value as string | undefined;
  }

  set readUpTo(position: string | undefined) {
    if (position === undefined) this.database.prepare('DELETE FROM facts WHERE name = ?').run(READ_UP_TO);
    else this.database.prepare('REPLACE INTO facts (name, value) VALUES (?, ?)').run(READ_UP_TO, position);
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }

  /** Keys that are made in one turn of the event loop are stored together. */
  private newBatch(): Batch {
    const keys = new Map<string, KeyObject>();
    const persisted = new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        this.batch = undefined;
        try {
          this.transaction(() => {
            for (const [therapyId, key] of keys)
              this.insert.run(therapyId, wrap(this.master, key, therapyId));
          });
          for (const [therapyId, key] of keys) this.remember(therapyId, key);
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return { keys, persisted };
  }

  private remember(therapyId: string, key: KeyObject): void {
    this.unwrapped.set(therapyId, key);
    if (this.unwrapped.size <= MOST_UNWRAPPED) return;
    const [oldest] = this.unwrapped.keys();
    this.unwrapped.delete(oldest!);
  }

  private transaction(work: () => void): void {
    this.database.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }
}

const erasureIn = (row: Row): Erasure => ({
  therapyId: row['therapy_id'] as string,
  eventId: row['event_id'] as string,
  reason: row['reason'] as string,
  authority: row['authority'] as string,
  at: row['erased_at'] as number,
  by: row['erased_by'] as string,
});

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

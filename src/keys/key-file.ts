import { type KeyObject, createSecretKey, generateKeySync } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type Erasure, KeyDestroyed, TherapyHeld } from './erasure.js';
import { Erasures } from './erasures.js';
import { Holds } from './holds.js';
import { UnusableKeyFile, inTransaction, openKeyDatabase } from './key-database.js';
import { unwrap, wrap } from './wrapping.js';

export * from './erasure.js';
export { UnusableKeyFile } from './key-database.js';

/** Unwrapped keys in memory; beyond it those that were asked for longest ago go. */
const MOST_UNWRAPPED = 10_000;

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
  readonly erasures: Erasures;
  readonly holds: Holds;
  private readonly unwrapped = new Map<string, KeyObject>();
  private batch: Batch | undefined;
  private readonly select: StatementSync;
  private readonly insert: StatementSync;

  private constructor(
    private readonly database: DatabaseSync,
    private readonly master: KeyObject,
  ) {
    this.erasures = new Erasures(database);
    this.holds = new Holds(database);
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
   * The key for new events of a therapy, made where there is none: also where the one of older events is lost. A fact is
   * recorded now or perhaps never, and to wait would not bring that key back.
   * @throws KeyDestroyed, UnusableKeyFile
   */
  sealing(therapyId: string): SealingKey {
    const waiting = this.batch?.keys.get(therapyId);
    if (waiting) return { key: waiting, persisted: this.batch!.persisted };
    const known = this.opening(therapyId);
    if (known) return { key: known, persisted: undefined };
    if (this.isErased(therapyId)) throw new KeyDestroyed(therapyId);
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
    const waiting = this.batch?.keys.get(therapyId);
    if (waiting) return waiting;
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

  isErased(therapyId: string): boolean {
    return this.erasures.of(therapyId) !== undefined;
  }

  /**
   * Destroys the key and remembers the erasure; again, it changes nothing, but overwrites what was left of the key.
   * @throws TherapyHeld, TracesRemain
   */
  erase(erasure: Erasure): void {
    const hold = this.holds.standing(erasure.therapyId);
    if (hold && !this.isErased(erasure.therapyId)) throw new TherapyHeld(hold);
    this.eraseAgain(erasure);
    this.erasures.removeTraces();
  }

  /** What the log knows to be erased is erased, whatever hold an older key file remembers. Traces stay. */
  eraseAgain(erasure: Erasure): void {
    this.erasures.add(erasure);
    this.unwrapped.delete(erasure.therapyId);
    // What was sealed just now is stored, and nobody can read it.
    this.batch?.keys.delete(erasure.therapyId);
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
          inTransaction(this.database, () => {
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
}

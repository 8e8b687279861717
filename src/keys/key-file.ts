import { type KeyObject, createSecretKey, generateKeySync } from 'node:crypto';
import { type Erasure, KeyDestroyed, KeyUnreadable, TherapyHeld } from './erasure.js';
import { Holds } from './holds.js';
import { KeyDatabase, type Row } from './key-database.js';
import { unwrap, wrap } from './wrapping.js';

export * from './erasure.js';
export { UnusableKeyFile } from './key-database.js';

/** Unwrapped keys in memory; beyond it those that were asked for longest ago go. */
const MOST_UNWRAPPED = 10_000;
const READ_UP_TO = 'read so far';

/** A key for new events. It is on disk once `persisted`, where given, has resolved: no event may be stored before. */
export interface SealingKey {
  readonly key: KeyObject;
  readonly persisted: Promise<void> | undefined;
}

/** So many events of a log, which is recognised by the hash of the last of them. */
export interface ReadUpTo {
  readonly events: number;
  readonly hash: string;
}

/** Keys on their way to the disk together. */
interface Batch {
  readonly keys: Map<string, KeyObject>;
  readonly persisted: Promise<void>;
}

/**
 * One key per therapy, wrapped by the master key, in a file of its own, so that no backup of the log brings back what
 * was erased. Who opens it must have the data directory for itself. Everything here throws KeysUnavailable where the
 * file does not take or give what it should.
 */
export class KeyFile {
  readonly holds: Holds;
  private readonly unwrapped = new Map<string, KeyObject>();
  private batch: Batch | undefined;

  private constructor(
    private readonly database: KeyDatabase,
    private readonly master: KeyObject,
  ) {
    this.holds = new Holds(database);
  }

  /**
   * @param masterKey 32 bytes
   * @throws UnusableKeyFile
   */
  static open(directory: string, masterKey: Uint8Array): KeyFile {
    const master = createSecretKey(masterKey);
    return new KeyFile(KeyDatabase.open(directory, master), master);
  }

  /**
   * The key for new events of a therapy, made where there is none.
   * @throws KeyDestroyed, KeyUnreadable
   */
  sealing(therapyId: string): SealingKey {
    const known = this.opening(therapyId);
    const isOnItsWay = this.batch?.keys.has(therapyId);
    if (known) return { key: known, persisted: isOnItsWay ? this.batch!.persisted : undefined };
    if (this.erasureOf(therapyId)) throw new KeyDestroyed(therapyId);
    const key = generateKeySync('aes', { length: 256 });
    this.batch ??= this.newBatch();
    this.batch.keys.set(therapyId, key);
    return { key, persisted: this.batch.persisted };
  }

  /**
   * The key of a therapy's events; undefined where there is none, or none any more.
   * @throws KeyUnreadable
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
    const wrapped = this.wrapped(therapyId);
    if (!wrapped) return undefined;
    const key = unwrap(this.master, wrapped, therapyId);
    if (!key) throw new KeyUnreadable(therapyId);
    this.remember(therapyId, key);
    return key;
  }

  /** Whether there is a key, or it is known why there is none. */
  knows(therapyId: string): boolean {
    return (
      this.unwrapped.has(therapyId) ||
      this.wrapped(therapyId) !== undefined ||
      this.erasureOf(therapyId) !== undefined
    );
  }

  erasureOf(therapyId: string): Erasure | undefined {
    const row = this.database.get('SELECT * FROM erasures WHERE therapy_id = ?', therapyId);
    return row && erasureIn(row);
  }

  /** All of them, in order of therapy. */
  erasures(): readonly Erasure[] {
    return this.database.all('SELECT * FROM erasures ORDER BY therapy_id').map(erasureIn);
  }

  /**
   * Destroys the key and remembers the erasure, both or neither. Again, it changes nothing, but makes sure that nothing
   * is left of the key on disk.
   * @throws TherapyHeld
   */
  erase(erasure: Erasure): void {
    const [hold] = this.holds.of(erasure.therapyId);
    if (hold && !this.erasureOf(erasure.therapyId)) throw new TherapyHeld(hold);
    this.eraseAgain([erasure]);
  }

  /** Who the log knows to be erased is erased, whatever hold an older key file remembers. */
  eraseAgain(erasures: readonly Erasure[]): void {
    if (erasures.length === 0) return;
    const remove = ({ therapyId }: Erasure) => {
      this.unwrapped.delete(therapyId);
      this.batch?.keys.delete(therapyId);
    };
    this.database.destroying(() => {
      for (const erasure of erasures) {
        const { therapyId, eventId, reason, authority, at, by } = erasure;
        remove(erasure);
        this.database.run('DELETE FROM keys WHERE therapy_id = ?', therapyId);
        this.database.run('DELETE FROM lost WHERE therapy_id = ?', therapyId);
        this.database.run(
          'INSERT INTO erasures VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
          therapyId,
          eventId,
          reason,
          authority,
          at,
          by,
        );
      }
    });
  }

  /**
   * Remembers whose events are in the log while their key is not in this file: new events get a new key, but what was
   * encrypted by the lost one cannot be read.
   */
  noteLost(therapyIds: readonly string[], at: number): void {
    if (therapyIds.length === 0) return;
    this.database.transaction(() => {
      for (const therapyId of therapyIds)
        this.database.run('INSERT INTO lost VALUES (?, ?) ON CONFLICT DO NOTHING', therapyId, at);
    });
  }

  /** Of how many therapies a key was lost. */
  get lost(): number {
    return Number(this.database.get('SELECT count(*) AS therapies FROM lost')!['therapies']);
  }

  /** How far into the log erasures and lost keys were looked for. */
  get readUpTo(): ReadUpTo | undefined {
    const stored = this.database.fact(READ_UP_TO);
    return stored === undefined ? undefined : (JSON.parse(stored as string) as ReadUpTo);
  }

  set readUpTo(read: ReadUpTo) {
    this.database.setFact(READ_UP_TO, JSON.stringify(read));
  }

  close(): void {
    this.database.close();
  }

  private wrapped(therapyId: string): Uint8Array | undefined {
    const row = this.database.get('SELECT wrapped FROM keys WHERE therapy_id = ?', therapyId);
    return row?.['wrapped'] as Uint8Array | undefined;
  }

  /** Keys that are made in one turn of the event loop are stored together. */
  private newBatch(): Batch {
    const keys = new Map<string, KeyObject>();
    const persisted = new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        this.batch = undefined;
        try {
          this.database.transaction(() => {
            for (const [therapyId, key] of keys)
              this.database.run(
                'INSERT INTO keys (therapy_id, wrapped) VALUES (?, ?)',
                therapyId,
                wrap(this.master, key, therapyId),
              );
          });
          for (const [therapyId, key] of keys) this.remember(therapyId, key);
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    // Who wants to store an event waits for it; who gave up meanwhile need not.
    persisted.catch(() => undefined);
    return { keys, persisted };
  }

  private remember(therapyId: string, key: KeyObject): void {
    this.unwrapped.set(therapyId, key);
    if (this.unwrapped.size <= MOST_UNWRAPPED) return;
    const [oldest] = this.unwrapped.keys();
    this.unwrapped.delete(oldest!);
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

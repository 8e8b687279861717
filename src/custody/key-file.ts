import { type KeyObject, createSecretKey, generateKeySync } from 'node:crypto';
import { Holds } from './holds.js';
import { KeyDatabase, type Row } from './key-database.js';
import {
  type Erasure,
  KeyDestroyed,
  KeyTaken,
  Keys,
  type ReadUpTo,
  type SealingKey,
  TherapyHeld,
} from './keys.js';
import { UnwrappedKeys } from './unwrapped-keys.js';
import { derived, wrap } from './wrapping.js';

export * from './keys.js';
export { UnusableKeyFile } from './key-database.js';

const READ_UP_TO = 'read so far';

/** Keys on their way to the disk together. */
interface Batch {
  readonly keys: Map<string, KeyObject>;
  readonly persisted: Promise<void>;
}

/** The keys in a file of their own. Who opens it must have the data directory for itself. */
export class KeyFile extends Keys {
  readonly holds: Holds;
  private readonly unwrapped: UnwrappedKeys;
  private batch: Batch | undefined;

  private constructor(
    private readonly database: KeyDatabase,
    private readonly master: KeyObject,
  ) {
    super();
    this.holds = new Holds(database);
    this.unwrapped = new UnwrappedKeys(master, (therapyId) => this.wrappedOf(therapyId));
  }

  /**
   * @param masterKey 32 bytes
   * @throws UnusableKeyFile
   */
  static open(directory: string, masterKey: Uint8Array): KeyFile {
    const master = createSecretKey(masterKey);
    return new KeyFile(KeyDatabase.open(directory, master), master);
  }

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

  opening(therapyId: string): KeyObject | undefined {
    const waiting = this.batch?.keys.get(therapyId);
    if (waiting) return waiting;
    return this.unwrapped.get(therapyId);
  }

  derived(purpose: string): KeyObject {
    return derived(this.master, purpose);
  }

  *wrapped(): Iterable<readonly [string, Uint8Array]> {
    for (const row of this.database.all('SELECT therapy_id, wrapped FROM keys ORDER BY therapy_id'))
      yield [row['therapy_id'] as string, row['wrapped'] as Uint8Array];
  }

  adopt(therapyId: string, wrapped: Uint8Array): void {
    if (this.erasureOf(therapyId)) return;
    this.database.run('INSERT INTO keys VALUES (?, ?) ON CONFLICT DO NOTHING', therapyId, wrapped);
    if (!Buffer.from(wrapped).equals(this.wrappedOf(therapyId)!)) throw new KeyTaken(therapyId);
  }

  knows(therapyId: string): boolean {
    return this.wrappedOf(therapyId) !== undefined || this.erasureOf(therapyId) !== undefined;
  }

  erasureOf(therapyId: string): Erasure | undefined {
    const row = this.database.get('SELECT * FROM erasures WHERE therapy_id = ?', therapyId);
    return row && erasureIn(row);
  }

  erasures(): readonly Erasure[] {
    return this.database.all('SELECT * FROM erasures ORDER BY therapy_id').map(erasureIn);
  }

  erase(erasure: Erasure): Erasure {
    const [hold] = this.holds.of(erasure.therapyId);
    if (hold && !this.erasureOf(erasure.therapyId)) throw new TherapyHeld(hold);
    this.eraseAgain([erasure]);
    return this.erasureOf(erasure.therapyId)!;
  }

  eraseAgain(erasures: readonly Erasure[]): void {
    if (erasures.length === 0) return;
    const remove = ({ therapyId }: Erasure) => {
      this.unwrapped.forget(therapyId);
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

  noteLost(therapyIds: readonly string[], at: number): void {
    if (therapyIds.length === 0) return;
    this.database.transaction(() => {
      for (const therapyId of therapyIds)
        this.database.run('INSERT INTO lost VALUES (?, ?) ON CONFLICT DO NOTHING', therapyId, at);
    });
  }

  get lost(): number {
    return Number(this.database.get('SELECT count(*) AS therapies FROM lost')!['therapies']);
  }

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

  private wrappedOf(therapyId: string): Uint8Array | undefined {
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
          for (const [therapyId, key] of keys) this.unwrapped.set(therapyId, key);
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
}

const erasureIn = (row: Row): Erasure => ({
  therapyId: row['therapy_id'] as string,
  eventId: row['event_id'] as string,
  reason: row['reason'] as string,
  authority: row['authority'] as string,
  at: row['erased_at'] as number,
  by: row['erased_by'] as string,
});

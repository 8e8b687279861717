import { type KeyObject, createSecretKey, generateKeySync } from 'node:crypto';
import { Holds } from './holds.js';
import { KeyDatabase, type Row } from './key-database.js';
import {
  type Erasure,
  type ErasureWords,
  KeyDestroyed,
  KeyTaken,
  Keys,
  type ReadUpTo,
  type SealingKey,
  TherapyHeld,
} from './keys.js';
import { isPerson } from './person.js';
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
  private readonly destroyedStaff: Set<string>;

  private constructor(
    private readonly database: KeyDatabase,
    private readonly master: KeyObject,
  ) {
    super();
    this.holds = new Holds(database);
    this.unwrapped = new UnwrappedKeys(master, (owner) => this.wrappedOf(owner));
    this.destroyedStaff = new Set(
      database.all('SELECT person FROM destroyed_staff').map(({ person }) => person as string),
    );
  }

  /**
   * @param masterKey 32 bytes
   * @throws UnusableKeyFile
   */
  static open(directory: string, masterKey: Uint8Array): KeyFile {
    const master = createSecretKey(masterKey);
    return new KeyFile(KeyDatabase.open(directory, master), master);
  }

  sealing(owner: string): SealingKey {
    const known = this.opening(owner);
    const isOnItsWay = this.batch?.keys.has(owner);
    if (known) return { key: known, persisted: isOnItsWay ? this.batch!.persisted : undefined };
    if (this.wasDestroyed(owner) || this.erasureOf(owner)) throw new KeyDestroyed(owner);
    const key = generateKeySync('aes', { length: 256 });
    this.batch ??= this.newBatch();
    this.batch.keys.set(owner, key);
    return { key, persisted: this.batch.persisted };
  }

  opening(owner: string): KeyObject | undefined {
    const waiting = this.batch?.keys.get(owner);
    if (waiting) return waiting;
    return this.unwrapped.get(owner);
  }

  derived(purpose: string): KeyObject {
    return derived(this.master, purpose);
  }

  *wrapped(): Iterable<readonly [string, Uint8Array]> {
    for (const row of this.database.all('SELECT therapy_id, wrapped FROM keys ORDER BY therapy_id'))
      yield [row['therapy_id'] as string, row['wrapped'] as Uint8Array];
    for (const row of this.database.all('SELECT person, wrapped FROM staff_keys ORDER BY person'))
      yield [row['person'] as string, row['wrapped'] as Uint8Array];
  }

  adopt(owner: string, wrapped: Uint8Array): void {
    if (this.wasDestroyed(owner) || this.erasureOf(owner)) return;
    this.database.run(
      `INSERT INTO ${placeOf(owner).keys} VALUES (?, ?) ON CONFLICT DO NOTHING`,
      owner,
      wrapped,
    );
    if (!Buffer.from(wrapped).equals(this.wrappedOf(owner)!)) throw new KeyTaken(owner);
  }

  knows(owner: string): boolean {
    return (
      this.wrappedOf(owner) !== undefined || this.wasDestroyed(owner) || this.erasureOf(owner) !== undefined
    );
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
        const { therapyId, eventId, at, by } = erasure;
        remove(erasure);
        this.database.run('DELETE FROM keys WHERE therapy_id = ?', therapyId);
        this.database.run('DELETE FROM lost WHERE therapy_id = ?', therapyId);
        this.database.run(
          'INSERT INTO erasures VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
          therapyId,
          eventId,
          ...wordsOf(erasure),
          at,
          by,
        );
      }
    });
  }

  destroy(person: string, at: number): void {
    this.unwrapped.forget(person);
    this.batch?.keys.delete(person);
    this.database.destroying(() => {
      this.database.run('DELETE FROM staff_keys WHERE person = ?', person);
      this.database.run('DELETE FROM lost_staff WHERE person = ?', person);
      this.database.run('INSERT INTO destroyed_staff VALUES (?, ?) ON CONFLICT DO NOTHING', person, at);
    });
    this.destroyedStaff.add(person);
  }

  wasDestroyed(person: string): boolean {
    return this.destroyedStaff.has(person);
  }

  destroyed(): readonly string[] {
    return [...this.destroyedStaff];
  }

  noteLost(owners: readonly string[], at: number): void {
    if (owners.length === 0) return;
    this.database.transaction(() => {
      for (const owner of owners)
        this.database.run(
          `INSERT INTO ${placeOf(owner).lost} VALUES (?, ?) ON CONFLICT DO NOTHING`,
          owner,
          at,
        );
    });
  }

  hasLost(owner: string): boolean {
    const { lost, name } = placeOf(owner);
    return this.database.get(`SELECT 1 FROM ${lost} WHERE ${name} = ?`, owner) !== undefined;
  }

  get lost(): number {
    return Number(this.database.get('SELECT count(*) AS therapies FROM lost')!['therapies']);
  }

  get lostOfStaff(): number {
    return Number(this.database.get('SELECT count(*) AS people FROM lost_staff')!['people']);
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

  private wrappedOf(owner: string): Uint8Array | undefined {
    const { keys, name } = placeOf(owner);
    const row = this.database.get(`SELECT wrapped FROM ${keys} WHERE ${name} = ?`, owner);
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
            for (const [owner, key] of keys)
              this.database.run(
                `INSERT INTO ${placeOf(owner).keys} VALUES (?, ?)`,
                owner,
                wrap(this.master, key, owner),
              );
          });
          for (const [owner, key] of keys) this.unwrapped.set(owner, key);
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

/** The tables in which an owner's key stands, or that it was lost, and the column that names the owner. */
const OF_THERAPIES = { keys: 'keys', lost: 'lost', name: 'therapy_id' } as const;
const OF_STAFF = { keys: 'staff_keys', lost: 'lost_staff', name: 'person' } as const;

const placeOf = (owner: string) => (isPerson(owner) ? OF_STAFF : OF_THERAPIES);

type StoredWords = readonly [
  reason: string | null,
  authority: string | null,
  sealed: Uint8Array | null,
  boundTo: string | null,
];

const wordsOf = (words: ErasureWords): StoredWords =>
  'sealed' in words ? [null, null, words.sealed, words.boundTo] : [words.reason, words.authority, null, null];

const wordsIn = (row: Row): ErasureWords =>
  row['sealed'] === null
    ? { reason: row['reason'] as string, authority: row['authority'] as string }
    : { sealed: row['sealed'] as Uint8Array, boundTo: row['bound_to'] as string };

const erasureIn = (row: Row): Erasure => ({
  therapyId: row['therapy_id'] as string,
  eventId: row['event_id'] as string,
  ...wordsIn(row),
  at: row['erased_at'] as number,
  by: row['erased_by'] as string,
});

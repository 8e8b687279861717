import { type KeyObject, createSecretKey, generateKeySync } from 'node:crypto';
import {
  CUSTODY,
  CUSTODY_STREAMS,
  Custody,
  type CustodyEvent,
  MASTER,
  type Wrapped,
  STAFF_GONE,
  erasureSaid,
  goneStreamOf,
  keyStreamOf,
} from './custody.js';
import {
  type Erasure,
  type Hold,
  type HoldBook,
  KeyDestroyed,
  KeyTaken,
  Keys,
  type ReadUpTo,
  type Release,
  type SealingKey,
  TherapyHeld,
} from './keys.js';
import { personWith } from './person.js';
import { SearchFile } from './search-file.js';
import { UnwrappedKeys } from './unwrapped-keys.js';
import { derived, unwrap, wrap } from './wrapping.js';

/** The keys of a log that several services share are wrapped by another master key than this one's. */
export class OtherMasterKey extends Error {}

/** Streams on a server, which every service on the log takes in. */
export interface Streams {
  /** @returns false where the stream was at another revision; either way what is there was taken in */
  append(
    stream: string,
    expected: number,
    type: string,
    data: Readonly<Record<string, string | number>>,
  ): Promise<boolean>;
  /** Deletes a stream for good; again, it changes nothing. */
  tombstone(stream: string): Promise<void>;
  take(prefix: string, taker: (event: CustodyEvent) => void): void;
}

/** A key on its way to the server. */
interface Pending {
  readonly key: KeyObject;
  readonly persisted: Promise<void>;
}

/**
 * The keys of a log that several services share, in streams beside it: one for the key of each member of staff, one for that
 * of each therapy, which is deleted for good when the patient is erased, and one for the holds and the erasure of each, whose revision decides whether a
 * hold or an erasure was first. Of wrapped keys this process keeps some 200 bytes a therapy in memory, and none on disk.
 */
export class KeyStreams extends Keys {
  readonly holds: HoldBook;
  private readonly custody = new Custody();
  private readonly unwrapped: UnwrappedKeys;
  private readonly pending = new Map<string, Pending>();
  private readonly search: SearchFile;

  private constructor(
    private readonly streams: Streams,
    private readonly master: KeyObject,
    directory: string,
  ) {
    super();
    this.search = new SearchFile(directory);
    this.unwrapped = new UnwrappedKeys(master, (owner) => this.custody.keys.get(owner));
    for (const prefix of CUSTODY_STREAMS) streams.take(prefix, (event) => this.take(event));
    this.holds = {
      all: () => this.custody.holds,
      of: (therapyId) => this.custody.activeHolds(therapyId),
      set: (hold) => this.hold(hold),
      release: (release) => this.release(release),
    };
  }

  /**
   * @param masterKey 32 bytes, the same for every service on the log
   * @throws OtherMasterKey, StoreUnavailable
   */
  static async open(streams: Streams, directory: string, masterKey: Uint8Array): Promise<KeyStreams> {
    const keys = new KeyStreams(streams, createSecretKey(masterKey), directory);
    await keys.checkMaster();
    return keys;
  }

  sealing(owner: string): SealingKey {
    const known = this.opening(owner);
    if (known) return { key: known, persisted: this.pending.get(owner)?.persisted };
    if (this.wasDestroyed(owner) || this.erasureOf(owner)) throw new KeyDestroyed(owner);
    const key = generateKeySync('aes', { length: 256 });
    const persisted = this.put(owner, key).finally(() => this.pending.delete(owner));
    // Who wants to store an event waits for it; who gave up meanwhile need not.
    persisted.catch(() => undefined);
    this.pending.set(owner, { key, persisted });
    return { key, persisted };
  }

  opening(owner: string): KeyObject | undefined {
    const waiting = this.pending.get(owner);
    if (waiting && !this.wasDestroyed(owner) && !this.erasureOf(owner)) return waiting.key;
    return this.unwrapped.get(owner);
  }

  derived(purpose: string): KeyObject {
    return derived(this.master, purpose);
  }

  wrapped(): Iterable<readonly [string, Uint8Array]> {
    return this.custody.keys;
  }

  async adopt(owner: string, wrapped: Uint8Array): Promise<void> {
    if (this.wasDestroyed(owner) || this.erasureOf(owner)) return;
    const made: Wrapped = { wrapped: Buffer.from(wrapped).toString('base64') };
    if (!this.custody.keys.has(owner))
      await this.streams.append(keyStreamOf(owner), 0, 'KeyMade', { ...made });
    if (!Buffer.from(wrapped).equals(this.custody.keys.get(owner)!)) throw new KeyTaken(owner);
  }

  knows(owner: string): boolean {
    return this.custody.keys.has(owner) || this.wasDestroyed(owner) || this.erasureOf(owner) !== undefined;
  }

  erasureOf(therapyId: string): Erasure | undefined {
    return this.custody.erasures.get(therapyId);
  }

  erasures(): readonly Erasure[] {
    return [...this.custody.erasures.values()];
  }

  async erase(erasure: Erasure): Promise<Erasure> {
    const { therapyId } = erasure;
    await this.order(erasure, () => {
      const [hold] = this.holds.of(therapyId);
      if (hold) throw new TherapyHeld(hold);
    });
    return this.erasureOf(therapyId)!;
  }

  async eraseAgain(erasures: readonly Erasure[]): Promise<void> {
    for (const erasure of erasures) await this.order(erasure, () => {});
  }

  async destroy(person: string, at: number): Promise<void> {
    if (!this.wasDestroyed(person))
      await this.streams.append(goneStreamOf(person), 0, 'KeyDestroyed', { at });
    await this.streams.tombstone(keyStreamOf(person));
  }

  wasDestroyed(person: string): boolean {
    return this.custody.destroyed.has(person);
  }

  destroyed(): readonly string[] {
    return [...this.custody.destroyed];
  }

  noteLost(owners: readonly string[]): void {
    this.search.noteLost(owners);
  }

  hasLost(owner: string): boolean {
    return this.search.hasLost(owner);
  }

  get lost(): number {
    return this.search.lost;
  }

  get lostOfStaff(): number {
    return this.search.lostOfStaff;
  }

  get readUpTo(): ReadUpTo | undefined {
    return this.search.readUpTo;
  }

  set readUpTo(read: ReadUpTo) {
    this.search.readUpTo = read;
  }

  close(): void {
    this.unwrapped.clear();
  }

  private take(event: CustodyEvent): void {
    this.custody.take(event);
    if (event.stream.startsWith(STAFF_GONE)) this.forget(personWith(event.stream.slice(STAFF_GONE.length)));
    if (event.type !== 'ErasureOrdered') return;
    this.forget(event.stream.slice(CUSTODY.length));
  }

  private forget(owner: string): void {
    this.unwrapped.forget(owner);
    this.search.forget(owner);
  }

  /** @param check throws where it may not be ordered */
  private async order(erasure: Erasure, check: () => void): Promise<void> {
    const { therapyId } = erasure;
    await this.settle(therapyId, () => {
      if (this.erasureOf(therapyId)) return undefined;
      check();
      return ['ErasureOrdered', erasureSaid(erasure)];
    });
    await this.streams.tombstone(keyStreamOf(therapyId));
  }

  private async hold(hold: Hold): Promise<void> {
    const { therapyId, authority } = hold;
    await this.settle(therapyId, () => {
      if (this.erasureOf(therapyId)) throw new KeyDestroyed(therapyId);
      const stands = this.holds.of(therapyId).some((other) => other.authority === authority);
      return stands ? undefined : ['HoldSet', { ...hold }];
    });
  }

  private async release(release: Release): Promise<void> {
    const { therapyId, authority } = release;
    await this.settle(therapyId, () => {
      const stands = this.holds.of(therapyId).some((hold) => hold.authority === authority);
      return stands ? ['HoldReleased', { ...release }] : undefined;
    });
  }

  /** Decides again where another service was first. */
  private async settle(
    therapyId: string,
    decide: () => readonly [type: string, data: Readonly<Record<string, string | number>>] | undefined,
  ): Promise<void> {
    for (;;) {
      const decided = decide();
      if (!decided) return;
      const revision = this.custody.revisionOf(therapyId);
      if (await this.streams.append(CUSTODY + therapyId, revision, ...decided)) return;
    }
  }

  private async put(owner: string, key: KeyObject): Promise<void> {
    const made: Wrapped = { wrapped: wrap(this.master, key, owner).toString('base64') };
    if (await this.streams.append(keyStreamOf(owner), 0, 'KeyMade', { ...made })) return;
    throw new KeyTaken(owner);
  }

  private async checkMaster(): Promise<void> {
    if (!this.custody.masterCheck) {
      const key = generateKeySync('aes', { length: 256 });
      const wrapped = wrap(this.master, key, MASTER).toString('base64');
      await this.streams.append(MASTER, 0, 'MasterKeyChosen', { wrapped });
    }
    const { masterCheck } = this.custody;
    if (!masterCheck || !unwrap(this.master, masterCheck, MASTER))
      throw new OtherMasterKey(
        'the personal values of this log are under another master key; every service on it needs the same one (MASTER_KEY_FILE or MASTER_KEY)',
      );
  }
}

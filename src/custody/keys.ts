import type { KeyObject } from 'node:crypto';
import type { Erasure, Hold, HoldEntry, Release } from './erasure.js';

export * from './erasure.js';

/** A key for new events. It is stored once `persisted`, where given, has resolved: no event may be stored before. */
export interface SealingKey {
  readonly key: KeyObject;
  /** Rejects with KeyTaken where another process made a key for the owner meanwhile. */
  readonly persisted: Promise<void> | undefined;
}

/** So many events of a log, which is recognised by the hash of the last of them. */
export interface ReadUpTo {
  readonly events: number;
  readonly hash: string;
}

/** Legal holds and their history. */
export interface HoldBook {
  /** All that were ever set, in order. */
  all(): readonly HoldEntry[];
  /** Those that stand against an erasure, in order. */
  of(therapyId: string): readonly Hold[];
  /** Beside those that stand already: each authority has its own. */
  set(hold: Hold): void | Promise<void>;
  /** Releases those of one authority. */
  release(release: Release): void | Promise<void>;
}

/**
 * One key per therapy, by which the patient's personal values are encrypted, and one per member of staff (`personOf`), each
 * wrapped by the master key and kept apart from the log, so that no copy of the log brings back what was erased. Whose a key
 * is, its owner, is a therapy's id or what a person is called. Everything here throws KeysUnavailable where what keeps them
 * does not take or give what it should.
 */
export abstract class Keys {
  abstract readonly holds: HoldBook;

  /**
   * An owner's key for new events, made where there is none.
   * @throws KeyDestroyed, KeyUnreadable
   */
  abstract sealing(owner: string): SealingKey;

  /**
   * An owner's key; undefined where there is none, or none any more.
   * @throws KeyUnreadable
   */
  abstract opening(owner: string): KeyObject | undefined;

  /** A key for a purpose of the service itself, the same wherever the master key is. */
  abstract derived(purpose: string): KeyObject;

  /** All keys as they are kept, wrapped by the master key. */
  abstract wrapped(): Iterable<readonly [owner: string, wrapped: Uint8Array]>;

  /**
   * Takes a key that the same master key wraps. Again, it changes nothing.
   * @throws KeyTaken where there is another one
   */
  abstract adopt(owner: string, wrapped: Uint8Array): void | Promise<void>;

  /** Whether there is a key, or it is known why there is none. */
  abstract knows(owner: string): boolean;

  abstract erasureOf(therapyId: string): Erasure | undefined;

  /** All of them. */
  abstract erasures(): readonly Erasure[];

  /**
   * Destroys the key and remembers the erasure, both or neither. Again, it changes nothing, but makes sure that nothing
   * is left of the key.
   * @returns the erasure that is remembered: the first one
   * @throws TherapyHeld
   */
  abstract erase(erasure: Erasure): Erasure | Promise<Erasure>;

  /** Who the log knows to be erased is erased, whatever hold is remembered. */
  abstract eraseAgain(erasures: readonly Erasure[]): void | Promise<void>;

  /** Destroys the key of a member of staff, and remembers that. Again, it changes nothing. */
  abstract destroy(person: string, at: number): void | Promise<void>;

  abstract wasDestroyed(person: string): boolean;

  /** All members of staff whose key was destroyed. */
  abstract destroyed(): readonly string[];

  /**
   * Remembers whose personal values are in the log while their key is not here: new events get a new key, but what was
   * encrypted by the lost one cannot be read.
   */
  abstract noteLost(owners: readonly string[], at: number): void;

  /** Whether an owner's key was noted as lost. */
  abstract hasLost(owner: string): boolean;

  /** Of how many therapies a key was lost. */
  abstract get lost(): number;

  /** Of how many members of staff. */
  abstract get lostOfStaff(): number;

  /** How far into the log erasures and lost keys were looked for. */
  abstract get readUpTo(): ReadUpTo | undefined;
  abstract set readUpTo(read: ReadUpTo);

  abstract close(): void;
}

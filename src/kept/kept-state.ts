/** What is kept, each kind under names of its own. */
export type KeptKind = 'session' | 'key' | 'jti' | 'login' | 'intent' | 'glass' | 'erasure' | 'staff erasure';

/** What must survive the process and is no part of the log; also the injection token. */
export abstract class KeptState {
  /** Whether other services may change it, too. */
  abstract readonly isShared: boolean;

  /** By name, in the order in which they came. */
  abstract all(kind: KeptKind): Iterable<readonly [name: string, state: unknown]>;

  /** Kept once `settled` resolves. */
  abstract put(kind: KeptKind, name: string, state: unknown): void;

  /** The same, but nothing where it is gone meanwhile. */
  abstract change(kind: KeptKind, name: string, state: unknown): void;

  abstract remove(kind: KeptKind, name: string): void;

  /**
   * Puts it where there is none yet.
   * @returns whether it was the first
   * @throws StoreUnavailable
   */
  abstract claim(kind: KeptKind, name: string, state: unknown): Promise<boolean>;

  /**
   * Removes it.
   * @returns whether it was there, so that of several who take it one has it
   * @throws StoreUnavailable
   */
  abstract take(kind: KeptKind, name: string): Promise<boolean>;

  /** Resolves when all that was put is where it lasts. @throws StoreUnavailable */
  abstract settled(): Promise<void>;

  /** Takes in what other services did up to now. @throws StoreUnavailable */
  abstract caughtUp(): Promise<void>;

  /** Resolves where what they did is known but for the last seconds. @throws StoreUnavailable */
  abstract upToDate(): Promise<void>;

  /** Tells of each that is as it is now by this or another service; undefined: it is gone. */
  abstract follow(kind: KeptKind, taker: (name: string, state: unknown) => void): void;

  abstract close(): void;
}

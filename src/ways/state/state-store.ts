/** What is kept of the ways in, each kind under names of its own. */
export type StateKind = 'session' | 'key' | 'jti';

export interface Kept {
  readonly kind: StateKind;
  readonly name: string;
  /** As it was given; plain JSON. */
  readonly state: unknown;
}

/** Keeps what must survive the process. */
export interface StateStore {
  all(): readonly Kept[];
  /** On disk when it returns. */
  put(kind: StateKind, name: string, state: unknown): void;
  remove(kind: StateKind, name: string): void;
  close(): void;
}

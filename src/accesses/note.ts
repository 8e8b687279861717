import type { Entry } from '../access/log/record.js';

/** An entry on its way into the log, with what is stored beside its bytes. */
export interface Note {
  readonly entry: Entry;
  /** By which those that the entry holds sealed are found: keyed digests. */
  readonly keys: { readonly subject?: string; readonly session?: string; readonly address?: string };
  /** Base64: what the sealed digests stand for, encrypted. */
  readonly sealed?: string;
}

/** The first records of a log, up to one of them. */
export interface Part {
  readonly size: number;
  /** Lower-case hex. */
  readonly root: string;
  /** When the first one was made that no part before covers. */
  readonly from: string;
  readonly to: string;
}

/** A record as it goes from one file to another. */
export interface Taken extends Pick<Note, 'keys' | 'sealed'> {
  readonly n: number;
  /** Lower-case hex. */
  readonly hash: string;
  /** The canonical bytes, which are text. */
  readonly bytes: string;
}

/** What a tree goes on from once its first leaves are gone: the last tile of each level. */
export interface Edge {
  readonly size: number;
  readonly tiles: readonly { readonly level: number; readonly number: number; readonly hashes: string }[];
}

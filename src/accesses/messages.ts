import type { LogHead } from '../access/log/record.js';
import type { Edge, Part, Taken } from './note.js';

/** What the thread that writes is told. */
export interface ThreadOptions {
  readonly directory: string;
  /** Which log is its own. */
  readonly log: string;
}

/** Of the own log, unless another is named. */
export type Question = { readonly log?: string } & Asked;

type Asked =
  /** `notes`: the JSON of them, which goes between threads for less than what it stands for. */
  | { readonly kind: 'append'; readonly notes: string }
  /** Whether it could be written. */
  | { readonly kind: 'probe' }
  /** `after`: how many records are sealed already. */
  | { readonly kind: 'seal'; readonly after: number }
  | { readonly kind: 'root'; readonly size: number }
  | { readonly kind: 'prune'; readonly before: number; readonly sealed: number }
  | { readonly kind: 'forget'; readonly size: number }
  /** Where a log ends. */
  | { readonly kind: 'head' }
  /** Records after so many, as many as one append to a server takes. */
  | { readonly kind: 'after'; readonly n: number }
  /** Records as another process wrote them, which come next. */
  | { readonly kind: 'take'; readonly taken: readonly Taken[] }
  | { readonly kind: 'edge'; readonly size: number }
  /** Another service let so many records go. */
  | { readonly kind: 'gone'; readonly edge: Edge }
  | { readonly kind: 'close' };

export type Answer =
  | {
      readonly kind: 'done';
      readonly part?: Part;
      readonly root?: string;
      readonly head?: LogHead;
      readonly taken?: readonly Taken[];
      readonly edge?: Edge;
    }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'gone'; readonly reason: string };

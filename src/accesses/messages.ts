import type { Part } from './note.js';

/** What the thread that writes is told. */
export interface ThreadOptions {
  readonly directory: string;
  readonly log: string;
}

export type Question =
  /** `notes`: the JSON of them, which goes between threads for less than what it stands for. */
  | { readonly kind: 'append'; readonly notes: string }
  /** Whether it could be written. */
  | { readonly kind: 'probe' }
  /** `after`: how many records are sealed already. */
  | { readonly kind: 'seal'; readonly after: number }
  | { readonly kind: 'root'; readonly size: number }
  | { readonly kind: 'prune'; readonly before: number; readonly sealed: number }
  | { readonly kind: 'forget'; readonly size: number }
  | { readonly kind: 'close' };

export type Answer =
  | { readonly kind: 'done'; readonly part?: Part; readonly root?: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'gone'; readonly reason: string };

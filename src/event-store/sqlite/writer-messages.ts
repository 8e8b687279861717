import type { KeyObject } from 'node:crypto';
import type { Span } from '../port.js';
import type { FoundAliens } from '../found-aliens.js';

/** Appends on their way to the writer, column by column: to clone an object per event would cost more than to store it. */
export interface AppendBatch {
  readonly kind: 'append';
  /** One element per append. */
  readonly streamIds: readonly string[];
  readonly expectedRevisions: readonly number[];
  readonly previousHashes: readonly (string | undefined)[];
  readonly sizes: readonly number[];
  /** One element per event. */
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly hashes: readonly string[];
  readonly ends: readonly number[];
  /** Where the bytes of an event give way to its disclosures, which end where it ends. */
  readonly middles: readonly number[];
  /** Bytes and disclosures of all events, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export type Question = AppendBatch | { readonly kind: 'ping' } | { readonly kind: 'close' };

export type Refusal =
  | { readonly kind: 'wrong-revision'; readonly actual: number }
  | { readonly kind: 'duplicate-id'; readonly id: string }
  | ({ readonly kind: 'missing' } & Span)
  | { readonly kind: 'failed'; readonly reason: string };

/** The first event's row, or why the append was refused. */
export type Outcome = number | Refusal;

export interface Durability {
  readonly journalMode: string;
  readonly synchronous: number;
}

export interface Done {
  readonly kind: 'done';
  readonly outcomes: readonly Outcome[];
  /** The position of the log's last event. */
  readonly end: number;
  /** What was met behind it, and set aside. */
  readonly aliens: FoundAliens;
}

/** One answer per question, in order; `ready` comes first and unasked. */
export type Answer =
  | { readonly kind: 'ready'; readonly durability: Durability }
  | Done
  | { readonly kind: 'failed'; readonly reason: string };

export interface WriterOptions {
  readonly file: string;
  /** Without it nothing is told of an event's origin. */
  readonly own?: {
    readonly key: KeyObject;
    /** The position of the log's last event. */
    readonly end: number;
  };
}

import type { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '../../event-store/port.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Seal } from './seal.js';

type Eventually<Value> = Value | Promise<Value>;

/** What a projection reads of the log: of an event store, or on a connection of its own in another thread. */
export interface LogReader {
  readAll(afterPosition: string | undefined, limit: number): Eventually<readonly StoredEvent[]>;
  readStream(streamId: string, afterRevision?: number, limit?: number): Eventually<readonly StoredEvent[]>;
}

/** Writes what was made ready, in a transaction. */
export type Write = () => void;

/**
 * A read model: rows that follow from the log, kept in a file that can be made anew at any time. What an event leaves to
 * do is noted in the transaction that moves the checkpoint, and done afterwards; what the time leaves to do as well.
 */
export interface Projection {
  readonly name: string;
  /** Of the shape of its tables. */
  readonly version: number;
  /** What the rows follow from besides the log; a file made from other inputs is made anew. */
  readonly inputs: string;
  /** SQL that makes the tables. */
  readonly schema: string;
  /** Under which its rows, and the checkpoint beside them, are sealed. */
  readonly seal: Seal;
  /**
   * Why the rows are not those that were written; undefined where they are.
   * @param taken how many events of the log were taken in
   */
  disagreement(database: DatabaseSync, taken: number): string | undefined;
  /** Takes in events in the global order, in the transaction that moves the checkpoint past them. */
  apply(database: DatabaseSync, events: readonly StoredEvent[]): void;
  /** Makes ready a piece of what is left to do by an instant; undefined where nothing is. Writes nothing yet. */
  work(database: DatabaseSync, log: LogReader, now: Instant): Promise<Write | undefined>;
}

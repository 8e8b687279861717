import { Fault } from '../faults/fault.js';
import type { Observable } from 'rxjs';

/** An event on its way into the log: bytes and what the log must know to find and order them, nothing more. */
export interface NewEvent {
  /** Unique within its stream. */
  readonly id: string;
  readonly type: string;
  /** Canonical bytes, stored and returned unchanged. */
  readonly bytes: Uint8Array;
  /** Lower-case hex SHA-256 of the bytes. */
  readonly hash: string;
  /** What is stored beside the bytes and returned unchanged, but not hashed: encrypted, and gone with its key. */
  readonly disclosures?: Uint8Array;
}

export interface StoredEvent extends NewEvent {
  readonly streamId: string;
  /** Counts from 1 within the stream. */
  readonly revision: number;
  /** Opaque; compares as a string in the global order, strictly growing in commit order. */
  readonly position: string;
  /** Its number in the global order, from 0 without gaps; undefined while the store does not know it. */
  readonly leafIndex?: number;
  /** By which its origin is told; undefined where nothing is kept beside it. */
  readonly mac?: Uint8Array;
}

export interface StreamHead {
  readonly streamId: string;
  readonly revision: number;
  readonly hash: string;
}

/** The stream is at another revision than the caller expects, or holds another event there: somebody else appended first. */
export class WrongExpectedRevision extends Fault {
  constructor(
    readonly streamId: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(
      ['unavailable', 'TOO_MANY_WRITERS'],
      actual === expected
        ? `stream ${streamId} holds another event at revision ${actual}`
        : `stream ${streamId} is at revision ${actual}, not ${expected}`,
      { detail: 'others were faster at every attempt; send it again' },
    );
  }
}

/** The stream holds the id already, or one append names it twice. Reported rather than a wrong revision: it is the cause of that when an append is repeated. */
export class DuplicateEventId extends Error {
  constructor(
    readonly streamId: string,
    readonly id: string,
  ) {
    super(`stream ${streamId} already holds an event with the id ${id}`);
  }
}

/**
 * The log could not take or give events (disk full, file gone, server away). An append was not acknowledged and is
 * stored whole or not at all; not at all, unless the log itself went away before it could say. To repeat it is safe.
 */
export class StoreUnavailable extends Fault {
  /** @param message for the operator; whoever asked is told only what follows for him */
  constructor(message: string, options?: ErrorOptions) {
    const detail = 'the event log cannot be reached; nothing was acknowledged, and to send it again is safe';
    super(['unavailable', 'STORE_UNAVAILABLE'], message, { ...options, detail });
  }
}

/** From a revision to another, both included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const spanText = ({ from, to }: Span) => (from === to ? String(from) : `${from}-${to}`);

/** Events that are known to have been recorded are not in the log any more. */
export class EventsMissing extends Fault {
  /** @param missing undefined where nobody knows how many there were */
  constructor(
    readonly streamId: string,
    readonly missing: readonly Span[] | undefined,
  ) {
    super(
      ['unreadable', 'EVENTS_MISSING'],
      `events of ${streamId} are gone from the log: ${missing ? `revisions ${missing.map(spanText).join(', ')}` : 'all of them'}`,
    );
  }
}

/** The server takes no more events into a stream: somebody deleted it for good. */
export class StreamClosed extends Fault {
  constructor(streamId: string) {
    super(
      ['unreadable', 'STREAM_CLOSED'],
      `the stream of ${streamId} was deleted for good on the server, which takes nothing more into it`,
    );
  }
}

/** A position that this log did not give out, or does not hold any more (it was put back from an older copy). */
export class UnknownPosition extends Error {
  constructor(readonly position: string) {
    super(`the log holds no position ${JSON.stringify(position)}`);
  }
}

/** How many events or streams a page holds where the caller names no limit. */
export const DEFAULT_PAGE = 1000;

export type Signal = { readonly kind: 'event'; readonly event: StoredEvent } | { readonly kind: 'caught-up' };

/** An event of a side stream. */
export interface SideStreamEvent {
  readonly stream: string;
  /** Counts from 1 within the stream. */
  readonly revision: number;
  readonly type: string;
  /** As JSON gives it. */
  readonly data: unknown;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/**
 * Streams that the services on one log share beside it, taken in by each of them in one order with the log. They are no
 * part of it.
 */
export interface SideStreams {
  /**
   * Appends one event. What was written, or whatever was there instead, is taken in before it resolves.
   * @param expected the stream's revision before (0: no stream yet)
   * @returns false where the stream was at another revision
   * @throws StoreUnavailable; then it may be stored or not
   */
  append(stream: string, expected: number, type: string, data: Json): Promise<boolean>;
  /**
   * Deletes a stream for good: nothing can be appended to it any more. Again, it changes nothing.
   * @throws StoreUnavailable
   */
  tombstone(stream: string): Promise<void>;
  /** Gives each event of the streams with a prefix, from the first one on, at least once and each stream's in order. */
  take(prefix: string, taker: (event: SideStreamEvent) => void): void;
}

export interface JournalEvent {
  readonly type: string;
  readonly data: Json;
}

/** Streams of the services on one log beside it that whoever needs them reads, and that may be cut at their beginning. */
export interface Journals {
  /**
   * Appends all or none.
   * @param expected the stream's revision before (0: no stream yet)
   * @returns false where the stream was at another revision
   * @throws StoreUnavailable; then they may be stored or not
   */
  append(stream: string, expected: number, events: readonly JournalEvent[]): Promise<boolean>;
  /** Events after a revision, at most so many. @throws StoreUnavailable */
  read(stream: string, after: number, limit: number): Promise<readonly SideStreamEvent[]>;
  /** Lets go of all up to a revision. @throws StoreUnavailable */
  cut(stream: string, upTo: number): Promise<void>;
}

/** An event in one of the log's streams that no service of the log wrote there: it is no event of the log. */
export interface Alien {
  /** As the server names it. */
  readonly stream: string;
  /** Its number there, from 0. */
  readonly at: number;
  /** Without capital or full stop. */
  readonly why: string;
}

export interface Aliens {
  readonly count: number;
  /** The first of them, as many as can be shown. */
  readonly shown: readonly Alien[];
  /** Each, when it is met. */
  readonly met: Observable<Alien>;
}

/** A stream of which the server gives less than was written: what is not given is lost with the server's next scavenge. */
export interface CutStream {
  readonly streamId: string;
  /** As the server names it. */
  readonly stream: string;
  /** Without capital or full stop. */
  readonly why: string;
  /** Deleted for good: it takes nothing more. */
  readonly isClosed: boolean;
}

export interface Cuts {
  readonly all: readonly CutStream[];
  /** Each, when it is met, or is cut otherwise than before. */
  readonly met: Observable<CutStream>;
  has(streamId: string): boolean;
  /**
   * Lets the server give a stream whole again.
   * @throws StreamClosed, StoreUnavailable
   */
  repair(streamId: string): Promise<void>;
}

/** An append of events that follow each other in one stream. */
export interface Run {
  readonly streamId: string;
  /** The stream's revision before. */
  readonly expected: number;
  readonly events: readonly NewEvent[];
}

/** A log to which another is copied. */
export interface CopyTarget extends EventStore {
  /**
   * Appends what nobody else writes to meanwhile: the runs follow each other in the global order as they are given, and
   * several are on their way at once. Where one is refused, others behind it may be stored.
   * @throws as `append`, for one that is refused
   */
  appendInOrder(runs: readonly Run[]): Promise<void>;
}

/**
 * The log. Appends are atomic, durable once acknowledged, and get their position inside the serialised commit, so
 * that no reader of the global order can ever see a later position before an earlier one.
 */
export interface EventStore {
  /**
   * Appends all events, at least one, or none.
   * @param expectedRevision the stream's revision before (0: no stream yet).
   * @param previousHash of the event there, where what is appended was decided on it: while that was on its way, another
   * may have come to stand in its place
   * @returns the position of each event, in order.
   * @throws WrongExpectedRevision, DuplicateEventId, StoreUnavailable, StreamClosed, EventsMissing
   */
  append(
    streamId: string,
    expectedRevision: number,
    events: readonly NewEvent[],
    previousHash?: string,
  ): Promise<readonly string[]>;
  /**
   * Events of one stream in order of revision, strictly after `afterRevision`; all of them, or at most `limit`.
   * @throws EventsMissing where they would be fewer than were recorded
   */
  readStream(streamId: string, afterRevision?: number, limit?: number): Promise<readonly StoredEvent[]>;
  /**
   * Events of all streams in the global order, strictly after `afterPosition`, at most `limit`. A page is shorter than
   * its limit only at the end of the log.
   * @throws UnknownPosition
   */
  readAll(afterPosition?: string, limit?: number): Promise<readonly StoredEvent[]>;
  /**
   * Events in the global order from a number on, at most `limit`.
   * @param leafIndex counts from 0
   * @param mayLack whether events may be left out that are gone, and known to be
   */
  readFrom(leafIndex: number, limit?: number, mayLack?: boolean): Promise<readonly StoredEvent[]>;
  /** Where events can be gone: each stream of which some are. */
  missing?(): Promise<readonly EventsMissing[]>;
  /** How many events there are. Not fewer than what was acknowledged by then. */
  count(): Promise<number>;
  /** Of the last event in the global order; undefined while there is none. Not before what was acknowledged by then. */
  lastPosition(): Promise<string | undefined>;
  /** Emits with or after each acknowledgement: there is more to read. */
  readonly grown: Observable<void>;
  /** Where other processes write to the log, too: each event, also an own one, when this process learns of it. */
  readonly learned: Observable<StoredEvent>;
  /** Where other processes write to the log, too. */
  readonly sideStreams?: SideStreams;
  /** The same, of streams that nobody follows. */
  readonly journals?: Journals;
  /** Where other programs can write into the log's streams: what they wrote there, which is left out. */
  readonly aliens?: Aliens;
  /** Where others can delete or cut streams: those of which they did. */
  readonly cuts?: Cuts;
  /** The event with this id, if the stream holds it. */
  findById(streamId: string, id: string): Promise<StoredEvent | undefined>;
  /** Undefined for a stream that does not exist. */
  head(streamId: string): Promise<StreamHead | undefined>;
  /** Streams in order of their id, strictly after `afterStreamId`, at most `limit`. */
  streams(afterStreamId?: string, limit?: number): Promise<readonly StreamHead[]>;
  /**
   * Everything after a position, then (after one `caught-up`) each event as it is committed; no gap, no repeat. Reads
   * the next page when the observer has returned, so an observer that works synchronously sets the pace. Completes when
   * the store is closed; errors with UnknownPosition or StoreUnavailable.
   */
  subscribe(afterPosition?: string): Observable<Signal>;
  /** Where the log is a file: its end, for other threads that read it. */
  readonly fileEnd?: { readonly shared: BigInt64Array<SharedArrayBuffer> };
  /**
   * Where the log is a file: what its database finds to contradict itself, an index its rows, say. Reads all of it, beside
   * the event loop; a signal ends it. @throws Error where it cannot be read, or the signal was given
   */
  fileFaults?(signal: AbortSignal): Promise<readonly string[]>;
  /** Resolves when the log can take and give events. @throws StoreUnavailable */
  ping(): Promise<void>;
  close(): Promise<void>;
}

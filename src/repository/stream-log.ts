import type { EventStore, NewEvent, StoredEvent } from '../event-store/port.js';
import type { StreamEvent, StreamEventData } from '../streams/ledger-event.js';
import { sealStreamEvent } from '../streams/seal-stream-event.js';
import { type StreamName, type TypeOf, streamIdOf } from '../streams/streams.js';
import type { EventId, Instant, RecordedBy } from '../therapy/envelope.js';
import { type Head, NO_HEAD } from '../therapy/head.js';
import { StreamChain } from './chain.js';

/** An event of a stream as it is stored, and as it says. */
export interface Logged<Stream extends StreamName> {
  readonly stored: StoredEvent;
  readonly event: StreamEventOf<Stream>;
}

type StreamEventOf<Stream extends StreamName> = {
  readonly [Name in TypeOf[Stream]]: StreamEvent<Name>;
}[TypeOf[Stream]];

export type ToLog<Stream extends StreamName> = {
  readonly [Name in TypeOf[Stream]]: {
    readonly id: EventId;
    readonly type: Name;
    readonly data: StreamEventData[Name];
  };
}[TypeOf[Stream]];

/** A stream of no therapy in the log. */
export class StreamLog<Stream extends StreamName> {
  constructor(
    private readonly store: EventStore,
    private readonly stream: Stream,
  ) {}

  /** All of it, as the log holds it now. @throws LedgerContradicted, UnreadableEvent, StoreUnavailable */
  async all(): Promise<readonly Logged<Stream>[]> {
    const chain = new StreamChain<TypeOf[Stream]>(this.stream);
    const stored = await this.store.readStream(streamIdOf(this.stream));
    return stored.map((event) => ({ stored: event, event: chain.next(event) as StreamEventOf<Stream> }));
  }

  /** The end of it, at most so many events. @throws as `all` */
  async last(most: number): Promise<readonly Logged<Stream>[]> {
    const { revision = 0 } = (await this.store.head(streamIdOf(this.stream))) ?? {};
    return this.after(Math.max(0, revision - most));
  }

  /** What comes after a revision. @throws as `all` */
  async after(after: number): Promise<readonly Logged<Stream>[]> {
    const chain = new StreamChain<TypeOf[Stream]>(this.stream, after);
    const stored = await this.store.readStream(streamIdOf(this.stream), after);
    return stored.map((event) => ({ stored: event, event: chain.next(event) as StreamEventOf<Stream> }));
  }

  /** @throws WrongExpectedRevision, DuplicateEventId where somebody else was first; LedgerContradicted, StoreUnavailable */
  async append(
    known: readonly Logged<Stream>[],
    added: readonly ToLog<Stream>[],
    now: Instant,
    by: RecordedBy,
  ): Promise<void> {
    let head = headOf(known.at(-1));
    const { revision, hash: previousHash } = head;
    const events = added.map(({ id, type, data }): NewEvent => {
      const { event, bytes, hash } = sealStreamEvent(this.stream, id, { type, data }, head, now, by);
      head = { revision: event.revision, hash, recordedAt: Date.parse(event.recordedAt) };
      return { id, type: event.type, bytes, hash };
    });
    await this.store.append(streamIdOf(this.stream), revision, events, previousHash);
  }
}

const headOf = (last: Logged<StreamName> | undefined): Head =>
  last
    ? {
        revision: last.event.revision,
        hash: last.stored.hash,
        recordedAt: Date.parse(last.event.recordedAt),
      }
    : NO_HEAD;

import { hash } from 'node:crypto';
import { LedgerContradicted } from '../event-store/append-gate.js';
import type { StoredEvent } from '../event-store/port.js';
import {
  type LedgerEvent,
  type StreamEvent,
  type StreamEventType,
  isOfTherapy,
} from '../streams/ledger-event.js';
import { type StreamName, streamIdOf } from '../streams/streams.js';
import type { Sealed, TherapyId } from '../therapy/envelope.js';
import { type Head, NO_HEAD } from '../therapy/head.js';
import { known, ledgerEventIn } from './stored.js';

/** The last event so far of a chain; its hash is undefined where the event itself was not read. */
type Before = Pick<Head, 'revision'> & { readonly hash: string | undefined };

/** Whether an event's hash is that of its bytes. */
export const isHashed = ({ bytes, hash: stored }: StoredEvent): boolean => hash('sha256', bytes) === stored;

/** Follows a chain from event to event: each is the next of it, with its own bytes, and names the one before. */
abstract class Links<Event extends LedgerEvent> {
  private before: Before;

  /**
   * @param streamId by which the store knows the chain's events
   * @param revision after which the first one comes
   */
  constructor(
    private readonly streamId: string,
    revision: number,
  ) {
    this.before = revision === 0 ? NO_HEAD : { revision, hash: undefined };
  }

  protected abstract owns(event: LedgerEvent): event is Event;

  /** The next event. @throws LedgerContradicted, UnreadableEvent */
  next(stored: StoredEvent): Event {
    if (!isHashed(stored)) throw this.broken(stored, 'its bytes are not those that were hashed');
    const event = ledgerEventIn(stored);
    const { revision, hash: previousHash } = this.before;
    if (stored.streamId !== this.streamId || !this.owns(event))
      throw this.broken(stored, `it is of ${isOfTherapy(event) ? event.therapyId : event.stream}`);
    if (stored.revision !== revision + 1 || event.revision !== revision + 1)
      throw this.broken(stored, `revision ${revision + 1} was to come`);
    if (event.id !== stored.id || event.type !== stored.type)
      throw this.broken(stored, 'its id and type are not those in its bytes');
    if (previousHash !== undefined && event.previousHash !== previousHash)
      throw this.broken(stored, 'it does not name the event before');
    this.before = { revision: revision + 1, hash: stored.hash };
    return event;
  }

  private broken({ revision, position }: StoredEvent, why: string): LedgerContradicted {
    return new LedgerContradicted(
      `the record of ${this.streamId} is broken at revision ${revision}, position ${position}: ${why}; run verify`,
    );
  }
}

/** The events of a therapy. */
export class Chain extends Links<Sealed> {
  constructor(
    private readonly therapyId: TherapyId,
    revision = 0,
  ) {
    super(therapyId, revision);
  }

  /** The next event, to decide and compute with. @throws LedgerContradicted, UnreadableEvent */
  nextKnown(stored: StoredEvent): Sealed {
    return known(stored, this.next(stored));
  }

  protected owns(event: LedgerEvent): event is Sealed {
    return isOfTherapy(event) && event.therapyId === this.therapyId;
  }
}

/** The events of a stream that is of no therapy. */
export class StreamChain<Type extends StreamEventType> extends Links<StreamEvent<Type>> {
  constructor(
    private readonly stream: StreamName,
    revision = 0,
  ) {
    super(streamIdOf(stream), revision);
  }

  protected owns(event: LedgerEvent): event is StreamEvent<Type> {
    return !isOfTherapy(event) && !('therapyId' in event) && event.stream === this.stream;
  }
}

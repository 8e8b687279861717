import { setImmediate as nextTurn } from 'node:timers/promises';
import { Observable } from 'rxjs';
import { type Signal, type StoredEvent, StoreUnavailable } from '../port.js';
import { doubling } from '../../waiting/backoff.js';
import { retry } from '../../waiting/retry.js';

const PAGE = 256;
const PAUSES = { firstMs: 100, longestMs: 5_000 };

interface Log {
  readonly grown: Observable<void>;
  readonly isClosed: boolean;
  /** The number of the event after a position. @throws UnknownPosition, StoreUnavailable */
  numberAfter(position: string | undefined): Promise<number>;
  readFrom(leafIndex: number, limit: number): Promise<readonly StoredEvent[]>;
}

/**
 * Reads page after page behind a number of its own, and waits at the end until the log has grown: old and new events take
 * the same way, and whatever happens to the connection, it goes on behind the last event that was handled.
 */
export function follow(log: Log, afterPosition: string | undefined): Observable<Signal> {
  return new Observable<Signal>((subscriber) => {
    let wake = () => {};
    let hasGrown = false;
    const grown = () => {
      hasGrown = true;
      wake();
    };
    subscriber.add(log.grown.subscribe({ next: grown, complete: grown }));
    subscriber.add(() => wake());

    const deliver = async () => {
      let next = await untilAnswered(log, () => log.numberAfter(afterPosition));
      for (let caughtUp = false; !subscriber.closed && !log.isClosed; await nextTurn()) {
        hasGrown = false;
        const events = await untilAnswered(log, () => log.readFrom(next, PAGE));
        for (const event of events) {
          if (subscriber.closed) return;
          next = (event.leafIndex ?? next) + 1;
          subscriber.next({ kind: 'event', event });
        }
        if (events.length === PAGE || subscriber.closed) continue;
        if (!caughtUp) subscriber.next({ kind: 'caught-up' });
        caughtUp = true;
        if (!hasGrown && !log.isClosed && !subscriber.closed) await new Promise<void>((go) => (wake = go));
      }
    };
    deliver().then(
      () => subscriber.complete(),
      (error) => (log.isClosed ? subscriber.complete() : subscriber.error(error)),
    );
  });
}

/** Until the server is there again. */
const untilAnswered = <Value>(log: Pick<Log, 'isClosed'>, read: () => Promise<Value>): Promise<Value> =>
  retry(read, {
    pausesMs: doubling(PAUSES),
    mayPass: (error) => error instanceof StoreUnavailable && !log.isClosed,
  });

import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Observable } from 'rxjs';
import { type Signal, type StoredEvent, StoreUnavailable } from '../port.js';

const PAGE = 256;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

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
      let next = await patiently(() => log.numberAfter(afterPosition), log);
      for (let caughtUp = false; !subscriber.closed && !log.isClosed; await nextTurn()) {
        hasGrown = false;
        const events = await patiently(() => log.readFrom(next, PAGE), log);
        for (const event of events) {
          if (subscriber.closed) return;
          next += 1;
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
async function patiently<Value>(read: () => Promise<Value>, log: Pick<Log, 'isClosed'>): Promise<Value> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || log.isClosed) throw error;
      await pause(pauseMs);
    }
  }
}

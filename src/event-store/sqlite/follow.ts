import { Observable, type Subscribable } from 'rxjs';
import type { Turns } from '../../waiting/turns.js';
import { type Signal, type StoredEvent, UnknownPosition } from '../port.js';

const PAGE = 256;

interface Log {
  readAll(afterPosition: string | undefined, limit: number): readonly StoredEvent[];
  endOfLog(): string;
}

/**
 * Reads page after page behind a cursor; a commit only says that there is more to read. So live events take the same
 * way as old ones, and no seam between the two can lose or repeat any.
 * @param turns of all who read the log: a turn of the event loop has one page of one of them, however many they are
 */
export function follow(
  log: Log,
  commits: Subscribable<void>,
  afterPosition: string | undefined,
  turns: Turns,
): Observable<Signal> {
  return new Observable<Signal>((subscriber) => {
    let cursor = afterPosition;
    let caughtUp = false;

    const read = () => {
      try {
        // Else events that take the positions up to a cursor from a longer, lost log would never be seen.
        if (!caughtUp && cursor !== undefined && cursor > log.endOfLog()) throw new UnknownPosition(cursor);
        const events = log.readAll(cursor, PAGE);
        for (const event of events) {
          if (subscriber.closed) return;
          cursor = event.position;
          subscriber.next({ kind: 'event', event });
        }
        if (events.length === PAGE) wake();
        else if (!caughtUp) {
          caughtUp = true;
          subscriber.next({ kind: 'caught-up' });
        }
      } catch (error) {
        subscriber.error(error);
      }
    };
    const wake = () => {
      if (!subscriber.closed) turns.take(read, caughtUp ? 'little' : 'much');
    };

    subscriber.add(() => turns.leave(read));
    subscriber.add(
      commits.subscribe({
        next: wake,
        error: (error) => subscriber.error(error),
        complete: () => subscriber.complete(),
      }),
    );
    wake();
  });
}

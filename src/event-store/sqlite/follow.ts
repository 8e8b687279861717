import { Observable, type Subscribable } from 'rxjs';
import { type Signal, type StoredEvent, UnknownPosition } from '../port.js';

const PAGE = 256;

interface Log {
  readAll(afterPosition: string | undefined, limit: number): readonly StoredEvent[];
  endOfLog(): string;
}

/**
 * Reads page after page behind a cursor; a commit only says that there is more to read. So live events take the same
 * way as old ones, and no seam between the two can lose or repeat any.
 */
export function follow(
  log: Log,
  commits: Subscribable<void>,
  afterPosition: string | undefined,
): Observable<Signal> {
  return new Observable<Signal>((subscriber) => {
    let cursor = afterPosition;
    let caughtUp = false;
    let scheduled: NodeJS.Immediate | undefined;

    const read = () => {
      scheduled = undefined;
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
    // A turn of the event loop between pages lets requests through while a long log is caught up with.
    const wake = () => {
      if (!subscriber.closed) scheduled ??= setImmediate(read);
    };

    subscriber.add(() => clearImmediate(scheduled));
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

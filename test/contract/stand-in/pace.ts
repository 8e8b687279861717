/** The time that a server takes to append, so that what is fast on the stand-in is fast on a server, too. */
import { setTimeout as pause } from 'node:timers/promises';
import { Semaphore } from '../../../src/waiting/semaphore.ts';

export interface Pace {
  readonly appendMs: number;
  readonly perEventMs: number;
  /** Appends that are worked on at once; others wait for one of them. */
  readonly mostInFlight: number;
}

/** Of a server with one node: 1.4 ms for one event, 17 ms for 25. */
export const MEASURED_PACE: Pace = { appendMs: 0.75, perEventMs: 0.65, mostInFlight: 12 };

/** Waits for parts of milliseconds, which timers do not know, when they have come to a whole one. */
function exactly(): (ms: number) => Promise<void> {
  let owed = 0;
  return async (ms) => {
    owed += ms;
    const whole = Math.floor(owed);
    owed -= whole;
    if (whole > 0) await pause(whole);
  };
}

/** Stores appends in the order in which they come, each when its time is over. */
export function pacer(paceNow: () => Pace | undefined) {
  const takes = exactly();
  let last: Promise<unknown> = Promise.resolve();
  let known: Pace | undefined;
  let inFlight = new Semaphore(Number.POSITIVE_INFINITY);
  return async <Value>(events: number, store: () => Value): Promise<Value> => {
    const pace = paceNow();
    if (!pace) return store();
    if (pace !== known) inFlight = new Semaphore((known = pace).mostInFlight);
    return inFlight.run(() => {
      const stored = Promise.all([takes(pace.appendMs + pace.perEventMs * events), last]).then(store);
      last = stored.catch(() => undefined);
      return stored;
    });
  };
}

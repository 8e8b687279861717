import { setImmediate as nextTurn } from 'node:timers/promises';

/** Does one piece of work after the other, each in a turn of its own of the event loop: in between others are served. */
export async function inTurns<Done>(works: Iterable<() => Done>): Promise<Done[]> {
  const done: Done[] = [];
  for (const work of works) {
    if (done.length > 0) await nextTurn();
    done.push(work());
  }
  return done;
}

import { Subject } from 'rxjs';
import type { StoredEvent } from '../../src/event-store/port.js';
import { follow } from '../../src/event-store/sqlite/follow.js';
import { Turns } from '../../src/waiting/turns.js';

const turn = () => new Promise((over) => setImmediate(over));

test('one piece of work a turn, in the order in which they came, each once', async () => {
  const turns = new Turns();
  const done: string[] = [];
  const works = ['a', 'b', 'c'].map((name) => () => void done.push(name));
  for (const work of [...works, ...works]) turns.take(work, 'much');
  turns.leave(works[1]!);
  await turn();
  expect(done).toEqual(['a']);
  await turn();
  expect(done).toEqual(['a', 'c']);
  turns.take(works[1]!, 'much');
  await turn();
  await turn();
  expect(done).toEqual(['a', 'c', 'b']);
});

test('who has little to do does not wait for those with much, nor they for him', async () => {
  const turns = new Turns();
  const done: string[] = [];
  const much = ['a', 'b'].map((name) => () => void done.push(name));
  const little = () => {
    done.push('little');
    turns.take(little, 'little');
  };
  for (const work of much) turns.take(work, 'much');
  turns.take(little, 'little');
  await turn();
  await turn();
  turns.leave(little);
  expect(done).toEqual(['little', 'a', 'little', 'b']);
});

/** A log of so many events whose pages are counted. */
function logOf(count: number) {
  const events = Array.from(
    { length: count },
    (_, index) => ({ position: String(index + 1).padStart(8, '0') }) as StoredEvent,
  );
  const log = {
    pages: 0,
    endOfLog: () => events.at(-1)!.position,
    readAll(after: string | undefined, limit: number) {
      log.pages += 1;
      const from = after === undefined ? 0 : Number(after);
      return events.slice(from, from + limit);
    },
  };
  return log;
}

test('150 readers of an old log let everybody else in after each page', async () => {
  const log = logOf(2_000);
  const turns = new Turns();
  const commits = new Subject<void>();
  const seen = Array.from({ length: 150 }, () => [] as string[]);
  const caughtUp = new Set<readonly string[]>();
  for (const positions of seen)
    follow(log, commits, undefined, turns).subscribe((signal) => {
      if (signal.kind === 'event') positions.push(signal.event.position);
      else caughtUp.add(positions);
    });
  let most = 0;
  while (caughtUp.size < 150) {
    const before = log.pages;
    await turn();
    most = Math.max(most, log.pages - before);
  }
  expect(most).toBe(1);
  const all = Array.from({ length: 2_000 }, (_, index) => String(index + 1).padStart(8, '0'));
  for (const positions of seen) expect(positions).toEqual(all);
});

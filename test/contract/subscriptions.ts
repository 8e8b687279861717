import { firstValueFrom, lastValueFrom, takeWhile, toArray } from 'rxjs';
import { type EventStore, type Signal, UnknownPosition } from '../../src/event-store/port.js';
import { FULL } from '../support/full.js';
import { insist, nextEvents, positionsOf, someEvents, wholeLog } from './store-events.js';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function until(condition: () => boolean): Promise<void> {
  for (const end = Date.now() + 60_000; !condition(); await pause(5))
    if (Date.now() > end) throw new Error('it did not come to pass');
}

/** The part of the contract that is about following the log. */
export function subscriptionContract(current: () => EventStore): void {
  describe('a subscription', () => {
    it('says at once of an empty log that it has caught up', async () => {
      expect(await firstValueFrom(current().subscribe())).toEqual({ kind: 'caught-up' });
    });

    it('gives what is there, says that it has caught up, and goes on', async () => {
      const store = current();
      await store.append('s', 0, someEvents(3));
      const signals: Signal[] = [];
      const subscription = store.subscribe().subscribe((signal) => signals.push(signal));
      await until(() => signals.length === 4);
      await store.append('t', 0, someEvents(1));
      await store.append('s', 3, someEvents(2));
      await until(() => signals.length === 7);
      subscription.unsubscribe();
      expect(signals.map((signal) => signal.kind)).toEqual([
        'event',
        'event',
        'event',
        'caught-up',
        'event',
        'event',
        'event',
      ]);
      const events = signals.flatMap((signal) => (signal.kind === 'event' ? [signal.event] : []));
      expect(events).toEqual(await wholeLog(store));
    });

    it('begins strictly after a position', async () => {
      const store = current();
      const positions = await store.append('s', 0, someEvents(4));
      expect(positionsOf(await nextEvents(store, 2, positions[1]))).toEqual(positions.slice(2));
      const rest = store.subscribe(positions[3]).pipe(
        takeWhile((signal) => signal.kind !== 'caught-up', true),
        toArray(),
      );
      expect(await lastValueFrom(rest)).toEqual([{ kind: 'caught-up' }]);
    });

    it('gives each event of racing writers once and in order, wherever it begins', async () => {
      const store = current();
      const [OLD, WRITERS, EACH] = FULL ? [700, 40, 15] : [300, 20, 8];
      const before = await store.append('old', 0, someEvents(OLD));
      const total = OLD + WRITERS * EACH;
      const early = nextEvents(store, total);
      const writing = Promise.all(
        Array.from({ length: WRITERS }, (_, writer) => insist(store, `s${writer % 10}`, someEvents(EACH))),
      );
      await pause(5);
      const amid = nextEvents(store, total - 280, before[279]);
      await writing;
      const late = nextEvents(store, total);
      const log = positionsOf(await wholeLog(store));
      expect(log).toHaveLength(total);
      expect(positionsOf(await early)).toEqual(log);
      expect(positionsOf(await amid)).toEqual(log.slice(280));
      expect(positionsOf(await late)).toEqual(log);
    });

    it('stops within a page when it is unsubscribed', async () => {
      const store = current();
      await store.append('s', 0, someEvents(50));
      let seen = 0;
      const subscription = store.subscribe().subscribe(() => {
        if (++seen === 10) subscription.unsubscribe();
      });
      await until(() => seen >= 10);
      await store.append('s', 50, someEvents(5));
      await pause(20);
      expect(seen).toBe(10);
    });

    it('lets others do their work while it catches up', async () => {
      const store = current();
      for (const written of [0, 1_000, 2_000, 3_000, 4_000])
        await store.append('s', written, someEvents(1_000));
      let turns = 0;
      const clock = setInterval(() => turns++, 0);
      await nextEvents(store, 5_000);
      clearInterval(clock);
      expect(turns).toBeGreaterThan(1);
    });

    it('fails for a position the log does not hold', async () => {
      const store = current();
      const [position] = await store.append('s', 0, someEvents(1));
      const beyond = position!.replace(/.$/, (last) => (last === '9' ? '8' : '9'));
      for (const unknown of ['x', beyond])
        await expect(firstValueFrom(store.subscribe(unknown))).rejects.toBeInstanceOf(UnknownPosition);
    });

    it('completes when the store is closed', async () => {
      const store = current();
      await store.append('s', 0, someEvents(2));
      const signals = lastValueFrom(store.subscribe().pipe(toArray()));
      await nextEvents(store, 2);
      await pause(20);
      await store.close();
      expect(await signals).toHaveLength(3);
    });
  });
}

import type { EventStore } from '../../src/event-store/port.js';
import { FULL } from '../support/full.js';
import { eventOf, growStrictly, insist, positionsOf, someEvents, wholeLog } from './store-events.js';

const WRITERS = FULL ? 64 : 24;
const EACH = FULL ? 10 : 5;
const writers = Array.from({ length: WRITERS }, (_, index) => index);

/** The part of the contract that is about writers who do not know of each other. */
export function raceContract(current: () => EventStore): void {
  describe('racing writers', () => {
    it('lose and double nothing on one stream', async () => {
      const store = current();
      const work = writers.map((writer) => someEvents(EACH, `writer ${writer}`));
      const positions = (await Promise.all(work.map((events) => insist(store, 's', events)))).flat();
      const stored = await store.readStream('s');
      expect(stored.map((event) => event.revision)).toEqual(stored.map((_, index) => index + 1));
      expect(stored.map((event) => event.id).sort()).toEqual(
        work
          .flat()
          .map((event) => event.id)
          .sort(),
      );
      expect(positionsOf(stored)).toEqual(positions.sort());
      expect(growStrictly(positionsOf(stored))).toBe(true);
    });

    it('let exactly one in where all expect the same revision', async () => {
      const store = current();
      const outcomes = await Promise.allSettled(
        writers.map((writer) => store.append('s', 0, [eventOf(`writer ${writer}`)])),
      );
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected')
          expect(outcome.reason).toMatchObject({ streamId: 's', expected: 0, actual: 1 });
      expect(await wholeLog(store)).toHaveLength(1);
    });

    it('let exactly one in where all repeat the same event', async () => {
      const store = current();
      const event = eventOf('sent again and again');
      const outcomes = await Promise.allSettled(writers.map(() => store.append('s', 0, [event])));
      expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes)
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ id: event.id });
      expect(await wholeLog(store)).toHaveLength(1);
    });

    it('lose and double nothing on many streams, with appends of several events', async () => {
      const store = current();
      await Promise.all(
        writers.map(async (writer) => {
          for (let round = 0; round < EACH; round++)
            await store.append(`s${writer}`, round * 3, someEvents(3));
        }),
      );
      const log = await wholeLog(store);
      expect(log).toHaveLength(WRITERS * EACH * 3);
      expect(growStrictly(positionsOf(log))).toBe(true);
      expect(new Set(log.map((event) => event.id)).size).toBe(log.length);
      for (const writer of writers) {
        const mine = log.filter((event) => event.streamId === `s${writer}`);
        expect(mine.map((event) => event.revision)).toEqual(mine.map((_, index) => index + 1));
        expect(mine).toHaveLength(EACH * 3);
      }
    });

    it('never show a reader a later position before an earlier one', async () => {
      const store = current();
      let writing = true;
      const followed: string[] = [];
      const reader = (async () => {
        for (;;) {
          const last = !writing;
          const page = await store.readAll(followed.at(-1), 7);
          followed.push(...positionsOf(page));
          if (last && page.length < 7) return;
          await new Promise((done) => setImmediate(done));
        }
      })();
      const positions = await Promise.all(
        writers.map((writer) => insist(store, `s${writer % 8}`, someEvents(EACH))),
      );
      writing = false;
      await reader;
      expect(followed).toEqual(positions.flat().sort());
    });
  });
}

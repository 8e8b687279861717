import { randomUUID } from 'node:crypto';
import {
  DEFAULT_PAGE,
  DuplicateEventId,
  type EventStore,
  type NewEvent,
  StoreUnavailable,
  UnknownPosition,
  WrongExpectedRevision,
  type StoredEvent,
} from '../../src/event-store/port.js';
import { raceContract } from './racing-writers.js';
import { eventOf, growStrictly, positionsOf, sha256, someEvents, wholeLog } from './store-events.js';
import { subscriptionContract } from './subscriptions.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store, if it is open, and opens it again on the same data. */
  reopen(): Promise<EventStore>;
  /** Closes it and removes its data. */
  dispose(): Promise<void>;
}

/** What every store must do; a store's own spec enrols it with one call. */
export function eventStoreContract(name: string, makeStore: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of an event store:`, () => {
    let underTest: StoreUnderTest;
    let store: EventStore;
    const stream = (label: string) => `${label}-${randomUUID()}`;

    beforeEach(async () => {
      underTest = await makeStore();
      store = underTest.store;
    });
    afterEach(() => underTest.dispose());

    describe('append', () => {
      it('gives back the very bytes', async () => {
        const texts = [
          '{}',
          '',
          '{"text":"naïve ☃ \u{1F489} 漢字 \u0000 \ufeff"}',
          `"${'x'.repeat(32 * 1024)}"`,
        ];
        for (const [leafIndex, text] of texts.entries()) {
          const event = eventOf(text);
          const id = stream('therapy');
          const [position] = await store.append(id, 0, [event]);
          const [{ mac: _, ...stored }] = (await store.readStream(id)) as [StoredEvent];
          expect({ ...stored, bytes: Buffer.from(stored.bytes) }).toEqual({
            ...event,
            bytes: Buffer.from(event.bytes),
            streamId: id,
            revision: 1,
            position,
            leafIndex,
          });
          expect(sha256(stored.bytes)).toBe(event.hash);
        }
      });

      it('stores nothing that was decided on an event which another came before', async () => {
        const [first, refused, onRefused, onFirst] = someEvents(4) as [
          NewEvent,
          NewEvent,
          NewEvent,
          NewEvent,
        ];
        const appends = [
          store.append('s', 0, [first]),
          store.append('s', 0, [refused]),
          store.append('s', 1, [onRefused], refused.hash),
          store.append('s', 1, [onFirst], first.hash),
        ];
        const told = await Promise.allSettled(appends);
        expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
        for (const append of appends.slice(1, 3))
          await expect(append).rejects.toBeInstanceOf(WrongExpectedRevision);
        expect((await store.readStream('s')).map(({ id }) => id)).toEqual([first.id, onFirst.id]);
        await expect(store.append('s', 2, [onRefused], refused.hash)).rejects.toThrow(
          /holds another event at revision 2/,
        );
        await expect(store.append('s', 2, [onFirst], refused.hash)).rejects.toBeInstanceOf(DuplicateEventId);
      });

      it('keeps bytes that are no text, and views into larger buffers', async () => {
        const bytes = Uint8Array.from({ length: 300 }, (_, index) => index).subarray(10, 270);
        await store.append('s', 0, [{ ...eventOf(''), bytes, hash: sha256(bytes) }]);
        expect(Buffer.from((await store.readStream('s'))[0]!.bytes)).toEqual(Buffer.from(bytes));
      });

      it('keeps disclosures beside the bytes, of each event its own', async () => {
        const [first, second, third, fourth] = someEvents(4);
        const beside = (text: string) => new TextEncoder().encode(text);
        await store.append('s', 0, [{ ...first!, disclosures: beside('of the first') }, second!]);
        await store.append('s', 2, [third!, { ...fourth!, disclosures: beside('of the last') }]);
        const events = await (await underTest.reopen()).readStream('s');
        expect(events.map(({ bytes }) => sha256(bytes))).toEqual(
          [first, second, third, fourth].map((event) => event!.hash),
        );
        expect(events.map(({ disclosures }) => disclosures && Buffer.from(disclosures).toString())).toEqual([
          'of the first',
          undefined,
          undefined,
          'of the last',
        ]);
      });

      it('numbers all events from 0 without gaps, over all streams', async () => {
        expect(await store.count()).toBe(0);
        for (const label of ['a', 'b', 'a', 'c'])
          await store.append(label, (await store.head(label))?.revision ?? 0, someEvents(2));
        expect(await store.count()).toBe(8);
        const all = await wholeLog(store);
        expect(all.map(({ leafIndex }) => leafIndex)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
        expect(await store.readFrom(3, 2)).toEqual(all.slice(3, 5));
        expect(await store.readFrom(6)).toEqual(all.slice(6));
        expect(await store.readFrom(8)).toEqual([]);
      });

      it('counts revisions from 1 and answers with growing positions', async () => {
        const first = await store.append('s', 0, someEvents(3));
        const second = await store.append('s', 3, someEvents(2));
        const events = await store.readStream('s');
        expect(events.map((event) => event.revision)).toEqual([1, 2, 3, 4, 5]);
        expect(positionsOf(events)).toEqual([...first, ...second]);
        expect(growStrictly([...first, ...second])).toBe(true);
      });

      it('refuses a stream at revision 2 that is expected at any other', async () => {
        await store.append('s', 0, someEvents(2));
        for (const expected of [0, 1, 3, 99]) {
          const refused: unknown = await store.append('s', expected, someEvents(1)).catch((error) => error);
          expect(refused).toBeInstanceOf(WrongExpectedRevision);
          expect(refused).toMatchObject({ streamId: 's', expected, actual: 2 });
          expect(await wholeLog(store)).toHaveLength(2);
        }
      });

      it('refuses a stream that does not exist but should', async () => {
        await expect(store.append('none', 1, someEvents(1))).rejects.toMatchObject({
          expected: 1,
          actual: 0,
        });
        expect(await store.head('none')).toBeUndefined();
      });

      it('refuses an id that the stream holds, whether or not the revision is right', async () => {
        const event = eventOf('once');
        await store.append('s', 0, [event]);
        for (const expected of [0, 1, 5]) {
          const refused: unknown = await store.append('s', expected, [event]).catch((error) => error);
          expect(refused).toBeInstanceOf(DuplicateEventId);
          expect(refused).toMatchObject({ streamId: 's', id: event.id });
        }
        expect(await wholeLog(store)).toHaveLength(1);
      });

      it('takes the same id in another stream', async () => {
        const event = eventOf('twice');
        await store.append('s', 0, [event]);
        await store.append('t', 0, [event]);
        expect((await store.findById('t', event.id))?.streamId).toBe('t');
      });

      it('stores all events of an append or none', async () => {
        const [held, ...others] = someEvents(4);
        await store.append('s', 0, [held!]);
        const twice = eventOf('twice');
        const bad: readonly (readonly NewEvent[])[] = [
          [others[0]!, held!, others[1]!],
          [...others, held!],
          [twice, others[0]!, twice],
        ];
        for (const events of bad)
          await expect(store.append('s', 1, events)).rejects.toBeInstanceOf(DuplicateEventId);
        await expect(store.append('s', 0, others)).rejects.toBeInstanceOf(WrongExpectedRevision);
        expect(await wholeLog(store)).toHaveLength(1);
        await store.append('s', 1, others);
        expect(await store.head('s')).toMatchObject({ revision: 4, hash: others[2]!.hash });
      });

      it('refuses to append nothing, and revisions that cannot be', async () => {
        await expect(store.append('s', 0, [])).rejects.toBeInstanceOf(RangeError);
        for (const expected of [-1, 0.5, Number.NaN])
          await expect(store.append('s', expected, someEvents(1))).rejects.toBeInstanceOf(RangeError);
      });
    });

    describe('reading', () => {
      it('pages through a stream, strictly after a revision', async () => {
        await store.append('s', 0, someEvents(5));
        await store.append('t', 0, someEvents(5));
        const revisions = async (after?: number, limit?: number) =>
          (await store.readStream('s', after, limit)).map((event) => event.revision);
        expect(await revisions()).toEqual([1, 2, 3, 4, 5]);
        expect(await revisions(2)).toEqual([3, 4, 5]);
        expect(await revisions(2, 2)).toEqual([3, 4]);
        expect(await revisions(4, 10)).toEqual([5]);
        expect(await revisions(5)).toEqual([]);
        expect(await revisions(50, 1)).toEqual([]);
        expect(await store.readStream('none')).toEqual([]);
      });

      it('gives a whole stream without a limit, and a page of the log', async () => {
        await store.append('s', 0, someEvents(DEFAULT_PAGE + 2));
        expect(await store.readStream('s')).toHaveLength(DEFAULT_PAGE + 2);
        expect(await store.readAll()).toHaveLength(DEFAULT_PAGE);
        expect(await wholeLog(store)).toHaveLength(DEFAULT_PAGE + 2);
      });

      it('pages through the log, strictly after a position, in the order of the commits', async () => {
        const positions: string[] = [];
        for (let index = 0; index < 7; index++)
          positions.push(...(await store.append(`s${index % 3}`, Math.floor(index / 3), someEvents(1))));
        expect(growStrictly(positions)).toBe(true);
        for (const page of [1, 2, 3, 7, 8])
          expect(positionsOf(await wholeLog(store, page))).toEqual(positions);
        expect(await store.readAll(positions.at(-1))).toEqual([]);
      });

      it('refuses limits and positions that cannot be', async () => {
        const refusalOf = (asked: Promise<unknown>) => asked.catch((error: unknown) => error);
        for (const limit of [0, -1, 1.5, Number.NaN, Infinity])
          for (const asked of [
            store.readStream('s', 0, limit),
            store.readAll(undefined, limit),
            store.streams(undefined, limit),
          ])
            expect([limit, await refusalOf(asked)]).toEqual([limit, expect.any(RangeError)]);
        for (const position of ['', 'x', '-1', '1e3', '9'.repeat(40)])
          expect([position, await refusalOf(store.readAll(position))]).toEqual([
            position,
            expect.any(UnknownPosition),
          ]);
      });

      it('finds an event by its stream and id', async () => {
        const [first, second] = someEvents(2);
        await store.append('s', 0, [first!, second!]);
        expect(await store.findById('s', second!.id)).toMatchObject({ revision: 2, hash: second!.hash });
        expect(await store.findById('s', randomUUID())).toBeUndefined();
        expect(await store.findById('t', second!.id)).toBeUndefined();
      });

      it('pages through the streams with their heads', async () => {
        expect(await store.streams()).toEqual([]);
        const heads = [];
        for (let index = 0; index < 5; index++) {
          const events = someEvents(index + 1);
          await store.append(`s${index}`, 0, events);
          heads.push({ streamId: `s${index}`, revision: index + 1, hash: events.at(-1)!.hash });
        }
        expect(await store.streams()).toEqual(heads);
        expect(await store.streams(undefined, 2)).toEqual(heads.slice(0, 2));
        expect(await store.streams('s1', 2)).toEqual(heads.slice(2, 4));
        expect(await store.streams('s10')).toEqual(heads.slice(2));
        expect(await store.streams('s4')).toEqual([]);
        expect(await store.head('s3')).toEqual(heads[3]);
        expect(await store.head('none')).toBeUndefined();
      });
    });

    describe('opening and closing', () => {
      it('keeps everything', async () => {
        await store.append('s', 0, someEvents(3));
        await store.append('t', 0, someEvents(2));
        const before = await wholeLog(store);
        store = await underTest.reopen();
        expect(await wholeLog(store)).toEqual(before);
        await expect(store.append('s', 0, someEvents(1))).rejects.toMatchObject({ actual: 3 });
        const [position] = await store.append('s', 3, someEvents(1));
        expect(position! > before.at(-1)!.position).toBe(true);
      });

      it('stores what was on its way before it closes', async () => {
        const appends = Array.from({ length: 20 }, (_, index) => store.append(`s${index}`, 0, someEvents(1)));
        await store.close();
        await Promise.all(appends);
        store = await underTest.reopen();
        expect(await wholeLog(store)).toHaveLength(20);
      });

      it('takes and gives nothing once closed, and can be closed twice', async () => {
        await store.ping();
        await store.close();
        await store.close();
        await expect(store.append('s', 0, someEvents(1))).rejects.toBeInstanceOf(StoreUnavailable);
        await expect(store.readStream('s')).rejects.toBeInstanceOf(StoreUnavailable);
        await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable);
      });
    });

    raceContract(() => store);
    subscriptionContract(() => store);
  });
}

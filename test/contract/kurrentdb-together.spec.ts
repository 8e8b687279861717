import { KEY } from '../../src/custody/custody.js';
import { DuplicateEventId, StoreUnavailable } from '../../src/event-store/port.js';
import { encode } from '../../src/event-store/kurrentdb/codec.js';
import type { KurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import {
  HASTY_MS,
  ORIGIN,
  PREFIX,
  begin,
  end,
  held,
  open,
  pause,
  persist,
  standIn,
  store,
  until,
} from './kurrentdb-opened.js';
import { eventOf, positionsOf, someEvents } from './store-events.js';

const MANY = 150;

describe('appends to one stream that wait for each other', () => {
  beforeEach(() => begin());
  afterEach(end);

  it('go together, and each is told its own position', async () => {
    const events = someEvents(MANY);
    const { appends } = standIn;
    const told = await Promise.all(events.map((event, index) => store.append('s', index, [event])));
    expect(standIn.appends - appends).toBeLessThan(4);
    const stored = await store.readStream('s');
    expect(stored.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(told.flat()).toEqual(positionsOf(stored));
  });

  it('take no more than the server takes at once', async () => {
    const large = Array.from({ length: 12 }, (_, index) => eventOf(`${index}`.repeat(100_000)));
    await Promise.all(large.map((event, index) => store.append('s', index, [event])));
    expect((await store.readStream('s')).length).toBe(large.length);
  });

  it('are refused each for itself', async () => {
    const [first, second, third] = someEvents(3);
    const outcomes = await Promise.allSettled([
      store.append('s', 0, [first!]),
      store.append('s', 1, [second!]),
      store.append('s', 2, [first!]),
      store.append('s', 3, [third!]),
    ]);
    expect(
      outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.status : outcome.reason)),
    ).toEqual([
      'fulfilled',
      'fulfilled',
      expect.any(DuplicateEventId),
      expect.objectContaining({ actual: 2 }),
    ]);
    expect((await store.readStream('s')).map(({ id }) => id)).toEqual([first!.id, second!.id]);
  });

  it('are given up where nobody knows whether they are stored, and known again when they are', async () => {
    const hasty = await open({ deadlineMs: HASTY_MS });
    await hasty.append('s', 0, someEvents(1));
    const events = someEvents(5);
    const fault = held();
    standIn.appendFaults.push({ storedAfter: fault.promise }, { storedAfter: fault.promise });
    const all = () => events.map((event, index) => hasty.append('s', 1 + index, [event]));
    const [first, ...others] = await Promise.allSettled(all());
    expect(first).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) as unknown });
    for (const { status } of others) expect(status).toBe('rejected');
    fault.letGo();
    standIn.appendFaults.length = 0;
    await persist(hasty, 's', events);
    const ids = (await hasty.readStream('s')).slice(1).map(({ id }) => id);
    expect(ids).toEqual(events.map(({ id }) => id));
  });
});

describe('what an acknowledgement costs', () => {
  let quiet: KurrentDbEventStore;
  const sinceThen = (then: { appends: number; reads: number }) => ({
    appends: standIn.appends - then.appends,
    reads: standIn.reads - then.reads,
  });
  beforeEach(async () => {
    await begin();
    // The other store looks again and again whether it missed something.
    await store.close();
    const { subscriptions } = standIn;
    quiet = await open({ quietMs: 60_000 });
    await until(() => standIn.subscriptions > subscriptions);
    await quiet.append('s', 0, someEvents(1));
  });
  afterEach(end);

  it('is one way to the server and the return of the event: nothing is asked beside', async () => {
    const { appends, reads } = standIn;
    for (let revision = 1; revision <= 20; revision += 1)
      await quiet.append('s', revision, [eventOf(`${revision}`)]);
    expect(sinceThen({ appends, reads })).toEqual({ appends: 20, reads: 0 });
  });

  it('is the same for a key, which waits for no other therapy’s', async () => {
    const { appends, reads } = standIn;
    const waits = held();
    standIn.appendFaults.push({ storedAfter: waits.promise });
    const make = (name: string) => quiet.sideStreams.append(`${KEY}${name}`, 0, 'KeyMade', {});
    const first = make('first');
    expect(await Promise.all(['second', 'third'].map(make))).toEqual([true, true]);
    waits.letGo();
    expect(await first).toBe(true);
    expect(sinceThen({ appends, reads })).toEqual({ appends: 3, reads: 0 });
  });

  it('is no new subscription where an event comes while the store looks whether it missed one', async () => {
    const { subscriptions } = standIn;
    const looking = await open({ quietMs: 50 });
    await until(() => standIn.subscriptions > subscriptions);
    standIn.beforeReads.push(() => {
      const [event, place] = [eventOf('while it looks'), { revision: 2, at: 1 }];
      const mac = ORIGIN.macOf({ streamId: 's', hash: event.hash, ...place });
      standIn.log.append(`${PREFIX}s`, 0, [encode(`${PREFIX}s`, event, { ...place, mac })]);
    });
    await until(async () => (await looking.count()) === 2);
    await pause(400);
    expect(standIn.subscriptions).toBe(subscriptions + 1);
  });
});

import { DuplicateEventId, StoreUnavailable } from '../../src/event-store/port.js';
import { begin, end, HASTY_MS, held, open, persist, standIn, store } from './kurrentdb-opened.js';
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

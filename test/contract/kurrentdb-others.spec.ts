import { begin, end, open, standIn, store, unavailable, until } from './kurrentdb-opened.js';
import { positionOf } from '../../src/event-store/kurrentdb/position.js';
import { nextEvents, someEvents, wholeLog } from './store-events.js';

/** So many events of others take the server some seconds to look at, and more than an answer may. */
const OTHERS = 15_000;
const PER_MS = 15;
const DEADLINE_MS = 500;

const others = (count: number) => {
  const notes = Array.from({ length: 1_000 }, () => standIn.log.note('Theirs'));
  for (let n = 0; n < count; n += notes.length) standIn.log.append(`other-${n}`, 'any', notes);
};

describe('a server on which others write much more', () => {
  beforeEach(() => begin());
  afterEach(end);

  it('is read to its end, however long it says nothing, and is used as any other afterwards', async () => {
    const before = someEvents(3);
    await store.append('s', 0, before);
    others(OTHERS);
    await store.append('t', 0, someEvents(1));
    // It reads and looks, too.
    await store.close();
    others(OTHERS);
    standIn.subscriptionFaults.lookedAtPerMs = PER_MS;
    const late = await open({ deadlineMs: DEADLINE_MS, quietMs: 60_000 });
    expect(await late.count()).toBe(4);
    await late.ping();
    const next = nextEvents(late, 2, await late.lastPosition());
    const { reads } = standIn;
    await late.append('s', 3, someEvents(2));
    expect((await next).map(({ revision }) => revision)).toEqual([4, 5]);
    expect(standIn.reads - reads).toBeLessThan(6);
    expect((await wholeLog(late)).length).toBe(6);
  });

  it('is closed while the server says nothing, and gives up what is being read', async () => {
    await store.append('s', 0, someEvents(3));
    others(OTHERS);
    await until(() => standIn.subscriptionFaults.looked >= OTHERS);
    await store.close();
    const late = await open({ quietMs: 60_000 });
    standIn.subscriptionFaults.lookedAtPerMs = 1;
    others(OTHERS);
    standIn.subscriptionFaults.looked = 0;
    const { reads } = standIn;
    const reading = late.numberAfter(positionOf(standIn.log.records.at(-1)!.position + 1));
    // The last event, the end, and the page that does not come.
    await until(() => standIn.reads === reads + 3);
    await Promise.all([late.close(), unavailable(reading)]);
    expect(standIn.subscriptionFaults.looked).toBeLessThan(OTHERS);
  });

  it('is followed while others write on and on', async () => {
    const late = await open({ quietMs: 200 });
    standIn.subscriptionFaults.lookedAtPerMs = PER_MS;
    const write = () => standIn.log.append('other', 'any', [standIn.log.note('Theirs')]);
    const writing = setInterval(write, 2);
    try {
      for (let revision = 0; revision < 10; revision += 1)
        await (revision % 2 ? store : late).append('s', revision, someEvents(1));
      await until(async () => (await late.count()) === 10 && (await store.count()) === 10);
    } finally {
      clearInterval(writing);
    }
  });
});

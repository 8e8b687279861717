import { randomUUID } from 'node:crypto';
import { DuplicateEventId, StoreUnavailable } from '../../src/event-store/port.js';
import {
  begin,
  DEADLINE_MS,
  end,
  HASTY_MS,
  followed,
  open,
  pause,
  persist,
  QUIET_MS,
  standIn,
  store,
  unavailable,
  until,
} from './kurrentdb-opened.js';
import { FULL } from '../support/full.js';
import { eventOf, insist, positionsOf, someEvents, wholeLog } from './store-events.js';

describe('a server that', () => {
  beforeEach(() => begin());
  afterEach(end);

  it('is away cannot be reached, and is used again when it is back', async () => {
    const seen = followed(store);
    const before = await store.append('s', 0, someEvents(3));
    await standIn.goAway();
    await unavailable(store.ping());
    await unavailable(store.append('s', 3, someEvents(1)));
    await unavailable(store.readStream('s'));
    await unavailable(store.head('s'));
    const late = store.subscribe(before[0]);
    const positions: string[] = [];
    late.subscribe((signal) => signal.kind === 'event' && positions.push(signal.event.position));
    await standIn.comeBack();
    await until(() =>
      store.ping().then(
        () => true,
        () => false,
      ),
    );
    const after = await store.append('s', 3, someEvents(2));
    await until(() => seen.length >= 5 && positions.length >= 4);
    expect(seen).toEqual([...before, ...after]);
    expect(positions).toEqual([...before, ...after].slice(1));
  });

  it('is away when it is opened is named, without the password', async () => {
    const { url } = standIn;
    await standIn.goAway();
    const secret = url.replace('//', '//admin:changeit@');
    const refused: unknown = await open({ url: secret }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect((refused as Error).message).toMatch(/^KurrentDB at 127\.0\.0\.1:\d+ cannot be reached$/);
    await standIn.comeBack();
  });

  it('takes questions and never answers is not waited for', async () => {
    await store.append('s', 0, someEvents(1));
    const hasty = await open({ deadlineMs: HASTY_MS });
    standIn.isDeaf = true;
    const begun = performance.now();
    await unavailable(hasty.readStream('s'));
    await unavailable(hasty.ping());
    expect(performance.now() - begun).toBeLessThan(DEADLINE_MS);
    standIn.isDeaf = false;
    expect(await hasty.readStream('s')).toHaveLength(1);
  });

  it('cuts connections leaves no gap in a subscription, and repeats nothing', async () => {
    const [ROUNDS, EACH] = FULL ? [10, 30] : [4, 15];
    const seen = followed(store);
    const other = await open();
    for (let round = 0; round < ROUNDS; round += 1) {
      const events = someEvents(EACH, `round ${round}`);
      const writing = persist(other, `s${round % 3}`, events);
      await pause(10);
      standIn.cutAll();
      await writing;
    }
    await until(() => seen.length >= ROUNDS * EACH);
    await pause(QUIET_MS);
    expect(seen).toEqual(positionsOf(await wholeLog(other)));
    expect(seen).toHaveLength(ROUNDS * EACH);
    expect(standIn.subscriptions).toBeGreaterThan(ROUNDS / 2);
  });

  it('gives events again is heard once', async () => {
    standIn.subscriptionFaults.isRepeating = true;
    standIn.cutAll();
    const other = await open();
    const seen = followed(other);
    await insist(store, 's', someEvents(40));
    await until(() => seen.length >= 40);
    await pause(50);
    expect(seen).toEqual(positionsOf(await wholeLog(store)));
    expect(await other.count()).toBe(40);
  });

  it('lets a subscription die without a word is asked whether there is nothing', async () => {
    const other = await open();
    const seen = followed(store);
    await other.append('s', 0, someEvents(1));
    await until(() => seen.length === 1);
    standIn.subscriptionFaults.isSilent = true;
    await other.append('s', 1, someEvents(2));
    await until(() => seen.length === 3);
    // Nothing wakes a subscription that was silent when its event came.
    const { subscriptions } = standIn;
    standIn.subscriptionFaults.isSilent = false;
    await until(() => standIn.subscriptions > subscriptions || seen.length === 3);
    await other.append('s', 3, someEvents(2));
    await until(() => seen.length === 5);
    expect(seen).toEqual(positionsOf(await wholeLog(other)));
  });

  it('is used by others, too, numbers only therapies, the same for every process', async () => {
    const other = await open();
    for (let round = 0; round < 20; round += 1) {
      standIn.log.append(`somebodyElse-${round}`, 'any', [standIn.log.note('Noted')]);
      await insist(round % 2 ? store : other, `s${round % 3}`, someEvents(2));
      standIn.log.append('pumpLedger', 'any', [standIn.log.note('Noted')]);
    }
    await until(async () => (await store.count()) === 40 && (await other.count()) === 40);
    const log = await wholeLog(store, 7);
    expect(log.map(({ leafIndex }) => leafIndex)).toEqual(log.map((_, index) => index));
    expect(await wholeLog(other)).toEqual(log);
    expect(await wholeLog(await open())).toEqual(log);
    expect(await store.streams()).toEqual(await other.streams());
    expect(await other.readFrom(13, 5)).toEqual(log.slice(13, 18));
  });

  it('lets one of two processes in that record other content by the same id', async () => {
    const other = await open();
    for (let round = 0; round < 20; round += 1) {
      const id = randomUUID();
      const [mine, theirs] = [eventOf(`mine ${round}`, id), eventOf(`theirs ${round}`, id)];
      const outcomes = await Promise.allSettled([
        store.append('s', round, [mine]),
        other.append('s', round, [theirs]),
      ]);
      const [taken] = outcomes.flatMap(({ status }, index) => (status === 'fulfilled' ? [index] : []));
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await store.head('s')).toMatchObject({
        revision: round + 1,
        hash: [mine, theirs][taken!]!.hash,
      });
      const refused = outcomes.find((outcome) => outcome.status === 'rejected')!;
      expect(refused.reason).toBeInstanceOf(DuplicateEventId);
    }
  });

  it('reads the log to a process that begins, in pages', async () => {
    for (const written of [0, 800, 1_600])
      await store.append('s', written, someEvents(800, `after ${written}`));
    // Nobody else reads meanwhile: a subscription that is quiet for long asks whether there is nothing.
    const other = await open({ quietMs: 600_000 });
    await store.close();
    expect(await other.count()).toBe(2_400);
    const { reads } = standIn;
    expect((await other.readFrom(1_900)).map(({ revision }) => revision)).toEqual(
      Array.from({ length: 500 }, (_, index) => 1_901 + index),
    );
    // The last events are in memory, the first are not.
    expect(standIn.reads).toBe(reads);
    expect((await other.readFrom(0, 10)).map(({ revision }) => revision)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(standIn.reads).toBe(reads + 1);
  });
});

import { randomUUID } from 'node:crypto';
import {
  type KurrentDbEventStore,
  type KurrentDbOptions,
  openKurrentDbEventStore,
} from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import {
  DuplicateEventId,
  type NewEvent,
  StoreUnavailable,
  WrongExpectedRevision,
} from '../../src/event-store/port.js';
import type { AppendFault } from './stand-in/appends.js';
import { StandIn, type StandInOptions } from './stand-in/stand-in.js';
import { eventOf, growStrictly, insist, positionsOf, someEvents, wholeLog } from './store-events.js';

/** The client takes half a second for its first connection. */
const DEADLINE_MS = 1_500;
const QUIET_MS = 300;
const PREFIX = 'pumpLedgerTherapy-';

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 10_000; !(await condition()); await pause(5))
    if (Date.now() > end) throw new Error('it did not come to pass');
}

let standIn: StandIn;
let store: KurrentDbEventStore;
const opened: KurrentDbEventStore[] = [];

async function open(options: Partial<KurrentDbOptions> = {}): Promise<KurrentDbEventStore> {
  const { url } = standIn;
  const another = await openKurrentDbEventStore({
    url,
    deadlineMs: DEADLINE_MS,
    quietMs: QUIET_MS,
    ...options,
  });
  opened.push(another);
  return another;
}

async function begin(options?: StandInOptions): Promise<void> {
  standIn = new StandIn(options);
  await standIn.start();
  store = await open({ deadlineMs: 2_000 });
}

async function end(): Promise<void> {
  for (const each of opened.splice(0)) await each.close();
  await standIn.stop();
}

/** A subscription of everything, as it comes. */
function followed(of: KurrentDbEventStore): string[] {
  const positions: string[] = [];
  of.subscribe().subscribe((signal) => {
    if (signal.kind === 'event') positions.push(signal.event.position);
  });
  return positions;
}

const unavailable = (work: Promise<unknown>) => expect(work).rejects.toBeInstanceOf(StoreUnavailable);

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function anyFault(random: () => number): AppendFault | undefined {
  const faults: readonly AppendFault[] = ['lost-before', 'lost-after', 'twice', 'not-leader', { lateMs: 5 }];
  const number = random();
  if (number < 0.005) return { lateMs: DEADLINE_MS + 200 };
  if (number < 0.01) return { slowMs: DEADLINE_MS + 200 };
  return number < 0.12 ? faults[Math.floor((number / 0.12) * faults.length)] : undefined;
}

/** What a writer is told who repeats each event until he is sure of it. */
async function persist(
  on: KurrentDbEventStore,
  streamId: string,
  events: readonly NewEvent[],
): Promise<Map<string, string | undefined>> {
  const told = new Map<string, string | undefined>();
  for (const event of events) {
    let revision = (await patiently(() => on.head(streamId)))?.revision ?? 0;
    for (let repeats = 0; !told.has(event.id); repeats += 1) {
      if (repeats > 200) throw new Error('it is never stored');
      try {
        const [position] = await on.append(streamId, revision, [event]);
        told.set(event.id, position);
      } catch (error) {
        // It was acknowledged before, had the answer not been lost.
        if (error instanceof DuplicateEventId) told.set(event.id, undefined);
        else if (error instanceof WrongExpectedRevision) revision = error.actual;
        else if (!(error instanceof StoreUnavailable)) throw error;
      }
    }
  }
  return told;
}

async function patiently<Value>(work: () => Promise<Value>): Promise<Value> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      await pause(10);
    }
  }
}

describe.each<[string, StandInOptions]>([
  ['BatchAppend', {}],
  ['Append, as with older servers', { without: ['batchappend'] }],
])('over a bad line, with %s:', (_, options) => {
  beforeEach(() => begin(options));
  afterEach(end);

  it('1,000 appends end with each acknowledged event stored exactly once', async () => {
    const writer = await open();
    const seen = followed(store);
    const random = chance(2026);
    standIn.appendFaults.push(...Array.from({ length: 3_000 }, () => anyFault(random)));
    const writers = Array.from({ length: 20 }, (_each, index) => ({
      stream: `s${index % 8}`,
      events: someEvents(50, `writer ${index}`),
    }));
    const told = await Promise.all(
      writers.map(({ stream, events }, index) => persist(index % 2 ? writer : store, stream, events)),
    );
    standIn.appendFaults.length = 0;
    // An append that was given up may still be on its way.
    await pause(DEADLINE_MS + 300);
    await store.append('last', 0, someEvents(1));
    const log = await wholeLog(store);
    expect(log).toHaveLength(1_001);
    expect(new Set(log.map(({ id }) => id)).size).toBe(1_001);
    expect(log.map(({ leafIndex }) => leafIndex)).toEqual(log.map((_event, index) => index));
    expect(growStrictly(positionsOf(log))).toBe(true);
    const stored = new Map(log.map(({ id, position }) => [id, position]));
    for (const answers of told)
      for (const [id, position] of answers) expect(position ?? stored.get(id)).toBe(stored.get(id));
    for (const { stream, events } of writers) {
      const ids = (await store.readStream(stream)).map(({ id }) => id);
      expect(ids.filter((id) => events.some((event) => event.id === id))).toEqual(events.map(({ id }) => id));
    }
    await until(() => seen.length >= 1_001);
    expect(seen).toEqual(positionsOf(log));
    await until(async () => (await writer.count()) === 1_001);
    expect(await wholeLog(writer)).toEqual(log);
  }, 120_000);

  it('acknowledges what was stored when the answer was lost', async () => {
    const events = someEvents(3);
    standIn.appendFaults.push('lost-after');
    const positions = await store.append('s', 0, events);
    expect(positions).toEqual(positionsOf(await store.readStream('s')));
    expect(await store.head('s')).toMatchObject({ revision: 3, hash: events[2]!.hash });
    await store.append('s', 3, someEvents(1));
  });

  it('says so when nothing was stored, and can be asked again', async () => {
    const [event] = someEvents(1);
    standIn.appendFaults.push('lost-before');
    await unavailable(store.append('s', 0, [event!]));
    expect(await store.readStream('s')).toEqual([]);
    await store.append('s', 0, [event!]);
    expect(await store.readStream('s')).toHaveLength(1);
  });

  it('acknowledges what is answered too late', async () => {
    const hasty = await open();
    standIn.appendFaults.push({ lateMs: DEADLINE_MS + 400 });
    const [position] = await hasty.append('s', 0, someEvents(1));
    expect(position).toBe((await hasty.readStream('s'))[0]!.position);
  });

  it('knows an append again that was given up and stored later', async () => {
    const hasty = await open();
    const [event] = someEvents(1);
    standIn.appendFaults.push({ slowMs: DEADLINE_MS + 400 });
    await unavailable(hasty.append('s', 0, [event!]));
    await until(async () => (await hasty.readStream('s')).length === 1);
    await expect(hasty.append('s', 0, [event!])).rejects.toBeInstanceOf(DuplicateEventId);
    await expect(hasty.append('s', 0, someEvents(1))).rejects.toMatchObject({ actual: 1 });
    expect(await wholeLog(hasty)).toHaveLength(1);
  });

  it('goes to the leader when it is sent there', async () => {
    await store.append('s', 0, someEvents(1));
    standIn.appendFaults.push('not-leader', 'not-leader');
    await store.append('s', 1, someEvents(1));
    expect(await wholeLog(store)).toHaveLength(2);
  });

  it('stores an append once that reaches the server twice', async () => {
    standIn.appendFaults.push('twice');
    await store.append('s', 0, someEvents(2));
    expect(await wholeLog(store)).toHaveLength(2);
  });

  it('refuses what is more than the server takes, and stores nothing', async () => {
    const large = someEvents(3).map((event) => ({ ...event, bytes: new Uint8Array(400_000) }));
    await expect(store.append('s', 0, large)).rejects.toThrow(/KurrentDB takes at once/);
    const beside = [{ ...eventOf('x'), disclosures: new Uint8Array(800_000) }];
    await expect(store.append('s', 0, beside)).rejects.toThrow(/KurrentDB takes at once/);
    await store.append('s', 0, large.slice(0, 2));
    expect(await store.count()).toBe(2);
  });
});

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
    const hasty = await open();
    standIn.isDeaf = true;
    const begun = performance.now();
    await unavailable(hasty.readStream('s'));
    await unavailable(hasty.ping());
    expect(performance.now() - begun).toBeLessThan(5 * DEADLINE_MS);
    standIn.isDeaf = false;
    expect(await hasty.readStream('s')).toHaveLength(1);
  });

  it('cuts connections leaves no gap in a subscription, and repeats nothing', async () => {
    const seen = followed(store);
    const other = await open({ deadlineMs: 2_000 });
    for (let round = 0; round < 10; round += 1) {
      const events = someEvents(30, `round ${round}`);
      const writing = persist(other, `s${round % 3}`, events);
      await pause(10);
      standIn.cutAll();
      await writing;
    }
    await until(() => seen.length >= 300);
    await pause(QUIET_MS);
    expect(seen).toEqual(positionsOf(await wholeLog(other)));
    expect(seen).toHaveLength(300);
    expect(standIn.subscriptions).toBeGreaterThan(5);
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

  it('holds an event in a therapy that somebody else wrote is not trusted any more', async () => {
    await store.append('s', 0, someEvents(1));
    standIn.log.append(`${PREFIX}s`, 'any', [standIn.log.note('Noted')]);
    await until(() =>
      store.ping().then(
        () => false,
        () => true,
      ),
    );
    await expect(store.ping()).rejects.toThrow(/did not write: revision 1 of the stream pumpLedgerTherapy-s/);
    await expect(store.readStream('s')).rejects.toThrow(/did not write/);
  });

  it('reads the log to a process that begins, in pages', async () => {
    for (let round = 0; round < 3; round += 1)
      await store.append('s', round * 1_000, someEvents(1_000, `round ${round}`));
    const other = await open({ deadlineMs: 5_000 });
    expect(await other.count()).toBe(3_000);
    const { reads } = standIn;
    expect((await other.readFrom(2_500)).map(({ revision }) => revision)).toEqual(
      Array.from({ length: 500 }, (_, index) => 2_501 + index),
    );
    // The last events are in memory, the first are not.
    expect(standIn.reads).toBe(reads);
    expect((await other.readFrom(0, 10)).map(({ revision }) => revision)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(standIn.reads).toBe(reads + 1);
  });
});

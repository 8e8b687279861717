import { createSecretKey } from 'node:crypto';
import { encode } from '../../src/event-store/kurrentdb/codec.js';
import { LogReader } from '../../src/event-store/kurrentdb/log-reader.js';
import { Origin } from '../../src/event-store/origin.js';
import { type NewEvent, WrongExpectedRevision } from '../../src/event-store/port.js';
import { ORIGIN, PREFIX, begin, end, open, standIn, store, until } from './kurrentdb-opened.js';
import { nextEvents, positionsOf, someEvents, wholeLog } from './store-events.js';

const S = 's';
const STREAM = PREFIX + S;

/** Another program's event, in the stream of a therapy. */
const intrude = (type = 'Theirs') => standIn.log.append(STREAM, 'any', [standIn.log.note(type)]);

/** Another program writes once more what stands in the stream already. */
const copy = () => {
  const { id: _, ...written } = standIn.log.stream(STREAM).at(-1)!;
  standIn.log.append(STREAM, 'any', [{ ...written, id: crypto.randomUUID() }]);
};

/** As a service writes, under this master key or another, or as one of an older release. */
function writeAs(origin: Origin | undefined, event: NewEvent, revision: number) {
  const at = standIn.log.stream(STREAM).length;
  const mac = origin?.macOf({ streamId: S, revision, hash: event.hash, at });
  standIn.log.append(STREAM, 'any', [encode(STREAM, event, { revision, at, mac })]);
}

describe('an event of another program in a stream of the log', () => {
  beforeEach(() => begin());
  afterEach(end);

  it.each([
    ['before the first', [1, 0, 0]],
    ['between', [0, 1, 0]],
    ['after the last', [0, 0, 2]],
    ['everywhere', [3, 2, 5]],
  ])('%s is left out, and what comes goes on without a gap', async (_, [first, second, third]) => {
    const [a, b, c] = someEvents(3);
    const follow = nextEvents(store, 3);
    const write = async (revision: number, event: typeof a, before: number) => {
      for (let n = 0; n < before; n += 1) intrude();
      await store.append(S, revision, [event!]);
    };
    await write(0, a, first!);
    await write(1, b, second!);
    await write(2, c, 0);
    for (let n = 0; n < third!; n += 1) intrude();
    const own = [a, b, c].map((event) => event!.id);
    const theirs = first! + second! + third!;
    await until(() => store.aliens.count === theirs);

    const another = await open();
    for (const one of [store, another]) {
      const stored = await one.readStream(S);
      expect(stored.map(({ id, revision, leafIndex }) => [id, revision, leafIndex])).toEqual(
        own.map((id, index) => [id, index + 1, index]),
      );
      expect((await one.readStream(S, 1, 1)).map(({ id }) => id)).toEqual([own[1]]);
      expect((await wholeLog(one, 2)).map(({ id }) => id)).toEqual(own);
      expect(await one.head(S)).toMatchObject({ revision: 3 });
      expect(await one.streams()).toMatchObject([{ streamId: S, revision: 3 }]);
      expect((await one.findById(S, own[1]!))?.revision).toBe(2);
      expect(one.aliens.count).toBe(theirs);
      await one.ping();
    }
    expect((await follow).map(({ id }) => id)).toEqual(own);
    await expect(another.append(S, 2, someEvents(1))).rejects.toBeInstanceOf(WrongExpectedRevision);
    await another.append(S, 3, someEvents(2));
    expect(positionsOf(await store.readStream(S))).toEqual(positionsOf(await another.readStream(S)));
    expect(store.aliens.shown[0]).toEqual({
      stream: STREAM,
      at: expect.any(Number) as number,
      why: 'it has not the form of what a service writes',
    });
  });

  it('may be a copy of what a service wrote', async () => {
    const events = someEvents(2);
    await store.append(S, 0, events);
    copy();
    copy();
    await store.append(S, 2, someEvents(1));
    expect((await store.readStream(S)).map(({ revision }) => revision)).toEqual([1, 2, 3]);
    expect(store.aliens.shown.map(({ at, why }) => [at, why])).toEqual([
      [2, 'it is a copy of what was written as number 1'],
      [3, 'it is a copy of what was written as number 1'],
    ]);
  });

  it.each([
    ['without a MAC', undefined],
    ['with one under another master key', new Origin(createSecretKey(Buffer.alloc(32, 6)))],
  ])('may be one that looks like ours, %s', async (_, origin) => {
    const [a, b, forged, more] = someEvents(4);
    await store.append(S, 0, [a!]);
    writeAs(origin, forged!, 2);
    await store.append(S, 1, [b!]);
    const another = await open();
    for (const one of [store, another]) {
      expect((await one.readStream(S)).map(({ id }) => id)).toEqual([a!.id, b!.id]);
      expect(await one.head(S)).toMatchObject({ revision: 2 });
      expect(one.aliens.shown).toEqual([{ stream: STREAM, at: 1, why: 'no service of this log wrote it' }]);
    }
    writeAs(origin, more!, 3);
    await until(() => store.aliens.count === 2);
    expect(await store.head(S)).toMatchObject({ revision: 2 });
    await expect(another.append(S, 1, [more!])).rejects.toMatchObject({ actual: 2 });
  });

  it('may be a copy that says that it stands where it does', async () => {
    const [a, b] = someEvents(2);
    await store.append(S, 0, [a!]);
    const { id: _, metadata, ...written } = standIn.log.stream(STREAM).at(-1)!;
    const beside = { ...(JSON.parse(Buffer.from(metadata).toString()) as object), at: 1 };
    standIn.log.append(STREAM, 'any', [
      { ...written, id: crypto.randomUUID(), metadata: Buffer.from(JSON.stringify(beside)) },
    ]);
    await store.append(S, 1, [b!]);
    for (const one of [store, await open()]) {
      expect((await wholeLog(one)).map(({ id }) => id)).toEqual([a!.id, b!.id]);
      expect(await one.readFrom(1, 1)).toMatchObject([{ id: b!.id }]);
      expect(one.aliens.count).toBe(1);
      expect(one.aliens.shown[0]!.why).toBe('no service of this log wrote it');
    }
  });

  it('is not told from ours in what an older release wrote', async () => {
    const [a, b, c, d] = someEvents(4);
    await end();
    await begin();
    writeAs(undefined, a!, 1);
    writeAs(undefined, b!, 2);
    const later = await open();
    await later.append(S, 2, [c!]);
    writeAs(undefined, d!, 4);
    const reader = LogReader.at(standIn.url, ORIGIN);
    try {
      for (const one of [later, await open(), reader])
        expect((await one.readStream(S)).map(({ id }) => id)).toEqual([a, b, c].map((event) => event!.id));
    } finally {
      await reader.close();
    }
  });

  it('while services write is in the way of none', async () => {
    const another = await open();
    const intruding = setInterval(() => intrude(), 50);
    const ids: string[] = [];
    try {
      for (let revision = 0; revision < 30; revision += 1) {
        const [event] = someEvents(1);
        await (revision % 2 ? another : store).append(S, revision, [event!]);
        ids.push(event!.id);
      }
    } finally {
      clearInterval(intruding);
    }
    expect(standIn.log.stream(STREAM).length).toBeGreaterThan(ids.length);
    for (const one of [store, another]) expect((await one.readStream(S)).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['reads on before it writes', false, 2],
    ['reads on after another program was quicker, too', true, 4],
  ])('is not made of what comes second to another service, where it %s', async (_, isCurrent, between) => {
    standIn.subscriptionFaults.isSilent = true;
    const late = isCurrent ? undefined : await open({ quietMs: 60_000 });
    const [first, second, third] = someEvents(3);
    await store.append(S, 0, [first!]);
    const another = late ?? (await open({ quietMs: 60_000 }));
    intrude();
    standIn.beforeReads.push(...Array.from({ length: between }, () => undefined), () =>
      writeAs(ORIGIN, second!, 2),
    );
    await expect(another.append(S, 1, [third!])).rejects.toMatchObject({ actual: 2 });
    await another.append(S, 2, [third!]);
    const own = [first, second, third].map((event) => event!.id);
    expect((await another.readStream(S)).map(({ id }) => id)).toEqual(own);
  });

  it('is left out by who reads the log page by page, and told', async () => {
    const [a, b] = someEvents(2);
    intrude();
    await store.append(S, 0, [a!]);
    for (let n = 0; n < 7; n += 1) intrude();
    await store.append(S, 1, [b!]);
    const reader = LogReader.at(standIn.url, ORIGIN);
    try {
      const [first] = await reader.readAll(undefined, 1);
      const [second, ...none] = await reader.readAll(first!.position, 5);
      expect([first!.id, second!.id, none]).toEqual([a!.id, b!.id, []]);
      expect(await reader.readAll(second!.position, 5)).toEqual([]);
      expect((await reader.readStream(S, 1)).map(({ id }) => id)).toEqual([b!.id]);
      expect(reader.aliens.count).toBeGreaterThanOrEqual(8);
    } finally {
      await reader.close();
    }
  });
});

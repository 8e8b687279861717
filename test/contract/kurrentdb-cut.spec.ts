import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { EventsMissing, type Span, StreamClosed } from '../../src/event-store/port.js';
import { somebodyOn } from './somebody.js';
import { PREFIX, begin, end, open, standIn, store, until } from './kurrentdb-opened.js';
import { nextEvents, someEvents, wholeLog } from './store-events.js';

const S = 's';
const STREAM = PREFIX + S;
const EVENTS = 5;

/** Another user of the server. */
let somebody: KurrentDBClient;

/** What somebody does to a stream; how many of its last events the server still gives then, and keeps. */
interface Cut {
  readonly cut: () => Promise<unknown>;
  readonly given: number;
  readonly kept: number;
  readonly why: RegExp;
}

const CUTS: Readonly<Record<string, Cut>> = {
  'is deleted': { cut: () => somebody.deleteStream(STREAM), given: 0, kept: 1, why: /^it was deleted$/ },
  'is cut by $maxCount': {
    cut: () => somebody.setStreamMetadata(STREAM, { maxCount: 2 }),
    given: 2,
    kept: 2,
    why: /\$maxCount 2/,
  },
  'is cut by $tb': {
    cut: () => somebody.setStreamMetadata(STREAM, { truncateBefore: 3 }),
    given: 2,
    kept: 2,
    why: /\$tb 3/,
  },
  'is cut by $maxAge': {
    cut: async () => {
      await somebody.setStreamMetadata(STREAM, { maxAge: 1 });
      await until(() => standIn.log.shown(STREAM)?.length === 0);
    },
    given: 0,
    kept: 1,
    why: /\$maxAge 1/,
  },
  'is deleted for good': {
    cut: () => somebody.tombstoneStream(STREAM),
    given: 0,
    kept: 0,
    why: /for good/,
  },
};
/** What is cut by age waits a second for it: once is enough. */
const QUICK = Object.keys(CUTS).filter((name) => name !== 'is cut by $maxAge');
const MENDABLE = QUICK.filter((name) => name !== 'is deleted for good');

async function givenByServer(): Promise<number> {
  let events = 0;
  try {
    for await (const { event } of somebody.readStream(STREAM)) events += event ? 1 : 0;
  } catch {
    return 0;
  }
  return events;
}

describe('a stream that somebody', () => {
  let ids: string[];
  beforeEach(async () => {
    await begin();
    somebody = await somebodyOn(standIn.url);
    const events = someEvents(EVENTS);
    ids = events.map(({ id }) => id);
    await store.append(S, 0, events.slice(0, 3));
    await store.append('other', 0, someEvents(2));
    await store.append(S, 3, events.slice(3));
  });
  afterEach(async () => {
    await somebody.dispose();
    await end();
  });

  const cutBy = async (name: string): Promise<void> => {
    const { cut, given } = CUTS[name]!;
    await cut();
    await until(() => store.cuts.has(S));
    expect(await givenByServer()).toBe(given);
  };

  it.each(Object.keys(CUTS))('%s is read whole as long as the log of the server has it', async (name) => {
    await cutBy(name);
    for (const one of [store, await open()]) {
      expect((await one.readStream(S)).map(({ id, leafIndex }) => [id, leafIndex])).toEqual(
        ids.map((id, index) => [id, index < 3 ? index : index + 2]),
      );
      expect((await one.readStream(S, 1, 2)).map(({ id }) => id)).toEqual(ids.slice(1, 3));
      expect((await one.readStream(S, EVENTS)).length).toBe(0);
      expect(await one.head(S)).toMatchObject({ revision: EVENTS });
      expect(await one.findById(S, ids[0]!)).toMatchObject({ revision: 1 });
      expect(await one.streams()).toMatchObject([{ revision: 2 }, { revision: EVENTS }]);
      expect((await wholeLog(one, 3)).length).toBe(EVENTS + 2);
      expect(one.aliens.count).toBe(0);
      expect(one.cuts.all).toEqual([
        {
          streamId: S,
          stream: STREAM,
          why: expect.stringMatching(CUTS[name]!.why) as unknown as string,
          isClosed: name === 'is deleted for good',
        },
      ]);
      await one.ping();
    }
    await store.append('other', 2, someEvents(1));
  });

  it.each(MENDABLE)('%s is recorded on, and whole again once it is mended', async (name) => {
    await cutBy(name);
    const another = await open();
    const next = nextEvents(another, 1, await another.lastPosition());
    const [sixth] = someEvents(1);
    await store.append(S, EVENTS, [sixth!]);
    expect((await next)[0]).toMatchObject({ id: sixth!.id, revision: EVENTS + 1 });
    for (const one of [store, another])
      expect((await one.readStream(S)).map(({ id }) => id)).toEqual([...ids, sixth!.id]);
    await another.cuts.repair(S);
    await until(() => !store.cuts.has(S) && !another.cuts.has(S));
    expect(await givenByServer()).toBe(EVENTS + 1);
    expect((await store.readStream(S)).length).toBe(EVENTS + 1);
  });

  it.each(MENDABLE)('%s is given whole by the server once it is mended', async (name) => {
    await cutBy(name);
    await store.cuts.repair(S);
    await until(async () => (await givenByServer()) === EVENTS && !store.cuts.has(S));
    const another = await open();
    expect(another.cuts.all).toEqual([]);
    await another.append(S, EVENTS, someEvents(1));
    expect(await givenByServer()).toBe(EVENTS + 1);
  });

  it('is deleted for good takes nothing more, and cannot be mended', async () => {
    await cutBy('is deleted for good');
    for (const one of [store, await open()]) {
      await expect(one.append(S, EVENTS, someEvents(1))).rejects.toBeInstanceOf(StreamClosed);
      await expect(one.cuts.repair(S)).rejects.toBeInstanceOf(StreamClosed);
    }
  });

  it.each(QUICK)('%s is refused once the server lost it, and no other is', async (name) => {
    await cutBy(name);
    const late = await open();
    standIn.log.scavenge();
    const { kept } = CUTS[name]!;
    const lost: Span[] = [{ from: 1, to: EVENTS - kept }];
    for (const one of [store, late, await open()]) {
      const isFromNothing = one !== store && one !== late;
      const missing = isFromNothing && kept === 0 ? undefined : lost;
      const gone = one.readStream(S);
      await expect(gone).rejects.toBeInstanceOf(EventsMissing);
      await expect(gone).rejects.toMatchObject({ missing });
      await expect(one.append(S, EVENTS, someEvents(1))).rejects.toBeInstanceOf(EventsMissing);
      expect((await one.readStream('other')).length).toBeGreaterThan(1);
      await one.append('other', (await one.head('other'))!.revision, someEvents(1));
      await one.ping();
    }
  });
});

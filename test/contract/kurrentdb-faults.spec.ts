import { setImmediate as nextTurn } from 'node:timers/promises';
import { DuplicateEventId } from '../../src/event-store/port.js';
import {
  begin,
  end,
  HASTY_MS,
  followed,
  held,
  open,
  persist,
  standIn,
  store,
  unavailable,
  until,
} from './kurrentdb-opened.js';
import { FULL } from '../support/full.js';
import type { AppendFault } from './stand-in/appends.js';
import type { StandInOptions } from './stand-in/stand-in.js';
import { eventOf, growStrictly, positionsOf, someEvents, wholeLog } from './store-events.js';

const WRITERS = 20;
/** Appended by each of them. */
const EACH = FULL ? 50 : 5;
/** By which the first 90 appends meet each of the faults. */
const SEED = 85;
const ALL = WRITERS * EACH;

/** Numbers that look like chance and are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function anyFault(random: () => number, letGo: Promise<unknown>): AppendFault | undefined {
  const faults: readonly AppendFault[] = [
    'lost-before',
    'lost-after',
    'twice',
    'not-leader',
    { answeredAfter: nextTurn() },
  ];
  const number = random();
  if (number < 0.005) return { answeredAfter: letGo };
  if (number < 0.01) return { storedAfter: letGo };
  return number < 0.12 ? faults[Math.floor((number / 0.12) * faults.length)] : undefined;
}

describe.each<[string, StandInOptions]>([
  ['BatchAppend', {}],
  ['Append, as with older servers', { without: ['batchappend'] }],
])('over a bad line, with %s:', (_, options) => {
  beforeEach(() => begin(options));
  afterEach(end);

  it(`${ALL} appends end with each acknowledged event stored exactly once`, async () => {
    const services = [await open({ deadlineMs: HASTY_MS }), await open({ deadlineMs: HASTY_MS })] as const;
    const seen = followed(store);
    const random = chance(SEED);
    const fault = held();
    standIn.appendFaults.push(...Array.from({ length: 3 * ALL }, () => anyFault(random, fault.promise)));
    const writers = Array.from({ length: WRITERS }, (_each, index) => ({
      stream: `s${index % 8}`,
      events: someEvents(EACH, `writer ${index}`),
    }));
    const told = await Promise.all(
      writers.map(({ stream, events }, index) => persist(services[index % 2]!, stream, events)),
    );
    standIn.appendFaults.length = 0;
    // Those that were given up reach the log only now.
    fault.letGo();
    await store.append('last', 0, someEvents(1));
    const log = await wholeLog(store);
    expect(log).toHaveLength(ALL + 1);
    expect(new Set(log.map(({ id }) => id)).size).toBe(ALL + 1);
    expect(log.map(({ leafIndex }) => leafIndex)).toEqual(log.map((_event, index) => index));
    expect(growStrictly(positionsOf(log))).toBe(true);
    const stored = new Map(log.map(({ id, position }) => [id, position]));
    for (const answers of told)
      for (const [id, position] of answers) expect(position ?? stored.get(id)).toBe(stored.get(id));
    for (const { stream, events } of writers) {
      const ids = (await store.readStream(stream)).map(({ id }) => id);
      expect(ids.filter((id) => events.some((event) => event.id === id))).toEqual(events.map(({ id }) => id));
    }
    await until(() => seen.length >= ALL + 1);
    expect(seen).toEqual(positionsOf(log));
    for (const service of services) {
      await until(async () => (await service.count()) === ALL + 1);
      expect(await wholeLog(service)).toEqual(log);
    }
  });

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
    const hasty = await open({ deadlineMs: HASTY_MS });
    const fault = held();
    standIn.appendFaults.push({ answeredAfter: fault.promise });
    const [position] = await hasty.append('s', 0, someEvents(1));
    fault.letGo();
    expect(position).toBe((await hasty.readStream('s'))[0]!.position);
  });

  it('knows an append again that was given up and stored later', async () => {
    const hasty = await open({ deadlineMs: HASTY_MS });
    const [event] = someEvents(1);
    const fault = held();
    standIn.appendFaults.push({ storedAfter: fault.promise });
    await unavailable(hasty.append('s', 0, [event!]));
    fault.letGo();
    await until(async () => (await hasty.readStream('s')).length === 1);
    await expect(hasty.append('s', 0, [event!])).rejects.toBeInstanceOf(DuplicateEventId);
    await expect(hasty.append('s', 0, someEvents(1))).rejects.toMatchObject({ actual: 1 });
    expect(await wholeLog(hasty)).toHaveLength(1);
  });

  it.each(['hears', 'is deaf to reads, too'])(
    'is given up within the time for one call where the server never answers and %s',
    async (how) => {
      const hasty = await open({ deadlineMs: HASTY_MS });
      await hasty.append('s', 0, someEvents(1));
      const never = new Promise<void>(() => {});
      standIn.appendFaults.push(...Array.from({ length: 9 }, () => ({ storedAfter: never })));
      standIn.isDeaf = how !== 'hears';
      const begun = performance.now();
      await Promise.all(Array.from({ length: 3 }, () => unavailable(hasty.append('s', 1, someEvents(1)))));
      expect(performance.now() - begun).toBeLessThan(1.5 * HASTY_MS);
      standIn.isDeaf = false;
      standIn.cutAll();
      standIn.appendFaults.length = 0;
    },
  );

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

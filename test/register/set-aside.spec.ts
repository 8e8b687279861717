import { AppendGate } from '../../src/event-store/append-gate.js';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { sha256Hex } from '../../src/ledger/canonical.js';
import type { Failed } from '../../src/register/set-aside.js';
import { Therapies } from '../../src/repository/therapies.js';
import { UnreadableEvent } from '../../src/repository/errors.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { caseReport } from '../support/history.js';
import { byAudits, everything } from './rows.js';
import { Kept, all, headHash, ofTherapy, running } from './support.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let kept: Kept;
beforeEach(async () => void (kept = await Kept.open()));
afterEach(() => kept.close());

const good = ofTherapy('good', caseReport('a').events);
const bad = ofTherapy('bad', caseReport('b').events.slice(0, 12));
const setAside = (therapyId: string) => kept.register.setAside(therapyId as TherapyId);

function objectIn(text: string): object | undefined {
  try {
    return (JSON.parse(text) as object | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Appends whatever bytes as the next event of a therapy; an object is bound to the event before. */
async function appendBytes(therapyId: string, type: string, text: string): Promise<string> {
  const revision = (await kept.store.head(therapyId))?.revision ?? 0;
  const id = `poison-${revision}`;
  const members = objectIn(text);
  const previousHash = await headHash(kept.store, therapyId);
  const bound = { ...members, id, therapyId, revision: revision + 1, previousHash };
  const bytes = Buffer.from(members ? JSON.stringify(bound) : text);
  const event = { id, type, bytes, hash: sha256Hex(bytes) };
  const [position] = await kept.store.append(therapyId, revision, [event]);
  return position!;
}

describe('an event that cannot be read', () => {
  const newer = { ...running('bad').at(-1)!, id: 'poison', type: 'PumpRefurbished' };
  const poison = [
    ['MriPerformed', '{"type": "MriPerf', 'its bytes are not JSON'],
    ['MriPerformed', 'null', 'its bytes are not a JSON object'],
    ['PumpRefurbished', JSON.stringify(newer), 'this release knows no such type'],
    [
      'MriPerformed',
      JSON.stringify({ ...newer, type: 'MriPerformed', schemaVersion: 2 }),
      'its schemaVersion is 2, and this release reads up to 1',
    ],
    ['toString', JSON.stringify({ ...newer, type: 'toString' }), 'this release knows no such type'],
  ] as const;

  it('sets its therapy aside, by name, and nothing else', async () => {
    const ids = poison.map((_, number) => `bad-${number}`);
    const positions = new Map<string, string>();
    for (const [number, [type, text]] of poison.entries()) {
      await kept.append(running(ids[number]!));
      positions.set(ids[number]!, await appendBytes(ids[number]!, type, text));
    }
    await kept.append(good);
    await kept.catchUp();
    expect((await kept.register.findings(all)).setAside).toEqual(ids);
    expect(await everything(kept)).toEqual(byAudits([good], kept.now));
    for (const [number, [type, , why]] of poison.entries()) {
      const id = ids[number]!;
      const named = `the event poison-5 of the type ${type}, revision 6 of ${id} at position ${positions.get(id)}, cannot be read: ${why}`;
      expect(setAside(id)).toEqual({
        therapyId: id,
        since: kept.now,
        reason: expect.stringContaining(named),
      });
    }
    expect(setAside('good')).toBeUndefined();

    // The same bytes stay as they are: nothing is tried again until something more is recorded.
    const { since } = setAside('bad-0')!;
    kept.now += 3 * HOUR;
    await kept.catchUp();
    expect(kept.setAside).toEqual(ids);
    await appendBytes('bad-0', 'MriPerformed', '{}');
    await kept.catchUp();
    expect(kept.setAside).toEqual([...ids, 'bad-0']);
    expect(setAside('bad-0')!.since).toBe(since);

    const therapies = new Therapies(kept.store, new AppendGate());
    for (const id of ids)
      await expect(therapies.registered(id as TherapyId)).rejects.toBeInstanceOf(UnreadableEvent);
    expect((await therapies.registered('good' as TherapyId)).revision).toBe(good.length);
  });
});

describe('a therapy whose events the log does not give, though it answers', () => {
  let isBroken = true;
  const failures: Failed[] = [];
  /** A stream that somebody deleted, say. */
  const restart = () =>
    kept.restart({
      onSetAside: (failed) => failures.push(failed),
      log: (store) => ({
        readAll: (...given) => store.readAll(...given),
        async readStream(streamId, ...given) {
          if (isBroken && streamId === 'bad') throw new StoreUnavailable('told to fail');
          return store.readStream(streamId, ...given);
        },
      }),
    });
  beforeEach(async () => {
    isBroken = true;
    failures.length = 0;
    await restart();
    await kept.append(bad);
    await kept.append(running('other'));
    await kept.catchUp();
  });

  it('is tried again after 1 s, 10 s, 1 min, 10 min and 1 h, restarts or not, and then left', async () => {
    const begun = kept.now;
    expect(setAside('bad')).toEqual({ therapyId: 'bad', since: begun, reason: 'Error: told to fail' });
    for (let seconds = 0; seconds < 3 * 3_600; seconds += seconds < 100 ? 1 : 60) {
      kept.now = begun + seconds * 1_000;
      if (seconds % 7 === 0) await restart();
      await kept.catchUp();
    }
    const at = [0, 1_000, 11_000, 71_000, 671_000, 4_271_000];
    expect(failures.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4, 5, 6]);
    const again = failures.map(({ againAt }) => againAt - begun);
    // What was due between two looks was tried at the next one, at most a minute later.
    again.forEach((due, number) => {
      const planned = at[number + 1] ?? Number.POSITIVE_INFINITY;
      if (planned === Number.POSITIVE_INFINITY) expect(due).toBe(planned);
      else expect(due - planned).toBeLessThanOrEqual(4 * MINUTE);
      if (number < 3) expect(due).toBe(planned);
    });
    expect(setAside('bad')!.since).toBe(begun);
    expect((await kept.register.findings(all)).setAside).toEqual(['bad']);
  });

  it('is shown again when a later try succeeds', async () => {
    isBroken = false;
    await kept.catchUp();
    expect(setAside('bad')).toBeDefined();
    kept.now += 1_000;
    await kept.catchUp();
    expect(setAside('bad')).toBeUndefined();
    expect(await everything(kept)).toEqual(byAudits([bad, running('other')], kept.now));
  });

  it('is tried from the beginning when something more is recorded of it', async () => {
    kept.now += 1_000;
    await kept.catchUp();
    expect(failures.at(-1)).toMatchObject({ attempt: 2, againAt: kept.now + 10_000 });
    await appendBytes('bad', 'MriPerformed', '{}');
    await kept.catchUp();
    expect(failures.at(-1)).toMatchObject({ attempt: 1, againAt: kept.now + 1_000 });
  });
});

it('a log that does not answer at all is nobody’s fault', async () => {
  let isAway = false;
  const away = async () => {
    if (isAway) throw new StoreUnavailable('away');
  };
  await kept.restart({
    log: (store) => ({
      readAll: async (...given) => (await away(), store.readAll(...given)),
      readStream: async (...given) => (await away(), store.readStream(...given)),
    }),
    projection: (register) => ({
      name: register.name,
      version: register.version,
      inputs: register.inputs,
      schema: register.schema,
      seal: register.seal,
      disagreement: (...given) => register.disagreement(...given),
      apply: (database, events) => register.apply(database, events),
      async work(...given) {
        isAway = true;
        return register.work(...given);
      },
    }),
  });
  await kept.append(good);
  await expect(kept.catchUp()).rejects.toBeInstanceOf(StoreUnavailable);
  expect(kept.setAside).toEqual([]);
});

it('a stream that gives fewer events than the log held is not taken for whole', async () => {
  let isShort = true;
  await kept.restart({
    log: (store) => ({
      readAll: (...given) => store.readAll(...given),
      async readStream(...given) {
        const events = await store.readStream(...given);
        return isShort ? events.slice(0, -1) : events;
      },
    }),
  });
  await kept.append([good[0]!]);
  await kept.catchUp();
  expect(setAside('good')!.reason).toMatch(/gives 0 events of good, of which it held 1/);
  isShort = false;
  kept.now += 1_000;
  await kept.catchUp();
  expect(setAside('good')).toBeUndefined();
});

it('a log that goes away while the new file takes the place of the old one is waited for', async () => {
  await kept.append(good);
  await kept.catchUp();
  const before = await everything(kept);
  let readsLeft = Number.POSITIVE_INFINITY;
  let switched = 0;
  await kept.restart({
    calculation: 'the next release',
    log: (store) => ({
      readAll: (...given) => store.readAll(...given),
      async readStream(...given) {
        // The one that compares the file, once it has its new name, with the log.
        if (readsLeft-- <= 0) throw new StoreUnavailable('away');
        return store.readStream(...given);
      },
    }),
  });
  readsLeft = 1;
  for (let step = 0; step < 20 && kept.model.isOpen; step += 1)
    await kept.step().catch((error: unknown) => {
      expect(error).toBeInstanceOf(StoreUnavailable);
      switched += 1;
    });
  expect([switched, kept.model.isOpen]).toEqual([1, false]);
  await expect(kept.step()).rejects.toBeInstanceOf(StoreUnavailable);
  readsLeft = Number.POSITIVE_INFINITY;
  await kept.catchUp();
  expect(kept.model.isRebuilding).toBe(false);
  expect(await everything(kept)).toEqual(before);
});

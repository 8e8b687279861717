import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { AppendGate, LedgerContradicted } from '../../src/event-store/append-gate.js';
import type { StoredEvent } from '../../src/event-store/port.js';
import { KeyFile, KeyUnreadable, KeysUnavailable, TherapyHeld } from '../../src/custody/key-file.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { Disclosures } from '../../src/repository/disclosures.js';
import { Erasing } from '../../src/record/erasing.js';
import { Listings } from '../../src/answers/listings.js';
import { Recorder } from '../../src/record/recorder.js';
import { randomSalt } from '../../src/record/salt.js';
import { ClockDoubtful } from '../../src/repository/clock-doubt.js';
import { Therapies } from '../../src/repository/therapies.js';
import { readContent } from '../../src/therapy/content.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { implanted, programmed, refilled, registered } from '../e2e/support/client.js';
import { MASTER, asking, erasureOf, scratch, wrappedIn } from '../custody/support.js';
import { MemoryStore } from './memory-store.js';

const DIGEST = { $sd: expect.any(String) as string };
const A = 'a' as TherapyId;
const B = 'b' as TherapyId;
const WHY = { reason: 'asked for', authority: 'DPO' };
const NOW = Date.UTC(2026, 0, 1);
const EVENTS = [registered, implanted, refilled];
const said = (reason: string) => ({ ...programmed, data: { ...programmed.data, reason } });

let directory: string;
let remove: () => void;
let keys: KeyFile;
beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => ({ directory, remove } = scratch()));
afterEach(() => {
  keys.close();
  remove();
});

function service(store = new MemoryStore(), recordingClock = () => NOW) {
  keys?.close();
  keys = KeyFile.open(directory, MASTER);
  const clock = () => NOW;
  const gate = new AppendGate();
  const therapies = new Therapies(store, new AppendGate());
  const disclosures = new Disclosures(keys);
  const recorder = new Recorder(therapies, store, gate, disclosures, randomSalt, clock);
  const record = (event: object, therapyId = A) => {
    const read = readContent(event, { defaultSourceKind: 'manual' });
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    return recorder.record({ therapyId, content: read.content, recordedBy: ANONYMOUS });
  };
  const listings = new Listings(store, disclosures, new AppendGate());
  return {
    store,
    therapies,
    gate,
    record,
    erasing: new Erasing(therapies, recorder, keys, disclosures, gate, store, clock, recordingClock),
    reasons: async () =>
      (await listings.events(A, 0, 100)).flatMap(({ data }) => ('reason' in data ? [data.reason] : [])),
    setUp: async (therapyId = A) => {
      for (const event of EVENTS) await record(event, therapyId);
    },
    erased: async () => (await listings.events(A, 0, 100)).at(-1)!.data,
    /** A service on the first so many events of a log. */
    copyOf: async (other: MemoryStore, count: number) => {
      const copy = new MemoryStore();
      for (const { streamId, revision, ...event } of (await other.readAll()).slice(0, count))
        await copy.append(streamId, revision - 1, [event]);
      return service(copy);
    },
    types: async () => (await store.readAll()).map(({ streamId, type }) => `${streamId} ${type}`),
  };
}

it('destroys nothing that cannot be recorded since the clock is doubtful', async () => {
  const { setUp, store } = service();
  await setUp();
  const doubtful = service(store, () => {
    throw new ClockDoubtful('it is wrong');
  });
  await expect(doubtful.erasing.erase(A, WHY, ANONYMOUS)).rejects.toThrow(ClockDoubtful);
  expect(wrappedIn(directory).has('a')).toBe(true);
});

describe('recording', () => {
  it('fails where the key cannot be stored, and leaves nothing', async () => {
    const { record, store, therapies } = service();
    // In memory they are decided, and their keys made, before `record` returns.
    await Promise.all([therapies.get(A), therapies.get(B)]);
    const recordings = [record(registered), record(registered, B)];
    keys.close();
    for (const recording of recordings)
      await expect(recording).rejects.toThrow(/keys\.db cannot be used: .* not open/);
    await expect(record(registered)).rejects.toThrow(KeysUnavailable);
    expect(await store.readAll()).toEqual([]);
    const again = service(store);
    await again.setUp();
    expect([...wrappedIn(directory).keys()]).toEqual(['a']);
  });

  it('is refused under a key that was changed; what is asked is answered with digests', async () => {
    const { setUp, record, store } = service();
    await setUp();
    await record(said('before'));
    keys.close();
    asking(directory, (database) => database.exec('UPDATE keys SET wrapped = zeroblob(60)'));
    const changed = service(store);
    expect(await changed.reasons()).toEqual([{ $sd: expect.any(String) }]);
    await expect(changed.record(said('after'))).rejects.toThrow(KeyUnreadable);
    expect(await changed.reasons()).toHaveLength(1);
  });

  it('goes on under a new key where the key is gone: what came before stays unreadable', async () => {
    const { setUp, record, store } = service();
    await setUp();
    await record(said('before'));
    keys.close();
    asking(directory, (database) => database.exec('DELETE FROM keys'));
    const gone = service(store);
    expect(await gone.reasons()).toEqual([{ $sd: expect.any(String) }]);
    await gone.record({ ...said('after'), occurredAt: '2020-02-01' });
    expect(await gone.reasons()).toEqual([{ $sd: expect.any(String) }, 'after']);
  });
});

describe('erasing', () => {
  it('destroys nothing while the log contradicts what was published, or under a hold', async () => {
    const { setUp, erasing, gate, types } = service();
    await setUp();
    keys.holds.set({ therapyId: A, reason: 'r', authority: 'c', at: 1, by: 't' });
    await expect(erasing.erase(A, WHY, ANONYMOUS)).rejects.toThrow(TherapyHeld);
    keys.holds.release({ therapyId: A, authority: 'c', reason: 'over', at: 2, by: 't' });
    gate.shut(new LedgerContradicted('told to'));
    await expect(erasing.erase(A, WHY, ANONYMOUS)).rejects.toThrow(LedgerContradicted);
    expect([wrappedIn(directory).size, keys.erasureOf(A) !== undefined, (await types()).length]).toEqual([
      1,
      false,
      3,
    ]);
  });

  it('is known to both, and asked again answers the same', async () => {
    const { setUp, erasing, record, types } = service();
    await setUp();
    const first = await erasing.erase(A, WHY, ANONYMOUS);
    const again = await erasing.erase(A, { ...WHY, reason: 'again' }, ANONYMOUS);
    expect([first.created, again.created, again.envelope]).toEqual([true, false, first.envelope]);
    expect([await types(), wrappedIn(directory).size]).toEqual([
      ['a TherapyRegistered', 'a PumpImplanted', 'a ReservoirRefilled', 'a PatientErased'],
      0,
    ]);
    await expect(record(said('more'))).rejects.toThrow(/was erased/);
    expect(await erasing.unrecorded()).toEqual([]);
  });

  it('that only the keys know is recorded once, and not where the log knows of another', async () => {
    const { setUp, erasing, types } = service();
    await setUp();
    await setUp(B);
    await erasing.erase(B, WHY, ANONYMOUS);
    keys.erase(erasureOf(A));
    keys.erase(erasureOf('of another log'));
    asking(directory, (database) =>
      database.exec("UPDATE erasures SET event_id = 'x' WHERE therapy_id = 'b'"),
    );
    expect((await erasing.unrecorded()).map(({ therapyId }) => therapyId)).toEqual(['a']);
    expect([await erasing.recordAgain(), await erasing.recordAgain()]).toEqual([1, 0]);
    expect((await types()).slice(6)).toEqual(['b PatientErased', 'a PatientErased']);
  });

  it('that only the log knows destroys the key at the next start, also under a hold', async () => {
    const { setUp, erasing, store } = service();
    await setUp();
    await setUp(B);
    const before = wrappedIn(directory).get('a')!;
    await erasing.erase(A, WHY, ANONYMOUS);
    keys.close();
    // An older key file is put back.
    asking(directory, (database) => {
      database.exec("DELETE FROM erasures; DELETE FROM facts WHERE name = 'read so far'");
      database.prepare("INSERT INTO keys VALUES ('a', ?)").run(before);
    });
    const next = service(store);
    keys.holds.set({ therapyId: A, reason: 'r', authority: 'c', at: 1, by: 't' });
    await next.erasing.onApplicationBootstrap();
    expect([next.erasing.learnedFromLog, [...wrappedIn(directory).keys()]]).toEqual([1, ['b']]);
    expect(keys.erasureOf(A)).toMatchObject({ at: NOW, by: ANONYMOUS.subject });
    expect(await next.erasing.unrecorded()).toEqual([]);
    // Of a log that is put back to before it, too, it is known why.
    const older = await service().copyOf(store, 3);
    expect(await older.erasing.recordAgain()).toBe(1);
    expect(await older.erased()).toEqual(WHY);
  });

  it('keeps its words from whoever reads the key file, and tells them when it is recorded again', async () => {
    const { setUp, erasing, store, erased } = service();
    await setUp();
    await erasing.erase(A, { reason: 'Zwiebelfisch', authority: 'Quittenbaum' }, ANONYMOUS);
    expect(await erased()).toEqual({ reason: 'Zwiebelfisch', authority: 'Quittenbaum' });
    keys.close();
    const bytes = readFileSync(join(directory, 'keys.db'));
    expect(['Zwiebelfisch', 'Quittenbaum'].filter((word) => bytes.includes(word))).toEqual([]);
    const older = await service().copyOf(store, 3);
    expect(await older.erasing.recordAgain()).toBe(1);
    expect(await older.erased()).toEqual({ reason: 'Zwiebelfisch', authority: 'Quittenbaum' });
  });

  it('is recorded again also where the key of its words was lost, and says so', async () => {
    const { setUp, erasing, store } = service();
    await setUp();
    await erasing.erase(A, WHY, ANONYMOUS);
    keys.close();
    asking(directory, (database) => database.exec('DELETE FROM staff_keys'));
    const next = service(store);
    expect(await next.erased()).toEqual({ reason: DIGEST, authority: DIGEST });
    expect((await next.erasing.erase(A, WHY, ANONYMOUS)).created).toBe(false);
    asking(directory, (database) => database.exec("DELETE FROM facts WHERE name = 'read so far'"));
    await next.erasing.onApplicationBootstrap();
    // Of the authority, and of whoever recorded.
    expect([keys.lost, keys.lostOfStaff]).toEqual([0, 2]);
    const older = await service().copyOf(store, 3);
    expect(await older.erasing.recordAgain()).toBe(1);
    expect(await older.erased()).toMatchObject({ reason: expect.stringMatching(/cannot be read/) });
    expect((await older.types()).at(-1)).toBe('a PatientErased');
  });

  it('is looked for again from the beginning where another log of as many events was put there', async () => {
    const { setUp, erasing } = service();
    await setUp();
    await setUp(B);
    await erasing.onApplicationBootstrap();
    expect(keys.readUpTo).toMatchObject({ events: 6 });

    const other = service();
    await other.setUp();
    await other.erasing.erase(A, WHY, ANONYMOUS);
    await other.record(registered, B);
    await other.record(implanted, B);
    const events = await other.store.readAll();
    expect(events).toHaveLength(6);
    // As keys that do not know of it.
    asking(directory, (database) => database.exec('DELETE FROM erasures'));
    const read: number[] = [];
    const readFrom = other.store.readFrom.bind(other.store);
    other.store.readFrom = async (leafIndex): Promise<readonly StoredEvent[]> => {
      read.push(leafIndex);
      return readFrom(leafIndex);
    };
    await other.erasing.onApplicationBootstrap();
    expect([read, keys.erasureOf(A) !== undefined]).toEqual([[5, 0], true]);
    read.length = 0;
    await other.erasing.onApplicationBootstrap();
    expect(read).toEqual([5, 6]);
  });
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { CUSTODY, KEY, STAFF_KEY } from '../../src/custody/custody.js';
import { KeyStreams, OtherMasterKey } from '../../src/custody/key-streams.js';
import { type Keys, KeyDestroyed, KeyTaken, KeyUnreadable, TherapyHeld } from '../../src/custody/keys.js';
import { SharedStreams, type View } from '../support/shared-streams.js';
import { MASTER, erasureOf, scratch } from './support.js';

let shared: SharedStreams;
let views: View[];
let services: Keys[];
let places: ReturnType<typeof scratch>[];

async function begin(count = 2): Promise<void> {
  shared = new SharedStreams();
  places = Array.from({ length: count }, scratch);
  views = places.map(() => shared.view());
  services = await Promise.all(
    places.map(({ directory }, index) => KeyStreams.open(views[index]!, directory, MASTER)),
  );
}
const end = () => places.forEach(({ remove }) => remove());
const hex = (keys: Keys, therapyId: string) => keys.opening(therapyId)?.export().toString('hex');
const holdOf = (therapyId: string, authority = 'court') => ({
  therapyId,
  authority,
  reason: 'a trial',
  at: 2_000,
  by: 'tester',
});
const releaseOf = (therapyId: string, authority = 'court') => ({
  ...holdOf(therapyId, authority),
  at: 3_000,
});

beforeEach(() => begin());
afterEach(end);

describe('the key of a therapy', () => {
  it('is one for all services, also for one that starts later', async () => {
    const [one, other] = services as [Keys, Keys];
    const { key, persisted } = one.sealing('a');
    expect(one.opening('a')).toBe(key);
    await persisted;
    views[1]!.catchUp();
    expect(hex(other, 'a')).toBe(key.export().toString('hex'));
    expect(other.sealing('a')).toEqual({ key: other.opening('a'), persisted: undefined });
    const late = await KeyStreams.open(shared.view(), places[0]!.directory, MASTER);
    expect(hex(late, 'a')).toBe(hex(one, 'a'));
    expect([late.knows('a'), late.knows('b')]).toEqual([true, false]);
  });

  it('is that of the first where two make one at a time, and the other is told to begin anew', async () => {
    const made = services.map((keys) => keys.sealing('a'));
    const ended = await Promise.allSettled(made.map(async ({ persisted }) => persisted));
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const loser = ended.findIndex(({ status }) => status === 'rejected');
    expect((ended[loser] as PromiseRejectedResult).reason).toBeInstanceOf(KeyTaken);
    views.forEach((view) => view.catchUp());
    expect(hex(services[loser]!, 'a')).toBe(made[1 - loser]!.key.export().toString('hex'));
  });

  it('that nobody knows to be stored is not used as if it were, and is the one where it was', async () => {
    const [one] = services as [Keys];
    for (const lost of ['before', 'after'] as const) {
      shared.lost = [lost];
      const { key, persisted } = one.sealing(lost);
      await expect(persisted).rejects.toThrow('nobody knows');
      views[0]!.catchUp();
      const again = one.sealing(lost);
      await again.persisted;
      expect(again.key.equals(key)).toBe(lost === 'after');
    }
  });

  it('is nowhere in clear, and of no use for another therapy', () => {
    const { key } = services[0]!.sealing('a');
    const bytes = JSON.stringify(shared.events);
    expect(bytes).not.toContain(key.export().toString('base64').slice(0, 20));
  });

  it('that somebody swapped is not taken for it', async () => {
    const [one, other] = services as [Keys, Keys];
    await one.sealing('a').persisted;
    const stolen = shared.events.find(({ stream }) => stream === `${KEY}a`)!;
    shared.events.push({ ...stolen, stream: `${KEY}b` });
    views[1]!.catchUp();
    expect(() => other.opening('b')).toThrow(KeyUnreadable);
  });
});

it('a service with another master key is refused', async () => {
  const opened = KeyStreams.open(shared.view(), places[0]!.directory, randomBytes(32));
  await expect(opened).rejects.toThrow(OtherMasterKey);
});

describe('the key of a member of staff', () => {
  const PERSON = 'person:abc';

  it('is in a stream of its own kind, one for all services, and outlives the erasure of a patient', async () => {
    const [one, other] = services as [Keys, Keys];
    await one.sealing('a').persisted;
    const { key, persisted } = one.sealing(PERSON);
    await persisted;
    expect(shared.events.map(({ stream }) => stream)).toContain(`${STAFF_KEY}abc`);
    views[1]!.catchUp();
    expect(hex(other, PERSON)).toBe(key.export().toString('hex'));
    await other.erase(erasureOf('a'));
    views[0]!.catchUp();
    expect([one.opening('a'), hex(one, PERSON)]).toEqual([undefined, key.export().toString('hex')]);
    const [[owner, wrapped]] = [...one.wrapped()] as [[string, Uint8Array]];
    expect(owner).toBe(PERSON);
    await begin();
    await services[0]!.adopt(owner, wrapped);
    expect(hex(services[0]!, PERSON)).toBe(key.export().toString('hex'));
  });

  it('is that of the first where two make one at a time', async () => {
    const made = services.map((keys) => keys.sealing(PERSON));
    const ended = await Promise.allSettled(made.map(async ({ persisted }) => persisted));
    const loser = ended.findIndex(({ status }) => status === 'rejected');
    expect((ended[loser] as PromiseRejectedResult).reason).toBeInstanceOf(KeyTaken);
    expect(hex(services[loser]!, PERSON)).toBe(made[1 - loser]!.key.export().toString('hex'));
  });

  it('once destroyed it is gone for all services, and is never made nor adopted again', async () => {
    const [one, other] = services as [Keys, Keys];
    await one.sealing(PERSON).persisted;
    const [[, wrapped]] = [...one.wrapped()] as [[string, Uint8Array]];
    await one.destroy(PERSON, 1);
    await one.destroy(PERSON, 2);
    views[1]!.catchUp();
    for (const keys of [one, other]) {
      expect([keys.opening(PERSON), keys.knows(PERSON), keys.destroyed()]).toEqual([
        undefined,
        true,
        [PERSON],
      ]);
      expect(() => keys.sealing(PERSON)).toThrow(KeyDestroyed);
    }
    await other.adopt(PERSON, wrapped);
    expect(other.opening(PERSON)).toBeUndefined();
  });

  it('is counted apart where it is lost', async () => {
    const [one] = services as [Keys];
    one.noteLost(['a', PERSON], 1);
    expect([one.lost, one.lostOfStaff]).toEqual([1, 1]);
    expect(['a', PERSON, `${PERSON}x`].map((owner) => one.hasLost(owner))).toEqual([true, true, false]);
  });
});

it('an erasure is remembered with its words sealed as they were given', async () => {
  const [one, other] = services as [Keys, Keys];
  const sealed = Uint8Array.of(2, 250, 1);
  const erasure = { therapyId: 'a', eventId: 'x', sealed, boundTo: 'x', at: 1, by: 'cli' };
  await one.erase(erasure);
  views[1]!.catchUp();
  expect(other.erasures()).toEqual([erasure]);
});

describe('an erasure', () => {
  it('destroys the key for everybody, for good, and is remembered as it was ordered first', async () => {
    const [one, other] = services as [Keys, Keys];
    await one.sealing('a').persisted;
    views[1]!.catchUp();
    expect(other.opening('a')).toBeDefined();
    const [first, second] = await Promise.all([
      one.erase(erasureOf('a')),
      other.erase({ ...erasureOf('a'), eventId: 'another' }),
    ]);
    expect(second).toEqual(first);
    for (const keys of services) {
      expect([keys.opening('a'), keys.erasureOf('a'), keys.erasures()]).toEqual([undefined, first, [first]]);
      expect(() => keys.sealing('a')).toThrow(KeyDestroyed);
    }
    expect(shared.deleted.has(`${KEY}a`)).toBe(true);
    expect(await one.erase(erasureOf('a'))).toEqual(first);
  });

  it('prevails over a key that another service is just making', async () => {
    const [one, other] = services as [Keys, Keys];
    const { persisted } = one.sealing('a');
    await other.erase(erasureOf('a'));
    await Promise.allSettled([persisted!]);
    views.forEach((view) => view.catchUp());
    for (const keys of services) expect(keys.opening('a')).toBeUndefined();
    expect(shared.deleted.has(`${KEY}a`)).toBe(true);
  });

  it('whose end nobody saw is completed when it is asked for again', async () => {
    const [one] = services as [Keys];
    await one.sealing('a').persisted;
    shared.lost = ['after'];
    await expect(one.erase(erasureOf('a'))).rejects.toThrow('nobody knows');
    expect(shared.deleted.size).toBe(0);
    views[0]!.catchUp();
    await one.erase({ ...erasureOf('a'), eventId: 'another' });
    expect([shared.deleted.has(`${KEY}a`), one.erasureOf('a')]).toEqual([true, erasureOf('a')]);
  });

  it('and a hold at the same time: whichever the server has first decides', async () => {
    for (let round = 0; round < 10; round += 1) {
      end();
      await begin();
      const [one, other] = services as [Keys, Keys];
      const both = round % 2 ? [one, other] : [other, one];
      const [held, erased] = await Promise.allSettled([
        both[0]!.holds.set(holdOf('a')),
        both[1]!.erase(erasureOf('a')),
      ]);
      const [decided] = shared.events.filter(({ stream }) => stream === `${CUSTODY}a`);
      const isHeld = decided!.type === 'HoldSet';
      expect([held.status, erased.status]).toEqual(
        isHeld ? ['fulfilled', 'rejected'] : ['rejected', 'fulfilled'],
      );
      const loss = (isHeld ? erased : held) as PromiseRejectedResult;
      expect(loss.reason).toBeInstanceOf(isHeld ? TherapyHeld : KeyDestroyed);
      expect(shared.deleted.has(`${KEY}a`)).toBe(!isHeld);
    }
  });

  it('that the log knows is made whatever hold stands', async () => {
    const [one] = services as [Keys];
    await one.holds.set(holdOf('a'));
    await one.eraseAgain([erasureOf('a')]);
    expect([one.erasureOf('a'), shared.deleted.has(`${KEY}a`)]).toEqual([erasureOf('a'), true]);
  });
});

it('what was searched and lost is remembered over a start, and forgotten once it is erased', async () => {
  const [one] = services as [Keys];
  one.noteLost(['a', 'b'], 1);
  one.readUpTo = { events: 7, hash: 'h' };
  const again = await KeyStreams.open(shared.view(), places[0]!.directory, MASTER);
  expect([again.lost, again.readUpTo]).toEqual([2, { events: 7, hash: 'h' }]);
  await again.erase(erasureOf('a'));
  expect(again.lost).toBe(1);
});

it('all services come to what a model comes to, whatever each does in which order', async () => {
  const therapy = fc.constantFrom('a', 'b', 'c');
  const step = fc.record({
    kind: fc.constantFrom('seal', 'erase', 'hold', 'release', 'catch up'),
    therapy,
    by: fc.nat(1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      end();
      await begin();
      const model = { keys: new Map<string, string>(), erased: new Set<string>(), held: new Set<string>() };
      for (const { kind, therapy: id, by } of steps) {
        const keys = services[by]!;
        // What it has not taken in yet it finds out by its append.
        const work = async () => {
          if (kind === 'seal') {
            const { key, persisted } = keys.sealing(id);
            await persisted;
            if (!keys.erasureOf(id)) model.keys.set(id, key.export().toString('hex'));
          } else if (kind === 'erase') {
            await keys.erase(erasureOf(id));
            model.erased.add(id);
            model.keys.delete(id);
          } else if (kind === 'hold') {
            await keys.holds.set(holdOf(id));
            model.held.add(id);
          } else if (kind === 'release') {
            await keys.holds.release(releaseOf(id));
            if (keys.holds.of(id).length === 0) model.held.delete(id);
          } else views[by]!.catchUp();
        };
        await work().catch(() => undefined);
      }
      views.forEach((view) => view.catchUp());
      for (const keys of services)
        for (const id of ['a', 'b', 'c']) {
          expect(keys.erasureOf(id) !== undefined).toBe(model.erased.has(id));
          if (!model.erased.has(id)) expect(hex(keys, id)).toBe(model.keys.get(id));
          else expect(hex(keys, id)).toBeUndefined();
        }
      expect(services[0]!.holds.all()).toEqual(services[1]!.holds.all());
    }),
    { numRuns: 50 },
  );
});

import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CUSTODY, CUSTODY_STREAMS, KEY, MASTER, STAFF_GONE, STAFF_KEY } from '../../src/custody/custody.js';
import { KeyStreams } from '../../src/custody/key-streams.js';
import type { KurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import type { SideStreamEvent, StoredEvent } from '../../src/event-store/port.js';
import { PUBLICATION } from '../../src/publication/signing/election.js';
import { HASTY_MS, begin, end, held, open, standIn, store, unavailable, until } from './kurrentdb-opened.js';
import { eventOf } from './store-events.js';

let directory: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'pump-ledger-side-streams-'));
  await begin();
});
afterEach(async () => {
  await end();
  rmSync(directory, { recursive: true, force: true });
});

const NAME = PUBLICATION;
const say = (on: KurrentDbEventStore, expected: number, word: string) =>
  on.sideStreams.append(NAME, expected, 'Said', { word });
const wordsOf = (on: KurrentDbEventStore): string[] => {
  const words: string[] = [];
  on.sideStreams.take(NAME, ({ revision, data }) => {
    expect(revision).toBe(words.length + 1);
    words.push((data as { word: string }).word);
  });
  return words;
};

it('follows all the streams that keys and publication have, and no others', () => {
  expect([...CUSTODY_STREAMS].toSorted()).toEqual([KEY, STAFF_KEY, STAFF_GONE, CUSTODY, MASTER].toSorted());
  for (const prefix of [...CUSTODY_STREAMS, PUBLICATION]) store.sideStreams.take(prefix, () => {});
  expect(() => store.sideStreams.take('pumpLedgerOther', () => {})).toThrow(TypeError);
});

it('gives every service the same, whether it writes, reads or starts late; one writer is first', async () => {
  const other = await open();
  const [mine, theirs] = [wordsOf(store), wordsOf(other)];
  const first = await Promise.all([say(store, 0, 'a'), say(other, 0, 'b')]);
  expect(first[0]).toBe(!first[1]);
  expect(await say(other, 1, 'c')).toBe(true);
  expect(await say(store, 1, 'd')).toBe(false);
  expect(mine).toEqual([first[0] ? 'a' : 'b', 'c']);
  await until(() => theirs.length === 2);
  expect(wordsOf(await open())).toEqual(mine);
  expect(theirs).toEqual(mine);
});

it('is no part of the log: neither numbers nor positions know of it', async () => {
  await store.append('t', 0, [eventOf('1')]);
  await say(store, 0, 'a');
  await store.append('t', 1, [eventOf('2')]);
  const events = await store.readAll();
  expect(events.map(({ leafIndex, revision }) => [leafIndex, revision])).toEqual([
    [0, 1],
    [1, 2],
  ]);
  expect([await store.count(), (await store.streams()).length]).toEqual([2, 1]);
  const again = await open();
  expect(await again.readAll()).toEqual(events);
});

it('comes in the order of the log, so that who sees an event has seen what was written before it', async () => {
  const other = await open();
  const seen: string[] = [];
  other.sideStreams.take(NAME, ({ data }: SideStreamEvent) => seen.push((data as { word: string }).word));
  other.learned.subscribe(({ id }: StoredEvent) => seen.push(id));
  for (let number = 0; number < 20; number += 1) {
    await say(store, number, `before ${number}`);
    await store.append('t', number, [eventOf(`${number}`, `event ${number}`)]);
  }
  await until(() => seen.length === 40);
  expect(seen).toEqual(
    Array.from({ length: 20 }, (_, number) => [`before ${number}`, `event ${number}`]).flat(),
  );
});

it('is written once under cut connections, late answers and repeats, and told so rightly', async () => {
  const words = wordsOf(store);
  const hasty = await open({ deadlineMs: HASTY_MS });
  const late = held();
  const faults = [
    'lost-before',
    'lost-after',
    'twice',
    'not-leader',
    { answeredAfter: late.promise },
  ] as const;
  for (const [at, fault] of faults.entries()) {
    standIn.appendFaults.push(fault);
    const stored = say(typeof fault === 'string' ? store : hasty, at, `${at}`);
    if (fault === 'lost-before') {
      await unavailable(stored);
      expect(await say(store, at, `${at}`)).toBe(true);
    } else expect(await stored).toBe(true);
  }
  late.letGo();
  await until(() => words.length === faults.length);
  expect(words).toEqual(faults.map((_, at) => `${at}`));
});

it('goes on when more than a page of it follows the last event of the log', async () => {
  await store.append('t', 0, [eventOf('1')]);
  const said = (number: number) => ({
    ...standIn.log.note('Said'),
    data: Buffer.from(JSON.stringify({ word: `${number}` })),
  });
  for (let number = 0; number < 2_500; number += 500)
    standIn.log.append(
      NAME,
      'any',
      Array.from({ length: 500 }, (_, index) => said(number + index)),
    );
  const late = await open();
  expect(wordsOf(late)).toHaveLength(2_500);
  expect(await say(late, 2_500, 'more')).toBe(true);
});

it('keys are gone from the server for good once they are erased and it is scavenged, and all goes on', async () => {
  const master = randomBytes(32);
  const keys = await KeyStreams.open(store.sideStreams, directory, master);
  await store.append('a', 0, [eventOf('1')]);
  await keys.sealing('a').persisted;
  await keys.sealing('b').persisted;
  const isThere = () => standIn.log.records.some(({ stream }) => stream === `${KEY}a`);
  const erasure = { therapyId: 'a', eventId: 'e', reason: 'r', authority: 'a', at: 1, by: 'b' };
  await keys.erase(erasure);
  await keys.erase(erasure);
  const other = await open();
  const others = await KeyStreams.open(other.sideStreams, join(directory), master);
  expect([others.opening('a'), others.erasureOf('a')]).toEqual([undefined, erasure]);
  await unavailable(store.sideStreams.append(`${KEY}a`, 0, 'KeyMade', { wrapped: '' }));
  standIn.log.scavenge();
  expect(isThere()).toBe(true);
  expect(standIn.log.records.filter(({ stream }) => stream === `${KEY}a`).map(({ type }) => type)).toEqual([
    '$streamDeleted',
  ]);
  standIn.cutAll();
  const third = await open();
  const thirds = await KeyStreams.open(third.sideStreams, directory, master);
  expect([thirds.opening('a'), thirds.opening('b')?.equals(keys.opening('b')!)]).toEqual([undefined, true]);
  await until(async () => {
    try {
      await store.append('a', 1, [eventOf('2')]);
      return true;
    } catch {
      return false;
    }
  });
  await until(async () => (await third.count()) === 2);
});

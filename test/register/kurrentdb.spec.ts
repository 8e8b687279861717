import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_POLICY } from '../../src/compliance/policies/index.js';
import { begin, end, open, standIn, store, until } from '../contract/kurrentdb-opened.js';
import { Written } from './prefixes.js';
import { Thread } from './thread.js';
import { FULL } from '../support/full.js';

/** A server that is back is followed again within, ms: the longest pause, a new connection, and a slow machine. */
const FOLLOWED_WITHIN_MS = 6_000;
/** The server looks at so many events for some seconds. */
const OTHERS = 10_000;
/** Events of each therapy, before the server goes away and in all. */
const [BEFORE, IN_ALL] = FULL ? [20, Number.POSITIVE_INFINITY] : [10, 25];

beforeEach(() => begin());
afterEach(end);

it('is closed while the server looks through what others wrote', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-followed-'));
  const thread = new Thread(directory, { kind: 'kurrentdb', url: standIn.url }, store);
  const written = new Written(1, DEFAULT_POLICY);
  await written.write(store, [...written.therapies.keys()], undefined, 2);
  const notes = Array.from({ length: OTHERS }, () => standIn.log.note('Theirs'));
  standIn.log.append('other', 'any', notes);
  const faults = standIn.subscriptionFaults;
  // Nobody else looks.
  await until(async () => (await store.count()) === 2 && faults.looked >= OTHERS);
  [faults.looked, faults.lookedAtPerMs] = [0, 1];
  thread.start();
  await until(() => faults.looked > 10);
  await thread.close();
  expect(faults.looked).toBeLessThan(OTHERS);
  expect(thread.told.map(({ kind }) => kind)).toEqual(['opened', 'closed']);
  rmSync(directory, { recursive: true, force: true });
});

it('follows a KurrentDB to which two instances write, is patient while it is away, and leaves nothing out', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'pump-ledger-followed-'));
  const other = await open();
  const thread = new Thread(directory, { kind: 'kurrentdb', url: standIn.url }, store);
  const written = new Written(4, DEFAULT_POLICY);
  const ids = [...written.therapies.keys()];
  const bothWrite = (upTo: number) =>
    Promise.all([
      written.write(store, ids.slice(0, 2), undefined, upTo),
      written.write(other, ids.slice(2), undefined, upTo),
    ]);
  const acknowledged = () => [...written.acknowledged.values()].reduce((sum, events) => sum + events, 0);
  /** As this instance knows what both wrote, so the register shows it. */
  const shown = async () => {
    await until(async () => (await store.count()) === acknowledged());
    await written.read(thread.register, new Map());
  };
  const told = (kind: string) => thread.told.filter((message) => message.kind === kind).length;

  thread.start();
  await bothWrite(BEFORE);
  await shown();
  await until(() => thread.last?.taken === 4 * BEFORE && thread.last.therapies === 0);

  await standIn.goAway();
  thread.wake();
  await until(() => told('unavailable') >= 3);
  const pauses = thread.told.flatMap((one) => (one.kind === 'unavailable' ? [one.againInMs] : []));
  expect(pauses).toEqual(pauses.map((_, number) => Math.min(2_000, 100 * 2 ** number)));
  expect(JSON.stringify(thread.told)).toMatch(/KurrentDB at 127\.0\.0\.1:\d+ cannot be reached/);
  expect(told('available')).toBe(0);

  await standIn.comeBack();
  const back = performance.now();
  await until(() => told('available') === 1);
  expect(performance.now() - back).toBeLessThan(FOLLOWED_WITHIN_MS);
  // Reads and appends have each a connection of their own.
  for (const one of [store, other])
    await until(() =>
      one
        .ping()
        .then(() => one.sideStreams.append(`elsewhere-${Math.random()}`, 0, 'Back', {}))
        .then(
          () => true,
          () => false,
        ),
    );
  await bothWrite(IN_ALL);
  await shown();
  await until(() => thread.last?.taken === acknowledged() && thread.last.therapies === 0);
  expect(acknowledged()).toBe(
    [...written.therapies.values()].flatMap((events) => events.slice(0, IN_ALL)).length,
  );
  // It is the thread of the beginning that went on.
  expect(told('opened')).toBe(1);
  await thread.close();
  rmSync(directory, { recursive: true, force: true });
});

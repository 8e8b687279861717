import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { CUSTODY_STREAMS } from '../../src/custody/custody.js';
import type { KurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { EventsMissing } from '../../src/event-store/port.js';
import { somebodyOn } from './somebody.js';
import { HASTY_MS, PREFIX, begin, end, open, pause, standIn, store, until } from './kurrentdb-opened.js';
import { someEvents, wholeLog } from './store-events.js';

const OTHERS = 5_000;
const BESIDE = CUSTODY_STREAMS[0];

const others = () =>
  standIn.log.append(
    'other',
    'any',
    Array.from({ length: OTHERS }, () => standIn.log.note('Theirs')),
  );

const besideOf = (store: KurrentDbEventStore): readonly string[] => {
  const taken: string[] = [];
  store.sideStreams.take(BESIDE, ({ stream, revision, data }) =>
    taken.push(`${stream} ${revision} ${JSON.stringify(data)}`),
  );
  return taken.toSorted();
};

/** All that a service is told of the log. */
async function all(store: KurrentDbEventStore) {
  const events = await wholeLog(store, 3);
  return {
    events,
    streams: await store.streams(),
    bySteam: await Promise.all(['s', 't'].map((id) => store.readStream(id))),
    heads: await Promise.all(['s', 't', 'none'].map((id) => store.head(id))),
    last: await store.lastPosition(),
    aliens: [store.aliens.count, store.aliens.shown],
    cuts: store.cuts.all,
    beside: besideOf(store),
  };
}

describe('what a service learned of the log', () => {
  let directory: string;
  let somebody: KurrentDBClient;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'pump-ledger-kept-'));
    await begin();
    somebody = await somebodyOn(standIn.url);
  });
  afterEach(async () => {
    await somebody.dispose();
    await end();
    rmSync(directory, { recursive: true });
  });

  /** A log with all that may be in one. */
  async function filled(): Promise<void> {
    const first = await open({ directory });
    await first.append('s', 0, someEvents(4));
    standIn.log.append(`${PREFIX}s`, 'any', [standIn.log.note('Theirs')]);
    await first.append('t', 0, someEvents(2));
    await first.append('s', 4, someEvents(1));
    await first.sideStreams.append(`${BESIDE}a`, 0, 'KeyMade', { wrapped: 'a' });
    await first.sideStreams.append(`${BESIDE}b`, 0, 'KeyMade', { wrapped: 'b' });
    await somebody.setStreamMetadata(`${PREFIX}t`, { maxCount: 1 });
    others();
    await until(() => first.cuts.has('t') && first.aliens.count === 1);
    await first.append('u', 0, someEvents(1));
    await first.close();
  }

  it('is known to the next start, which reads only what is new and answers alike', async () => {
    await filled();
    // It looks, too.
    await store.close();
    others();
    await (await open({ directory })).close();
    const { looked } = standIn.subscriptionFaults;
    const again = await open({ directory });
    expect(standIn.subscriptionFaults.looked - looked).toBeLessThan(OTHERS);
    const fresh = await open();
    expect(await all(again)).toEqual(await all(fresh));
    for (const one of [again, fresh]) {
      const { revision } = (await one.head('s'))!;
      await one.append('s', revision, someEvents(1));
    }
    await until(async () => (await again.count()) === 10 && (await fresh.count()) === 10);
    expect((await all(again)).events).toEqual((await all(fresh)).events);
  });

  it('is known in part where the service was killed', async () => {
    const killed = await open({ directory });
    const copies: string[] = [];
    for (let revision = 0; revision < 12; revision += 1) {
      await killed.append('s', revision, someEvents(1));
      await killed.sideStreams.append(`${BESIDE}${revision}`, 0, 'KeyMade', { wrapped: String(revision) });
      if (revision % 4 !== 3) continue;
      await pause(revision === 3 ? 1_200 : 0);
      copies.push(`${directory}-${revision}`);
      cpSync(directory, copies.at(-1)!, { recursive: true });
    }
    const fresh = await all(await open());
    for (const copy of copies) {
      const again = await open({ directory: copy });
      expect(await all(again)).toEqual(fresh);
      await again.close();
      rmSync(copy, { recursive: true });
    }
  });

  it('is thrown away where it is of another log, or damaged', async () => {
    await filled();
    for (const file of readdirSync(directory)) if (file !== 'log-index.sqlite') rmSync(join(directory, file));
    const elsewhere = `${directory}-other`;
    cpSync(directory, elsewhere, { recursive: true });
    writeFileSync(join(directory, 'log-index.sqlite'), 'no database');
    const damaged = await open({ directory });
    expect(await all(damaged)).toEqual(await all(await open()));
    await end();
    await begin();
    const another = await open({ directory: elsewhere });
    await another.append('s', 0, someEvents(2));
    expect(await all(another)).toEqual(await all(await open()));
    rmSync(elsewhere, { recursive: true });
  });

  it('is thrown away where the server has another log, in which something else stands there', async () => {
    await filled();
    const kept = new DatabaseSync(join(directory, 'log-index.sqlite'));
    kept.exec('UPDATE heads SET position = position - 1');
    kept.close();
    const again = await open({ directory });
    expect(await all(again)).toEqual(await all(await open()));
  });

  it('serves a start behind more events of others than the server looks through in time', async () => {
    await filled();
    for (let times = 0; times < 7; times += 1) others();
    standIn.subscriptionFaults.lookedAtPerMs = 15;
    const again = await open({ directory, deadlineMs: HASTY_MS });
    const ids = (await wholeLog(again, 3)).map(({ leafIndex }) => leafIndex);
    expect(ids).toEqual(Array.from({ length: 8 }, (_, at) => at));
  });

  it('keeps the place of each event where a scavenge took some', async () => {
    await filled();
    const before = await open({ directory });
    const places = (await wholeLog(before)).map(({ id, leafIndex }) => [id, leafIndex]);
    await before.close();
    await somebody.tombstoneStream(`${PREFIX}s`);
    standIn.log.scavenge();
    const after = await open({ directory });
    expect(await after.count()).toBe(places.length);
    const left = (await wholeLog(after, 2)).map(({ id, leafIndex }) => [id, leafIndex]);
    expect(left).toEqual([places[5], places[7]]);
    await expect(after.readStream('s')).rejects.toBeInstanceOf(EventsMissing);
    await after.append('u', 1, someEvents(1));
    expect((await after.readStream('u')).map(({ leafIndex }) => leafIndex)).toEqual([7, 8]);
    await after.ping();
  });
});

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import { problemOf } from '../../src/api/problems/problem-of.js';
import type { ProblemException } from '../../src/api/problems/problem.js';
import type { Settings } from '../../src/config/settings.js';
import { StoreUnavailable } from '../../src/event-store/port.js';
import { HealthDetails } from '../../src/observability/health-details.js';
import { Metrics } from '../../src/observability/metrics.js';
import { TreeBehind } from '../../src/publication/tree/tree-behind.js';
import { TreeKeeper } from '../../src/publication/tree/tree-keeper.js';
import { Reference, leafOf } from '../ledger/support/rfc6962.js';
import { GrowingLog } from './growing-log.js';

let directory: string;
let log: GrowingLog;
let keeper: TreeKeeper;
let health: HealthDetails;
let metrics: Metrics;

function start(): void {
  health = new HealthDetails();
  metrics = new Metrics();
  keeper = new TreeKeeper(log.asStore, { dataDir: directory } as Settings, metrics, health);
}
async function restart(): Promise<void> {
  await keeper.onApplicationShutdown();
  start();
}
const file = () => join(directory, 'tree.sqlite');
const rootOf = (entries: readonly Buffer[]) => new Reference(entries.map(leafOf)).mth(0, entries.length);
const rebuilds = async () =>
  (await metrics.registry.getSingleMetric('ledger_tree_rebuilds_total')!.get()).values[0]!.value;

async function expectWhole(): Promise<void> {
  await keeper.caughtUp();
  expect(keeper.tree.size).toBe(log.entries.length);
  expect(keeper.tree.root()).toEqual(rootOf(log.entries));
}

/** Changes the file as somebody with a tool for it would. */
function meddle(sql: string): void {
  const database = new DatabaseSync(file());
  database.exec(sql);
  database.close();
}

beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'pump-ledger-tree-'));
  log = new GrowingLog();
  start();
});
afterEach(async () => {
  await keeper.onApplicationShutdown();
  rmSync(directory, { recursive: true, force: true });
});

describe('following', () => {
  it('holds whatever was acknowledged before somebody asks', async () => {
    await expectWhole();
    for (const events of [1, 255, 1, 700, 3]) {
      log.grow(events);
      await expectWhole();
    }
    expect(await rebuilds()).toBe(0);
  });

  it('goes on by itself where nobody asks, gathering what comes together', async () => {
    await keeper.caughtUp();
    log.reads.length = 0;
    for (let count = 0; count < 100; count++) log.grow(1);
    while (keeper.tree.size < 100) await new Promise((done) => setTimeout(done, 5));
    expect(keeper.tree.root()).toEqual(rootOf(log.entries));
    expect(log.reads.length).toBeLessThanOrEqual(3);
  });

  it('goes on where it was, and reads of the rest no more than the end to compare', async () => {
    log.grow(2_000);
    await keeper.caughtUp();
    log.reads.length = 0;
    await restart();
    log.grow(10);
    await expectWhole();
    expect(Math.min(...log.reads)).toBe(2_000 - 256);
    expect(await rebuilds()).toBe(0);
  });

  it('that ends in the middle loses nothing', async () => {
    log.grow(3_000);
    const asked = keeper.caughtUp();
    const outcome = expect(asked).rejects.toThrow(StoreUnavailable);
    await restart();
    await outcome;
    const { size } = keeper.tree;
    expect(size).toBeLessThan(3_000);
    expect(keeper.tree.root()).toEqual(rootOf(log.entries.slice(0, size)));
    await expectWhole();
    expect(await rebuilds()).toBe(0);
  });

  it('says how far it is', async () => {
    log.grow(300);
    await keeper.caughtUp();
    expect(health.read()).toEqual({ tree: { status: 'up-to-date', size: 300, eventsBehind: 0 } });
    expect(await metrics.registry.metrics()).toMatch(/^ledger_tree_size 300$/m);
    expect(await metrics.registry.metrics()).toMatch(/^ledger_tree_events_behind 0$/m);
  });

  it('refuses who asks while the log is away, and goes on when it is back', async () => {
    log.isAway = true;
    await expect(keeper.caughtUp()).rejects.toThrow(StoreUnavailable);
    log.isAway = false;
    log.grow(5);
    await expectWhole();
  });
});

describe('a tree that cannot be kept up', () => {
  it('says so, and how far it is, and goes on once it can', async () => {
    log.grow(7);
    await keeper.caughtUp();
    log.fault = new Error('told to fail');
    log.grow(3);
    const asked = keeper.ask((tree) => tree.root());
    await expect(asked).rejects.toThrow(TreeBehind);
    const problem = (await asked.catch(problemOf)) as ProblemException;
    expect([problem.getStatus(), problem.code]).toEqual([503, 'TREE_BEHIND']);
    expect(problem.extra).toMatchObject({
      headers: { 'retry-after': '1' },
      members: { treeSize: 7, eventsBehind: 3 },
    });
    expect(health.read()).toEqual({ tree: { status: 'down', size: 7, eventsBehind: 3 } });
    log.fault = undefined;
    await expectWhole();
    expect(health.read()).toMatchObject({ tree: { status: 'up-to-date' } });
  });

  it('never takes an event in the place of another', async () => {
    log.grow(3);
    await keeper.caughtUp();
    log.offset = 1;
    log.grow(3);
    await expect(keeper.caughtUp()).rejects.toThrow('the log gave event 4 in the place of 3');
    expect(keeper.tree.size).toBe(3);
    log.offset = 0;
    await expectWhole();
  });
});

describe('a file that does not fit is made anew', () => {
  beforeEach(async () => {
    log.grow(1_000);
    await keeper.caughtUp();
    await keeper.onApplicationShutdown();
  });

  it('where it was deleted', async () => {
    rmSync(file());
    start();
    await expectWhole();
  });

  it('where it was deleted, but not what SQLite keeps beside it', async () => {
    start();
    log.grow(50);
    await keeper.caughtUp();
    const beside = ['-wal', '-shm'].map((suffix) => [suffix, readFileSync(`${file()}${suffix}`)] as const);
    await keeper.onApplicationShutdown();
    rmSync(file());
    for (const [suffix, bytes] of beside) writeFileSync(`${file()}${suffix}`, bytes);
    start();
    await expectWhole();
  });

  it('where the log is shorter', async () => {
    log.entries = log.entries.slice(0, 900);
    start();
    await expectWhole();
    expect(await rebuilds()).toBe(1);
  });

  it('where the log ends otherwise', async () => {
    log.entries[990] = Buffer.from('another');
    start();
    await expectWhole();
    expect(await rebuilds()).toBe(1);
  });

  it.each([
    ['is no database', 'These are no tiles.'.repeat(1000)],
    ['is cut off', undefined],
  ])('where it %s', async (_, text) => {
    writeFileSync(file(), text ?? readFileSync(file()).subarray(0, 10_000));
    start();
    await expectWhole();
  });

  it.each([
    ['is the database of another program', 'PRAGMA application_id = 1'],
    ['is of another version', 'PRAGMA user_version = 2'],
    ['has no size', 'DELETE FROM tree'],
    ['says a size that it does not hold', 'UPDATE tree SET size = 1010'],
    ['lacks its last tile', 'DELETE FROM tiles WHERE place = 3 * 8'],
    ['lacks its tables', 'DROP TABLE tiles'],
  ])('where it %s', async (_, sql) => {
    meddle(sql);
    log.grow(20);
    start();
    await expectWhole();
    expect(existsSync(file())).toBe(true);
  });

  it('when a question finds a tile that was changed', async () => {
    meddle(`UPDATE tiles SET hashes = zeroblob(8192) WHERE place = 8`);
    start();
    await keeper.caughtUp();
    expect(keeper.tree.size).toBe(1_000);
    const proof = await keeper.ask((tree) => tree.inclusion(300, 1_000));
    expect(proof).toEqual(new Reference(log.entries.map(leafOf)).path(300, 0, 1_000));
    expect(await rebuilds()).toBe(1);
    await expectWhole();
  });

  it('when it is asked for in the middle of a piece, not before the next', async () => {
    start();
    await keeper.caughtUp();
    log.grow(10);
    let goOn = () => {};
    const slow = new Promise<void>((resolve) => (goOn = resolve));
    const readFrom = log.readFrom.bind(log);
    log.readFrom = async (...asked) => {
      await slow;
      return readFrom(...asked);
    };
    const caughtUp = keeper.caughtUp();
    await new Promise((done) => setTimeout(done, 40));
    const before = keeper.tree;
    const rebuilt = keeper.rebuild();
    await new Promise((done) => setTimeout(done, 5));
    goOn();
    await Promise.all([caughtUp, rebuilt]);
    expect(keeper.tree).not.toBe(before);
    expect(keeper.tree.root()).toEqual(rootOf(log.entries));
  });

  it('when it is asked for', async () => {
    start();
    await keeper.rebuild();
    expect(await rebuilds()).toBe(1);
    await expectWhole();
  });
});

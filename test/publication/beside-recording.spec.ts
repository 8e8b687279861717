import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../../src/config/settings.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { sha256Hex } from '../../src/ledger/canonical.js';
import { HealthDetails } from '../../src/observability/health-details.js';
import { Metrics } from '../../src/observability/metrics.js';
import { TreeKeeper } from '../../src/publication/tree/tree-keeper.js';
import { Reference, consistencyHolds, inclusionHolds, leafOf } from '../ledger/support/rfc6962.js';

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'pump-ledger-tree-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const started = async () => {
  const store = await openSqliteEventStore({ directory });
  const keeper = new TreeKeeper(
    store,
    { dataDir: directory } as Settings,
    new Metrics(),
    new HealthDetails(),
  );
  const stop = async () => {
    await keeper.onApplicationShutdown();
    await store.close();
  };
  return { store, keeper, stop };
};
type Started = Awaited<ReturnType<typeof started>>;

/** Several writers, each of a stream of his own, as fast as they can. */
async function storm({ store }: Started, from: number, until: number): Promise<void> {
  const writer = async (streamId: string) => {
    for (let revision = from; revision < until; revision++) {
      const bytes = Buffer.from(`${streamId} ${revision} ${'x'.repeat(revision % 600)}`);
      const event = { id: `e${revision}`, type: 'Tested', bytes, hash: sha256Hex(bytes) };
      await store.append(streamId, revision, [event]);
    }
  };
  await Promise.all(Array.from({ length: 16 }, (_, number) => writer(`s-${number}`)));
}

it('holds what was acknowledged whenever somebody asks in the middle of a storm, over a restart', async () => {
  const roots: { readonly size: number; readonly root: Buffer }[] = [];
  const asking = async ({ store, keeper }: Started, isOver: () => boolean) => {
    while (!isOver()) {
      const acknowledged = await store.count();
      const found = await keeper.ask((tree) => ({ size: tree.size, root: tree.root() }));
      expect(found.size).toBeGreaterThanOrEqual(acknowledged);
      roots.push(found);
      await new Promise((done) => setTimeout(done, 10));
    }
  };
  const half = async (from: number, until: number) => {
    const service = await started();
    let isOver = false;
    const asked = asking(service, () => isOver);
    await storm(service, from, until);
    isOver = true;
    await asked;
    return service;
  };

  await (await half(0, 100)).stop();
  const service = await half(100, 200);
  await service.keeper.caughtUp();
  const { tree } = service.keeper;
  const events = await service.store.readAll(undefined, 10_000);
  expect(events).toHaveLength(16 * 200);
  const leaves = events.map(({ bytes }) => leafOf(bytes));
  const reference = new Reference(leaves);
  const [size, root] = [leaves.length, reference.mth(0, leaves.length)];
  expect(tree.root()).toEqual(root);
  expect(roots.length).toBeGreaterThan(3);
  for (const { size: from, root: fromRoot } of roots) {
    expect(fromRoot).toEqual(reference.mth(0, from));
    expect(consistencyHolds(from, size, fromRoot, root, tree.consistency(from, size))).toBe(true);
  }
  for (const leafIndex of [0, 1_599, 1_600, size - 1])
    expect(inclusionHolds(leaves[leafIndex]!, leafIndex, size, root, tree.inclusion(leafIndex, size))).toBe(
      true,
    );
  await service.stop();
});

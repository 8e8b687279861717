import { leafHash } from '../../dist/ledger/hashes.js';
import { MerkleTree } from '../../dist/ledger/merkle-tree.js';
import { HealthDetails } from '../../dist/observability/health-details.js';
import { Metrics } from '../../dist/observability/metrics.js';
import { TileFile } from '../../dist/publication/tree/tile-file.js';
import { TreeKeeper } from '../../dist/publication/tree/tree-keeper.js';
import { manyTherapies, seeded } from './lib/events.mjs';
import { byCallers, inTurn, median, quantile, warmAndTimed } from './lib/measure.mjs';
import { heading, keep, line, say } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { openService, recordingOf, storedEvents } from './lib/service.mjs';

const [SMALL, LARGE] = [10_000, 1_000_000];
const PIECE = 256;
const TIMES = 400;
/** By the logarithm alone it is log(1,000,000) / log(10,000) = 1.5. */
const AIM_GROWTH = 2;
const ROUNDS = 5;
const CALLERS = 64;
const AIM_RECORDING = 0.8;

const count = (number) => number.toLocaleString('en-US');
const leaves = (number) =>
  Array.from({ length: number }, (_, index) => leafHash(Buffer.from(`${number} ${index}`)));

function fileOf(directory, size) {
  const file = new TileFile(directory, (why) => {
    throw why;
  });
  const tree = new MerkleTree(file);
  for (let left = size; left > 0; left -= 4_096) tree.append(leaves(Math.min(left, 4_096)));
  return { file, size, tree };
}

/** Appends to a tree of that size each time: afterwards the size is put back. */
const append =
  (hashes) =>
  ({ file, size }) => {
    const tree = new MerkleTree(file);
    const start = performance.now();
    tree.append(hashes);
    const ms = performance.now() - start;
    file.write([], size);
    return ms;
  };

const timed = (work) => (one, random) => {
  const start = performance.now();
  work(one, random);
  return performance.now() - start;
};
const chosen = (random, below) => Math.floor(random() * below);

const questions = {
  'append of 1 event': append(leaves(1)),
  [`append of ${PIECE} events`]: append(leaves(PIECE)),
  'root at any size': timed(({ tree, size }, random) => tree.root(1 + chosen(random, size))),
  'inclusion proof of any event': timed(({ tree, size }, random) =>
    tree.inclusion(chosen(random, size), size),
  ),
  'consistency proof from any size': timed(({ tree, size }, random) =>
    tree.consistency(1 + chosen(random, size), size),
  ),
};

/** The small and the large tree take turns. */
function growth(small, large) {
  heading(`The tree on disk, at ${count(SMALL)} and ${count(LARGE)} events (ratio: to the smaller)`);
  const samples = {};
  for (const [what, ask] of Object.entries(questions)) {
    const random = seeded(1);
    const taken = { [SMALL]: [], [LARGE]: [] };
    for (let time = -TIMES / 10; time < TIMES; time++)
      for (const one of [small, large]) {
        const ms = ask(one, random);
        if (time >= 0) taken[one.size].push(ms);
      }
    for (const { size } of [small, large])
      line(`${what}; ${count(size)} events`, {
        value: median(taken[size]),
        unit: 'ms',
        p99: quantile(taken[size], 0.99),
        ratio: median(taken[size]) / median(taken[SMALL]),
        aim: size === LARGE ? { mostRatio: AIM_GROWTH } : undefined,
      });
    samples[what] = taken;
  }
  keep('ledger-growth', samples);
}

/** @returns what is recorded, and when the tree held all of it */
const recording = (items, work, withTree) =>
  inScratch(async (directory) => {
    const service = await openService(directory);
    const keeper = withTree
      ? new TreeKeeper(service.store, { dataDir: directory }, new Metrics(), new HealthDetails())
      : undefined;
    const [warm, rest] = warmAndTimed(items);
    await byCallers(CALLERS, warm, work(service));
    const start = performance.now();
    const sample = await byCallers(CALLERS, rest, work(service));
    const behind = keeper ? items.length - keeper.tree.size : 0;
    await keeper?.caughtUp();
    const untilHeld = performance.now() - start;
    await keeper?.onApplicationShutdown();
    await service.store.close();
    return { ...sample, behind, untilHeld };
  });

async function beside(what, name, items, work) {
  const { of, ratio, samples } = await inTurn(ROUNDS, {
    alone: () => recording(items, work, false),
    kept: () => recording(items, work, true),
  });
  const figures = (entry) => ({ value: of(entry).rate, unit: 'events/s', p99: of(entry).p99 });
  line(what, figures('alone'));
  line(`${what}, beside the tree`, {
    ...figures('kept'),
    ratio: ratio('kept', 'alone'),
    aim: { leastRatio: AIM_RECORDING },
  });
  const held = median(samples.kept.map(({ ops, untilHeld }) => (ops * 1000) / untilHeld));
  line(`${what}, until the tree holds all`, {
    value: held,
    unit: 'events/s',
    ratio: held / of('alone').rate,
  });
  say(
    `the tree was ${count(median(samples.kept.map(({ behind }) => behind)))} of ${count(items.length)} events behind at the end`,
  );
  keep(`ledger-${name}`, samples);
}

async function besideRecording() {
  const bodies = manyTherapies(500, 25_600);
  const events = await inScratch((directory) => storedEvents(directory, bodies));
  heading(`Recording beside the tree, ${CALLERS} callers (ratio: to recording alone)`);
  await beside(
    'the store alone',
    'append',
    events,
    ({ store }) =>
      (event) =>
        store.append(event.streamId, event.revision - 1, [event]),
  );
  await beside(
    'decided, sealed and stored',
    'record',
    bodies.map(recordingOf),
    ({ recorder }) =>
      (recording) =>
        recorder.record(recording),
  );
}

export async function ledger() {
  await inScratch(async (smaller) =>
    inScratch(async (larger) => {
      const [small, large] = [fileOf(smaller, SMALL), fileOf(larger, LARGE)];
      growth(small, large);
      small.file.close();
      large.file.close();
    }),
  );
  await besideRecording();
}

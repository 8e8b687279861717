import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { record } from './appends.mjs';
import { manyTherapies } from './lib/events.mjs';
import { byCallers, inTurn } from './lib/measure.mjs';
import { heading, keep, line, say } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { recordingOf, storedEvents } from './lib/service.mjs';

const ROUNDS = 3;
const CALLERS = 64;
const EVENTS = 512;
const OURS = 12_800;
const PEERS = process.env.BENCH_PEERS ?? fileURLToPath(new URL('./peers/', import.meta.url));

async function installed() {
  try {
    const require = createRequire(join(PEERS, 'package.json'));
    const emmett = await import(pathToFileURL(require.resolve('@event-driven-io/emmett-sqlite')).href);
    return emmett.default ?? emmett;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** The same bytes, as the member that its users fill. */
const peerEvent = ({ type, bytes }) => ({ type, data: JSON.parse(Buffer.from(bytes).toString()) });

/** It opens a connection for each call, so another one tells how it is set. */
async function durability({ sqliteConnection }, fileName) {
  const connection = sqliteConnection({ fileName });
  const { journal_mode: mode } = await connection.querySingle('PRAGMA journal_mode');
  const { synchronous } = await connection.querySingle('PRAGMA synchronous');
  connection.close();
  return `journal_mode=${mode}, synchronous=${synchronous} (2 is FULL)`;
}

/** Its store has one connection, which the first call that ends closes under the others: calls must take turns. */
function takingTurns(work) {
  let last = Promise.resolve();
  return (...values) => (last = last.then(() => work(...values)));
}

let retries = 0;

/** Even so a commit is refused now and then, since a statement of the call before is not finished. */
async function append(store, [stream, events]) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await store.appendToStream(stream, events);
    } catch (error) {
      if (error.code !== 'SQLITE_BUSY' || attempt === 10) throw error;
      retries++;
    }
  }
}

const onPeer = (peer, work) =>
  inScratch(async (directory) => {
    const fileName = join(directory, 'emmett.sqlite');
    const store = peer.getSQLiteEventStore({ fileName });
    const { log } = console;
    // It prints what it throws.
    console.log = () => {};
    try {
      await append(store, ['warm-up', [{ type: 'Warmed', data: {} }]]);
      return await work(store, fileName);
    } finally {
      console.log = log;
    }
  });

export async function emmett() {
  heading(`${CALLERS} callers against emmett-sqlite 0.38.5 (ratio: to its ${CALLERS} callers)`);
  const peer = await installed();
  if (!peer) return say('not installed: npm run bench:peers (needs a C++ compiler, make and python3)');
  say(`emmett-sqlite as it comes: ${await onPeer(peer, (_, fileName) => durability(peer, fileName))}`);

  const bodies = manyTherapies(500, OURS);
  const recordings = bodies.map(recordingOf);
  const stored = await inScratch((directory) => storedEvents(directory, bodies));
  const peerEvents = stored.slice(0, EVENTS).map((event) => [event.streamId, [peerEvent(event)]]);
  const pages = Array.from({ length: 32 }, (_, page) => [
    `page-${page}`,
    stored.slice(page * CALLERS, (page + 1) * CALLERS).map(peerEvent),
  ]);
  const { of, ratio, samples } = await inTurn(ROUNDS, {
    emmett: () =>
      onPeer(peer, (store) =>
        byCallers(
          CALLERS,
          peerEvents,
          takingTurns((call) => append(store, call)),
        ),
      ),
    pages: () =>
      onPeer(peer, async (store) => {
        const sample = await byCallers(1, pages, (call) => append(store, call));
        return { ...sample, ops: pages.length * CALLERS };
      }),
    record: () => record(recordings, CALLERS),
  });
  const rate = (name) => ({ value: of(name).rate, unit: 'events/s', p99: of(name).p99 });
  line(`emmett, ${CALLERS} callers who take turns, as it needs`, rate('emmett'));
  line(`decided, sealed and stored, ${CALLERS} callers`, {
    ...rate('record'),
    ratio: ratio('record', 'emmett'),
    aim: { leastRatio: 20 },
  });
  line(`emmett, one caller with ${CALLERS} events a call`, rate('pages'));
  if (retries > 0) say(`emmett answered SQLITE_BUSY ${retries} times and was asked again`);
  keep('emmett', samples);
}

/** The service on a server of KurrentDB's protocol that is as fast as a measured one, and on its own file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { KurrentDBClient, binaryEvent } from '@kurrent/kurrentdb-client';
import { body, therapy } from './lib/events.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { SERVICE, startServer } from './lib/server.mjs';

const DIST = new URL('../../dist/', import.meta.url);
const STAND_IN = fileURLToPath(new URL('../contract/stand-in/main.ts', import.meta.url));
const CLIENTS = 16;
/** Until what is used is compiled. */
const WARM_UP = 600;
const ONE = 400;
const EACH = 100;
const IMPORTED = 12_000;
const THERAPIES = 30;
const BATCH = 25;
const NOTHING = Buffer.alloc(400, 'x');

const assessed = body(Date.UTC(2026, 0, 2), 'SpasticityAssessed', { scale: 'MAS', low: '1' });

async function standIn() {
  const child = spawn(process.execPath, [STAND_IN, '--port', '0', '--paced'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(child.stdout, 'data');
  return {
    url: String(url).trim(),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** So many a second. */
async function rate(count, work) {
  const begun = performance.now();
  await work();
  return (count / (performance.now() - begun)) * 1_000;
}

const times = (count, work) => async (name) => {
  for (let n = 0; n < count; n += 1) await work(name, n);
};
const together = (clients, one) => Promise.all(Array.from({ length: clients }, (_, n) => one(`client-${n}`)));

async function bare(url) {
  const client = KurrentDBClient.connectionString(url);
  const event = () => binaryEvent({ type: 'Bare', data: NOTHING });
  const append = (name) => client.appendToStream(`bare-${name}`, event());
  const batch = (name) => client.appendToStream(`batch-${name}`, Array.from({ length: BATCH }, event));
  await times(WARM_UP, append)('warm-up');
  const found = {
    one: await rate(ONE, () => times(ONE, append)('one')),
    sixteen: await rate(CLIENTS * EACH, () => together(CLIENTS, times(EACH, append))),
    batches: await rate(IMPORTED, () => together(12, times(IMPORTED / BATCH / 12, batch))),
    reads: await rate(IMPORTED, async () => {
      let read = 0;
      for await (const { event: one } of client.readAll()) if (one && (read += 1) === IMPORTED) break;
    }),
  };
  await client.dispose();
  return found;
}

async function post(url, type, sent) {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: sent });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
}

const lines = () =>
  Array.from({ length: THERAPIES }, (_, n) =>
    therapy(IMPORTED / THERAPIES, n + 1).map((event) =>
      JSON.stringify({ therapyId: `imported-${n}`, ...event }),
    ),
  );
/** As an export by day: the therapies by turns. */
const byTurns = (all) => all[0].flatMap((_, n) => all.map((each) => each[n]));

async function recorded(directory, env) {
  const server = await startServer(SERVICE, { DATA_DIR: directory, ...env });
  const record = (name) =>
    post(`${server.url}/v1/therapies/${name}/events`, 'application/json', JSON.stringify(assessed));
  for (let n = -1; n < CLIENTS; n += 1) {
    const name = n < 0 ? 'one' : `client-${n}`;
    const [registered] = therapy(1);
    await post(`${server.url}/v1/therapies/${name}/events`, 'application/json', JSON.stringify(registered));
  }
  for (let n = 0; n < WARM_UP; n += 1) await record(`client-${n % CLIENTS}`);
  const found = {
    one: await rate(ONE, () => times(ONE, record)('one')),
    sixteen: await rate(CLIENTS * EACH, () => together(CLIENTS, times(EACH, record))),
    import: await rate(IMPORTED, () =>
      post(`${server.url}/v1/import`, 'application/x-ndjson', byTurns(lines()).join('\n')),
    ),
  };
  await server.stop();
  found.start = await rate(1, async () =>
    (await startServer(SERVICE, { DATA_DIR: directory, ...env })).stop(),
  );
  return found;
}

/** The log of a directory to a server and back, the comparison of both included. */
async function moved(directory) {
  const { migrate } = await import(new URL('migration/migrate.js', DIST));
  const { masterKeyOf } = await import(new URL('custody/master-key.js', DIST));
  const server = await standIn();
  const move = async (to, dataDir) => {
    const ends = { dataDir, kurrentdbUrl: server.url, masterKey: masterKeyOf({ dataDir: directory }) };
    const begun = performance.now();
    const { events } = await migrate(to, ends, () => {});
    return (events / (performance.now() - begun)) * 1_000;
  };
  try {
    return { out: await move('kurrentdb', directory), back: await inScratch((to) => move('sqlite', to)) };
  } finally {
    await server.stop();
  }
}

export async function engine() {
  heading(`On a server that takes 1.4 ms for an append of one event, 17 ms for one of ${BATCH}`);
  const server = await standIn();
  try {
    const floor = await bare(server.url);
    const own = await inScratch(async (directory) => ({
      ...(await recorded(directory, {})),
      ...(await moved(directory)),
    }));
    const there = await inScratch((directory) =>
      recorded(directory, { EVENT_STORE: 'kurrentdb', KURRENTDB_URL: server.url }),
    );
    const show = (what, value, by, aim) =>
      line(what, { value, unit: '/s', ratio: value / by, aim: aim && { leastRatio: aim } });
    line('bare client, one append after the other', { value: floor.one, unit: '/s' });
    line(`bare client, ${CLIENTS} at once`, { value: floor.sixteen, unit: '/s' });
    line(`bare client, events in batches of ${BATCH}, 12 at once`, { value: floor.batches, unit: '/s' });
    line('bare client, reading', { value: floor.reads, unit: '/s' });
    show('recording, one client, to the bare client', there.one, floor.one, 0.6);
    show(`recording, ${CLIENTS} clients, to the embedded store`, there.sixteen, own.sixteen, 0.6);
    show('import, to bare batches', there.import, floor.batches, 0.25);
    show('import, to the embedded store', there.import, own.import, 0.6);
    show('migrate to the server, to bare batches', own.out, floor.batches, 0.3);
    // The log goes by turns from therapy to therapy, and keeps its order: each append has one event.
    show(`migrate to the server, to the bare client, ${CLIENTS} at once`, own.out, floor.sixteen);
    show('migrate from the server, to bare reading', own.back, floor.reads, 0.5);
    line('start again, to the embedded store', {
      value: 1_000 / there.start,
      unit: 'ms',
      ratio: own.start / there.start,
      aim: { mostRatio: 1.5 },
    });
    keep('engine', { floor, own, there });
  } finally {
    await server.stop();
  }
}

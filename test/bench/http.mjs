import autocannon from 'autocannon';
import { inTurn, median } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { therapy } from './lib/events.mjs';
import { BARE, SERVICE, startServer } from './lib/server.mjs';

const ROUNDS = 3;
const CONNECTIONS = 64;
const WARM_UP_S = 2;
const SECONDS = 3;
const THERAPIES = 256;
const headers = { 'content-type': 'application/json' };

/** All at one instant, since the connections do not keep the order of a therapy; a bolus would run into the next. */
const bodies = therapy(100)
  .slice(5)
  .filter(({ type }) => type !== 'BolusTestPerformed')
  .map((body) => JSON.stringify({ ...body, occurredAt: '2024-05-02T09:00:00+02:00' }));

const requests = Array.from({ length: THERAPIES * 4 }, (_, n) => ({
  method: 'POST',
  path: `/v1/therapies/t-${n % THERAPIES}/events`,
  headers,
  body: bodies[n % bodies.length],
}));

async function register(url) {
  const lines = Array.from({ length: THERAPIES }, (_, n) =>
    therapy(5)
      .map((body) => JSON.stringify({ therapyId: `t-${n}`, ...body }))
      .join('\n'),
  );
  const answer = await fetch(`${url}/v1/import`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}

async function load(url) {
  const options = { url, connections: CONNECTIONS, requests };
  await autocannon({ ...options, duration: WARM_UP_S });
  const result = await autocannon({ ...options, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  // The client's own count: requests begun when the time is over are not in it.
  return {
    ops: result['2xx'],
    ms: result.duration * 1000,
    p99: result.latency.p99,
    p50: result.latency.p50,
  };
}

async function on(script, env, prepare) {
  const server = await startServer(script, env);
  try {
    await prepare?.(server.url);
    return await load(server.url);
  } finally {
    await server.stop();
  }
}

export async function http() {
  heading(
    `Recording over HTTP, ${CONNECTIONS} connections, LOG_LEVEL=info (ratio: to a bare Nest + Fastify route)`,
  );
  const { of, ratio, samples } = await inTurn(
    ROUNDS,
    {
      bare: () => on(BARE),
      service: () =>
        inScratch((directory) => on(SERVICE, { DATA_DIR: directory, LOG_LEVEL: 'info' }, register)),
    },
    0,
  );
  const p50 = (name) => median(samples[name].map((sample) => sample.p50));
  line('a bare route that answers what it is sent', {
    value: of('bare').rate,
    unit: 'requests/s',
    p99: of('bare').p99,
  });
  line(`the service: validated, decided, stored durably (p50 ${p50('service')} ms)`, {
    value: of('service').rate,
    unit: 'requests/s',
    p99: of('service').p99,
    ratio: ratio('service', 'bare'),
    aim: { leastRatio: 0.3 },
  });
  keep('http', samples);
}

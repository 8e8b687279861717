import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { therapy } from './lib/events.mjs';
import { inTurn } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { startServer } from './lib/server.mjs';

const SERVER = fileURLToPath(new URL('access-server.mjs', import.meta.url));
const ROUNDS = 3;
const CONNECTIONS = 64;
const WARM_UP_S = 3;
const SECONDS = 4;
const THERAPIES = 64;

const requests = Array.from({ length: THERAPIES }, (_, n) => ({
  method: 'GET',
  path: `/v1/therapies/t-${n}/state`,
}));

async function register(url) {
  const lines = Array.from({ length: THERAPIES }, (_, n) =>
    therapy(20)
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
  return { ops: result['2xx'], ms: result.duration * 1000, p99: result.latency.p99 };
}

const on = (NOTED) =>
  inScratch(async (DATA_DIR) => {
    const server = await startServer(SERVER, { DATA_DIR, NOTED });
    try {
      await register(server.url);
      return await load(server.url);
    } finally {
      await server.stop();
    }
  });

export async function access() {
  heading(`Reading with who looked on the disk before each answer, ${CONNECTIONS} connections`);
  const { of, ratio, samples } = await inTurn(ROUNDS, { unnoted: () => on('no'), noted: () => on('yes') }, 0);
  line('a state, behind the same gate, noted nowhere', {
    value: of('unnoted').rate,
    unit: 'requests/s',
    p99: of('unnoted').p99,
  });
  line('the same, noted', {
    value: of('noted').rate,
    unit: 'requests/s',
    p99: of('noted').p99,
    ratio: ratio('noted', 'unnoted'),
    aim: { leastRatio: 0.9 },
  });
  keep('access', samples);
}

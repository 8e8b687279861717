import { body, therapy } from './lib/events.mjs';
import { median, quantile } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { SERVICE, startServer } from './lib/server.mjs';

const OTHERS = 24;
const ROUND_MS = 8_000;
const START = Date.UTC(2016, 0, 4);
const DAY_MS = 86_400_000;

const programs = (count, gapMs) =>
  Array.from({ length: count }, (_, n) =>
    body(START + (n + 2) * gapMs, 'PumpReprogrammed', {
      program: { mode: 'simple-continuous', dailyDoseMcg: 50 + ((n * 37) % 200) },
    }),
  );
const onDays = (bodies) => bodies.map((one) => ({ ...one, occurredAt: one.occurredAt.slice(0, 10) }));
const beginning = therapy(5).map((one) => ({ ...one, occurredAt: '2016-01-01T00:00:00Z' }));

const CHANGES = 'audit/changes?from=2016-01-01&to=2030-01-01';

/** What keeps a service busy: therapies. */
const DEAR = {
  'day-dated': [...beginning, ...onDays(programs(400, 2 * DAY_MS))],
  changing: [...beginning, ...onDays(programs(200, 2 * DAY_MS))],
  long: [...beginning, ...programs(10_000, DAY_MS / 4)],
};
/** And what is asked about them without pause. */
const ASKED = {
  'day-dated, audit': '/v1/therapies/day-dated/audit',
  'day-dated, print': '/v1/therapies/day-dated/audit.pdf',
  'changing, changes': `/v1/therapies/changing/${CHANGES}`,
  'long, changes': `/v1/therapies/long/${CHANGES}`,
  'long, page': '/therapies/long',
  'long, log page': '/therapies/long/log',
};

async function importAll(url, lines) {
  const headers = { 'content-type': 'application/x-ndjson' };
  const answer = await fetch(`${url}/v1/import`, { method: 'POST', headers, body: lines.join('\n') });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}

const linesOf = (therapyId, events) => events.map((event) => JSON.stringify({ therapyId, ...event }));

async function fill(url) {
  for (let n = 0; n < OTHERS; n += 1) await importAll(url, linesOf(`other-${n}`, therapy(100, n + 1)));
  for (const [name, events] of Object.entries(DEAR)) await importAll(url, linesOf(name, events));
}

async function waited(url, path, init) {
  const begun = performance.now();
  const answer = await fetch(url + path, init);
  await answer.arrayBuffer();
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - begun;
}

const assessed = JSON.stringify(
  body(START + 3_700 * DAY_MS, 'SpasticityAssessed', {
    scale: 'MAS',
    low: '2',
    high: '3',
    site: 'lower limbs',
  }),
);
const record = { method: 'POST', headers: { 'content-type': 'application/json' }, body: assessed };

/** What others wait for, one thing after the other. */
async function waits(url) {
  const found = { live: [], recording: [], audit: [] };
  const until = performance.now() + ROUND_MS;
  for (let n = 0; performance.now() < until; n += 1) {
    const other = `/v1/therapies/other-${n % OTHERS}`;
    found.live.push(await waited(url, '/health/live'));
    found.recording.push(await waited(url, `${other}/events`, record));
    // Another instant each time: nothing is answered from memory.
    const asOf = new Date(START + (n + 1) * DAY_MS).toISOString();
    found.audit.push(await waited(url, `${other}/audit?asOf=${asOf}`));
  }
  return found;
}

/** Asks without pause, two at once, and hangs up on what is under way at the end. */
async function asking(url, path, during) {
  const gone = new AbortController();
  const ask = async () => {
    while (!gone.signal.aborted)
      await fetch(url + path, { signal: gone.signal }).then((answer) => answer.text());
  };
  const asked = Promise.allSettled([ask(), ask()]);
  const found = await during();
  gone.abort();
  await asked;
  return found;
}

/** What others wait for while a dear therapy is asked about without pause, against what they wait for in quiet. */
export const others = () =>
  inScratch(async (directory) => {
    heading('What others wait for while a dear therapy is asked about without pause; ratios to quiet');
    const server = await startServer(SERVICE, { DATA_DIR: directory, LOG_LEVEL: 'fatal' });
    try {
      await fill(server.url);
      await waits(server.url);
      const quiet = await waits(server.url);
      const samples = { quiet };
      const show = (name, found) => {
        for (const what of ['live', 'recording', 'audit'])
          line(`${name}: ${what}`, {
            value: median(found[what]),
            unit: 'ms',
            p99: quantile(found[what], 0.99),
            ratio: median(found[what]) / median(quiet[what]),
            aim: what === 'audit' && name !== 'quiet' ? { mostRatio: 3 } : {},
          });
      };
      show('quiet', quiet);
      for (const [name, path] of Object.entries(ASKED)) {
        samples[name] = await asking(server.url, path, () => waits(server.url));
        show(name, samples[name]);
      }
      keep('others', samples);
    } finally {
      await server.stop();
    }
  });

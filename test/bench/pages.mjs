import { drawing } from '../browser/support/drawing.ts';
import { chromium } from 'playwright-core';
import { launchBrowser } from '../browser/support/browser.ts';
import { asLines, tenYearsOfFlex } from '../support/ten-years.ts';
import { therapy } from './lib/events.mjs';
import { median } from './lib/measure.mjs';
import { heading, keep, line } from './lib/report.mjs';
import { inScratch } from './lib/scratch.mjs';
import { SERVICE, startServer } from './lib/server.mjs';

const THERAPIES = 10_000;
const AT_ONCE = 1_000;
const ROUNDS = 7;
const PAGES = [
  ['a page that says hardly anything (floor)', '/therapies/nobody'],
  ['a therapy with ten years of flex mode', '/therapies/ten-years?asOf=2024-01-01'],
  [`the worklist of ${THERAPIES.toLocaleString('en-US')} therapies`, '/'],
];

async function importAll(url, body) {
  const headers = { 'content-type': 'application/x-ndjson' };
  const answer = await fetch(`${url}/v1/import`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
}

async function fill(url) {
  await importAll(url, asLines('ten-years', tenYearsOfFlex()));
  const events = therapy(5);
  for (let from = 0; from < THERAPIES; from += AT_ONCE)
    await importAll(
      url,
      Array.from({ length: AT_ONCE }, (_, index) =>
        events.map((event) => JSON.stringify({ therapyId: `t-${from + index}`, ...event })).join('\n'),
      ).join('\n'),
    );
}

/** The read model takes its time after so large an import; until then the worklist answers 503. */
async function caughtUp(url) {
  for (;;) {
    const { status } = await fetch(url, { headers: { accept: 'text/html' } });
    if (status === 200) return;
    if (status !== 503) throw new Error(`the worklist answers ${status}`);
    await new Promise((later) => setTimeout(later, 500));
  }
}

/** What a browser that was never there loads, and how long it takes until all is drawn. */
export const pages = () =>
  inScratch(async (directory) => {
    heading(`Pages in a browser with an empty cache, ${ROUNDS} times each`);
    const server = await startServer(SERVICE, { DATA_DIR: directory });
    const browser = await launchBrowser(chromium);
    try {
      await fill(server.url);
      await caughtUp(server.url);
      const samples = PAGES.map(() => []);
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [index, [, path]] of PAGES.entries())
          samples[index].push(await drawing(browser, server.url + path));
      const msOf = (drawn) => median(drawn.map(({ drawnMs }) => drawnMs));
      PAGES.forEach(([what], index) => {
        const value = msOf(samples[index]);
        const isFloor = index === 0;
        line(what, {
          value,
          unit: 'ms',
          ratio: value / msOf(samples[0]),
          aim: isFloor ? {} : { mostMs: 1_000 },
        });
        const kB = Math.max(...samples[index].map(({ bytes }) => bytes)) / 1_000;
        line('  transferred', { value: kB, unit: 'kB', aim: isFloor ? {} : { mostKb: 200 } });
      });
      keep('pages', samples);
    } finally {
      await browser.close();
      await server.stop();
    }
  });

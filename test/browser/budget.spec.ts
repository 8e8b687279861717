import type { Browser } from 'playwright-core';
import type { Server } from '../e2e/support/server.js';
import { closePages, theBrowser } from './support/browser.js';
import { drawing } from './support/drawing.js';
import { sharedService } from './support/shared-service.js';

const BUDGET_BYTES = 200_000;
const RUNS = 4;
const TEN_YEARS = '/therapies/ten-years?asOf=2024-01-01';

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
});
afterAll(closePages);

it('sends ten years of flex mode with all that the page loads in less than its budget', async () => {
  const { bytes, parts } = await drawing(browser, server.baseUrl + TEN_YEARS);
  expect(parts).toBeGreaterThan(5);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(BUDGET_BYTES);
});

/** A page that says hardly anything is the floor: what the browser needs for any. */
it('draws it in a time that a small page’s explains', async () => {
  const drawnMs = async (path: string) => (await drawing(browser, server.baseUrl + path)).drawnMs;
  let floor = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run += 1) floor = Math.min(floor, await drawnMs('/therapies/nobody'));
  const limit = 7 * floor;
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS && least >= limit; run += 1) least = Math.min(least, await drawnMs(TEN_YEARS));
  expect(least).toBeLessThan(limit);
});

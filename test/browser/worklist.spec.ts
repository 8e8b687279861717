import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { type Client, clientOf } from '../e2e/support/client.js';
import { type Server, startServer } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { drawing } from './support/drawing.js';
import { follow } from './support/follow.js';
import { FULL } from '../support/full.js';

const [MANY, STORM] = FULL ? [10_000, 200] : [110, 60];
const PAGE = 50;
const BUDGET_BYTES = 200_000;
const DAY = 86_400_000;

let server: Server;
let client: Client;
let browser: Browser;
/** Without scripts: all that is read here must do without. */
let page: Page;
let watching: Page;

const nowIso = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY).toISOString();

/** A running pump of 40 mL that moves 0.2 mL a day, so many days after its fill. */
function runningFor(therapyId: string, days: number): string {
  const at = nowIso(days);
  const event = (type: string, data: object) => JSON.stringify({ therapyId, type, occurredAt: at, data });
  return [
    event('TherapyRegistered', {
      patientPseudonym: therapyId,
      indication: 'severe spasticity',
      aetiology: 'stroke',
    }),
    event('PumpImplanted', { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 40 }),
    event('CatheterImplanted', { model: '8731SC', implantedLengthCm: 80 }),
    event('ReservoirRefilled', { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40 }),
    event('PumpReprogrammed', { program: { mode: 'simple-continuous', dailyDoseMcg: 400 } }),
  ].join('\n');
}

const open = (path: string) => page.goto(`${server.baseUrl}${path}`);
const rows = () => page.locator('#worklist tbody tr');
const row = (therapyId: string) => rows().filter({ has: page.locator(`th a:text-is("${therapyId}")`) });

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), theBrowser()]);
  client = clientOf(server.baseUrl);
  page = await browser.newPage({ locale: 'en-US', javaScriptEnabled: false });
  watching = await browser.newPage({ locale: 'en-US' });
  expect((await open('/'))!.status()).toBe(200);
  expect(await page.locator('main').innerText()).toContain('No therapy is recorded here yet');
  await client.import(readFileSync('examples/case-report/case-report-a.ndjson', 'utf8'));
  const many = Array.from({ length: MANY }, (_, index) =>
    runningFor(`pump-${String(index).padStart(5, '0')}`, 20 + (index % 150)),
  );
  for (let from = 0; from < MANY; from += 1_000)
    await client.import(many.slice(from, from + 1_000).join('\n'));
  let status = 0;
  while (status !== 200) status = (await open('/'))!.status();
}, 600_000);
afterAll(async () => {
  await closePages();
  await server?.stop();
});

it('leads from the first page to the verdict of the published case', async () => {
  await open('/');
  expect(await page.locator('.figures').innerText()).toContain(
    `${(MANY + 1).toLocaleString('en-US')} therapies`,
  );
  await page.fill('#search', 'CASE-report');
  await follow(page.locator('form[role=search] button'));
  expect(await rows().count()).toBe(1);
  const words = await row('case-report-a').innerText();
  expect(words).toContain('baclofen 2000 mcg/mL');
  expect(words).toContain('reservoir empty');
  expect(words).toContain('overdue');
  expect(words).toMatch(/\d+\s+critical/);
  await follow(row('case-report-a').locator('a', { hasText: 'baclofen, 2021-03-19' }));
  expect(await page.locator('main').innerText()).toContain('consistent with a taper');
});

it('says what a pump holds, for how long, and what is due', async () => {
  await open('/?search=pump-00000');
  // 40 mL less 20 days of 0.2 mL; empty after 200 days, at the alarm of 2 mL after 190.
  const words = await row('pump-00000').innerText();
  expect(words).toContain('400 mcg/day, simple continuous');
  expect(words).toContain('36 of 40 mL');
  expect(words).toContain('empty in 179 days');
  expect(words).toMatch(/refill, before the low alarm\s+in 169 days/);
});

it('goes through pages in order, and filters, by links and forms alone', async () => {
  await open('/?order=therapy');
  expect(await rows().count()).toBe(PAGE);
  expect(await rows().first().locator('th').innerText()).toBe('case-report-a');
  const last = await rows().last().locator('th').innerText();
  await follow(page.locator('.pages a', { hasText: 'Next' }));
  expect((await rows().first().locator('th').innerText()) > last).toBe(true);
  expect(await page.locator('#worklist caption').innerText()).toContain(
    `51 to 100 of ${(MANY + 1).toLocaleString('en-US')}`,
  );
  await page.selectOption('#activity', 'reservoir-empty');
  await follow(page.locator('form[role=search] button'));
  expect(await rows().locator('th').allInnerTexts()).toEqual(['case-report-a']);
  await page.selectOption('#drug', 'baclofen');
  await page.selectOption('#activity', 'stopped');
  await follow(page.locator('form[role=search] button'));
  expect(await page.locator('#worklist').innerText()).toContain('No therapy matches');
  await follow(page.locator('#worklist a', { hasText: 'Show all' }));
  expect(await rows().count()).toBe(PAGE);
});

it('takes a search as it is written', async () => {
  const text = '"><script>alert(1)</script>%';
  await open(`/?search=${encodeURIComponent(text)}`);
  expect(await page.locator('#search').inputValue()).toBe(text);
  expect(await page.locator('#worklist').innerText()).toContain('No therapy matches');
  expect((await open('/?order=sideways'))!.status()).toBe(400);
  expect(await page.locator('main').innerText()).toContain('one of attention, due, last, therapy');
});

it('leads to the form that registers a therapy', async () => {
  await open('/');
  await page.fill('#therapyId', 'brand-new');
  await follow(page.locator('form[aria-label="Register a therapy"] button'));
  expect(new URL(page.url()).pathname).toBe('/therapies/brand-new/record');
  expect(await page.locator('h1').innerText()).toMatch(/register/i);
});

it('shows the refill that somebody records while it is open, and stays where it was', async () => {
  await watching.goto(`${server.baseUrl}/?search=pump-00100`);
  await watching.locator('#live', { hasText: 'Live' }).waitFor();
  expect(await watching.locator('#worklist tbody').innerText()).toContain('16 of 40 mL');
  await watching.locator('#worklist tbody a').first().focus();
  await client.record('pump-00100', {
    type: 'ReservoirRefilled',
    occurredAt: nowIso(0),
    data: { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40 },
  });
  await watching.locator('#worklist tbody', { hasText: '40 of 40 mL' }).waitFor();
  expect(await watching.locator('#live').innerText()).toContain('event 6 of pump-00100: Reservoir refilled');
  expect(await watching.evaluate('document.activeElement.textContent')).toBe('pump-00100');
  expect(await watching.locator('#search').inputValue()).toBe('pump-00100');
});

it('follows a storm of recordings with few questions, and asks again where the service has not caught up', async () => {
  await watching.goto(`${server.baseUrl}/?search=storm`);
  await watching.locator('#live', { hasText: 'Live' }).waitFor();
  let asked = 0;
  await watching.route(`${server.baseUrl}/?search=storm`, (route) => {
    asked += 1;
    return asked === 1 ? route.fulfill({ status: 503, body: '' }) : route.continue();
  });
  const events = Array.from({ length: STORM }, (_, index) => runningFor(`storm-${index}`, 20));
  await client.import(events.join('\n'));
  await watching.locator('#live', { hasText: 'catching up' }).waitFor();
  await watching.locator('#worklist caption', { hasText: `1 to 50 of ${STORM}` }).waitFor();
  expect(asked).toBeGreaterThan(1);
  // Five events of each.
  expect(asked).toBeLessThan(15);
});

it('has nothing that axe calls serious, on a phone and in the dark', async () => {
  const viewport = { width: 390, height: 800 };
  await watching.setViewportSize(viewport);
  await watching.emulateMedia({ colorScheme: 'dark' });
  await watching.goto(`${server.baseUrl}/?search=pump-0000`);
  expect(await seriousIssues(watching)).toEqual([]);
  await watching.goto(`${server.baseUrl}/`);
  expect(await watching.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
});

it('stays within its budget with many therapies', async () => {
  const { bytes } = await drawing(browser, `${server.baseUrl}/`);
  expect(bytes).toBeGreaterThan(5_000);
  expect(bytes).toBeLessThan(BUDGET_BYTES);
});

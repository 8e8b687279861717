import type { Browser, Page } from 'playwright-core';
import { type Client, clientOf } from '../e2e/support/client.js';
import type { Server } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { follow } from './support/follow.js';
import { sharedService } from './support/shared-service.js';

const PUBLISHED = '/therapies/case-report-a?asOf=2021-09-01';

let server: Server;
let client: Client;
let browser: Browser;
/** Without scripts: all that is read here must do without. */
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  client = clientOf(server.baseUrl);
  page = await browser.newPage({ locale: 'en-US', javaScriptEnabled: false });
});
afterAll(closePages);

const open = (path: string) => page.goto(`${server.baseUrl}${path}`);
/** Nothing on it changes by being read. */
async function readPublished(): Promise<void> {
  if (page.url() !== server.baseUrl + PUBLISHED) await open(PUBLISHED);
}

describe('the published case', () => {
  it('says in words what happened, by which verdict, and that it is no advice', async () => {
    await readPublished();
    const words = await page.locator('#summary').innerText();
    expect(words).toContain('baclofen from 15 September 2016, at most 1000 mcg/day');
    expect(words).toMatch(
      /consistent with a taper\s+\d+ reservations, the gravest [A-Z_]+ \(critical\)\s+Baclofen, zero on 19 March 2021: consistent with a taper/,
    );
    expect(words).toContain('not advice');
    expect(await page.locator('#cessations tbody tr').count()).toBe(3);
    expect(await page.locator('#state').innerText()).toMatch(/estimated 13\.07 of 40 mL/);
  });

  it('is drawn with its cessations, and close up', async () => {
    await readPublished();
    const chart = page.locator('#timeline .wide svg');
    expect(await chart.locator('.flag title').allTextContents()).toEqual([
      expect.stringContaining('Cessation 1 of baclofen at the tip'),
      expect.stringContaining(
        'Cessation 2 of baclofen at the reservoir: from 2021-03-10 to zero on 2021-03-19',
      ),
      expect.stringContaining('Cessation 3 of morphine'),
    ]);
    expect(await page.locator('#timeline .narrow').isVisible()).toBe(false);
    expect(await page.locator('#close-up .wide').isVisible()).toBe(true);
  });

  it('has each number that it draws in a table, and the evidence in the log', async () => {
    await readPublished();
    await page.locator('summary', { hasText: 'Daily and cumulative dose of baclofen' }).click();
    const rows = await page
      .locator('table', { hasText: 'dose of baclofen' })
      .locator('tbody tr')
      .allInnerTexts();
    // 1000 mcg/day from February 2018; the tip follows at once, since the path is full of baclofen.
    expect(rows.find((row) => row.startsWith('2021-03-13 08:00 UTC'))).toMatch(/UTC\t400\t400\t/);
    const evidence = await page.locator('#findings .evidence a').first().getAttribute('href');
    expect(evidence).toMatch(/^\/therapies\/case-report-a\/log\?at=(\d+)#e\1$/);
  });

  it('reads the same in the other reading, by another policy', async () => {
    await open('/therapies/case-report-b?asOf=2021-09-01&policy=strict');
    expect(await page.locator('#summary').innerText()).toContain('strict');
    expect(await page.locator('details select option[selected]').textContent()).toContain('strict');
  });

  it('has nothing that axe calls serious, on a phone and in the dark', async () => {
    const viewport = { width: 390, height: 800 };
    const other = await browser.newPage({ viewport, colorScheme: 'dark', locale: 'en-US' });
    await other.goto(`${server.baseUrl}${PUBLISHED}`);
    expect(await seriousIssues(other)).toEqual([]);
    expect(await other.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
    expect(await other.locator('#timeline .narrow').isVisible()).toBe(true);
    await other.close();
  });

  it('opens its tables in print', async () => {
    await readPublished();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#tables table').first().isVisible()).toBe(true);
    expect(await page.locator('nav.zoom').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });
});

describe('ten years of flex mode', () => {
  it('shows each bolus of a day, by links alone', async () => {
    await open('/therapies/ten-years?asOf=2024-01-01');
    await follow(page.locator('.zoom a', { hasText: '1 day' }));
    await follow(page.locator('.zoom a', { hasText: 'Earlier' }));
    const chart = page.locator('#timeline .wide svg');
    expect(await chart.innerHTML()).toContain('rate at each instant');
    // Four boluses, each up and down: from left to right 9 levels of two points.
    const curve = await chart.locator('path.reservoir').first().getAttribute('d');
    expect(curve!.match(/[ML]/g)).toHaveLength(18);
    await follow(page.locator('.zoom a', { hasText: 'Later' }));
    expect(page.url()).toContain('to=2024-01-01');
  });

  it('is a small page all the same', async () => {
    const answer = await fetch(`${server.baseUrl}/therapies/ten-years?asOf=2024-01-01`, {
      headers: { accept: 'text/html', 'accept-encoding': 'identity' },
    });
    expect(answer.status).toBe(200);
    expect((await answer.text()).length).toBeLessThan(600_000);
  });

  it('gives its data for any window', async () => {
    const { body } = await client.get<{ window: object; drugs: { reservoir: { rate: object[] } }[] }>(
      '/therapies/ten-years/timeline.json?asOf=2024-01-01&from=2019-03-04&to=2019-03-05',
    );
    expect(body.window).toEqual({ from: Date.UTC(2019, 2, 4), to: Date.UTC(2019, 2, 5) });
    expect(body.drugs[0]!.reservoir.rate).toHaveLength(9);
  });
});

it('has a sensible page for a therapy that was only registered', async () => {
  const data = { patientPseudonym: 'p', indication: 'severe spasticity', aetiology: 'stroke' };
  await client.record('new', { type: 'TherapyRegistered', occurredAt: '2024', data });
  expect((await open('/therapies/new'))!.status()).toBe(200);
  expect(await page.locator('#summary').innerText()).toContain('Nothing is recorded of a pump by then.');
});

it('says in a page that a therapy is not there, or what a date must be', async () => {
  expect((await open('/therapies/nobody'))!.status()).toBe(404);
  expect(await page.locator('h1').textContent()).toBe('Not Found');
  expect((await open('/therapies/case-report-a?from=2021&to=2020'))!.status()).toBe(400);
  expect(await page.locator('main').innerText()).toContain('to must be after from');
});

import type { Browser, Page } from 'playwright-core';
import { type Client, clientOf } from '../e2e/support/client.js';
import type { Server } from '../e2e/support/server.js';
import { closePages, theBrowser } from './support/browser.js';
import { follow } from './support/follow.js';
import { heardOn } from './support/heard.js';
import { type Attacked, attackedEvents } from './support/hostile.js';
import { sharedService } from './support/shared-service.js';

const THERAPY = '/therapies/hostile';

let server: Server;
let client: Client;
let browser: Browser;
let page: Page;
let attacked: readonly Attacked[];
let heard: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  client = clientOf(server.baseUrl);
  attacked = attackedEvents();
  const lines = attacked.map(({ body }) => JSON.stringify({ therapyId: 'hostile', ...body }));
  const { body } = await client.import(lines.join('\n'));
  expect(body).toMatchObject({ recorded: lines.length, rejected: [] });
  page = await browser.newPage({ locale: 'en-US', viewport: { width: 390, height: 800 } });
  heard = heardOn(page, server.baseUrl, () => true);
});
afterAll(closePages);

/** What a page has become by what stands on it. */
async function harm(path: string): Promise<string[]> {
  await page.goto(`${server.baseUrl}${path}`);
  return harmHere();
}

async function harmHere(): Promise<string[]> {
  const found = await page.evaluate(() => {
    const faults: string[] = [];
    if (!document.title.endsWith('· pump-ledger')) faults.push(`title ${document.title}`);
    for (const script of document.scripts)
      if (!new URL(script.src, 'none:').pathname.startsWith('/assets/')) faults.push('a script');
    if (document.querySelector('img, iframe, object, embed, base, [onload], [onerror]'))
      faults.push('an element that no page has');
    for (const heading of document.querySelectorAll('h1'))
      if (heading.textContent === 'owned') faults.push('a heading');
    for (const link of document.querySelectorAll('a[href], form[action]')) {
      const to = link.getAttribute('href') ?? link.getAttribute('action')!;
      if (new URL(to, location.href).origin !== location.origin) faults.push(`leads to ${to}`);
    }
    if (/[\u202a-\u202e\u2066-\u2069]/.test(document.body.innerText)) faults.push('order turned');
    if (document.documentElement.scrollWidth > innerWidth)
      faults.push(
        `is ${document.documentElement.scrollWidth} wide: ${[...document.querySelectorAll('main *')]
          .find((one) => one.getBoundingClientRect().right > innerWidth && !one.closest('.scroll, pre'))
          ?.outerHTML.slice(0, 200)}`,
      );
    return faults;
  });
  return [...found, ...heard.splice(0)];
}

it('attacks every text of every event', () => {
  expect(attacked.flatMap(({ texts }) => texts).length).toBeGreaterThan(50);
  expect(attacked.filter(({ texts }) => texts.length === 0)).toEqual([]);
});

it('shows hostile texts as texts, on every page', async () => {
  const { body } = await client.get<{ cessations: { id: string }[] }>(
    '/v1/therapies/hostile/audit?asOf=2026-01-01',
  );
  const cessations = body.cessations.map(({ id }) => `${THERAPY}/cessations/${id}?asOf=2026-01-01`);
  const events = (await client.get<{ items: { id: string; type: string }[] }>('/v1/therapies/hostile/events'))
    .body.items;
  const corrections = events
    .filter(({ type }) => type !== 'EventCorrected' && type !== 'EventVoided')
    .map(({ id }) => `${THERAPY}/record?corrects=${id}`);
  const faults: Record<string, string[]> = {};
  for (const path of [
    '/',
    `${THERAPY}?asOf=2026-01-01`,
    `${THERAPY}?asOf=2025-02-15`,
    THERAPY,
    `${THERAPY}/log`,
    `${THERAPY}/record`,
    '/integrity',
    ...cessations,
    ...corrections,
  ]) {
    const found = await harm(path);
    if (found.length > 0) faults[path] = found;
  }
  expect(cessations.length).toBeGreaterThan(0);
  expect(corrections.length).toBeGreaterThan(15);
  expect(faults).toEqual({});
});

it('shows them whole: what was written stands in the log', async () => {
  await page.goto(`${server.baseUrl}${THERAPY}/log?order=oldest`);
  const words = await page.locator('main').evaluate((main) => main.textContent);
  const told = (text: string) =>
    text.replaceAll('\u202e', '\\u202e').replaceAll('\u202c', '\\u202c').replaceAll('\u2066', '\\u2066');
  const texts = new Set(attacked.slice(0, 20).flatMap((one) => one.texts));
  const missing = [...texts].filter(
    (text) => !words.includes(told(text)) && !words.includes(JSON.stringify(told(text)).slice(1, -1)),
  );
  expect(missing).toEqual([]);
});

it.each([
  '/%3Cscript%3Ealert(1)%3C/script%3E',
  '/therapies/%3Cimg%20src=x%20onerror=alert(1)%3E',
  '/therapies/hostile?asOf=%3Cscript%3Ealert(1)%3C/script%3E',
  '/therapies/hostile?policy=%22%3E%3Cimg%20src=x%3E',
  '/therapies/hostile/log?type=%22%3E%3Cimg%20src=x%3E',
  '/therapies/hostile/cessations/%22%3E%3Cimg%20src=x%3E',
  '/therapies/hostile/record?type=%3Cimg%20src=x%3E',
  '/?search=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E',
  '/?%3Cscript%3E=1',
])('takes nothing from the address %s', async (path) => {
  expect(await harm(path)).toEqual([]);
});

it('keeps in a form what it would send back, and shows a refusal and a preview of it', async () => {
  const hostile = '</textarea><script>document.title="owned"</script> \u202e321';
  await page.goto(`${server.baseUrl}${THERAPY}/record?type=AdverseEventObserved`);
  const note = page.locator('textarea').first();
  await note.fill(hostile);
  await follow(page.getByRole('button', { name: 'Preview', exact: true }).last());
  expect(await harmHere()).toEqual([]);
  expect(await page.locator('textarea').first().inputValue()).toBe(hostile);
});

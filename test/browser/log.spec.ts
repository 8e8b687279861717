import { hash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { type Client, clientOf, setUp } from '../e2e/support/client.js';
import type { Server } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { follow } from './support/follow.js';
import { sharedService } from './support/shared-service.js';

let server: Server;
let client: Client;
let browser: Browser;
let page: Page;

const program = (dailyDoseMcg: number) => ({ program: { mode: 'simple-continuous', dailyDoseMcg } });
const reprogrammed = {
  type: 'PumpReprogrammed',
  occurredAt: '2020-02-01T09:00:00Z',
  data: { ...program(300), reason: 'tone <img src=x onerror="document.title=1">' },
  id: 'wrong',
};
const correction = {
  type: 'EventCorrected',
  occurredAt: '2020-02-02',
  data: {
    corrects: 'wrong',
    replacement: { type: 'PumpReprogrammed', occurredAt: '2020-02-01T09:00:00Z', data: program(230) },
    reason: 'read from another patient’s sheet',
  },
};

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  client = clientOf(server.baseUrl);
  await setUp(client, 'b');
  for (const event of [reprogrammed, correction]) await client.record('b', event);
  page = await browser.newPage({ locale: 'en-US', baseURL: server.baseUrl });
});
afterAll(closePages);

it('shows what was corrected struck through, with the reason in words', async () => {
  await page.goto('/therapies/b/log');
  const entry = page.locator('#e5');
  expect(await entry.locator('h2').textContent()).toBe('#5 Pump reprogrammed, 2020-02-01 09:00 UTC');
  expect(await entry.locator('.standing').textContent()).toContain(
    'corrected by #6: read from another patient’s sheet',
  );
  expect(await entry.locator('del').textContent()).toContain('300 mcg/day');
  expect(await entry.locator('table').textContent()).toMatch(/200 mcg\/day.*230 mcg\/day/);
  expect(await page.locator('img').count()).toBe(0);
  expect(await seriousIssues(page)).toEqual([]);
});

it('opens the raw JSON by keyboard: the event as the interface gives it', async () => {
  await page.goto('/therapies/b/log');
  const summary = page.locator('#e5 summary', { hasText: 'Raw JSON' });
  await summary.focus();
  await page.keyboard.press('Enter');
  const raw = page.locator('#e5 pre');
  expect(await raw.isVisible()).toBe(true);
  const { body } = await client.get<{ items: readonly object[] }>('/v1/therapies/b/events');
  expect(JSON.parse((await raw.textContent())!)).toEqual(body.items[4]);
});

it('leads to the very bytes that were hashed, and to their proof', async () => {
  await page.goto('/therapies/b/log?at=5#e5');
  const proof = page.locator('#e5 details', { hasText: 'Proof' });
  await proof.locator('summary').click();
  const told = await page.locator('#e5 .origin code').last().textContent();
  const [bytes, inclusion] = await Promise.all(
    ['the bytes that were hashed', 'proof that they are in the tree'].map(async (name) =>
      fetch(server.baseUrl + (await proof.getByRole('link', { name }).getAttribute('href'))!),
    ),
  );
  expect(hash('sha256', Buffer.from(await bytes!.arrayBuffer()))).toBe(told);
  expect(inclusion!.status).toBe(200);
});

it('finds an event by its address on whichever page it stands, and shows one type alone', async () => {
  await page.goto('/therapies/case-report-a/log');
  expect(await page.locator('article').count()).toBe(50);
  expect(await page.locator('#e3').count()).toBe(0);
  await page.goto('/therapies/case-report-a/log?at=3#e3');
  const top = await page.locator('#e3').evaluate((element) => element.getBoundingClientRect().top);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(300);
  await page.getByLabel('Type').selectOption('DrugSwitched');
  await page.getByLabel('Order').selectOption('oldest');
  await follow(page.getByRole('button', { name: 'Show' }));
  expect(await page.locator('article h2').allTextContents()).toEqual([
    '#58 Drug switched, 2021-03-19 09:00 UTC',
    '#61 Drug switched, 2021-04-12 08:00 UTC',
  ]);
});

it('follows what is recorded', async () => {
  await page.goto('/therapies/b/log');
  await page.locator('#live', { hasText: 'Live' }).waitFor();
  await client.record('b', {
    type: 'EventVoided',
    occurredAt: '2020-02-03',
    data: { voids: 'wrong', reason: 'never happened' },
  });
  await page.locator('#e7').waitFor();
  expect(await page.locator('#e5 .standing').textContent()).toContain('voided by #7: never happened');
});

it('has room on a phone, and refuses what it cannot read', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/therapies/case-report-a/log');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  expect((await page.goto('/therapies/case-report-a/log?type=Nothing'))!.status()).toBe(400);
  expect((await page.goto('/therapies/nobody/log'))!.status()).toBe(404);
});

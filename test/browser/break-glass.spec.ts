import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { type Guarded, guarded } from '../ways/support/guarded.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';

let service: Guarded;

beforeAll(async () => {
  service = await guarded();
  const token = await service.provider.token({ sub: 'rec', roles: ['recorder'], sites: ['*'] });
  const imported = await fetch(`${service.url}/v1/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: readFileSync('examples/case-report/case-report-a.ndjson'),
  });
  expect(imported.status).toBe(200);
}, 120_000);
afterAll(async () => {
  await closePages();
  await service.close();
});

async function inBrowser(name: string, work: (page: Page) => Promise<void>): Promise<void> {
  const context: BrowserContext = await (await theBrowser()).newContext();
  const page = await context.newPage();
  await page.goto(`${service.url}/break-glass`);
  await page.getByRole('link', { name }).click();
  await page.waitForURL(`${service.url}/break-glass`);
  await work(page);
  await context.close();
}

test('somebody who may not see a patient breaks the glass, sees the page, and an officer reviews it', async () => {
  await inBrowser('Rea Reader', async (page) => {
    await page.goto(`${service.url}/therapies/case-report-a`);
    expect(await page.locator('main').textContent()).toContain('No therapy case-report-a');
    await page.locator('main').getByRole('link', { name: 'Break the glass' }).click();
    expect(await seriousIssues(page)).toEqual([]);
    await page.locator('#glass-therapy').fill('case-report-a');
    await page.locator('#glass-purpose').selectOption('ETREAT');
    await page.locator('#glass-reason').fill('She is in our emergency room');
    await page.getByRole('button', { name: 'Break the glass' }).click();
    await page.waitForURL(/\/interaction\//);
    await page.getByRole('link', { name: 'Rea Reader' }).click();
    await page.waitForURL(/\/break-glass\?opened=/);
    await page.locator('#own-title + ul a').click();
    await page.waitForURL(`${service.url}/therapies/case-report-a`);
    expect(await page.locator('h1').textContent()).toContain('case-report-a');
  });
  await inBrowser('Olaf Officer', async (page) => {
    expect(await page.locator('main').textContent()).toContain('She is in our emergency room');
    expect(await seriousIssues(page)).toEqual([]);
    await page.getByLabel('Outcome').selectOption('justified');
    await page.getByLabel('Note').fill('The ward says so, too');
    await page.getByRole('button', { name: 'Record the review' }).click();
    await page.getByText('The ward says so, too').waitFor();
  });
}, 60_000);

import type { Browser, Page } from 'playwright-core';
import type { Server } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { sharedService } from './support/shared-service.js';

let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  page = await browser.newPage({ locale: 'en-US' });
});
afterAll(closePages);

it('shows each policy, with the source of every figure', async () => {
  await page.goto(`${server.baseUrl}/policies`);
  expect(await page.locator('h2').allTextContents()).toHaveLength(4);
});

it('says in a page what is not there, and lets nothing foreign in', async () => {
  const answer = await page.goto(`${server.baseUrl}/nowhere`);
  expect(answer!.status()).toBe(404);
  expect(await page.locator('h1').textContent()).toBe('Not Found');
  expect(answer!.headers()['content-security-policy']).toMatch(/^default-src 'self';script-src 'self';/);
  expect(await seriousIssues(page)).toEqual([]);
});

import type { Browser, Page } from 'playwright-core';
import { caseReport, clientOf } from '../e2e/support/client.js';
import { type Server, startServer } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { launchBrowser } from './support/browser.js';
import { follow } from './support/follow.js';

let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), launchBrowser()]);
  await clientOf(server.baseUrl).import(caseReport('a'));
  page = await browser.newPage({ locale: 'en-US' });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

it('finds the published case in the list, and its holiday under every policy', async () => {
  await page.goto(server.baseUrl);
  expect(await seriousIssues(page)).toEqual([]);
  await follow(page.getByRole('link', { name: 'case-report-a', exact: true }));
  expect(new URL(page.url()).pathname).toBe('/therapies/case-report-a');

  await page.goto(`${server.baseUrl}/therapies/case-report-a?asOf=2021-09-01`);
  await follow(page.locator('#cessations tr', { hasText: 'a declared holiday' }).getByRole('link').first());
  expect(await page.locator('h1').textContent()).toBe('Baclofen: zero on 19 March 2021');
  expect(await page.locator('#steps + div tbody tr').count()).toBe(4);
  expect(await seriousIssues(page)).toEqual([]);

  const verdictBy = async (policy: string) => {
    await follow(page.getByRole('link', { name: policy }));
    return page.locator('h1 + p').textContent();
  };
  expect(await verdictBy('label-holiday@1')).toMatch(/consistent with a taper conformance: fail/);
  expect(await verdictBy('strict@1')).toMatch(/abrupt conformance: fail/);
  expect(await verdictBy('case-report-2024@1')).toMatch(/consistent with a taper conformance: pass/);
});

it('says that an audit has no such cessation', async () => {
  const answer = await page.goto(`${server.baseUrl}/therapies/case-report-a/cessations/none`);
  expect(answer!.status()).toBe(404);
});

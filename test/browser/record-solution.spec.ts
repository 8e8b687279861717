import type { Browser, Page } from 'playwright-core';
import { type Client, clientOf, setUp } from '../e2e/support/client.js';
import type { Server } from '../e2e/support/server.js';
import { closePages, theBrowser } from './support/browser.js';
import { follow } from './support/follow.js';
import { sharedService } from './support/shared-service.js';

let server: Server;
let client: Client;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  client = clientOf(server.baseUrl);
  page = await browser.newPage({ locale: 'en-US' });
});
afterAll(closePages);

const field = (name: string) => page.locator(`[name="/data/${name}"]`);
const press = (name: string) => follow(page.getByRole('button', { name, exact: true }));

it('asks for no strength of a fluid without a drug, and records it', async () => {
  await setUp(client, 'flushed');
  await page.goto(`${server.baseUrl}/therapies/flushed/record?type=ReservoirRefilled`);
  const asked = () =>
    Promise.all(['concentrationMcgPerMl', 'with/0/drug'].map((name) => field(name).isVisible()));
  expect(await asked()).toEqual([true, true]);
  expect(await field('concentrationMcgPerMl').inputValue()).toBe('2000');
  await field('drug').fill('drug-free');
  expect(await asked()).toEqual([false, false]);
  await field('drug').fill('morphine');
  expect(await asked()).toEqual([true, true]);
  await field('drug').fill('drug-free');
  await field('filledVolumeMl').fill('18');
  await press('Preview');
  const held = page.locator('tr', { has: page.getByRole('rowheader', { name: 'In the reservoir' }) });
  expect(await held.locator('td').allTextContents()).toEqual([
    'baclofen 2000 mcg/mL',
    'drug-free fluid changes',
  ]);
  await press('Record this');
  const { body } = await client.get<{ items: { data: object }[] }>('/v1/therapies/flushed/events');
  expect(body.items.at(-1)!.data).toEqual({ drug: 'drug-free', filledVolumeMl: 18 });
});

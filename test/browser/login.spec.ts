import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { WAYS } from '../../src/ways/ways.module.js';
import type { Ways } from '../../src/ways/ways.js';
import { type Guarded, guarded } from '../ways/support/guarded.js';
import { closePages, theBrowser } from './support/browser.js';

const THERAPY = 'case-report-a';

let service: Guarded;
let context: BrowserContext;
let page: Page;

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
beforeEach(async () => {
  context = await (await theBrowser()).newContext();
  page = await context.newPage();
});
afterEach(() => context.close());
afterAll(async () => {
  await closePages();
  await service.close();
});

const choose = (name: string) => page.getByRole('link', { name }).click();

async function logIn(path: string, name: string): Promise<void> {
  await page.goto(`${service.url}${path}`);
  await choose(name);
  await page.waitForURL(`${service.url}${path}`);
}

const sessionsOf = (sub: string) =>
  service.app.get<Ways>(WAYS, { strict: false }).sessions.of({ iss: service.provider.issuer, sub });

test('a login leads to the page that was asked for, which says who is logged in; after a logout it asks anew', async () => {
  await logIn(`/therapies/${THERAPY}`, 'Reva Reviewer');
  expect(await page.locator('.who').textContent()).toContain('Reva Reviewer');
  const [cookie] = (await context.cookies()).filter(({ name }) => name === '__Host-pump-ledger');
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', expires: -1, path: '/' });

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL((url) => url.href.startsWith(service.provider.issuer));
  expect(sessionsOf('rev')).toEqual([]);
  // The provider's own session would let in whoever sits there: it must ask.
  await page.goto(`${service.url}/policies`);
  await page.waitForURL(/\/interaction\//);
  await choose('Rea Reader');
  await page
    .getByText('Continue')
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await page.waitForURL(`${service.url}/policies`);
  expect(await page.locator('.who').textContent()).toContain('Rea Reader');
});

test('a page whose session nobody uses any more hides what it shows, and says so', async () => {
  await logIn(`/therapies/${THERAPY}`, 'Rec Recorder'.replace('Rec', 'Ric'));
  expect(await page.locator('main').textContent()).toContain(THERAPY);
  const [session] = sessionsOf('rec');
  service.app.get<Ways>(WAYS, { strict: false }).sessions.end(session!.id, 'idle');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.getByRole('heading', { name: 'Signed out' }).waitFor();
  expect(await page.locator('body').textContent()).not.toContain(THERAPY);
  await page.getByRole('link', { name: 'Log in' }).click();
  await page.waitForURL(/\/interaction\//);
});

test('whoever signs logs in once more, and what was typed is signed', async () => {
  await logIn(`/therapies/${THERAPY}`, 'Reva Reviewer');
  await page.locator('a[href*="/cessations/"]').first().click();
  await page.locator('#sign').waitFor();
  expect(await page.locator('#sign-name').inputValue()).toBe('Reva Reviewer');
  await page
    .locator('#sign-meaning')
    .selectOption('approved')
    .catch(() => page.locator('input[value="approved"]').check());
  await page.locator('#sign-statement').fill('Read it with the notes at hand.');
  await page.locator('#sign button.main').click();
  await page.waitForURL(/\/interaction\//);
  await choose('Reva Reviewer');
  await page.waitForURL(/\/cessations\//);
  const signatures = await page.locator('#signatures').textContent();
  expect(signatures).toContain('Read it with the notes at hand.');
  expect(signatures).not.toContain('unauthenticated');
});

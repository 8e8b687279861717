import { readFile, rm } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { clientOf, setUp } from '../e2e/support/client.js';
import { AT_START, tampered } from '../e2e/support/ledger.js';
import { type Server, startServer } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { follow } from './support/follow.js';

let server: Server;
let browser: Browser;
let page: Page;

const open = (path: string) => page.goto(`${server.baseUrl}${path}`);

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), theBrowser()]);
  await setUp(clientOf(server.baseUrl), 'a');
  await (await fetch(`${server.baseUrl}/v1/ledger/checkpoint`)).text();
  page = await browser.newPage({ locale: 'en-US', acceptDownloads: true });
});
afterAll(async () => {
  await closePages();
  await server?.stop();
  if (server) await rm(server.dataDir, { recursive: true, force: true });
});

const verify = async (): Promise<string> => {
  await open('/integrity');
  await follow(page.getByRole('button', { name: 'Verify the log now' }));
  return (await page.locator('#verified').textContent())!;
};

it('says what is published, by the note and the key that programs are given', async () => {
  await open('/integrity');
  const [note, key] = await Promise.all(
    ['/tlog/checkpoint', '/v1/ledger/key'].map(async (path) => (await fetch(server.baseUrl + path)).text()),
  );
  expect(await page.locator('#published pre').textContent()).toBe(note);
  expect(await page.locator('#published').textContent()).toContain(note!.split('\n')[2]);
  expect(await page.locator('main').textContent()).toContain(key!.trim());
  expect(await page.locator('#ledger').textContent()).toContain('No witness and no timestamp authority');
});

it('verifies the log', async () => {
  const found = await verify();
  expect(found).toContain('Verified: everything that was checked holds');
  expect(found).toContain(
    `${AT_START + 4} events of 1 therapy and of the ledger itself read anew and hashed`,
  );
  expect(await seriousIssues(page)).toEqual([]);
});

it('answers its form with the page, and makes nothing', async () => {
  const answer = await fetch(`${server.baseUrl}/integrity/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: server.baseUrl },
    body: '',
  });
  expect(answer.status).toBe(200);
});

it('takes the form of no other page', async () => {
  const answer = await fetch(`${server.baseUrl}/integrity/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
  });
  expect(answer.status).toBe(403);
});

it('gives an evidence pack to who fills in the form', async () => {
  await open('/integrity');
  await page.getByLabel('Therapy').fill('a');
  await page.getByLabel('As of').fill('2021');
  await page.getByLabel('Personal values').selectOption('exclude');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Get the pack' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('evidence-a-2021-01-01.zip');
  const files = unzipSync(await readFile(await download.path()));
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['check.mjs', 'CHECK.md', 'audit.json']));
});

it('says on a page which therapy is not there, or what cannot be read', async () => {
  expect((await open('/integrity/evidence?therapyId=nobody'))!.status()).toBe(404);
  expect((await open('/integrity/evidence?therapyId=a&asOf=tomorrow'))!.status()).toBe(400);
  expect(await page.locator('main').textContent()).toContain('asOf');
});

it('has room on a phone', async () => {
  const desk = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  await open('/integrity');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await page.setViewportSize(desk);
});

it('finds what was changed behind the service’s back', async () => {
  const { dataDir } = server;
  await server.stop({ keepData: true });
  tampered(dataDir, (log) => log.exec(`UPDATE events SET type = 'MriPerformed' WHERE position = 3`));
  server = await startServer({ dataDir });
  const found = await verify();
  expect(found).toContain('Not verified: 1 problem found');
  expect(found).toMatch(/TYPE_MISMATCH\s*2/);
});

it('says that the log contradicts what was published of it', async () => {
  const { dataDir } = server;
  await server.stop({ keepData: true });
  tampered(dataDir, (log) =>
    log.exec(
      `UPDATE events SET bytes = CAST(replace(CAST(bytes AS TEXT), '"dailyDoseMcg":200', '"dailyDoseMcg":900') AS BLOB)`,
    ),
  );
  server = await startServer({ dataDir });
  await open('/integrity');
  const state = await page.locator('#ledger').textContent();
  expect(state).toContain('contradicted');
  expect(state).toContain('Of these nothing is answered or recorded');
  expect(await verify()).toMatch(/HASH_MISMATCH.*CHECKPOINT_CONTRADICTED/s);
  expect(await seriousIssues(page)).toEqual([]);
});

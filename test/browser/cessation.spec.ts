import type { Browser, Page } from 'playwright-core';
import { type Client, clientOf } from '../e2e/support/client.js';
import { rawRequest } from '../e2e/support/raw-request.js';
import type { Server } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { follow } from './support/follow.js';
import { caseReportAs, sharedService } from './support/shared-service.js';

const ID = 'reviewed';
const THERAPY = `/therapies/${ID}`;

let server: Server;
let client: Client;
let browser: Browser;
let page: Page;
let holiday: string;

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  client = clientOf(server.baseUrl);
  await caseReportAs(ID, client);
  page = await browser.newPage({ locale: 'en-US', baseURL: server.baseUrl });
});
afterAll(closePages);

const verdicts = async () =>
  (await page.locator('#summary .verdicts dd .badge').allInnerTexts()).map((one) => one.trim());
const fill = (label: string, words: string) => page.getByLabel(label).fill(words);
const sign = () => follow(page.getByRole('button', { name: 'Sign', exact: true }));

it('finds the published case in the list, and its holiday under every policy', async () => {
  await page.goto('/');
  await follow(page.getByRole('link', { name: ID, exact: true }));
  expect(new URL(page.url()).pathname).toBe(THERAPY);

  await page.goto(`${THERAPY}?asOf=2021-09-01`);
  await follow(page.locator('#cessations tr', { hasText: 'a declared holiday' }).getByRole('link').first());
  holiday = new URL(page.url()).pathname;
  expect(await page.locator('h1').textContent()).toBe('Baclofen: zero on 19 March 2021');
  expect(await page.locator('#steps + div tbody tr').count()).toBe(4);
  expect(await verdicts()).toEqual(['consistent with a taper', 'pass', 'undetermined']);
  expect(await page.locator('#summary .verdicts .reserved').allInnerTexts()).toEqual([
    expect.stringMatching(/^\d+ reservations, the gravest [A-Z_]+ \(critical\)$/),
    expect.stringMatching(/^\d+ reservations$/),
  ]);
  expect(await page.locator('#summary').innerText()).toContain('856 mcg in the path');

  await follow(page.getByRole('link', { name: 'label-holiday@2' }));
  expect(await verdicts()).toEqual(['consistent with a taper', 'fail', 'undetermined']);
  await page.getByLabel('Policy', { exact: true }).selectOption('strict@2');
  await follow(page.getByRole('button', { name: 'Show' }));
  expect(await verdicts()).toEqual(['abrupt', 'fail', 'undetermined']);
  expect(new URL(page.url()).searchParams.get('asOf')).toBe('2021-09-01');
  await follow(page.getByRole('link', { name: 'case-report-2024@2' }));
  expect(await verdicts()).toEqual(['consistent with a taper', 'pass', 'undetermined']);
});

it('refuses a signature without a name, with the error at the field and all that was typed', async () => {
  await page.goto(`${holiday}?asOf=2021-09-01`);
  const revision = await client.revision(ID);
  await fill('Statement', 'read with the\nnotes <b>');
  await page.getByLabel('What the signature means').selectOption('approved');
  await sign();
  const name = page.getByLabel('Your name');
  expect(await name.getAttribute('aria-invalid')).toBe('true');
  const described = await name.getAttribute('aria-describedby');
  expect(await page.locator(`[id="${described}"]`).textContent()).toMatch(/\w/);
  expect(await page.getByRole('alert').textContent()).toContain('Nothing was signed.');
  expect(await page.getByLabel('Statement').inputValue()).toBe('read with the\nnotes <b>');
  expect(await page.getByLabel('What the signature means').inputValue()).toBe('approved');
  expect(await seriousIssues(page)).toEqual([]);
  expect(await client.revision(ID)).toBe(revision);
});

it('signs by keyboard what it shows, once, and shows the signature', async () => {
  await page.goto(`${holiday}?asOf=2021-09-01`);
  const revision = await client.revision(ID);
  await page.getByLabel('Your name').focus();
  await page.keyboard.type('A. Reviewer');
  await page.keyboard.press('Tab');
  await page.keyboard.type('quality manager');
  await page.keyboard.press('Tab');
  await page.keyboard.type('reviewed');
  await page.keyboard.press('Tab');
  await page.keyboard.type('read with the operative notes');
  const sent = await page.evaluate<string>(
    `new URLSearchParams(new FormData(document.getElementById('sign'))).toString()`,
  );
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL('**#said');
  const row = await page.locator('#signatures tbody tr').innerText();
  expect(row).toMatch(/A\. Reviewer, quality manager\s+unauthenticated\s+reviewed/);
  expect(row).toMatch(/read with the operative notes\s+this audit: current/);
  expect(await client.revision(ID)).toBe(revision + 1);

  const again = (body: string) =>
    rawRequest(`${server.baseUrl}${holiday}/sign`, {
      method: 'POST',
      headers: {
        accept: 'text/html',
        origin: server.baseUrl,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body,
    });
  expect((await again(sent)).status).toBe(303);
  const other = await again(sent.replace('operative', 'other'));
  expect(other.status).toBe(409);
  expect(other.text).toContain('This form was sent already');
  const changed = await again(sent.replace(/auditHash=\w{64}/, `auditHash=${'0'.repeat(64)}`));
  expect(changed.status).toBe(409);
  expect(changed.text).toContain('no longer what you were shown');
  expect(await client.revision(ID)).toBe(revision + 1);
});

it('stays as it was seen: what is recorded later is not in what is signed, and it says so', async () => {
  await page.goto(`${holiday}?asOf=2021-09-01`);
  await page.locator('#live', { hasText: 'Live' }).waitFor();
  const hash = await page.locator('#sign [name=auditHash]').inputValue();
  await client.record(ID, {
    type: 'PumpReprogrammed',
    occurredAt: '2021-03-14T08:00:00Z',
    data: { program: { mode: 'simple-continuous', dailyDoseMcg: 350 } },
  });
  await page.locator('#live', { hasText: 'Something was recorded: load this page again.' }).waitFor();
  await fill('Your name', 'B. Second');
  await page.getByLabel('What the signature means').selectOption('rejected');
  await fill('Statement', 'not so');
  await sign();
  await page.waitForURL('**#said');
  expect(await page.locator('#sign [name=auditHash]').inputValue()).toBe(hash);
  expect(await page.locator('#signatures tbody tr').last().innerText()).toMatch(/B\. Second.*superseded/s);
});

it('takes a judgement of what was inferred, with its reason', async () => {
  await page.goto(`${holiday}?asOf=2021-09-01`);
  await follow(page.getByRole('button', { name: 'Record the review' }));
  expect(await page.getByLabel('Your judgement').getAttribute('aria-invalid')).toBe('true');
  expect(await page.getByLabel('Reason', { exact: false }).getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Your judgement').selectOption('confirmed');
  await page.getByLabel('Reason', { exact: false }).fill('the notes show it');
  await follow(page.getByRole('button', { name: 'Record the review' }));
  await page.waitForURL('**#said');
  expect(await page.locator('#reviews tbody tr').innerText()).toMatch(/confirmed.*the notes show it/s);
});

it('says that an audit has no such cessation, and where the therapy is', async () => {
  const answer = await page.goto(`${holiday}?asOf=2021-01-01`);
  expect(answer!.status()).toBe(404);
  expect(await page.locator('h1').textContent()).toBe('No such cessation');
  expect(await page.locator('main p a').first().getAttribute('href')).toBe(`${THERAPY}?asOf=2021-01-01`);
  expect((await page.goto(`${THERAPY}/cessations/none?policy=nobodys`))!.status()).toBe(404);
});

it('has room on a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${holiday}?asOf=2021-09-01`);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  expect(await seriousIssues(page)).toEqual([]);
});

import type { Browser, Page } from 'playwright-core';
import { type Client, clientOf, setUp } from '../e2e/support/client.js';
import { rawRequest } from '../e2e/support/raw-request.js';
import type { Server } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { follow } from './support/follow.js';
import { caseReportAs, sharedService } from './support/shared-service.js';

const THERAPY = 'recorded';
const REVISIONS = 64;

let server: Server;
let client: Client;
let browser: Browser;
let page: Page;
let plain: Page;

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  client = clientOf(server.baseUrl);
  await caseReportAs(THERAPY, client);
  page = await browser.newPage({ locale: 'en-US' });
  plain = await browser.newPage({ locale: 'en-US', javaScriptEnabled: false });
});
afterAll(closePages);

const address = (query = '', therapyId = THERAPY) =>
  `${server.baseUrl}/therapies/${therapyId}/record${query}`;
const field = (on: Page, pointer: string) => on.locator(`[name="${pointer}"]`);
const press = (on: Page, name: string) => follow(on.getByRole('button', { name, exact: true }));
const row = async (on: Page, label: string) =>
  on
    .locator('tr', { has: on.getByRole('rowheader', { name: label, exact: true }) })
    .locator('td')
    .allTextContents();
const sendForm = (headers: Readonly<Record<string, string>>, body: string) =>
  rawRequest(address(), {
    method: 'POST',
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body,
  });
interface Event {
  readonly id: string;
  readonly type: string;
  readonly revision: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly source: { readonly assertion: string };
}
const events = async (therapyId = THERAPY) =>
  (await client.get<{ items: Event[] }>(`/v1/therapies/${therapyId}/events?limit=500`)).body.items;
const reservoir = async () =>
  (await client.get<{ reservoir: { estimatedVolumeMl: number } }>(`/v1/therapies/${THERAPY}/state`)).body
    .reservoir;

it('lists what can be recorded, the five first', async () => {
  await plain.goto(address());
  expect(await plain.locator('.types.first a').allTextContents()).toEqual([
    'Refill',
    'Reprogramming',
    'Catheter replaced',
    'Bolus test',
    'Drug switch',
  ]);
});

it('records a refill after a preview of what it changes, with the keyboard alone', async () => {
  // The published case ends in 2021: the 40 mL of April have long run out at 400 mcg/day of 2000 mcg/mL.
  expect((await reservoir()).estimatedVolumeMl).toBe(0);
  await page.goto(address('?type=ReservoirRefilled'));
  expect(await field(page, '/data/concentrationMcgPerMl').inputValue()).toBe('2000');
  await field(page, '/data/drug').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('40');
  await page.keyboard.press('Enter');
  await page.waitForSelector('h1:has-text("Preview: Refill")');
  expect(await row(page, 'Level, computed')).toEqual(['0 mL', '40 mL changes']);
  expect(await row(page, 'Pump')).toEqual([
    'SynchroMed II, reservoir empty',
    'SynchroMed II, running changes',
  ]);
  expect(await row(page, 'Daily dose, programmed')).toEqual(['400 mcg/day', '400 mcg/day']);
  const arise = await page.locator('h3:has-text("Would arise") + ul').textContent();
  expect(arise).toContain('RESTART_DOSE_HIGH');
  expect(await seriousIssues(page)).toEqual([]);
  expect(await client.revision(THERAPY)).toBe(REVISIONS);
  await page.getByRole('button', { name: 'Record this' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/therapies/${THERAPY}/log*#e${REVISIONS + 1}`);
  // 0.2 mL a day: what ran since is not seen in two decimals.
  expect((await reservoir()).estimatedVolumeMl).toBeCloseTo(40, 2);
});

it('keeps in a correction that a list was recorded as empty', async () => {
  const refill = {
    type: 'ReservoirRefilled',
    occurredAt: new Date().toISOString(),
    data: { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 18, lots: [] },
  };
  await setUp(client, 'emptied');
  const { body } = await client.record('emptied', refill);
  expect(body).toMatchObject({ data: refill.data });
  await plain.goto(address(`?corrects=${String(body['id'])}`, 'emptied'));
  await field(plain, '/data/reason').fill('misread');
  await field(plain, '/data/replacement/~ReservoirRefilled/data/filledVolumeMl').fill('17');
  await press(plain, 'Preview');
  expect(await plain.locator('main').innerText()).toMatch(/Lots\s+none/);
  await press(plain, 'Record this');
  const [, corrected] = (await events('emptied')).slice(-2);
  expect(corrected!.data).toMatchObject({ replacement: { data: { ...refill.data, filledVolumeMl: 17 } } });
});

it('shows what an event of long ago changed when it happened, though nothing of it is left today', async () => {
  await plain.goto(address('?type=PumpReprogrammed'));
  await field(plain, '/occurredAt').fill('2021-03-12T08:00:00Z');
  await field(plain, '/data/program/~simple-continuous/dailyDoseMcg').fill('650');
  await press(plain, 'Preview');
  const words = (id: string) => plain.locator(`#${id} tr`, { hasText: 'Daily dose, programmed' }).innerText();
  // Between the steps of 10 March, to 700, and of 13 March, to 400.
  expect(await words('at-the-time')).toMatch(/700 mcg\/day\s+650 mcg\/day changes/);
  expect(await plain.locator('#at-the-time caption').innerText()).toContain('2021-03-12 08:00 UTC');
  expect(await plain.locator('main').innerText()).toMatch(
    /Today\s+(Nothing of the state|\d+ lines? of the state)/,
  );
  expect(await client.revision(THERAPY)).toBe(REVISIONS + 1);
});

it('brings back what is impossible with the error at the field and all that was typed', async () => {
  await page.goto(address('?type=ReservoirRefilled'));
  await field(page, '/data/filledVolumeMl').fill('41');
  await field(page, '/data/lots/0/lotNumber').fill('<b>"L" & 1</b>');
  await press(page, 'Add lot 2');
  await field(page, '/data/lots/1/lotNumber').fill('L 2');
  await press(page, 'Preview');
  const summary = page.getByRole('alert');
  expect(await summary.textContent()).toContain('Filled volume');
  await page.waitForFunction("document.activeElement.id === 'errors'");
  const filled = field(page, '/data/filledVolumeMl');
  expect(await filled.getAttribute('aria-invalid')).toBe('true');
  const described = (await filled.getAttribute('aria-describedby'))!.split(' ');
  expect(await page.locator(`[id="${described.at(-1)!}"]`).textContent()).toMatch(/40/);
  expect(await field(page, '/data/lots/0/lotNumber').inputValue()).toBe('<b>"L" & 1</b>');
  expect(await field(page, '/data/lots/1/lotNumber').inputValue()).toBe('L 2');
  expect(await page.locator('b').count()).toBe(0);
  expect(await seriousIssues(page)).toEqual([]);
  await summary.getByRole('link').click();
  expect(await page.evaluate('document.activeElement.name')).toBe('/data/filledVolumeMl');
  await filled.fill('40');
  await press(page, 'Preview');
  await press(page, 'Change');
  expect(await field(page, '/data/lots/0/lotNumber').inputValue()).toBe('<b>"L" & 1</b>');
});

it('says when somebody recorded in between, and shows the preview anew', async () => {
  await plain.goto(address('?type=MriPerformed'));
  await client.record(THERAPY, { type: 'MriPerformed', occurredAt: '2022', data: {} });
  await field(plain, '/data/fieldTesla').fill('1.5');
  await press(plain, 'Record without preview');
  expect(await plain.getByRole('alert').textContent()).toContain('Somebody recorded in between');
  expect(await client.revision(THERAPY)).toBe(REVISIONS + 2);
  await press(plain, 'Record this');
  await plain.waitForURL('**/log*#e*');
  expect((await events()).at(-1)).toMatchObject({ data: { fieldTesla: 1.5 }, revision: REVISIONS + 3 });
});

it('takes a form that was sent twice once', async () => {
  await page.goto(address('?type=MotorStallDetected'));
  const filled = await page.evaluate<string>(
    `new URLSearchParams(new FormData(document.querySelector('form.record'))).toString()`,
  );
  const send = (change = '') =>
    sendForm({ origin: server.baseUrl }, `${filled.replace('note=', `note=${change}`)}&action=record`);
  const first = await send();
  const revision = await client.revision(THERAPY);
  expect([first.status, first.headers['location']]).toEqual([
    303,
    `/therapies/${THERAPY}/log?at=${revision}#e${revision}`,
  ]);
  expect(await send()).toMatchObject({ status: 303, headers: { location: first.headers['location'] } });
  const other = await send('another');
  expect(other.status).toBe(409);
  expect(other.text).toContain('recorded already');
  expect(other.text).toContain('another');
  expect(await client.revision(THERAPY)).toBe(revision);
});

it('corrects an event from what it says, and voids one, each with a reason; without scripts', async () => {
  const target = (await events()).find(({ type }) => type === 'MotorStallDetected')!;
  await plain.goto(address(`?corrects=${target.id}`));
  const at = '/data/replacement/~MotorStallDetected/occurredAt';
  expect(await field(plain, at).inputValue()).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:00Z$/);
  await field(plain, at).fill('2021-09-02');
  await press(plain, 'Preview');
  expect(await plain.getByRole('alert').textContent()).toContain('Reason');
  await field(plain, '/data/reason').fill('the date of the report was copied');
  await press(plain, 'Preview');
  await press(plain, 'Record this');
  await plain.waitForURL('**/log*#e*');
  expect((await events()).at(-1)).toMatchObject({
    type: 'EventCorrected',
    data: {
      corrects: target.id,
      reason: 'the date of the report was copied',
      replacement: { type: 'MotorStallDetected', occurredAt: '2021-09-02', data: {} },
    },
  });
  await plain.goto(address(`?corrects=${target.id}`));
  expect(await field(plain, at).inputValue()).toBe('2021-09-02');
  const assumed = (await events()).find(({ source }) => source.assertion === 'assumed')!;
  await plain.goto(address(`?corrects=${assumed.id}`));
  expect(await field(plain, '/source/assertion').inputValue()).toBe('assumed');

  await plain.goto(address('?type=EventVoided'));
  await plain.locator('select[name="voids"]').selectOption(target.id);
  await press(plain, 'Go on');
  expect(await plain.locator('#about').textContent()).toContain('Motor stall detected, 2021-09-02');
  await field(plain, '/data/reason').fill('of another pump');
  await press(plain, 'Record without preview');
  await plain.waitForURL('**/log*#e*');
  expect((await events()).at(-1)).toMatchObject({
    type: 'EventVoided',
    data: { voids: target.id, reason: 'of another pump' },
  });
});

it('shows the fields of the chosen mode, adds rows, and records a flex program', async () => {
  await setUp(client, 'flex');
  await plain.goto(address('?type=PumpReprogrammed', 'flex'));
  const bolus = (index: number, part: string) => field(plain, `/data/program/~flex/boluses/${index}/${part}`);
  expect(await field(plain, '/data/program/~simple-continuous/dailyDoseMcg').inputValue()).toBe('200');
  expect(await bolus(0, 'startTime').isVisible()).toBe(false);
  await plain.getByRole('radio', { name: 'flex' }).check();
  await field(plain, '/data/program/~flex/basalDailyDoseMcg').fill('100');
  for (const [index, startTime] of ['06:00', '12:00', '18:00', '23:00'].entries()) {
    await bolus(index, 'startTime').fill(startTime);
    await bolus(index, 'doseMcg').fill('25');
    await bolus(index, 'durationMinutes').fill('15');
  }
  await press(plain, 'Add bolus 5');
  await bolus(4, 'startTime').fill('25:00');
  await press(plain, 'Preview');
  expect(await plain.getByRole('alert').getByRole('link').allTextContents()).toEqual([
    expect.stringMatching(/^Bolus 5: Start time/),
    expect.stringMatching(/^Bolus 5: Dose/),
    expect.stringMatching(/^Bolus 5: Duration/),
  ]);
  await bolus(4, 'startTime').fill('');
  await press(plain, 'Preview');
  expect(await row(plain, 'Daily dose, programmed')).toEqual(['200 mcg/day', '200 mcg/day']);
  expect(await row(plain, 'Program')).toEqual([
    'simple continuous, for 2000 mcg/mL',
    'flex, 4 boluses a day, for 2000 mcg/mL changes',
  ]);
  await press(plain, 'Record this');
  await plain.waitForURL('**/log*#e5');
});

it('begins a therapy that is not there, with its registration only', async () => {
  await page.goto(address('?type=ReservoirRefilled', 'brand-new'));
  expect(await page.locator('.notice.card').textContent()).toContain('begins a new therapy');
  await field(page, '/data/patientPseudonym').fill('P-1');
  await field(page, '/data/indication').fill('spasticity');
  await field(page, '/data/aetiology').fill('stroke');
  await press(page, 'Preview');
  expect(await row(page, 'Pump')).toEqual(['none', 'none']);
  await press(page, 'Record this');
  await page.waitForURL('**/therapies/brand-new/log*#e1');
});

it('fits a phone', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  const isWide = () => page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
  for (const query of ['', '?type=PumpReprogrammed', '?type=BolusTestPerformed', '?type=DrugSwitched']) {
    await page.goto(address(query));
    expect([query, await isWide()]).toEqual([query, false]);
  }
  await page.goto(address('?type=PumpInterrogated'));
  await field(page, '/data/displayed').fill('Daily dose: 400 mcg/day');
  await press(page, 'Preview');
  expect(await isWide()).toBe(false);
});

describe('what is sent from elsewhere', () => {
  const NO_FORM = 'action=record&%2Ftype=MotorStallDetected';

  it.each([
    ['no origin', {}, 'FOREIGN_ORIGIN'],
    ['a foreign origin', { origin: 'http://evil.example' }, 'FOREIGN_ORIGIN'],
    ['an opaque origin', { origin: 'null' }, 'FOREIGN_ORIGIN'],
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }, 'FOREIGN_SITE'],
  ])('is refused with %s', async (_, headers, code) => {
    const before = await client.revision(THERAPY);
    const { status, text } = await sendForm(headers, NO_FORM);
    expect(status).toBe(403);
    expect(text).toContain(code);
    expect(await client.revision(THERAPY)).toBe(before);
  });

  it('is answered with a page where it is no form of ours, or too large', async () => {
    const own = { origin: server.baseUrl };
    const strange = await sendForm(own, NO_FORM);
    expect([strange.status, strange.text.slice(0, 15)]).toEqual([400, '<!doctype html>']);
    const large = await sendForm(own, `/data/reason=${'x'.repeat(1_100_000)}`);
    expect([large.status, large.text.slice(0, 15)]).toEqual([413, '<!doctype html>']);
  });
});

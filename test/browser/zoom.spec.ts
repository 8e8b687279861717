import type { Browser, Locator, Page } from 'playwright-core';
import type { Server } from '../e2e/support/server.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { heardOn } from './support/heard.js';
import { sharedService } from './support/shared-service.js';

const PUBLISHED = '/therapies/case-report-a?asOf=2021-09-01';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let server: Server;
let browser: Browser;
let page: Page;
let heard: string[];

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  page = await browser.newPage({ locale: 'en-US', viewport: { width: 1280, height: 900 } });
  heard = heardOn(page, server.baseUrl, () => false);
});
afterEach(() => expect(heard.splice(0)).toEqual([]));
afterAll(closePages);

const reader = (): Locator => page.locator('#timeline .reader');
const values = () => page.locator('#readings').innerText();

async function open(path: string): Promise<void> {
  await page.goto(`${server.baseUrl}${path}`);
  await reader().waitFor();
}

/** What the address asks for; the drawing follows it. */
async function shown(): Promise<{ from: number; to: number }> {
  await page.waitForFunction(() => {
    const asked = new URL(location.href).searchParams.get('from');
    const { first, from } = document.querySelector<HTMLElement>('#timeline')!.dataset;
    return String(asked === null ? first : Date.parse(asked)) === from;
  });
  const { from, to } = await page
    .locator('#timeline')
    .evaluate((figure) => ({ ...(figure as HTMLElement).dataset }));
  return { from: Number(from), to: Number(to) };
}

/** An instant's place on the page. */
async function placeOf(iso: string): Promise<{ x: number; y: number }> {
  await reader().scrollIntoViewIfNeeded();
  const box = (await reader().boundingBox())!;
  const { from, to } = await shown();
  return { x: box.x + (box.width * (Date.parse(iso) - from)) / (to - from), y: Math.max(box.y, 0) + 60 };
}

it('reads values where the pointer is', async () => {
  await open(PUBLISHED);
  expect(await values()).toContain('to read values');
  const { x, y } = await placeOf('2019-01-01T00:00:00Z');
  await page.mouse.move(x, y);
  await page.locator('#readings dl').waitFor();
  const words = await values();
  // 1000 mcg/day since February 2018.
  expect(words).toMatch(/baclofen, mcg\/day\s*reservoir 1000, tip 1000/);
  expect(words).toMatch(/Time\s*201[89]-\d\d-\d\d \d\d:\d\d UTC/);
  expect(words).toMatch(/Mode\s*flex/);
  // A pixel is some three days.
  const read = Date.parse(/\d{4}-\d\d-\d\d/.exec(words)![0]);
  expect(Math.abs(read - Date.parse('2019-01-01'))).toBeLessThan(8 * DAY);
});

it('zooms to what is dragged over, and back by the browser’s own button', async () => {
  await open(PUBLISHED);
  const whole = await shown();
  const start = await placeOf('2021-02-01T00:00:00Z');
  const end = await placeOf('2021-05-01T00:00:00Z');
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(end.x, end.y, { steps: 4 });
  await page.mouse.up();
  await page.waitForURL(/from=2021-0[12]/);
  const { from, to } = await shown();
  expect(Math.abs(from - Date.parse('2021-02-01'))).toBeLessThan(8 * DAY);
  expect(Math.abs(to - Date.parse('2021-05-01'))).toBeLessThan(8 * DAY);
  expect(await page.locator('#zoom a[aria-current]').count()).toBe(0);
  await page.goBack();
  expect(await shown()).toEqual(whole);
  expect(await page.locator('#zoom a[aria-current]').innerText()).toBe('All');
});

it('goes from ten years to an hour by the keyboard alone, and reads the bolus there', async () => {
  await open('/therapies/ten-years?asOf=2024-01-01&from=2019-03-04T00:00:00Z&to=2019-03-05T00:00:00Z');
  await reader().focus();
  await page.keyboard.press('Home');
  for (let press = 0; press < 2; press += 1) await page.keyboard.press('ArrowRight');
  await page.locator('#readings dl').waitFor();
  expect(await reader().getAttribute('aria-valuetext')).toMatch(/Time: 2019-03-04 00:\d\d UTC/);
  await page.keyboard.press('Escape');
  const whole = await shown();
  expect(whole.to - whole.from).toBeGreaterThan(9 * 365 * DAY);
  for (let length = whole.to - whole.from; length > HOUR;) {
    await page.keyboard.press('+');
    const { from, to } = await shown();
    expect(to - from).toBeLessThan(length);
    length = to - from;
  }
  const { from, to } = await shown();
  expect(to - from).toBe(HOUR);
  expect(await reader().evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('PageUp');
  expect((await shown()).from).toBe(from - HOUR / 2);
  await page.keyboard.press('ArrowRight');
  await page.locator('#readings dl').waitFor();
  expect(await values()).toMatch(
    /baclofen, mcg\/day\s*reservoir [\d.]+, tip [\d.]+ \(at this instant reservoir [\d.]+, tip [\d.]+\)/,
  );
});

it('renews by the links without losing the place on the page, and has nothing that axe calls serious', async () => {
  await open('/therapies/ten-years?asOf=2024-01-01');
  await page.evaluate(() => Object.assign(window, { isStillHere: true }));
  await page.locator('#zoom a', { hasText: '1 day' }).click();
  const { from, to } = await shown();
  expect(to - from).toBe(DAY);
  expect(await page.evaluate(() => 'isStillHere' in window)).toBe(true);
  expect(await seriousIssues(page)).toEqual([]);
});

it('says so where values cannot be loaded', async () => {
  await open(PUBLISHED);
  await page.route('**/timeline.json*', (route) => route.fulfill({ status: 200, body: 'no data' }));
  const { x, y } = await placeOf('2019-01-01T00:00:00Z');
  await page.mouse.move(x, y);
  await page.locator('#readings dl').waitFor();
  expect(await values()).toContain('they stand in the tables below');
  await page.unroute('**/timeline.json*');
});

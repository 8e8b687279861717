import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Server } from '../e2e/support/server.js';
import { ADDRESSES, ASKED, THERAPY } from './support/addresses.js';
import { seriousIssues } from './support/axe.js';
import { closePages, theBrowser } from './support/browser.js';
import { heardOn } from './support/heard.js';
import { sharedService } from './support/shared-service.js';

const PAGES = [...ADDRESSES];

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 800 };
/** A4 at 96 px to the inch, without its margins. */
const PAPER = { width: 718, height: 1000 };

let server: Server;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([sharedService(), theBrowser()]);
  // So that no page is read before it is signed, and again after.
  expect((await fetch(`${server.baseUrl}/v1/ledger/checkpoint`)).status).toBe(200);
  const page = await browser.newPage();
  await page.goto(`${server.baseUrl}${THERAPY}${ASKED}`);
  const links = await page.locator('#cessations a[href*="/cessations/"]').all();
  const addresses = await Promise.all(links.map((link) => link.getAttribute('href')));
  expect(addresses.length).toBeGreaterThan(2);
  PAGES.push(...new Set(addresses.map(String)));
  await page.close();
});
afterAll(closePages);

/** In the browser. */
const structure = (): string[] => {
  const faults: string[] = [];
  const levels = [...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1) faults.push('not one h1');
  if (levels.some((level, index) => level > (levels[index - 1] ?? 0) + 1))
    faults.push(`headings ${levels.join(' ')}`);
  if (document.documentElement.lang !== 'en') faults.push('no language');
  if (!document.title.endsWith('· pump-ledger')) faults.push(`title ${document.title}`);
  if (document.documentElement.scrollWidth > innerWidth)
    faults.push(`is ${document.documentElement.scrollWidth} wide`);
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) faults.push(`twice #${id}`);
  if (document.querySelector('svg[role=img]') && !document.querySelector('main table'))
    faults.push('a plot without a table');
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]'))
    if (!document.getElementById(link.hash.slice(1))) faults.push(`leads nowhere: ${link.hash}`);
  for (const block of document.querySelectorAll<HTMLElement>('.scroll, pre'))
    if (block.scrollWidth > block.clientWidth && block.tabIndex < 0)
      faults.push('scrolls, and not by keyboard');
  return faults;
};

/** Of each kind one; to look at the others would find the same. */
const OF_EACH_KIND =
  /^\/(\?search=.*)?$|-a\?asOf=2021-09-01$|log\?at|type=HolidayPlanned|\/record$|cessations\/b|integrity|policies|sideways/;
const IN_THE_DARK = /log\?at|type=HolidayPlanned|cessations\/m|integrity|policies|sideways/;

type Check = (page: Page, path: string) => readonly string[] | Promise<readonly string[]>;
/** By page, where there are any. */
type Faults = Record<string, readonly string[]>;

/** Visits each page once, tries all checks on it in their order, and gathers what each of them finds. */
async function onEach(
  options: BrowserContextOptions,
  checks: Readonly<Record<string, Check>>,
): Promise<Record<string, Faults>> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  const page = await context.newPage();
  const heard = heardOn(page, server.baseUrl, (status) => status === 400 || status === 404);
  const all = Object.entries<Check>({ ...checks, heard: () => heard.splice(0) });
  const found: Record<string, Faults> = Object.fromEntries(all.map(([name]) => [name, {}]));
  for (const path of PAGES) {
    await page.emulateMedia({ media: null });
    if (options.viewport) await page.setViewportSize(options.viewport);
    await page.goto(`${server.baseUrl}${path}`);
    for (const [name, check] of all) {
      const faults = await check(page, path);
      if (faults.length > 0) found[name]![path] = faults;
    }
  }
  await context.close();
  return found;
}

/** Not by a locator, for which each page would be given Playwright's own scripts first. */
const wordsOf = (page: Page) =>
  page.evaluate(() => {
    const main = document.querySelector('main')!;
    const copy = main.cloneNode(true) as HTMLElement;
    main.replaceWith(copy);
    for (const added of copy.querySelectorAll('#readings')) added.remove();
    const words = copy.innerText
      .replaceAll(/\d\d:\d\d(:\d\d(\.\d+)?)? UTC/g, 'UTC')
      .replaceAll(/[0-9a-f-]{36,}/g, 'hash or id');
    copy.replaceWith(main);
    return words;
  });

interface Focused {
  readonly usable: string;
  readonly what: string;
  readonly isShown: boolean;
}

/** In the browser: numbers what can be used, and notes in an attribute of the page what gets the focus from now on. */
function noteFocus(): string[] {
  const all = document.querySelectorAll<HTMLElement>(
    'a[href], button:not([tabindex="-1"]), input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
  );
  const seen = [...all].filter((one) => one.checkVisibility() && !one.matches(':disabled'));
  seen.forEach((one, index) => (one.dataset['usable'] = String(index)));
  const focused: Focused[] = [];
  document.addEventListener('focusin', ({ target }) => {
    const element = target as HTMLElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { usable } = element.dataset;
    const isShown = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    if (usable !== undefined) focused.push({ usable, what: element.outerHTML.slice(0, 80), isShown });
    document.documentElement.dataset['focused'] = JSON.stringify(focused);
  });
  // Of radio buttons that belong together the key reaches one.
  return seen
    .filter(
      (one) =>
        !(one instanceof HTMLInputElement && one.type === 'radio' && !one.checked) ||
        !document.querySelector(`input[name="${CSS.escape(one.name)}"]:checked`),
    )
    .map((one) => one.dataset['usable']!);
}

/** Presses the tab key through the page. */
async function byTabKey(page: Page): Promise<readonly string[]> {
  const usable = await page.evaluate(noteFocus);
  // As a key that is held down: not each step is drawn.
  await Promise.all(Array.from({ length: usable.length + 20 }, () => page.keyboard.down('Tab')));
  await page.keyboard.up('Tab');
  const noted = await page.evaluate(() => document.documentElement.dataset['focused'] ?? '[]');
  const focused = JSON.parse(noted) as Focused[];
  const first = focused[0]?.what;
  const isSkip = first?.includes('class="skip"');
  const hidden = focused.filter(({ isShown }) => !isShown).map(({ what }) => `focus not shown: ${what}`);
  const reached = new Set(focused.map((one) => one.usable));
  const missed = usable.filter((one) => !reached.has(one));
  return [
    ...(isSkip ? [] : [`first ${first}`]),
    ...hidden.slice(0, 3),
    ...(missed.length > 0 ? [`${missed.length} not reached`] : []),
  ];
}

/** Last, since the page stays on paper. */
async function printed(page: Page): Promise<readonly string[]> {
  await page.setViewportSize(PAPER);
  await page.emulateMedia({ media: 'print' });
  return page.evaluate(() => {
    const found: string[] = [];
    const isSeen = (one: Element) => one.checkVisibility({ contentVisibilityAuto: true });
    for (const one of document.querySelectorAll('header.bar, .skip, form, .screen'))
      if (isSeen(one)) found.push(`printed: ${one.outerHTML.slice(0, 60)}`);
    for (const table of document.querySelectorAll('main table'))
      if (!isSeen(table)) found.push(`hidden: ${table.querySelector('caption')?.textContent}`);
    for (const table of document.querySelectorAll('main table, main svg'))
      if (isSeen(table) && table.getBoundingClientRect().right > innerWidth + 1)
        found.push(`cut: ${table.querySelector('caption, title')?.textContent}`);
    return found;
  });
}

const scripted: Record<string, string> = {};
let desk: Record<string, Faults>;
beforeAll(async () => {
  desk = await onEach(
    { viewport: DESK },
    {
      structure: (page) => page.evaluate(structure),
      axe: (page, path) => (OF_EACH_KIND.test(path) ? seriousIssues(page) : []),
      words: async (page, path) => {
        scripted[path] = await wordsOf(page);
        return [];
      },
      keys: (page, path) => (OF_EACH_KIND.test(path) ? byTabKey(page) : []),
      print: printed,
    },
  );
});

it('is well built and has nothing that axe calls serious', () => {
  const { structure: built, axe, heard } = desk;
  expect([built, axe, heard]).toEqual([{}, {}, {}]);
});

it('is well built on a phone, also in the dark', async () => {
  const phone = await onEach(
    { viewport: PHONE, colorScheme: 'dark' },
    {
      structure: (page) => page.evaluate(structure),
      axe: (page, path) => (IN_THE_DARK.test(path) ? seriousIssues(page) : []),
    },
  );
  expect(phone).toEqual({ structure: {}, axe: {}, heard: {} });
});

it('reads the same without scripts', async () => {
  const plain = await onEach(
    { viewport: DESK, javaScriptEnabled: false },
    { words: async (page, path) => ((await wordsOf(page)) === scripted[path] ? [] : ['other words']) },
  );
  expect(Object.values(scripted)).toHaveLength(PAGES.length);
  expect(Object.values(scripted).every((words) => words.length > 40)).toBe(true);
  expect(plain).toEqual({ words: {}, heard: {} });
});

it('has all that can be used in the order of the tab key, and shows where the focus is', () => {
  expect(desk['keys']).toEqual({});
});

it('prints what there is to read, and nothing to press', () => {
  expect(desk['print']).toEqual({});
});

import type { Sealed } from '../../src/therapy/envelope.js';
import { readPageQuery } from '../../src/web/shell/pages.js';
import { worklistPage } from '../../src/web/worklist/worklist-page.js';
import { askedBy, worklistQuery } from '../../src/web/worklist/worklist-query.js';
import { Kept } from '../register/support.js';
import { History, ms } from '../support/history.js';

const DAY = 86_400_000;
const NOW = ms('2026-06-01T00:00:00Z');
const ago = (days: number) => new Date(NOW - days * DAY).toISOString();

/** 40 mL of 2000 mcg/mL: 400 mcg/day reach the alarm of 2 mL after 190 days, the end after 200. */
const pump = (name: string, days: number, more: object = {}) =>
  new History(name).registered().implanted(ago(days), more).filled(ago(days)).programmed(ago(days), 400);

function broken(name: string): Sealed[] {
  const [first, ...others] = pump(name, 10).events;
  return [first!, { ...others[0]!, data: null } as unknown as Sealed];
}

function oftenStopped(name: string): History {
  const history = pump(name, 100);
  for (let index = 0; index < 5; index += 1)
    history.programmed(ago(90 - 15 * index), 0).programmed(ago(85 - 15 * index), 400);
  return history;
}

const HISTORIES: readonly (readonly Sealed[])[] = [
  pump('plain', 30).events,
  pump('alarm', 195).events,
  pump('empty', 205).events,
  pump('nearly', 199.9).events,
  pump('stopped', 60).programmed(ago(20), 0).events,
  pump('stalled', 60).event(ago(3), 'MotorStallDetected').events,
  pump('minimum', 60).event(ago(3), 'PumpReprogrammed', { program: { mode: 'minimum-rate' } }).events,
  pump('leaking', 60).event(ago(3), 'CatheterStudied', { method: 'contrast-myelography', finding: 'leak' })
    .events,
  pump('aged', 195, { replacementDueOn: '2025-12-31' }).events,
  pump('gone', 60).event(ago(3), 'PumpExplanted', { reason: 'infection' }).events,
  pump('erased', 30).event(ago(1), 'PatientErased', { reason: 'asked for' }).events,
  oftenStopped('often').events,
  new History('bare').registered().events,
  new History('dry').registered().implanted(ago(9)).events,
  broken('unread'),
];

let kept: Kept;
beforeAll(async () => {
  kept = await Kept.open();
  for (const events of HISTORIES) await kept.append(events);
  kept.now = NOW;
  await kept.catchUp();
});
afterAll(() => kept.close());

async function ask(address: string) {
  const query = readPageQuery(worklistQuery, Object.fromEntries(new URL(address, 'http://x').searchParams));
  const worklist = await kept.register.worklist(askedBy(query));
  const live = { after: '' };
  return {
    worklist,
    page: worklistPage({ query, worklist, policies: ['case-report-2024', 'strict'], live }),
  };
}

const wordsOf = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
const hrefs = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));
const rowHtml = (page: string, name: string): string =>
  page
    .split('<tr role="row">')
    .find((row) => row.includes(`href="/therapies/${name}"`) || row.includes(`href="/therapies/${name}?`))!;

const words = async (name: string) => wordsOf(rowHtml((await ask('/')).page, name));

it.each([
  [
    'plain',
    [
      'baclofen 2000 mcg/mL',
      '400 mcg/day, simple continuous',
      '34 of 40 mL',
      'empty in 170 days',
      'refill, before the low alarm in 160 days, 2026-11-08',
    ],
  ],
  [
    'alarm',
    [
      'overdue refill: at the low alarm by computation 5 days ago, 2026-05-27',
      '1 of 40 mL',
      'empty in 5 days',
    ],
  ],
  [
    'empty',
    [
      'reservoir empty',
      '0 of 40 mL',
      'empty 5 days ago',
      'overdue refill: empty by computation',
      '1 critical',
      'undetermined',
    ],
  ],
  // 200 days less 199.9 are 0.1 days of 0.2 mL.
  ['nearly', ['less than 0.1 of 40 mL', 'empty within a day']],
  ['stopped', ['mcg/mL stopped 32 of 40 mL', 'will not empty as set now', 'abrupt']],
  ['stalled', ['400 mcg/day, simple continuous motor stall', 'abrupt']],
  ['minimum', ['minimum rate']],
  ['leaking', ['tip not verified: a study found the catheter faulty']],
  [
    'aged',
    ['overdue replacement of the pump', 'and refill: at the low alarm by computation 5 days ago, 2026-05-27'],
  ],
  ['gone', ['no pump in place not known nothing in sight', 'abrupt']],
  ['erased', ['patient erased', '400 mcg/day']],
  ['often', ['and 2 earlier ones, 2 of them abrupt']],
  ['bare', ['no pump in place not known nothing in sight 1 warning none to review', '1 event']],
  ['dry', ['no fill is recorded not programmed not known']],
  ['unread', ['cannot be audited', 'nothing is said of it here']],
])('says of %s what is known, and no more', async (name, parts) => {
  const said = await words(name);
  for (const part of parts) expect(said).toContain(part);
  expect(said).not.toMatch(/NaN|undefined |null|\[object|Infinity/);
});

it('shows each verdict with its reservations', async () => {
  const { page } = await ask('/');
  const after = [
    ...page.matchAll(
      /<span class="badge (?:tapered|abrupt|undetermined)"><span class="mark"><svg.*?<\/svg><\/span> [^<]+<\/span>(?=(.{0,120}))/gs,
    ),
  ].map(([, next]) => next!.trim());
  expect(after.length).toBeGreaterThan(3);
  for (const next of after)
    expect(next).toMatch(
      /^<span class="reserved">\s*(no reservations|1 reservation: [A-Z_]+ \(|\d+ reservations, the gravest [A-Z_]+ \()/,
    );
  expect(after.some((next) => next.includes('RESERVOIR_RAN_EMPTY (critical'))).toBe(true);
});

it('shows no volume where none is known', async () => {
  expect(await words('plain')).toMatch(/\d mL/);
  expect(rowHtml((await ask('/')).page, 'plain')).toContain('gauge-held');
  for (const name of ['gone', 'bare', 'dry', 'unread']) {
    expect(await words(name)).not.toMatch(/\d mL/);
    expect(rowHtml((await ask('/')).page, name)).not.toContain('gauge-held');
  }
});

it('each figure of the summary leads to as many therapies', async () => {
  const { page } = await ask('/');
  const figures = /<ul class="figures">.*?<\/ul>/s.exec(page)![0];
  const links = [...figures.matchAll(/<a href="([^"]*)"><strong>(\d+)<\/strong> ([^<]*)/g)];
  expect(links.map(([, , , what]) => what)).toEqual([
    'with open critical findings',
    'with cessations to review',
    'overdue',
    'cannot be audited',
  ]);
  for (const [, href, count] of links) {
    const { worklist } = await ask(href!.replaceAll('&amp;', '&'));
    expect(worklist.matching).toBe(Number(count));
    expect(worklist.matching).toBeLessThan(HISTORIES.length);
  }
});

it('links lead to therapies, cessations and logs by the policy that was asked for', async () => {
  const links = async (query: string) => hrefs(rowHtml((await ask(`/${query}`)).page, 'empty'));
  const cessation = '/therapies/empty/cessations/baclofen\\.[0-9a-f]{16}';
  const matching = (pattern: string) => expect.stringMatching(new RegExp(`^${pattern}$`)) as string;
  expect(await links('')).toEqual(['/therapies/empty', matching(cessation), '/therapies/empty/log']);
  expect(await links('?policy=strict')).toEqual([
    '/therapies/empty?policy=strict',
    matching(`${cessation}\\?policy=strict`),
    '/therapies/empty/log',
  ]);
});

it('a search stays a text, whatever it is', async () => {
  const text = `"><script>alert(1)</script>' onfocus=`;
  const { page, worklist } = await ask(`/?search=${encodeURIComponent(text)}`);
  expect(worklist.matching).toBe(0);
  expect(page).not.toContain('<script>alert');
  expect(page).toContain('value="&quot;>&lt;script>alert(1)&lt;/script>\' onfocus="');
  expect(wordsOf(page)).toContain('No therapy matches. Show all');
});

it('keeps filter, order and policy from page to page', async () => {
  const own = await Kept.open();
  try {
    for (let index = 0; index < 101; index += 1)
      await own.append(new History(`t-${String(index).padStart(3, '0')}`).registered().events);
    own.now = NOW;
    await own.catchUp();
    const seen: string[] = [];
    let address: string | undefined = '/?search=t-&activity=no-pump&order=therapy&policy=strict';
    for (; address !== undefined;) {
      const query = readPageQuery(
        worklistQuery,
        Object.fromEntries(new URL(address, 'http://x').searchParams),
      );
      const worklist = await own.register.worklist(askedBy(query));
      seen.push(...worklist.items.map(({ therapyId }) => therapyId));
      expect(worklist.policy.id).toBe('strict');
      const page = worklistPage({ query, worklist, policies: ['strict'], live: { after: '' } });
      address = /rel="next" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toHaveLength(101);
    expect(new Set(seen).size).toBe(101);
  } finally {
    await own.close();
  }
});

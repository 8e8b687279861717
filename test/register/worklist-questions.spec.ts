import fc from 'fast-check';
import type { WorklistAsked, WorklistFilter } from '../../src/register/worklist-question.js';
import { ACTIVITIES, WORKLIST_ORDERS } from '../../src/register/worklist-question.js';
import type { WorklistItem } from '../../src/register/worklist.js';
import { audit } from '../../src/compliance/audit.js';
import { shippedBook } from '../support/shipped-book.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { History, ms } from '../support/history.js';
import { Kept, ofTherapy } from './support.js';

const DAY = 86_400_000;
const POLICY = 'case-report-2024';
const NOW = ms('2026-06-01T00:00:00Z');
const ago = (days: number) => new Date(NOW - days * DAY).toISOString();

/** 40 mL of 2000 mcg/mL, 38 of them above the alarm: 400 mcg/day reach the alarm after 190 days, the end after 200. */
const pump = (name: string, days: number, dose = 400, drug = 'baclofen') =>
  new History(name)
    .recordedAt('2026-01-01T00:00:00Z')
    .registered()
    .implanted(ago(days))
    .filled(ago(days), 2000, 40, drug)
    .programmed(ago(days), dose);

const broken = (name: string): Sealed[] => {
  const [first, ...others] = pump(name, 10).events;
  return [first!, { ...others[0]!, data: null } as unknown as Sealed];
};

const THERAPIES: readonly (readonly Sealed[])[] = [
  ...[1, 2, 3, 4, 5].map((index) => pump(`same-${index}`, 30).events),
  ...[1, 2, 3].map((index) => pump(`alarm-${index}`, 194 + index).events),
  ...[1, 2].map((index) => pump(`Empty_${index}`, 200 + 5 * index).events),
  pump('morph', 30, 800, 'morphine').events,
  pump('halted', 60).programmed(ago(20), 0).events,
  pump('stalled', 60).event(ago(3), 'MotorStallDetected').events,
  pump('gone', 60).event(ago(3), 'PumpExplanted', { reason: 'infection' }).events,
  new History('quiet').recordedAt('2026-01-01T00:00:00Z').running(ago(9), 100).events,
  new History('bare').registered().events,
  new History('dry').registered().implanted(ago(9)).events,
  broken('a-broken'),
];

let kept: Kept;
let items: readonly WorklistItem[];
beforeAll(async () => {
  kept = await Kept.open();
  for (const events of THERAPIES) await kept.append(events);
  kept.now = NOW;
  await kept.catchUp();
  items = (await list()).items;
});
afterAll(() => kept.close());

const list = (more: Partial<WorklistAsked> = {}) =>
  kept.register.worklist({ policy: POLICY, filter: {}, order: 'therapy', skip: 0, limit: 500, ...more });
const idsOf = (found: readonly WorklistItem[]) => found.map(({ therapyId }) => therapyId as string);

/** What each filter and order means, said once more over whole rows. */
function matches({ therapyId, found }: WorklistItem, filter: WorklistFilter): boolean {
  const { search, drug, activity, severity, toReview, dueInDays } = filter;
  if (search !== undefined && !therapyId.toLowerCase().includes(search.toLowerCase())) return false;
  if (!found)
    return (
      [drug, severity, dueInDays].every((one) => one === undefined) &&
      !toReview &&
      [undefined, 'set-aside'].includes(activity)
    );
  const { pumpSummary, toDo } = found;
  const { critical, warning, info } = toDo.open;
  const grave = { critical, warning: critical + warning, info: critical + warning + info };
  return (
    (drug === undefined || pumpSummary.reservoir?.drug === drug) &&
    (activity === undefined || (pumpSummary.pump?.activity ?? 'no-pump') === activity) &&
    (severity === undefined || grave[severity] > 0) &&
    (!toReview || toDo.toReview.length > 0) &&
    (dueInDays === undefined || (toDo.next !== null && toDo.next.at <= NOW + dueInDays * DAY))
  );
}

const dueOf = ({ found }: WorklistItem) => found?.toDo.next?.at ?? Number.POSITIVE_INFINITY;
const lastOf = ({ found }: WorklistItem) => found?.pumpSummary.lastAt ?? Number.NEGATIVE_INFINITY;

/** The audit fails, open critical findings, overdue, open warnings, open notes, nothing. */
function rankOf(item: WorklistItem): number {
  if (!item.found) return 0;
  const { critical, warning, info } = item.found.toDo.open;
  if (critical > 0) return 1;
  if (dueOf(item) <= NOW) return 2;
  return warning > 0 ? 3 : info > 0 ? 4 : 5;
}

const KEYS: Readonly<Record<WorklistAsked['order'], (item: WorklistItem) => readonly (number | string)[]>> = {
  attention: (item) => [rankOf(item), dueOf(item), item.therapyId],
  due: (item) => [dueOf(item), item.therapyId],
  last: (item) => [-lastOf(item), item.therapyId],
  therapy: (item) => [item.therapyId],
};

function inOrder(order: WorklistAsked['order'], some: readonly WorklistItem[]): WorklistItem[] {
  return some.toSorted((a, b) => {
    const keys = KEYS[order](b);
    const at = KEYS[order](a).findIndex((key, index) => key !== keys[index]);
    return at < 0 ? 0 : KEYS[order](a)[at]! < keys[at]! ? -1 : 1;
  });
}

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const filters: fc.Arbitrary<WorklistFilter> = fc.record({
  search: maybe(fc.constantFrom('a', 'SAME', 'e', '-1', '_', 'empty_', '%', 'xyz')),
  drug: maybe(fc.constantFrom('baclofen', 'morphine', 'clonidine')),
  activity: maybe(fc.constantFrom(...ACTIVITIES)),
  severity: maybe(fc.constantFrom('critical', 'warning', 'info')),
  toReview: maybe(fc.boolean()),
  dueInDays: maybe(fc.constantFrom(0, 7, 70, 200, 3000)),
});

it('knows every kind of therapy that these tests speak of', () => {
  expect(items).toHaveLength(THERAPIES.length);
  expect(new Set(items.map(rankOf))).toEqual(new Set([0, 1, 2, 3, 5]));
  expect(new Set(items.map(({ found }) => found?.pumpSummary.pump?.activity)).size).toBe(6);
});

it('answers any question as somebody does who goes through all rows, page by page', async () => {
  const hits = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      filters,
      fc.constantFrom(...WORKLIST_ORDERS),
      fc.integer({ min: 1, max: 7 }),
      async (filter, order, limit) => {
        const expected = inOrder(
          order,
          items.filter((item) => matches(item, filter)),
        );
        const paged: WorklistItem[] = [];
        for (let skip = 0; ; skip += limit) {
          const page = await list({ filter, order, skip, limit });
          expect(page.matching).toBe(expected.length);
          expect(page.items.length).toBeLessThanOrEqual(limit);
          paged.push(...page.items);
          if (page.items.length === 0) break;
        }
        expect(paged).toEqual(expected);
        if (expected.length > 0)
          for (const [name, value] of Object.entries(filter))
            if (value !== undefined) hits.set(name, (hits.get(name) ?? 0) + 1);
      },
    ),
    { numRuns: 300 },
  );
  // Questions that nothing answers would prove nothing of their filters.
  expect(
    Math.min(
      ...['search', 'drug', 'activity', 'severity', 'toReview', 'dueInDays'].map((one) => hits.get(one) ?? 0),
    ),
  ).toBeGreaterThan(3);
});

it('names first what is overdue of therapies that are alike, whatever else is open', async () => {
  expect(idsOf((await list({ order: 'attention' })).items).slice(0, 7)).toEqual([
    'a-broken',
    // Critical findings: empty since ten days, since five, then the stalled pump, which is only to be replaced one day.
    'Empty_2',
    'Empty_1',
    'stalled',
    'alarm-3',
    'alarm-2',
    'alarm-1',
  ]);
});

it('sums up by kind what a list of that kind holds', async () => {
  const { summary } = await list();
  expect(summary).toEqual({ therapies: THERAPIES.length, critical: 3, toReview: 5, overdue: 5, setAside: 1 });
  const counts = async (filter: WorklistFilter) => (await list({ filter })).matching;
  expect(await counts({ severity: 'critical' })).toBe(summary.critical);
  expect(await counts({ toReview: true })).toBe(summary.toReview);
  expect(await counts({ dueInDays: 0 })).toBe(summary.overdue);
  expect(await counts({ activity: 'set-aside' })).toBe(summary.setAside);
});

it.each([
  '%',
  '_%',
  "'",
  "' OR '1'='1",
  '"',
  '\\',
  '*',
  '?',
  '[a-z]',
  '\u0000',
  'a\u0000',
  '\ud800',
  '<b>',
  '--',
  ';',
])('takes %j for a text to be found and nothing else', async (search) => {
  expect((await list({ filter: { search } })).matching).toBe(0);
  expect((await list({ filter: { drug: search } })).matching).toBe(0);
  expect((await list({ filter: { activity: search } })).matching).toBe(0);
  expect((await list()).matching).toBe(THERAPIES.length);
});

it('is overdue from the instant of the low alarm on, and is put first from then on', async () => {
  const own = await Kept.open();
  try {
    for (const events of [pump('later', 30).events, pump('sooner', 60).events, pump('a-quiet', 20).events])
      await own.append(events);
    const low = ms(ago(60)) + 190 * DAY;
    const seen = async (now: number) => {
      own.now = now;
      await own.catchUp();
      const { items: rows, summary } = await own.register.worklist({
        policy: POLICY,
        filter: {},
        order: 'attention',
        skip: 0,
        limit: 10,
      });
      return [idsOf(rows)[0], summary.overdue, summary.critical];
    };
    expect(await seen(low - 1)).toEqual(['sooner', 0, 0]);
    expect(await seen(low)).toEqual(['sooner', 1, 0]);
    // Empty after 200 days: a critical finding.
    expect(await seen(low + 10 * DAY)).toEqual(['sooner', 1, 1]);
  } finally {
    await own.close();
  }
});

it('names what is overdue before what only has warnings, also where all its findings are reviewed', async () => {
  const own = await Kept.open();
  try {
    const overdue = pump('z-overdue', 195);
    const { policy } = shippedBook.find(POLICY, NOW)!;
    const { findings } = audit(overdue.events, { policy, asOf: NOW, knownAt: Number.POSITIVE_INFINITY });
    for (const { id } of findings)
      overdue.event(ago(1), 'InferenceReviewed', { inference: id, outcome: 'confirmed', reason: 'read' });
    await own.append(ofTherapy('z-overdue', overdue.events));
    await own.append(pump('a-warned', 30).events);
    own.now = NOW;
    await own.catchUp();
    const { items: rows } = await own.register.worklist({
      policy: POLICY,
      filter: {},
      order: 'attention',
      skip: 0,
      limit: 10,
    });
    expect(rows[0]!.found!.toDo.open).toEqual({ critical: 0, warning: 0, info: 0 });
    expect(idsOf(rows)).toEqual(['z-overdue', 'a-warned']);
  } finally {
    await own.close();
  }
});

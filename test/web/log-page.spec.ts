import type { LogFound } from '../../src/answers/log/event-log.js';
import { entriesOf } from '../../src/answers/log/log-page.js';
import { EventStatuses } from '../../src/answers/log/event-status.js';
import { viewOf } from '../../src/answers/therapy-view.js';
import type { Envelope, TherapyId } from '../../src/therapy/envelope.js';
import { logPage } from '../../src/web/log/log-page.js';
import { History } from '../support/history.js';

const HOSTILE = '</script><img src=x onerror="alert(1)">\u202Egnitrom';

/** The whole log of a history as a page, last recorded first. */
function pageOf({ events, therapyId }: History, asked: Partial<LogFound> = {}): Promise<string> {
  const shown = events.map((event, index): Envelope => ({
    ...event,
    hash: `hash-${index}`,
    position: String(index),
    leafIndex: index + 100,
  }));
  const view = viewOf(events);
  const log: LogFound = {
    therapyId: therapyId as TherapyId,
    knownAt: 0,
    events: events.length,
    matching: events.length,
    page: 1,
    pages: 1,
    types: [...new Set(events.map(({ type }) => type))].map((type) => ({ type, events: 1 })),
    entries: entriesOf(shown, new EventStatuses(events, view.placed), view, 24).toReversed(),
    ...asked,
  };
  const query = {
    order: 'newest',
    type: undefined,
    page: undefined,
    at: undefined,
    knownAt: undefined,
  } as const;
  return logPage({ query, log, live: undefined, publishedSize: 103 });
}

/** The part of a page about one event. */
const entryOf = (page: string, revision: number): string =>
  new RegExp(`<article id="e${revision}".*?</article>`, 's').exec(page)![0];

const corrected = new History()
  .running('2021-01-01T09:00:00Z', 200)
  .event('2021-02-01T09:00:00Z', 'PumpReprogrammed', {
    program: { mode: 'simple-continuous', dailyDoseMcg: 300 },
    reason: 'more tone',
  })
  .event('2021-03-01', 'EventCorrected', {
    corrects: 'e6',
    replacement: {
      type: 'PumpReprogrammed',
      occurredAt: '2021-02-01T09:00:00Z',
      data: { program: { mode: 'simple-continuous', dailyDoseMcg: 230 } },
    },
    reason: 'typing error',
  });

it('strikes through what was corrected, and says so in words', async () => {
  const entry = entryOf(await pageOf(corrected), 6);
  expect(entry).toMatch(
    /corrected by <a href="\/therapies\/test\/log\?at=7#e7">#7<\/a>: <bdi>typing error<\/bdi>/,
  );
  expect(/<del>.*<\/del>/s.exec(entry)![0]).toContain('300 mcg/day');
  expect(entry.replace(/<del>.*<\/del>/s, '')).not.toContain('300 mcg/day');
  expect(entry).toMatch(/Counts as.*230 mcg\/day/s);
  // What the event changed, by what it counts as.
  expect(entry).toMatch(/Program, daily dose \(mean\).*200 mcg\/day.*230 mcg\/day/s);
});

it('shows beside a correction what it made of the event', async () => {
  const entry = entryOf(await pageOf(corrected), 7);
  expect(entry).toMatch(/What the record says of #6.*300 mcg\/day.*230 mcg\/day.*Reason.*more tone.*—/s);
});

it('leads to correcting and voiding, where that can be', async () => {
  const page = await pageOf(corrected);
  expect(entryOf(page, 6)).toContain('href="/therapies/test/record?corrects=e6"');
  expect(entryOf(page, 6)).toContain('href="/therapies/test/record?voids=e6"');
  expect(entryOf(page, 1)).not.toContain('?voids=');
});

it('leads to the proof, under the published checkpoint where that covers the event', async () => {
  const page = await pageOf(corrected);
  expect(entryOf(page, 3)).toContain('/v1/ledger/inclusion?leafIndex=102&amp;treeSize=103');
  expect(entryOf(page, 4)).toContain('"/v1/ledger/inclusion?leafIndex=103"');
  expect(entryOf(page, 4)).toContain('no published checkpoint covers this event yet');
});

it('lets nothing that somebody wrote become markup, nor turn around what stands beside it', async () => {
  const history = new History()
    .running('2021-01-01T09:00:00Z', 200)
    .event(
      '2021-02-01T09:00:00Z',
      'PumpInterrogated',
      { displayed: { [HOSTILE]: [HOSTILE, { [HOSTILE]: HOSTILE }] } },
      { note: HOSTILE, document: HOSTILE },
    )
    .event('2021-02-02', 'AdverseEventObserved', { description: HOSTILE, serious: true })
    .event('2021-02-03', 'EventVoided', { voids: 'e7', reason: HOSTILE });
  const page = await pageOf(history);
  expect(page).not.toContain('<img');
  expect(page.match(/<\/script>/g)!.length).toBe(page.match(/<script /g)!.length);
  expect(entryOf(page, 7)).toMatch(/voided by .*#8.*<del>/s);
  expect(page).toContain('\\u202e');
  expect(page).not.toContain('\u202E');
});

it('says of an erased patient’s values that nobody can read them', async () => {
  const sd = { $sd: 'digest' };
  const history = new History()
    .running('2021-01-01T09:00:00Z', 200)
    .event('2021-02-01T09:00:00Z', 'PumpInterrogated', { displayed: sd }, { note: sd as never })
    .event('2021-02-02', 'EventVoided', { voids: 'e6', reason: sd });
  const page = await pageOf(history);
  const words = page.replaceAll(/<pre[^>]*>[^<]*<\/pre>/g, '');
  expect(words).not.toMatch(/digest|\[object|undefined/);
  expect(entryOf(words, 6).match(/personal value, cannot be read any more/g)).toHaveLength(3);
});

it('says how an event without a time acts, and what cannot have happened', async () => {
  const history = new History().registered().filled('2021-01-01T09:00:00Z').event('2021-03', 'MriPerformed');
  const page = await pageOf(history);
  expect(entryOf(page, 3)).toContain('stated as 2021-03, precision month; it acts at 2021-03-01 00:00 UTC');
  expect(entryOf(page, 2)).toMatch(/without effect<\/strong>: no pump is in place/);
});

it('links all pages around, the first and the last', async () => {
  const page = await pageOf(corrected, { page: 7, pages: 20 });
  expect(
    [...page.matchAll(/aria-label="Page (\d+)"/g)].map(([, number]) => Number(number)).slice(0, 7),
  ).toEqual([1, 5, 6, 7, 8, 9, 20]);
});

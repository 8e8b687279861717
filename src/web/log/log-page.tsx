import type { LogFound } from '../../answers/log/event-log.js';
import { typeInWords } from '../../reports/event-words.js';
import { utcExact } from '../../reports/words.js';
import { type Page, pageOf, renderedInTurns } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { Entry } from './entry.js';
import type { LogQuery } from './log-query.js';
import { say } from '../../words/say.js';
import { log as texts } from '../../words/texts/log.js';

interface LogView {
  readonly query: LogQuery;
  readonly log: LogFound;
  readonly publishedSize: number | undefined;
  readonly live: Page['live'];
}

const isoOf = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

const Filter = ({ query: { order, type, knownAt }, log: { therapyId, types } }: LogView) => (
  <form action={paths.log(therapyId)} method="get" class="fields">
    <div class="field">
      <label for="type">{say(texts.type)}</label>
      <select id="type" name="type">
        <option value="">{say(texts.allTypes)}</option>
        {types.map(({ type: name, events }) => (
          <option key={name} value={name} selected={name === type}>
            {typeInWords(name)} ({events})
          </option>
        ))}
      </select>
    </div>
    <div class="field">
      <label for="order">{say(texts.order)}</label>
      <select id="order" name="order">
        <option value="newest" selected={order === 'newest'}>
          {say(texts.lastRecordedFirst)}
        </option>
        <option value="oldest" selected={order === 'oldest'}>
          {say(texts.firstRecordedFirst)}
        </option>
      </select>
    </div>
    <div class="field">
      <label for="at">{say(texts.goToEvent)}</label>
      <input id="at" name="at" inputMode="numeric" size={6} />
    </div>
    <div class="field">
      <label for="knownAt">{say(texts.knownAtUtcAllBy)}</label>
      <input id="knownAt" name="knownAt" placeholder="2021-09-01" value={isoOf(knownAt)} size={24} />
    </div>
    <button type="submit">{say(texts.show)}</button>
  </form>
);

/** The first, the last, and those around the current one. */
const shownPages = (page: number, pages: number): number[] =>
  [...new Set([1, page - 2, page - 1, page, page + 1, page + 2, pages])].filter(
    (number) => number >= 1 && number <= pages,
  );

const PageLinks = ({ view, name }: { readonly view: LogView; readonly name: string }) => {
  const { query, log } = view;
  const { page, pages, therapyId } = log;
  if (pages === 1) return null;
  const { order, type, knownAt } = query;
  const to = (number: number) => paths.log(therapyId, { order, type, knownAt: isoOf(knownAt), page: number });
  return (
    <nav class="pages screen" aria-label={name}>
      {page > 1 && (
        <a href={to(page - 1)} rel="prev">
          {say(texts.previous)}
        </a>
      )}
      {shownPages(page, pages).map((number) => (
        <a
          key={number}
          href={to(number)}
          aria-label={say(texts.page, { number })}
          aria-current={number === page ? 'page' : undefined}
        >
          {number}
        </a>
      ))}
      {page < pages && (
        <a href={to(page + 1)} rel="next">
          {say(texts.next)}
        </a>
      )}
    </nav>
  );
};

const Extent = ({ query, log }: LogView) => {
  const { events, matching, page, pages, knownAt } = log;
  const all = say(texts.recorded2, { events: say(texts.countedEvents, { count: events }) });
  const of =
    query.type === undefined
      ? all
      : say(texts.ofWords, { matching, all, typeInWords: typeInWords(query.type) });
  return (
    <p>
      {of}
      {query.knownAt !== undefined && say(texts.by3, { knownAt: utcExact(new Date(knownAt).toISOString()) })}
      {pages > 1 && say(texts.pageOf, { page, pages })}.
    </p>
  );
};

const entriesOf = ({ log: { therapyId, entries }, query, publishedSize }: LogView): Promise<string> =>
  renderedInTurns(
    entries.map((entry) => () => (
      <Entry
        therapyId={therapyId}
        entry={entry}
        publishedSize={publishedSize}
        isWanted={entry.envelope.revision === query.at}
      />
    )),
  );

/** All that is recorded of a therapy, and what each event changed. */
export async function logPage(view: LogView): Promise<string> {
  const { log, query, live } = view;
  const { therapyId } = log;
  const entries = await entriesOf(view);
  return pageOf({
    title: say(texts.logOf, { therapyId }),
    styles: ['members', 'log'],
    live,
    children: (
      <>
        <TherapyHeader therapyId={therapyId} current="log" query={{ knownAt: isoOf(query.knownAt) }} />
        <h1>{say(texts.logOf, { therapyId })}</h1>
        <p class="quiet">{say(texts.everyEventAsItWas)}</p>
        <Filter {...view} />
        <section id="log" data-live aria-label={say(texts.events)}>
          <Extent {...view} />
          <PageLinks view={view} name={say(texts.pagesOfTheLog)} />
          <div dangerouslySetInnerHTML={{ __html: entries }} />
          <PageLinks view={view} name={say(texts.pagesOfTheLogAgain)} />
        </section>
      </>
    ),
  });
}

import { sentence, utc } from '../../reports/words.js';
import { MAX_ID } from '../../therapy/events/fields/limits.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { Filters } from './filters.js';
import { COLUMNS, Row } from './row.js';
import { PAGE, type WorklistQuery } from './worklist-query.js';
import type { WorklistView } from './worklist-view.js';
import { say } from '../../words/say.js';
import { worklist as texts } from '../../words/texts/worklist.js';
import { grouped } from '../../words/numbers.js';

const addressOf = (query: WorklistQuery, page: number): string =>
  paths.worklist({
    ...query,
    order: query.order === 'attention' ? undefined : query.order,
    page: page === 1 ? undefined : page,
  });

/** Of all therapies, each figure a way to them. */
const Summary = ({ query: { policy }, worklist: { summary, now, policy: by } }: WorklistView) => {
  const kinds = [
    [summary.critical, say(texts.withOpenCriticalFindings), { severity: 'critical' }],
    [summary.toReview, say(texts.withCessationsToReview), { review: 'open' }],
    [summary.overdue, say(texts.overdue), { due: 0, order: 'due' }],
    [summary.setAside, say(texts.cannotBeAudited), { activity: 'set-aside' }],
  ] as const;
  return (
    <>
      <ul class="figures">
        <li>
          <strong>{grouped(summary.therapies)}</strong> {say(texts.therapiesOf, { count: summary.therapies })}
        </li>
        {kinds
          .filter(([count]) => count > 0)
          .map(([count, words, filter]) => (
            <li key={words}>
              <a href={paths.worklist({ policy, ...filter })}>
                <strong>{grouped(count)}</strong> {words}
              </a>
            </li>
          ))}
      </ul>
      <p class="quiet">
        {say(texts.asOfComputedFromThe, {
          now: utc(new Date(now).toISOString()),
          id: by.id,
          version: by.version,
        })}
      </p>
    </>
  );
};

const ORDER = {
  attention: texts.theMostPressingFirstOpen,
  due: texts.inTheOrderOfWhat,
  last: texts.theLastEventFirst,
  therapy: texts.inTheOrderOfTheir,
} as const;

const Table = ({ query, worklist }: WorklistView) => {
  const { items, matching, now } = worklist;
  const page = query.page;
  const first = (page - 1) * PAGE + 1;
  const pages = Math.ceil(matching / PAGE);
  return (
    <>
      <table role="table" class="worklist">
        <caption>
          {say(texts.toOf, {
            first: grouped(first),
            items: grouped(first + items.length - 1),
            matching: grouped(matching),
            order: say(ORDER[query.order]),
          })}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((name) => (
              <th key={name.en} scope="col" role="columnheader">
                {say(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {items.map((item) => (
            <Row key={item.therapyId} item={item} now={now} policy={query.policy} />
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <nav class="pages screen" aria-label={say(texts.pagesOfTheWorklist)}>
          {page > 1 && (
            <>
              <a class="button" href={addressOf(query, 1)}>
                {say(texts.first)}
              </a>
              <a class="button" rel="prev" href={addressOf(query, page - 1)}>
                {say(texts.previous)}
              </a>
            </>
          )}
          <span>{say(texts.pageOf, { page: grouped(page), pages: grouped(pages) })}</span>
          {page < pages && (
            <a class="button" rel="next" href={addressOf(query, page + 1)}>
              {say(texts.next)}
            </a>
          )}
        </nav>
      )}
    </>
  );
};

const Nothing = () => (
  <section class="card" aria-labelledby="nothing">
    <h2 id="nothing">
      {mayHere('therapy:record') ? say(texts.noTherapyIsRecordedHere) : say(texts.noTherapyToShow)}
    </h2>
    {mayHere('therapy:record') && <ToRecord />}
  </section>
);

const ToRecord = () => (
  <>
    <p>{say(texts.importEventsALineOf)}</p>
    <pre tabIndex={0}>
      curl --data-binary @events.ndjson -H 'content-type: application/x-ndjson' \{'\n'}
      {'  '}http://127.0.0.1:3000/v1/import
    </pre>
    <p>{say(texts.orRegisterTheFirstTherapy, { code: <code>npm run demo</code> })}</p>
  </>
);

const Register = ({ proposedId }: Pick<WorklistView, 'proposedId'>) => (
  <form method="get" action={paths.registration()} class="fields" aria-label={say(texts.registerATherapy)}>
    <div class="field">
      <label for="therapyId">{say(texts.registerATherapyUnderThe)}</label>
      <input
        id="therapyId"
        name="therapyId"
        required
        maxLength={MAX_ID}
        aria-describedby="ids"
        value={proposedId}
      />
    </div>
    <button>{say(texts.goToItsForm)}</button>
    <p id="ids" class="quiet">
      {say(texts.aPseudonymLettersDigitsAnd, {
        code: <code>.</code>,
        code2: <code>_</code>,
        code3: <code>-</code>,
      })}
    </p>
  </form>
);

const Contradicted = ({ why }: { readonly why: string }) => (
  <section class="card" aria-labelledby="contradicted">
    <h2 id="contradicted">{say(texts.thisRecordCannotBeRelied)}</h2>
    <p>{sentence(why)}</p>
    <p>
      {say(texts.therapiesMayBeMissingHere, {
        where: mayHere('ledger:entries', { everywhere: true }) && (
          <>
            : <a href={paths.integrity()}>{say(texts.integrity)}</a>
          </>
        ),
      })}
    </p>
  </section>
);

/** All therapies: what each pump does, what is due, and what nobody has looked at. */
export const worklistPage = (view: WorklistView): string =>
  pageOf({
    title: say(texts.worklist),
    styles: ['worklist'],
    live: view.live,
    children: (
      <>
        <h1>{say(texts.worklist)}</h1>
        {view.contradiction !== undefined && <Contradicted why={view.contradiction} />}
        <div id="figures" data-live>
          {view.worklist.summary.therapies > 0 && <Summary {...view} />}
        </div>
        {view.worklist.summary.therapies > 0 && <Filters {...view} />}
        <div id="worklist" data-live>
          {view.worklist.summary.therapies === 0 ? (
            view.contradiction === undefined && <Nothing />
          ) : view.worklist.items.length > 0 ? (
            <Table {...view} />
          ) : (
            <p>
              {view.worklist.matching === 0
                ? say(texts.noTherapyMatches)
                : say(texts.thereIsNoSuchPage, { matching: grouped(view.worklist.matching) })}{' '}
              <a href={paths.worklist({ policy: view.query.policy })}>{say(texts.showAll)}</a>
            </p>
          )}
        </div>
        {view.contradiction === undefined && mayHere('therapy:record') && (
          <Register proposedId={view.proposedId} />
        )}
      </>
    ),
  });

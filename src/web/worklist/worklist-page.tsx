import { sentence, utc } from '../../reports/words.js';
import { MAX_ID } from '../../therapy/events/fields/limits.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { Filters } from './filters.js';
import { COLUMNS, Row } from './row.js';
import { PAGE, type WorklistQuery } from './worklist-query.js';
import type { WorklistView } from './worklist-view.js';

const grouped = (count: number): string => count.toLocaleString('en-US');

const addressOf = (query: WorklistQuery, page: number): string =>
  paths.worklist({
    ...query,
    order: query.order === 'attention' ? undefined : query.order,
    page: page === 1 ? undefined : page,
  });

/** Of all therapies, each figure a way to them. */
const Summary = ({ query: { policy }, worklist: { summary, now, policy: by } }: WorklistView) => {
  const kinds = [
    [summary.critical, 'with open critical findings', { severity: 'critical' }],
    [summary.toReview, 'with cessations to review', { review: 'open' }],
    [summary.overdue, 'overdue', { due: 0, order: 'due' }],
    [summary.setAside, 'cannot be audited', { activity: 'set-aside' }],
  ] as const;
  return (
    <>
      <ul class="figures">
        <li>
          <strong>{grouped(summary.therapies)}</strong> {summary.therapies === 1 ? 'therapy' : 'therapies'}
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
        As of {utc(new Date(now).toISOString())}, computed from the record by {by.id}@{by.version}.
        Retrospective evidence, not advice. A finding is open until somebody reviews it, a cessation is to be
        reviewed until somebody does, or signs an audit that shows it with its verdict.
      </p>
    </>
  );
};

const ORDER = {
  attention:
    'the most pressing first: open critical findings, then what is overdue, then other open findings; of these what is due soonest',
  due: 'in the order of what is due',
  last: 'the last event first',
  therapy: 'in the order of their ids',
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
          {grouped(first)} to {grouped(first + items.length - 1)} of {grouped(matching)}, {ORDER[query.order]}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {COLUMNS.map((name) => (
              <th key={name} scope="col" role="columnheader">
                {name}
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
        <nav class="pages screen" aria-label="Pages of the worklist">
          {page > 1 && (
            <>
              <a class="button" href={addressOf(query, 1)}>
                First
              </a>
              <a class="button" rel="prev" href={addressOf(query, page - 1)}>
                Previous
              </a>
            </>
          )}
          <span>
            Page {grouped(page)} of {grouped(pages)}
          </span>
          {page < pages && (
            <a class="button" rel="next" href={addressOf(query, page + 1)}>
              Next
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
      {mayHere('therapy:record') ? 'No therapy is recorded here yet' : 'No therapy to show'}
    </h2>
    {mayHere('therapy:record') && <ToRecord />}
  </section>
);

const ToRecord = () => (
  <>
    <p>Import events, a line of JSON each:</p>
    <pre tabIndex={0}>
      curl --data-binary @events.ndjson -H 'content-type: application/x-ndjson' \{'\n'}
      {'  '}http://127.0.0.1:3000/v1/import
    </pre>
    <p>
      or register the first therapy below. The published case comes with the service:{' '}
      <code>npm run demo</code> imports it.
    </p>
  </>
);

const Register = ({ proposedId }: Pick<WorklistView, 'proposedId'>) => (
  <form method="get" action={paths.registration()} class="fields" aria-label="Register a therapy">
    <div class="field">
      <label for="therapyId">Register a therapy under the id</label>
      <input
        id="therapyId"
        name="therapyId"
        required
        maxLength={MAX_ID}
        aria-describedby="ids"
        value={proposedId}
      />
    </div>
    <button>Go to its form</button>
    <p id="ids" class="quiet">
      A pseudonym: letters, digits, <code>.</code>, <code>_</code> and <code>-</code>. It stays in the record
      for good, so no name and no hospital number.
    </p>
  </form>
);

const Contradicted = ({ why }: { readonly why: string }) => (
  <section class="card" aria-labelledby="contradicted">
    <h2 id="contradicted">This record cannot be relied upon</h2>
    <p>{sentence(why)}</p>
    <p>
      Therapies may be missing here. Nothing is recorded until the operator has looked
      {mayHere('ledger:entries', { everywhere: true }) && (
        <>
          : <a href={paths.integrity()}>Integrity</a>
        </>
      )}
      .
    </p>
  </section>
);

/** All therapies: what each pump does, what is due, and what nobody has looked at. */
export const worklistPage = (view: WorklistView): string =>
  pageOf({
    title: 'Worklist',
    styles: ['worklist'],
    live: view.live,
    children: (
      <>
        <h1>Worklist</h1>
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
                ? 'No therapy matches.'
                : `There is no such page: ${grouped(view.worklist.matching)} therapies match.`}{' '}
              <a href={paths.worklist({ policy: view.query.policy })}>Show all</a>
            </p>
          )}
        </div>
        {view.contradiction === undefined && mayHere('therapy:record') && (
          <Register proposedId={view.proposedId} />
        )}
      </>
    ),
  });

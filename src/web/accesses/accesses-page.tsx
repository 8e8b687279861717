import { KINDS } from '../../access/log/record.js';
import type { Unusual } from '../../accesses/access-reader.js';
import type { Shown } from '../../api/glass/reviewing.js';
import { nameOf } from '../../access/subject.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { type GroupRow, subjectOf } from './group-rows.js';

export interface AccessesView {
  /** False without access control: then nobody is known. */
  readonly isKept: boolean;
  readonly asked: Readonly<Record<string, string | undefined>>;
  readonly groups: readonly GroupRow[];
  /** The address of what is older. */
  readonly older?: string;
  readonly unusual: readonly Unusual[];
  readonly glasses: readonly Shown[];
}

const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');
const iso = (at: number): string => new Date(at).toISOString();
const MOST_NAMED = 5;

const Filter = ({ asked }: Pick<AccessesView, 'asked'>) => (
  <form class="filter" action={paths.accesses()}>
    {(
      [
        ['therapyId', 'Therapy'],
        ['subject', 'Subject'],
        ['from', 'From'],
        ['to', 'To'],
        ['outcome', 'Outcome'],
      ] as const
    ).map(([name, label]) => (
      <label key={name}>
        {label} <input name={name} value={asked[name]} />
      </label>
    ))}
    <label>
      Kind{' '}
      <select name="kind">
        <option value="">any</option>
        {KINDS.map((kind) => (
          <option key={kind} selected={asked['kind'] === kind}>
            {kind}
          </option>
        ))}
      </select>
    </label>
    <button>Show</button>
  </form>
);

const Glasses = ({ glasses }: Pick<AccessesView, 'glasses'>) => (
  <section class="card" aria-labelledby="glasses">
    <h2 id="glasses">Broken glass to review</h2>
    {glasses.length === 0 ? (
      <p>None waits for a review.</p>
    ) : (
      <ul>
        {glasses.map(({ glass, state, reaches }) => (
          <li key={glass.id}>
            {minute(iso(glass.openedAt))}: {glass.breaker.name ?? nameOf(glass.breaker)}, {glass.purpose}
            {reaches && glass.opens !== undefined && (
              <>
                , <a href={paths.therapy(glass.opens)}>{glass.opens}</a>
              </>
            )}
            : “{glass.reason}”{state === 'overdue' && <strong> overdue</strong>}
          </li>
        ))}
      </ul>
    )}
  </section>
);

const WHY = {
  MORE_THAN_USUAL: 'more than three times the usual',
  DENIED_TRIES: 'was denied',
} as const;

const UnusualUse = ({ unusual }: Pick<AccessesView, 'unusual'>) => (
  <section class="card" aria-labelledby="unusual">
    <h2 id="unusual">Unusual use in the last two weeks</h2>
    {unusual.length === 0 ? (
      <p>
        Nobody looked more than three times as often as in the median of the 90 days before, and nobody was
        denied.
      </p>
    ) : (
      <ul>
        {unusual.flatMap((one) =>
          one.days.map(({ day, why, count, denied, median }) => (
            <li key={`${one.subjectKey} ${day} ${why}`}>
              {day}:{' '}
              <a href={paths.accesses({ subject: one.who.subject })}>{one.who.name ?? subjectOf(one)}</a>{' '}
              {WHY[why]}:{' '}
              {why === 'DENIED_TRIES' ? `${denied} tries` : `${count} accesses, usually ${median}`}
            </li>
          )),
        )}
      </ul>
    )}
  </section>
);

const Therapies = ({ ids }: { ids: readonly string[] }) => (
  <>
    {ids.slice(0, MOST_NAMED).map((id) => (
      <a key={id} href={paths.therapy(id)}>
        {id}{' '}
      </a>
    ))}
    {ids.length > MOST_NAMED && `and ${ids.length - MOST_NAMED} more`}
  </>
);

const One = ({ group }: { group: GroupRow }) => (
  <tr>
    <td>
      {minute(group.first)}
      {minute(group.last) !== minute(group.first) && ` to ${group.last.slice(11, 16)}`}
    </td>
    <td>
      {group.name ?? group.subject}
      {group.name !== undefined && <span class="quiet"> {group.subject}</span>}
    </td>
    <td>
      <Therapies ids={group.therapies} />
    </td>
    <td>{group.kinds.join(', ')}</td>
    <td>{group.outcomes.join(', ')}</td>
    <td>
      {group.identified && 'personal values in clear '}
      {group.glass && 'by broken glass'}
    </td>
    <td>
      <details>
        <summary>{group.count}</summary>
        <ul>
          {group.records.map(({ position, record }) => (
            <li key={position}>
              {record.at} {record.action}
            </li>
          ))}
        </ul>
      </details>
    </td>
  </tr>
);

const List = ({ groups, older }: Pick<AccessesView, 'groups' | 'older'>) => (
  <section aria-labelledby="list">
    <h2 id="list">Who looked</h2>
    {groups.length === 0 ? (
      <p>Nobody, as far as this asks.</p>
    ) : (
      <div class="scroll" tabIndex={0} role="region" aria-label="Who looked">
        <table>
          <caption>
            What one session did with one therapy within five minutes stands together; the newest first
          </caption>
          <thead>
            <tr>
              {['When', 'Who', 'Therapy', 'What', 'Outcome', 'How', 'Accesses'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <One key={`${group.records[0]!.position}`} group={group} />
            ))}
          </tbody>
        </table>
      </div>
    )}
    {older !== undefined && (
      <p>
        <a href={older}>Older</a>
      </p>
    )}
  </section>
);

export const accessesPage = ({ isKept, ...view }: AccessesView): string =>
  pageOf({
    title: 'Who looked',
    children: (
      <>
        <h1>Who looked</h1>
        {!isKept && <p>Without access control nobody is known, and nothing is noted here.</p>}
        <Filter asked={view.asked} />
        <Glasses glasses={view.glasses} />
        <UnusualUse unusual={view.unusual} />
        <List groups={view.groups} older={view.older} />
      </>
    ),
  });

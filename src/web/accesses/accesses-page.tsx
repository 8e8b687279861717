import { KINDS } from '../../access/log/record.js';
import type { Unusual } from '../../accesses/access-reader.js';
import type { Shown } from '../../api/glass/reviewing.js';
import { nameOf } from '../../access/subject.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { type GroupRow, subjectOf } from './group-rows.js';
import { say } from '../../words/say.js';
import { accesses as texts } from '../../words/texts/accesses.js';
import { told } from '../../words/told.js';

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
        ['therapyId', say(texts.therapy)],
        ['subject', say(texts.subject)],
        ['from', say(texts.fromWords)],
        ['to', say(texts.to)],
        ['outcome', say(texts.outcome)],
      ] as const
    ).map(([name, label]) => (
      <label key={name}>
        {label} <input name={name} value={asked[name]} />
      </label>
    ))}
    <label>
      {say(texts.kind, {
        kinds: (
          <select name="kind">
            <option value="">{say(texts.any)}</option>
            {KINDS.map((kind) => (
              <option key={kind} value={kind} selected={asked['kind'] === kind}>
                {told(kind)}
              </option>
            ))}
          </select>
        ),
      })}
    </label>
    <button>{say(texts.show)}</button>
  </form>
);

const Glasses = ({ glasses }: Pick<AccessesView, 'glasses'>) => (
  <section class="card" aria-labelledby="glasses">
    <h2 id="glasses">{say(texts.brokenGlassToReview)}</h2>
    {glasses.length === 0 ? (
      <p>{say(texts.noneWaitsForAReview)}</p>
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
            : “{glass.reason}”{state === 'overdue' && <strong>{say(texts.overdue)}</strong>}
          </li>
        ))}
      </ul>
    )}
  </section>
);

const WHY = {
  MORE_THAN_USUAL: texts.moreThanThreeTimesThe,
  DENIED_TRIES: texts.wasDenied,
} as const;

const UnusualUse = ({ unusual }: Pick<AccessesView, 'unusual'>) => (
  <section class="card" aria-labelledby="unusual">
    <h2 id="unusual">{say(texts.unusualUseInTheLast)}</h2>
    {unusual.length === 0 ? (
      <p>{say(texts.nobodyLookedMoreThanThree)}</p>
    ) : (
      <ul>
        {unusual.flatMap((one) =>
          one.days.map(({ day, why, count, denied, median }) => (
            <li key={`${one.subjectKey} ${day} ${why}`}>
              {day}:{' '}
              <a href={paths.accesses({ subject: one.who.subject })}>{one.who.name ?? subjectOf(one)}</a>{' '}
              {say(WHY[why])}:{' '}
              {why === 'DENIED_TRIES'
                ? say(texts.tries, { denied })
                : say(texts.accessesUsually, { count, median })}
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
    {ids.length > MOST_NAMED && say(texts.andMore, { mostnamed: ids.length - MOST_NAMED })}
  </>
);

const One = ({ group }: { group: GroupRow }) => (
  <tr>
    <td>
      {minute(group.first)}
      {minute(group.last) !== minute(group.first) && say(texts.to2, { last: group.last.slice(11, 16) })}
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
      {group.identified && say(texts.personalValuesInClear)}
      {group.glass && say(texts.byBrokenGlass)}
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
    <h2 id="list">{say(texts.whoLooked)}</h2>
    {groups.length === 0 ? (
      <p>{say(texts.nobodyAsFarAsThis)}</p>
    ) : (
      <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.whoLooked)}>
        <table>
          <caption>{say(texts.whatOneSessionDidWith)}</caption>
          <thead>
            <tr>
              {[
                say(texts.when),
                say(texts.who),
                say(texts.therapy),
                say(texts.what),
                say(texts.outcome),
                say(texts.how),
                say(texts.accesses),
              ].map((name) => (
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
        <a href={older}>{say(texts.older)}</a>
      </p>
    )}
  </section>
);

export const accessesPage = ({ isKept, ...view }: AccessesView): string =>
  pageOf({
    title: say(texts.whoLooked),
    children: (
      <>
        <h1>{say(texts.whoLooked)}</h1>
        {!isKept && <p>{say(texts.withoutAccessControlNobodyIs)}</p>}
        <Filter asked={view.asked} />
        <Glasses glasses={view.glasses} />
        <UnusualUse unusual={view.unusual} />
        <List groups={view.groups} older={view.older} />
      </>
    ),
  });

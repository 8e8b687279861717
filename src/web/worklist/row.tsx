import type { ComponentChildren } from 'preact';
import { type ToDo, type ToReview, isOverdue, refillDue } from '../../register/to-do.js';
import type { WorklistItem } from '../../register/worklist.js';
import { awayInWords, dayOf } from '../../reports/when.js';
import { counted, rounded } from '../../reports/words.js';
import { solutionInWords } from '../../therapy/solution-words.js';
import { ReservedVerdict, SeverityBadge } from '../shell/badges.js';
import { Gauge } from '../shell/gauge.js';
import { paths } from '../shell/paths.js';
import { ACTIVITY, dueInWords, levelInWords } from './words.js';

type Found = NonNullable<WorklistItem['found']>;

const GAUGE_WIDTH = 120;
/** More are on the therapy's own page. */
const MOST_CESSATIONS = 3;

const Day = ({ at }: { readonly at: number }) => (
  <time class="day" dateTime={dayOf(at)}>
    {dayOf(at)}
  </time>
);

const Pump = ({ pumpSummary }: Found) => {
  const { pump, program, reservoir, isTipVerified } = pumpSummary;
  if (!pump) return <>no pump in place</>;
  return (
    <>
      {reservoir ? <strong>{solutionInWords(reservoir)}</strong> : 'no fill is recorded'}
      {program && program.mode !== pump.activity && (
        <>
          <br />
          {program.mode === 'stopped' ? '' : `${rounded(program.dailyDoseMcg, 2)} mcg/day, `}
          {program.mode.replaceAll('-', ' ')}
        </>
      )}
      {pump.activity !== 'running' && (
        <>
          <br />
          <span class="badge warning">{ACTIVITY[pump.activity]}</span>
        </>
      )}
      {!isTipVerified && (
        <>
          <br />
          <span class="quiet">tip not verified: a study found the catheter faulty</span>
        </>
      )}
    </>
  );
};

const Reservoir = ({ pumpSummary: { pump, reservoir }, levelMl, now }: Found & { readonly now: number }) => {
  if (!pump || !reservoir || levelMl === null) return <>not known</>;
  const { emptyAt, alarmMl } = reservoir;
  return (
    <>
      <Gauge heldMl={levelMl} capacityMl={pump.capacityMl} alarmMl={alarmMl} width={GAUGE_WIDTH} />
      {levelInWords(levelMl)} of {pump.capacityMl} mL
      <br />
      <span class="quiet">
        {emptyAt === null ? 'will not empty as set now' : `empty ${awayInWords(emptyAt, now)}`}
      </span>
    </>
  );
};

/** Of a pump that is to be replaced before it needs a refill, or should have been. */
const RefillToo = ({ pumpSummary, now }: Pick<Found, 'pumpSummary'> & { readonly now: number }) => {
  const refill = refillDue(pumpSummary, now);
  if (!refill) return null;
  return (
    <>
      <br />
      and {dueInWords(refill, now)}
      <br />
      <span class="quiet">
        {awayInWords(refill.at, now)}, <Day at={refill.at} />
      </span>
    </>
  );
};

const Due = ({ pumpSummary, toDo: { next }, now }: Found & { readonly now: number }) => {
  if (!next) return <span class="quiet">nothing in sight</span>;
  return (
    <>
      {isOverdue(next, now) && (
        <>
          <span class="badge warning">overdue</span>{' '}
        </>
      )}
      {dueInWords(next, now)}
      <br />
      <span class="quiet">
        {awayInWords(next.at, now)}, <Day at={next.at} />
      </span>
      {next.what === 'replacement' && <RefillToo pumpSummary={pumpSummary} now={now} />}
    </>
  );
};

const Open = ({ open }: ToDo) => {
  const kinds = (['critical', 'warning', 'info'] as const).filter((severity) => open[severity] > 0);
  if (kinds.length === 0) return <span class="quiet">none open</span>;
  return (
    <>
      {kinds.map((severity) => (
        <span key={severity} class="counted">
          <span class="figure">{open[severity]}</span> <SeverityBadge severity={severity} />
        </span>
      ))}
    </>
  );
};

interface Reviewed {
  readonly therapyId: string;
  readonly toReview: readonly ToReview[];
  readonly policy?: string;
}

const Cessations = ({ therapyId, toReview, policy }: Reviewed) => {
  if (toReview.length === 0) return <span class="quiet">none to review</span>;
  const newest = toReview.slice(-MOST_CESSATIONS).toReversed();
  const more = toReview.slice(0, -MOST_CESSATIONS);
  const abrupt = more.filter(({ verdict }) => verdict === 'abrupt').length;
  return (
    <>
      {newest.map(({ id, drug, certainty, verdict, reachedZeroAt, reservations }) => (
        <div key={id}>
          <a href={paths.cessation(therapyId, id, { policy })}>
            {drug}, <Day at={reachedZeroAt} />
          </a>{' '}
          <ReservedVerdict verdict={verdict} certainty={certainty} reservations={reservations} />
        </div>
      ))}
      {more.length > 0 && (
        <a href={`${paths.therapy(therapyId, { policy })}#cessations`}>
          and {counted(more.length, 'earlier one', 'earlier ones')}
          {abrupt > 0 && `, ${abrupt} of them abrupt`}
        </a>
      )}
    </>
  );
};

interface RowProps {
  readonly item: WorklistItem;
  readonly now: number;
  /** As it was asked for. */
  readonly policy?: string;
}

export const COLUMNS = [
  'Therapy',
  'Drug and dose',
  'Reservoir',
  'Due next',
  'Open findings',
  'Cessations to review',
  'Last event',
] as const;

const Cell = ({ name, children }: { readonly name: string; readonly children: ComponentChildren }) => (
  <td role="cell" data-label={name}>
    <div>{children}</div>
  </td>
);

/** A therapy in one row. Roles are given, because on a narrow screen the row is no longer displayed as a table row. */
export const Row = ({ item: { therapyId, found, setAside }, now, policy }: RowProps) => {
  const [, pump, reservoir, due, open, cessations, last] = COLUMNS;
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={paths.therapy(therapyId, { policy })}>{therapyId}</a>
        {found?.pumpSummary.isErased && (
          <>
            <br />
            <span class="quiet">patient erased</span>
          </>
        )}
      </th>
      {found ? (
        <>
          <Cell name={pump}>
            <Pump {...found} />
          </Cell>
          <Cell name={reservoir}>
            <Reservoir {...found} now={now} />
          </Cell>
          <Cell name={due}>
            <Due {...found} now={now} />
          </Cell>
          <Cell name={open}>
            <Open {...found.toDo} />
          </Cell>
          <Cell name={cessations}>
            <Cessations therapyId={therapyId} toReview={found.toDo.toReview} policy={policy} />
          </Cell>
          <Cell name={last}>
            {found.pumpSummary.lastAt === null ? 'nothing yet' : <Day at={found.pumpSummary.lastAt} />}
            <br />
            <a
              href={paths.log(therapyId)}
              aria-label={`${counted(found.pumpSummary.events, 'event')} of ${therapyId}`}
            >
              {counted(found.pumpSummary.events, 'event')}
            </a>
          </Cell>
        </>
      ) : (
        <td role="cell" colSpan={COLUMNS.length - 1}>
          <span class="badge critical">cannot be audited</span> The audit of this therapy has failed
          {setAside && (
            <>
              {' '}
              since <Day at={setAside.since} />
            </>
          )}
          , so nothing is said of it here; <a href={paths.log(therapyId)}>its log</a> is whole.
        </td>
      )}
    </tr>
  );
};

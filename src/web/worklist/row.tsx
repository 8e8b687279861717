import type { ComponentChildren } from 'preact';
import { type ToDo, type ToReview, isOverdue, refillDue } from '../../register/to-do.js';
import type { WorklistItem } from '../../register/worklist.js';
import { awayInWords, dayOf } from '../../reports/when.js';
import { rounded } from '../../reports/words.js';
import { solutionInWords } from '../../therapy/solution-words.js';
import { ReservedVerdict, SeverityBadge } from '../shell/badges.js';
import { Gauge } from '../shell/gauge.js';
import { paths } from '../shell/paths.js';
import { ACTIVITY, dueInWords, levelInWords } from './words.js';
import { say } from '../../words/say.js';
import { worklist as texts } from '../../words/texts/worklist.js';
import type { Text } from '../../words/say.js';
import { told } from '../../words/told.js';
import { shortDay } from '../../words/times.js';

type Found = NonNullable<WorklistItem['found']>;

const GAUGE_WIDTH = 120;
/** More are on the therapy's own page. */
const MOST_CESSATIONS = 3;

const Day = ({ at }: { readonly at: number }) => (
  <time class="day" dateTime={dayOf(at)}>
    {shortDay(at)}
  </time>
);

const Pump = ({ pumpSummary }: Found) => {
  const { pump, program, reservoir, isTipVerified } = pumpSummary;
  if (!pump) return <>{say(texts.noPumpInPlace)}</>;
  return (
    <>
      {reservoir ? <strong>{solutionInWords(reservoir)}</strong> : say(texts.noFillIsRecorded)}
      {program && program.mode !== pump.activity && (
        <>
          <br />
          {program.mode === 'stopped' ? '' : `${rounded(program.dailyDoseMcg, 2)} ${told('mcg/day')}, `}
          {told(program.mode.replaceAll('-', ' '))}
        </>
      )}
      {pump.activity !== 'running' && (
        <>
          <br />
          <span class="badge warning">{say(ACTIVITY[pump.activity])}</span>
        </>
      )}
      {!isTipVerified && (
        <>
          <br />
          <span class="quiet">{say(texts.tipNotVerifiedAStudy)}</span>
        </>
      )}
    </>
  );
};

const Reservoir = ({ pumpSummary: { pump, reservoir }, levelMl, now }: Found & { readonly now: number }) => {
  if (!pump || !reservoir || levelMl === null) return <>{say(texts.notKnown)}</>;
  const { emptyAt, alarmMl } = reservoir;
  return (
    <>
      {say(texts.ofMl, {
        gauge: <Gauge heldMl={levelMl} capacityMl={pump.capacityMl} alarmMl={alarmMl} width={GAUGE_WIDTH} />,
        levelInWords: levelInWords(levelMl),
        capacityMl: pump.capacityMl,
        br: <br />,
        emptyAt: (
          <span class="quiet">
            {emptyAt === null
              ? say(texts.willNotEmptyAsSet)
              : say(texts.emptyAway, { away: awayInWords(emptyAt, now) })}
          </span>
        ),
      })}
    </>
  );
};

/** Of a pump that is to be replaced before it needs a refill, or should have been. */
const RefillToo = ({ pumpSummary, now }: Pick<Found, 'pumpSummary'> & { readonly now: number }) => {
  const refill = refillDue(pumpSummary, now);
  if (!refill) return null;
  return (
    <>
      {say(texts.and, {
        br: <br />,
        dueInWords: dueInWords(refill, now),
        br2: <br />,
        at: (
          <span class="quiet">
            {awayInWords(refill.at, now)}, <Day at={refill.at} />
          </span>
        ),
      })}
    </>
  );
};

const Due = ({ pumpSummary, toDo: { next }, now }: Found & { readonly now: number }) => {
  if (!next) return <span class="quiet">{say(texts.nothingInSight)}</span>;
  return (
    <>
      {isOverdue(next, now) && (
        <>
          <span class="badge warning">{say(texts.overdue)}</span>{' '}
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
  if (kinds.length === 0) return <span class="quiet">{say(texts.noneOpen)}</span>;
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
  if (toReview.length === 0) return <span class="quiet">{say(texts.noneToReview)}</span>;
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
          {say(texts.and2, {
            more: say(texts.countedEarlierOnes, { count: more.length }),
            abrupt: abrupt > 0 && say(texts.ofThemAbrupt, { abrupt }),
          })}
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
  texts.therapy,
  texts.drugAndDose,
  texts.reservoir,
  texts.dueNext,
  texts.openFindings,
  texts.cessationsToReview,
  texts.lastEvent2,
] as const;

const Cell = ({ name, children }: { readonly name: Text; readonly children: ComponentChildren }) => (
  <td role="cell" data-label={say(name)}>
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
            <span class="quiet">{say(texts.patientErased)}</span>
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
            {found.pumpSummary.lastAt === null ? (
              say(texts.nothingYet)
            ) : (
              <Day at={found.pumpSummary.lastAt} />
            )}
            <br />
            <a
              href={paths.log(therapyId)}
              aria-label={say(texts.ofWords, {
                events: say(texts.countedEvents, { count: found.pumpSummary.events }),
                therapyId,
              })}
            >
              {say(texts.countedEvents, { count: found.pumpSummary.events })}
            </a>
          </Cell>
        </>
      ) : (
        <td role="cell" colSpan={COLUMNS.length - 1}>
          {say(texts.theAuditOfThisTherapy, {
            span: <span class="badge critical">{say(texts.cannotBeAudited)}</span>,
            more: setAside && <>{say(texts.since, { day: <Day at={setAside.since} /> })}</>,
            link: <a href={paths.log(therapyId)}>{say(texts.itsLog)}</a>,
          })}
        </td>
      )}
    </tr>
  );
};

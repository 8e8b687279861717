import { headlineOf } from '../../reports/headlines.js';
import { counted, dayInWords, figure, readable, sentence } from '../../reports/words.js';
import { reservationsOf } from '../../reports/reservations.js';
import { ReservedVerdict, SeverityBadge } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import { iso } from './figures.js';
import { type TherapyView, auditParameters } from './therapy-view.js';

const SEVERITIES = ['critical', 'warning', 'info'] as const;
/** More stand in the list below. */
const MOST_HEADLINES = 4;
const MOST_MISSING = 4;

/** What happened, in plain words. */
function story({ report, timeline }: TherapyView): string {
  const implanted = timeline.modes.find(({ kind }) => kind !== 'no-pump');
  const doses = report.doses.flatMap(({ drug, reservoir }) => {
    const given = reservoir.filter(({ mcgPerDay }) => mcgPerDay > 0);
    const [first] = given;
    return first ? [{ drug, first, most: Math.max(...given.map(({ mcgPerDay }) => mcgPerDay)) }] : [];
  });
  if (doses.length === 0)
    return implanted === undefined
      ? 'Nothing is recorded of a pump by then.'
      : 'A pump is recorded, and no dose that it gave.';
  const given = doses
    .toSorted((a, b) => a.first.start - b.first.start)
    .map(
      ({ drug, first, most }) =>
        `${drug} from ${dayInWords(iso(first.start))}, at most ${figure(most)} mcg/day`,
    );
  const { cessations } = report.audit;
  const ended =
    cessations.length === 0
      ? 'No dose came to zero.'
      : `${counted(cessations.length, 'time')} a dose came to zero: at the reservoir, or at the catheter tip alone.`;
  return `The pump gave ${given.join(', and ')}. ${ended}`;
}

/** The last of the cessations. */
const Headlines = ({ report, therapyId, query }: TherapyView) => {
  const { cessations } = report.audit;
  return (
    <>
      {cessations.length > 0 && (
        <ul class="headlines">
          {cessations.slice(-MOST_HEADLINES).map((cessation) => (
            <li key={cessation.id}>
              <ReservedVerdict {...cessation} reservations={reservationsOf(report.audit, cessation)} />{' '}
              <a href={paths.cessation(therapyId, cessation.id, auditParameters(query))}>
                {headlineOf(report, cessation)}
              </a>
            </li>
          ))}
        </ul>
      )}
      {cessations.length > MOST_HEADLINES && (
        <p>
          <a href="#cessations">All {cessations.length} cessations</a>
        </p>
      )}
    </>
  );
};

const FindingCounts = ({ report }: TherapyView) => {
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: report.audit.findings.filter((finding) => finding.severity === severity).length,
  })).filter(({ count }) => count > 0);
  return (
    <p>
      {counts.length === 0 ? (
        'No findings.'
      ) : (
        <>
          <a href="#findings">Findings</a>:{' '}
          {counts.map(({ severity, count }) => (
            <span key={severity} class="count">
              {count} <SeverityBadge severity={severity} />{' '}
            </span>
          ))}
        </>
      )}
    </p>
  );
};

const Missing = ({ report }: TherapyView) => {
  const missing = [...new Set(report.audit.gaps.map(({ settledBy }) => settledBy.text))];
  if (missing.length === 0) return null;
  return (
    <>
      <h3>What the record lacks</h3>
      <ul>
        {missing.slice(0, MOST_MISSING).map((words) => (
          <li key={words}>{sentence(readable(words))}</li>
        ))}
      </ul>
      {missing.length > MOST_MISSING && (
        <p class="quiet">
          And {missing.length - MOST_MISSING} more, <a href="#gaps">each with what rests on it</a>.
        </p>
      )}
    </>
  );
};

/** By what it was judged, as of when, and on what it rests. */
const Basis = ({ report }: TherapyView) => {
  const { audit, record } = report;
  return (
    <p class="quiet">
      Retrospective evidence of what was recorded, not advice. Judged by <strong>{report.policyTitle}</strong>{' '}
      (
      <code>
        {audit.policy.id}@{audit.policy.version}
      </code>
      ), as of <time dateTime={audit.asOf}>{readable(audit.asOf)}</time>
      {record && `, from ${counted(record.events, 'event')}`}.{' '}
      {audit.assumptions.length > 0 && (
        <>
          It rests on <a href="#assumptions">{counted(audit.assumptions.length, 'assumption')}</a>.
        </>
      )}
    </p>
  );
};

export const Summary = (view: TherapyView) => (
  <section id="summary" data-live aria-labelledby="summary-title">
    <h2 id="summary-title">What happened</h2>
    <p class="headline">{view.report.audit.headline.text}</p>
    <p class="story">{story(view)}</p>
    {view.isErased && (
      <p class="card">
        The patient’s personal values were erased. What remains decides no verdict less: doses, dates and
        events stand as they were.
      </p>
    )}
    <Headlines {...view} />
    <FindingCounts {...view} />
    <Missing {...view} />
    <Basis {...view} />
  </section>
);

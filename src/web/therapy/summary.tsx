import { headlineOf } from '../../reports/headlines.js';
import { dayInWords, figure, readable, sentence } from '../../reports/words.js';
import { reservationsOf } from '../../reports/reservations.js';
import { ReservedVerdict, SeverityBadge } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import { iso } from './figures.js';
import { type TherapyView, auditParameters } from './therapy-view.js';
import { say } from '../../words/say.js';
import { therapy as texts } from '../../words/texts/therapy.js';
import { told } from '../../words/told.js';

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
    return implanted === undefined ? say(texts.nothingIsRecordedOfA) : say(texts.aPumpIsRecordedAnd);
  const given = doses
    .toSorted((a, b) => a.first.start - b.first.start)
    .map(({ drug, first, most }) =>
      say(texts.fromAtMostMcgDay, { drug, start: dayInWords(iso(first.start)), most: figure(most) }),
    );
  const { cessations } = report.audit;
  const ended =
    cessations.length === 0
      ? say(texts.noDoseCameToZero2)
      : say(texts.aDoseCameToZero, { cessations: say(texts.countedTimes, { count: cessations.length }) });
  return say(texts.thePumpGave, { given: given.join(say(texts.commaAnd)), ended });
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
          <a href="#cessations">{say(texts.allCessations, { cessations: cessations.length })}</a>
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
        say(texts.noFindings)
      ) : (
        <>
          <a href="#findings">{say(texts.findings)}</a>:{' '}
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
      <h3>{say(texts.whatTheRecordLacks)}</h3>
      <ul>
        {missing.slice(0, MOST_MISSING).map((words) => (
          <li key={words}>{sentence(readable(words))}</li>
        ))}
      </ul>
      {missing.length > MOST_MISSING && (
        <p class="quiet">
          {say(texts.andMore2, {
            mostmissing: missing.length - MOST_MISSING,
            link: <a href="#gaps">{say(texts.eachWithWhatRestsOn)}</a>,
          })}
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
      {say(texts.retrospectiveEvidenceOfWhatWas, {
        policyTitle: <strong>{told(report.policyTitle)}</strong>,
        code: (
          <code>
            {audit.policy.id}@{audit.policy.version}
          </code>
        ),
        asOf: <time dateTime={audit.asOf}>{readable(audit.asOf)}</time>,
        record:
          record && say(texts.fromWords, { events: say(texts.countedEvents, { count: record.events }) }),
        more: audit.assumptions.length > 0 && (
          <>
            {say(texts.itRestsOn, {
              assumptions: (
                <a href="#assumptions">
                  {say(texts.countedAssumptions, { count: audit.assumptions.length })}
                </a>
              ),
            })}
          </>
        ),
      })}
    </p>
  );
};

export const Summary = (view: TherapyView) => (
  <section id="summary" data-live aria-labelledby="summary-title">
    <h2 id="summary-title">{say(texts.whatHappened)}</h2>
    <p class="headline">{readable(view.report.audit.headline.text)}</p>
    <p class="story">{story(view)}</p>
    {view.isErased && <p class="card">{say(texts.thePatientsPersonalValuesWere)}</p>}
    <Headlines {...view} />
    <FindingCounts {...view} />
    <Missing {...view} />
    <Basis {...view} />
  </section>
);

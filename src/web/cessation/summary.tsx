import { findingCatalogue } from '../../compliance/rules/catalogue.js';
import type { FindingDto } from '../../answers/dto/audit.dto.js';
import { remainingInWords } from '../../reports/charts/tip-chart.js';
import { headlineOf } from '../../reports/headlines.js';
import { printedAt } from '../../reports/when.js';
import { reservationsOf, reservingIn } from '../../reports/reservations.js';
import {
  CAUSE,
  CIRCUMSTANCE,
  capitalised,
  counted,
  figure,
  readable,
  sentence,
  utc,
} from '../../reports/words.js';
import { OutcomeBadge, ReservedVerdict, SeverityBadge } from '../shell/badges.js';
import type { CessationView } from './cessation-view.js';

const Verdicts = ({ report, cessation }: CessationView) => {
  const { site, certainty, verdict, conformance, tip } = cessation;
  const reservations = reservationsOf(report.audit, cessation);
  return (
    <dl class="verdicts">
      <div>
        <dt>{site === 'tip' ? 'Verdict at the tip' : 'Verdict at the reservoir'}</dt>
        <dd>
          <ReservedVerdict verdict={verdict} certainty={certainty} reservations={reservations} />
        </dd>
      </div>
      <div>
        <dt>Each step within the policy’s limits</dt>
        <dd>
          <OutcomeBadge outcome={conformance} />
        </dd>
      </div>
      {site === 'reservoir' && (
        <div>
          <dt>Verdict at the catheter tip</dt>
          <dd>
            <ReservedVerdict isBrief verdict={tip.verdict} reservations={reservations} />
          </dd>
        </div>
      )}
    </dl>
  );
};

const Facts = ({ report, cessation }: CessationView) => {
  const { steps, site, startedAt, reachedZeroAt, resumedAt } = cessation;
  return (
    <dl class="facts card">
      <dt>Dose before</dt>
      <dd>{figure(cessation.baselineMcgPerDay)} mcg/day</dd>
      <dt>First step</dt>
      <dd>{printedAt(report, startedAt, [steps[0]?.eventId ?? null])}</dd>
      <dt>Zero</dt>
      <dd>
        {printedAt(report, reachedZeroAt, [steps.at(-1)?.eventId ?? null])}, {CAUSE[cessation.cause]},{' '}
        {counted(steps.length, 'step')}
      </dd>
      {site === 'reservoir' && (
        <>
          <dt>After zero</dt>
          <dd>{capitalised(remainingInWords(report, cessation))}</dd>
        </>
      )}
      <dt>Delivered again</dt>
      <dd>{resumedAt === undefined ? `not by ${utc(report.audit.asOf)}` : utc(resumedAt)}</dd>
      {cessation.circumstance && (
        <>
          <dt>Circumstance</dt>
          <dd>{capitalised(CIRCUMSTANCE[cessation.circumstance.kind])}; it changes no verdict</dd>
        </>
      )}
      <dt>Holiday</dt>
      <dd>{cessation.declaredHoliday ? 'declared before' : 'none was declared'}</dd>
    </dl>
  );
};

const SEVERITIES = ['critical', 'warning', 'info'] as const;

const Codes = ({ findings }: { readonly findings: readonly FindingDto[] }) => (
  <ul class="headlines">
    {SEVERITIES.flatMap((severity) => {
      const codes = findings.filter((finding) => finding.severity === severity).map(({ code }) => code);
      if (codes.length === 0) return [];
      return [
        <li key={severity}>
          <SeverityBadge severity={severity} />{' '}
          {[...new Set(codes)].map((code, index) => (
            <span key={code}>
              {index > 0 && ', '}
              <code title={findingCatalogue[code].meaning}>{code}</code>
            </span>
          ))}
        </li>,
      ];
    })}
  </ul>
);

/** What the verdicts may not stand without, in full among the findings below. */
const Reservations = ({ report, cessation }: Pick<CessationView, 'report' | 'cessation'>) => {
  const reserving = reservingIn(report.audit, cessation);
  if (reserving.length === 0) return null;
  return (
    <>
      <p>The verdicts stand with {counted(reserving.length, 'reservation')}:</p>
      <ul id="reservations">
        {reserving.map(({ id, code, severity, confidence, detail }) => (
          <li key={id}>
            <SeverityBadge severity={severity} /> <code>{code}</code>
            {confidence !== 'certain' && `, ${confidence}`}: {sentence(readable(detail))}
          </li>
        ))}
      </ul>
    </>
  );
};

/** The verdicts, in words, and what they rest on. */
export const Summary = (view: CessationView & { readonly findings: readonly FindingDto[] }) => {
  const { report, cessation, findings } = view;
  const { audit } = report;
  return (
    <section id="summary" aria-label="Verdict">
      <p class="headline">
        <span class="quiet">The audit in short:</span> {audit.headline.text}
      </p>
      <Verdicts {...view} />
      <div class="top">
        <div>
          <p class="story">{headlineOf(report, cessation)}</p>
          <ul>
            {cessation.reasons.map(({ code, detail }) => (
              <li key={code + detail}>
                <code>{code}</code> {sentence(readable(detail))}
              </li>
            ))}
          </ul>
          <Reservations report={report} cessation={cessation} />
          {findings.length > 0 && (
            <>
              <p>
                <a href="#findings">{counted(findings.length, 'finding')}</a> on it:
              </p>
              <Codes findings={findings} />
            </>
          )}
        </div>
        <Facts {...view} />
      </div>
      <p class="quiet">
        Retrospective evidence of what was recorded, not advice. Judged by{' '}
        <strong>{report.policyTitle}</strong> (
        <code>
          {audit.policy.id}@{audit.policy.version}
        </code>
        ), as of {utc(audit.asOf)}, with what was known at {utc(audit.knownAt)}.
      </p>
    </section>
  );
};

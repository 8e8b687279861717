import { findingCatalogue } from '../../compliance/rules/catalogue.js';
import type { FindingDto } from '../../answers/dto/audit.dto.js';
import { remainingInWords } from '../../reports/charts/tip-chart.js';
import { headlineOf } from '../../reports/headlines.js';
import { printedAt } from '../../reports/when.js';
import { reservationsOf, reservingIn } from '../../reports/reservations.js';
import { CAUSE, CIRCUMSTANCE, capitalised, figure, readable, sentence, utc } from '../../reports/words.js';
import { OutcomeBadge, ReservedVerdict, SeverityBadge } from '../shell/badges.js';
import type { CessationView } from './cessation-view.js';
import { say } from '../../words/say.js';
import { cessation as texts } from '../../words/texts/cessation.js';
import { told } from '../../words/told.js';

const Verdicts = ({ report, cessation }: CessationView) => {
  const { site, certainty, verdict, conformance, tip } = cessation;
  const reservations = reservationsOf(report.audit, cessation);
  return (
    <dl class="verdicts">
      <div>
        <dt>{site === 'tip' ? say(texts.verdictAtTheTip) : say(texts.verdictAtTheReservoir)}</dt>
        <dd>
          <ReservedVerdict verdict={verdict} certainty={certainty} reservations={reservations} />
        </dd>
      </div>
      <div>
        <dt>{say(texts.eachStepWithinThePolicys)}</dt>
        <dd>
          <OutcomeBadge outcome={conformance} />
        </dd>
      </div>
      {site === 'reservoir' && (
        <div>
          <dt>{say(texts.verdictAtTheCatheterTip)}</dt>
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
      <dt>{say(texts.doseBefore)}</dt>
      <dd>{say(texts.mcgDay, { baselineMcgPerDay: figure(cessation.baselineMcgPerDay) })}</dd>
      <dt>{say(texts.firstStep)}</dt>
      <dd>{printedAt(report, startedAt, [steps[0]?.eventId ?? null])}</dd>
      <dt>{say(texts.zero)}</dt>
      <dd>
        {printedAt(report, reachedZeroAt, [steps.at(-1)?.eventId ?? null])}, {say(CAUSE[cessation.cause])},{' '}
        {say(texts.countedSteps, { count: steps.length })}
      </dd>
      {site === 'reservoir' && (
        <>
          <dt>{say(texts.afterZero)}</dt>
          <dd>{capitalised(remainingInWords(report, cessation))}</dd>
        </>
      )}
      <dt>{say(texts.deliveredAgain)}</dt>
      <dd>{resumedAt === undefined ? say(texts.notBy, { asOf: utc(report.audit.asOf) }) : utc(resumedAt)}</dd>
      {cessation.circumstance && (
        <>
          <dt>{say(texts.circumstance)}</dt>
          <dd>
            {say(texts.itChangesNoVerdict, {
              kind: capitalised(say(CIRCUMSTANCE[cessation.circumstance.kind])),
            })}
          </dd>
        </>
      )}
      <dt>{say(texts.holiday)}</dt>
      <dd>{cessation.declaredHoliday ? say(texts.declaredBefore) : say(texts.noneWasDeclared)}</dd>
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
              <code title={told(findingCatalogue[code].meaning)}>{code}</code>
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
      <p>
        {say(texts.theVerdictsStandWith, {
          reserving: say(texts.countedReservations, { count: reserving.length }),
        })}
      </p>
      <ul id="reservations">
        {reserving.map(({ id, code, severity, confidence, detail }) => (
          <li key={id}>
            <SeverityBadge severity={severity} /> <code>{code}</code>
            {confidence !== 'certain' && `, ${told(confidence)}`}: {sentence(readable(detail))}
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
    <section id="summary" aria-label={say(texts.verdict)}>
      <p class="headline">
        <span class="quiet">{say(texts.theAuditInShort)}</span> {readable(audit.headline.text)}
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
                {say(texts.onIt, {
                  findings: <a href="#findings">{say(texts.countedFindings, { count: findings.length })}</a>,
                })}
              </p>
              <Codes findings={findings} />
            </>
          )}
        </div>
        <Facts {...view} />
      </div>
      <p class="quiet">
        {say(texts.retrospectiveEvidenceOfWhatWas, {
          policyTitle: <strong>{told(report.policyTitle)}</strong>,
          code: (
            <code>
              {audit.policy.id}@{audit.policy.version}
            </code>
          ),
          asOf: utc(audit.asOf),
          knownAt: utc(audit.knownAt),
        })}
      </p>
    </section>
  );
};

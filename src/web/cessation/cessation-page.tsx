import { assumptionCatalogue } from '../../compliance/assumptions/assumption-catalogue.js';
import { bySeverity } from '../../reports/findings.js';
import { capitalised, dayInWords, readable, sentence } from '../../reports/words.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { mayHere } from '../shell/reader.js';
import { TherapyHeader } from '../shell/therapy-header.js';
import { FindingTable, Evidence } from '../therapy/findings.js';
import { Gaps } from '../therapy/gaps.js';
import { type CessationView, askedParameters, pinnedParameters } from './cessation-view.js';
import { Plan } from './plan.js';
import { Policies } from './policies.js';
import { findingsOn, gapsOn } from './related.js';
import { ReviewForm } from './review-form.js';
import { Reviews, Signatures } from './judgements.js';
import { SignForm } from './sign-form.js';
import { Steps } from './steps.js';
import { Taper } from './taper.js';
import { Summary } from './summary.js';
import { Tip } from './tip.js';
import { Workups } from './workups.js';
import { say } from '../../words/say.js';
import { cessation as texts } from '../../words/texts/cessation.js';
import { told } from '../../words/told.js';

const Beside = ({ therapyId, report, cessation, asked }: CessationView) => {
  const all = report.audit.cessations;
  const index = all.findIndex(({ id }) => id === cessation.id);
  const link = (words: string, other: (typeof all)[number] | undefined) =>
    other && (
      <a href={paths.cessation(therapyId, other.id, askedParameters(asked))}>
        {words}: {other.drug}, {dayInWords(other.reachedZeroAt)}
      </a>
    );
  return (
    <nav class="beside screen" aria-label={say(texts.otherCessations)}>
      <span>{say(texts.cessationOf, { index: index + 1, all: all.length })}</span>
      {link(say(texts.previous), all[index - 1])}
      {link(say(texts.next), all[index + 1])}
    </nav>
  );
};

const Assumptions = ({ therapyId, report }: CessationView) => {
  const { assumptions } = report.audit;
  return (
    <section aria-labelledby="assumptions-title">
      <h2 id="assumptions-title">{say(texts.assumptions)}</h2>
      {assumptions.length === 0 ? (
        <p>{say(texts.noneAllThatTheAudit)}</p>
      ) : (
        <ul>
          {assumptions.map(({ code, detail, eventIds }) => (
            <li key={code + eventIds.join()}>
              <code title={told(assumptionCatalogue[code])}>{code}</code> {sentence(readable(detail))}
              <Evidence therapyId={therapyId} report={report} eventIds={eventIds} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const Downloads = ({ therapyId, report }: CessationView) => {
  const of = (what: string) => paths.api(therapyId, what, pinnedParameters(report));
  return (
    <section class="screen" aria-labelledby="downloads-title">
      <h2 id="downloads-title">{say(texts.takeItWithYou)}</h2>
      <p class="quiet">{say(texts.eachIsTheAuditThat)}</p>
      <ul>
        {(
          [
            ['audit.pdf', say(texts.reportPdf)],
            ['audit.csv', say(texts.tableCsv)],
            ['audit', say(texts.auditJson)],
            ...(mayHere('evidence:export')
              ? ([['evidence.zip', say(texts.evidencePackToVerifyWithout)]] as const)
              : []),
          ] as const
        ).map(([what, words]) => (
          <li key={what}>
            <a href={of(what)}>{words}</a>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** A cessation close up: how the dose came to zero, whether that was a taper, and who says so. */
export function cessationPage(view: CessationView): string {
  const { therapyId, report, cessation, asked } = view;
  const where = cessation.site === 'tip' ? say(texts.atTheCatheterTipAlone) : '';
  const title = say(texts.zeroOn, {
    drug: capitalised(cessation.drug),
    where,
    reachedZeroAt: dayInWords(cessation.reachedZeroAt),
  });
  const findings = bySeverity(findingsOn(report.audit, cessation));
  const isRefused = view.signing !== undefined || view.reviewing !== undefined;
  return pageOf({
    title: `${isRefused ? 'Error: ' : ''}${title} · ${therapyId}`,
    styles: ['therapy', 'cessation'],
    live: view.live,
    children: (
      <>
        <TherapyHeader therapyId={therapyId} query={askedParameters(asked)} />
        <Beside {...view} />
        <h1>{title}</h1>
        <Summary {...view} findings={findings} />
        <Taper {...view} />
        <Tip {...view} />
        <Steps {...view} />
        <Policies {...view} />
        <Plan {...view} />
        <section aria-labelledby="findings">
          <h2 id="findings">{say(texts.findingsOnThisCessation)}</h2>
          {findings.length === 0 ? (
            <p>{say(texts.noneReservesItsVerdictCites)}</p>
          ) : (
            <FindingTable
              therapyId={therapyId}
              report={report}
              findings={findings}
              caption={say(texts.thatReserveItsVerdictCite, {
                findings: say(texts.countedFindings, { count: findings.length }),
              })}
            />
          )}
        </section>
        <Workups {...view} />
        <Gaps therapyId={therapyId} audit={report.audit} gaps={gapsOn(report.audit, cessation, findings)} />
        <Assumptions {...view} />
        <section aria-labelledby="said">
          <h2 id="said">{say(texts.whatPeopleSaidOfIt)}</h2>
          <Signatures {...view} />
          <Reviews report={report} inferences={new Set([cessation.id, ...findings.map(({ id }) => id)])} />
          <div class="forms">
            {mayHere('audit:sign') && <SignForm {...view} />}
            {mayHere('inference:review') && <ReviewForm {...view} findings={findings} />}
          </div>
        </section>
        <Downloads {...view} />
      </>
    ),
  });
}

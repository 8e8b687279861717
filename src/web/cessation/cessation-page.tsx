import type { AuditDto } from '../../record/answers/audit.dto.js';
import type { CessationDto } from '../../record/answers/cessation.dto.js';
import type { Report } from '../../record/report.js';
import { cessationChart } from '../../reports/charts/cessation-chart.js';
import { headlineOf } from '../../reports/headlines.js';
import { printedAt, revisionsOf } from '../../reports/when.js';
import { capitalised, dayInWords, figure, readable, rounded, sentence, utc } from '../../reports/words.js';
import { OutcomeBadge, VerdictBadge } from '../shell/badges.js';
import { pageOf } from '../shell/page.js';
import { paths } from '../shell/paths.js';
import { Svg } from '../shell/svg.js';
import { TherapyHeader } from '../shell/therapy-header.js';

/** In points; about as wide as the page lets it be. */
const CHART_WIDTH = 760;

interface View {
  readonly therapyId: string;
  readonly report: Report;
  readonly cessation: CessationDto;
  /** Of the same instant and knowledge under every policy. */
  readonly others: readonly AuditDto[];
  readonly asked: { readonly policy?: string; readonly asOf?: number; readonly knownAt?: number };
}

const shownAt = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

const Steps = ({ therapyId, report, cessation }: View) => {
  const events = revisionsOf(report);
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">Steps</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="steps">
        <table>
          <caption>The falls of the daily dose on the way to zero, and what the policy says of each</caption>
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">At</th>
              <th scope="col" class="number">
                From, mcg/day
              </th>
              <th scope="col" class="number">
                To, mcg/day
              </th>
              <th scope="col" class="number">
                Change
              </th>
              <th scope="col" class="number">
                Days since the one before
              </th>
              <th scope="col">Rules</th>
              <th scope="col">Event</th>
            </tr>
          </thead>
          <tbody>
            {cessation.steps.map((step, index) => {
              const revision = step.eventId === null ? undefined : events.get(step.eventId)?.revision;
              return (
                <tr key={step.at}>
                  <th scope="row">{index + 1}</th>
                  <td>{printedAt(report, step.at, [step.eventId])}</td>
                  <td class="number">{figure(step.fromMcgPerDay)}</td>
                  <td class="number">{figure(step.toMcgPerDay)}</td>
                  <td class="number">
                    {figure(step.changeMcgPerDay)} ({rounded(step.changePct, 0)} %)
                  </td>
                  <td class="number">
                    {step.daysSincePrevious === null ? '' : rounded(step.daysSincePrevious, 1)}
                  </td>
                  <td>
                    {step.rules.map(({ rule, outcome, detail }) => (
                      <div key={rule}>
                        <OutcomeBadge outcome={outcome} /> {sentence(readable(detail))}
                      </div>
                    ))}
                  </td>
                  <td>
                    {revision === undefined ? (
                      'nobody recorded it'
                    ) : (
                      <a href={paths.event(therapyId, revision)}>#{revision}</a>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
};

const Tip = ({ cessation: { tip } }: View) => (
  <section aria-labelledby="tip">
    <h2 id="tip">At the catheter tip</h2>
    <p>
      <VerdictBadge verdict={tip.verdict} />{' '}
      {tip.reachedZeroAt === null
        ? 'It is not known when the tip reached zero.'
        : `Zero at the tip: ${utc(tip.reachedZeroAt)}.`}
      {tip.residualMcg !== null &&
        ` ${figure(tip.residualMcg)} mcg stood in the path at the reservoir’s zero.`}
    </p>
    <ul>
      {tip.reasons.map(({ code, detail }) => (
        <li key={code + detail}>{sentence(readable(detail))}</li>
      ))}
    </ul>
  </section>
);

const Policies = ({ therapyId, cessation, others, asked, report }: View) => (
  <section aria-labelledby="policies">
    <h2 id="policies">By every policy</h2>
    <div class="scroll" tabIndex={0} role="region" aria-labelledby="policies">
      <table>
        <caption>The same cessation under each policy; choose one to see its rules</caption>
        <thead>
          <tr>
            <th scope="col">Policy</th>
            <th scope="col">Verdict</th>
            <th scope="col">Conformance</th>
            <th scope="col">At the tip</th>
          </tr>
        </thead>
        <tbody>
          {others.flatMap(({ policy, cessations }) => {
            const same = cessations.find(({ id }) => id === cessation.id);
            if (!same) return [];
            const query = { policy: policy.id, asOf: shownAt(asked.asOf), knownAt: shownAt(asked.knownAt) };
            return [
              <tr key={policy.id}>
                <th scope="row">
                  <a
                    href={paths.cessation(therapyId, cessation.id, query)}
                    aria-current={policy.id === report.audit.policy.id ? 'true' : undefined}
                  >
                    {policy.id}@{policy.version}
                  </a>
                  {policy.id === report.audit.policy.id && ' (shown)'}
                </th>
                <td>
                  <VerdictBadge verdict={same.verdict} />
                </td>
                <td>
                  <OutcomeBadge outcome={same.conformance} />
                </td>
                <td>
                  <VerdictBadge verdict={same.tip.verdict} />
                </td>
              </tr>,
            ];
          })}
        </tbody>
      </table>
    </div>
  </section>
);

/** A cessation close up: verdicts, steps with rule by rule outcome, the tip, other policies. */
export function cessationPage(view: View): string {
  const { therapyId, report, cessation, asked } = view;
  const doses = report.doses.find(({ drug }) => drug === cessation.drug);
  const title = `${capitalised(cessation.drug)}: zero on ${dayInWords(cessation.reachedZeroAt)}`;
  return pageOf({
    title: `${title}, ${therapyId}`,
    styles: ['therapy'],
    children: (
      <>
        <TherapyHeader
          therapyId={therapyId}
          query={{ policy: asked.policy, asOf: shownAt(asked.asOf), knownAt: shownAt(asked.knownAt) }}
        />
        <h1>{title}</h1>
        <p>
          <VerdictBadge verdict={cessation.verdict} /> conformance:{' '}
          <OutcomeBadge outcome={cessation.conformance} />
        </p>
        <p>{headlineOf(report, cessation)}</p>
        <ul>
          {cessation.reasons.map(({ code, detail }) => (
            <li key={code + detail}>{sentence(readable(detail))}</li>
          ))}
        </ul>
        <p class="quiet">
          Judged by {report.audit.policy.id}@{report.audit.policy.version}, {report.policyTitle}, as of{' '}
          {utc(report.audit.asOf)}, with what was known at {utc(report.audit.knownAt)}. Retrospective
          evidence, not advice.
        </p>
        {doses && (
          <figure class="drawing">
            <Svg drawing={cessationChart(cessation, doses, report, CHART_WIDTH)} />
            <figcaption>Its steps are in the table below, by the same numbers.</figcaption>
          </figure>
        )}
        <Steps {...view} />
        <Tip {...view} />
        <Policies {...view} />
      </>
    ),
  });
}

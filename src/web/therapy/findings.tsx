import type { FindingDto } from '../../answers/dto/audit.dto.js';
import { assumptionCatalogue } from '../../compliance/assumptions/assumption-catalogue.js';
import { findingCatalogue } from '../../compliance/rules/catalogue.js';
import { bySeverity } from '../../reports/findings.js';
import { printedAt, revisionsOf } from '../../reports/when.js';
import { readable, sentence } from '../../reports/words.js';
import { SeverityBadge } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import type { TherapyView } from './therapy-view.js';
import { say } from '../../words/say.js';
import { therapy as texts } from '../../words/texts/therapy.js';
import { told } from '../../words/told.js';

/** More evidence than this stands in the report. */
const MOST_LINKS = 12;
const MOST_FINDINGS = 200;

type FindingsGiven = Pick<TherapyView, 'therapyId' | 'report'> & {
  readonly findings: readonly FindingDto[];
  readonly caption: string;
};
type Given = Pick<TherapyView, 'therapyId' | 'report'> & { readonly eventIds: readonly string[] };

export const Evidence = ({ therapyId, report, eventIds }: Given) => {
  const byId = revisionsOf(report);
  const revisions = eventIds.flatMap((id) => byId.get(id)?.revision ?? []).toSorted((a, b) => a - b);
  if (revisions.length === 0) return null;
  return (
    <p class="evidence">
      {say(texts.evidence, {
        revisions: revisions.slice(0, MOST_LINKS).map((revision) => (
          <a
            key={revision}
            href={paths.event(therapyId, revision)}
            aria-label={say(texts.eventInTheLog, { revision: revision })}
          >
            #{revision}
          </a>
        )),
        mostlinks:
          revisions.length > MOST_LINKS && say(texts.andMore, { mostlinks: revisions.length - MOST_LINKS }),
      })}
    </p>
  );
};

const FindingRow = ({ finding, ...view }: Omit<Given, 'eventIds'> & { readonly finding: FindingDto }) => (
  <tr>
    <th scope="row">
      <SeverityBadge severity={finding.severity} />
    </th>
    <td>
      <code>{finding.code}</code>
      <br />
      {printedAt(view.report, finding.at, finding.eventIds)}
      <br />
      <span class="quiet">
        {say(texts.confidence, {
          sites:
            finding.sites.length > 0 &&
            say(texts.atThe, { sites: finding.sites.map(told).join(say(texts.andThe)) }),
          confidence: told(finding.confidence),
        })}
      </span>
    </td>
    <td>
      <p>{told(findingCatalogue[finding.code].meaning)}</p>
      {sentence(readable(finding.detail))}
      {finding.settledBy !== undefined && (
        <p>{say(texts.whatWouldSettleIt, { settledBy: sentence(readable(finding.settledBy)) })}</p>
      )}
      <Evidence {...view} eventIds={finding.eventIds} />
    </td>
  </tr>
);

/** Findings with their evidence, in the order in which they are given. */
export const FindingTable = ({ therapyId, report, findings, caption }: FindingsGiven) => (
  <div class="scroll" tabIndex={0} role="region" aria-label={say(texts.findings)}>
    <table class="findings">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{say(texts.severity)}</th>
          <th scope="col">{say(texts.finding)}</th>
          <th scope="col">{say(texts.whatItIs)}</th>
        </tr>
      </thead>
      <tbody>
        {findings.map((finding) => (
          <FindingRow key={finding.id} finding={finding} therapyId={therapyId} report={report} />
        ))}
      </tbody>
    </table>
  </div>
);

/** What the audit found, the gravest first, and what it takes for granted. */
export const Findings = ({ therapyId, report }: TherapyView) => {
  const { findings, assumptions } = report.audit;
  const first = bySeverity(findings).slice(0, MOST_FINDINGS);
  return (
    <>
      <section id="findings" data-live aria-labelledby="findings-title">
        <h2 id="findings-title">{say(texts.findings)}</h2>
        {findings.length === 0 ? (
          <p>{say(texts.none)}</p>
        ) : (
          <FindingTable
            therapyId={therapyId}
            report={report}
            findings={first}
            caption={say(texts.theGravestFirst, {
              findings: say(texts.countedFindings, { count: findings.length }),
            })}
          />
        )}
        {findings.length > first.length && (
          <p class="quiet">
            {say(texts.theGravestOfAllAre, { first: first.length, findings: findings.length })}
          </p>
        )}
      </section>
      <section id="assumptions" data-live aria-labelledby="assumptions-title">
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
    </>
  );
};

import type { FindingDto } from '../../answers/dto/audit.dto.js';
import { assumptionCatalogue } from '../../compliance/assumptions/assumption-catalogue.js';
import { findingCatalogue } from '../../compliance/rules/catalogue.js';
import { bySeverity } from '../../reports/findings.js';
import { printedAt, revisionsOf } from '../../reports/when.js';
import { counted, readable, sentence } from '../../reports/words.js';
import { SeverityBadge } from '../shell/badges.js';
import { paths } from '../shell/paths.js';
import type { TherapyView } from './therapy-view.js';

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
      Evidence:{' '}
      {revisions.slice(0, MOST_LINKS).map((revision) => (
        <a key={revision} href={paths.event(therapyId, revision)} aria-label={`event ${revision} in the log`}>
          #{revision}
        </a>
      ))}
      {revisions.length > MOST_LINKS && ` and ${revisions.length - MOST_LINKS} more`}
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
        {finding.sites.length > 0 && `at the ${finding.sites.join(' and the ')}; `}
        confidence: {finding.confidence}
      </span>
    </td>
    <td>
      <p>{findingCatalogue[finding.code].meaning}</p>
      {sentence(readable(finding.detail))}
      {finding.settledBy !== undefined && (
        <p>What would settle it: {sentence(readable(finding.settledBy))}</p>
      )}
      <Evidence {...view} eventIds={finding.eventIds} />
    </td>
  </tr>
);

/** Findings with their evidence, in the order in which they are given. */
export const FindingTable = ({ therapyId, report, findings, caption }: FindingsGiven) => (
  <div class="scroll" tabIndex={0} role="region" aria-label="Findings">
    <table class="findings">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Severity</th>
          <th scope="col">Finding</th>
          <th scope="col">What it is</th>
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
        <h2 id="findings-title">Findings</h2>
        {findings.length === 0 ? (
          <p>None.</p>
        ) : (
          <FindingTable
            therapyId={therapyId}
            report={report}
            findings={first}
            caption={`${counted(findings.length, 'finding')}, the gravest first`}
          />
        )}
        {findings.length > first.length && (
          <p class="quiet">
            The gravest {first.length} of {findings.length}; all are in the downloads.
          </p>
        )}
      </section>
      <section id="assumptions" data-live aria-labelledby="assumptions-title">
        <h2 id="assumptions-title">Assumptions</h2>
        {assumptions.length === 0 ? (
          <p>None: all that the audit needs is recorded.</p>
        ) : (
          <ul>
            {assumptions.map(({ code, detail, eventIds }) => (
              <li key={code + eventIds.join()}>
                <code title={assumptionCatalogue[code]}>{code}</code> {sentence(readable(detail))}
                <Evidence therapyId={therapyId} report={report} eventIds={eventIds} />
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
};

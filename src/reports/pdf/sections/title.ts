import type { Content } from 'pdfmake';
import type { Report } from '../../../answers/report.js';
import { VERDICT_MARK } from '../../charts/marks.js';
import { headlineOf } from '../../headlines.js';
import { counted, sentence, utcExact } from '../../words.js';
import { boxed, facts, marked, together } from '../layout.js';
import type { Section } from './section.js';

const INTENDED_USE =
  'For quality teams, pharmacovigilance and clinicians who look back on a therapy. It does not diagnose, recommend a ' +
  'dose or an action, control or monitor a pump, and must not be used to decide about a patient’s current treatment. ' +
  'A named person must review an audit before anything is concluded from it. Not a medical device.';

export const title: Section = (report) => {
  const { audit, policyTitle, release, record } = report;
  const { policy, signatures } = audit;
  return [
    { text: 'Compliance audit of an intrathecal infusion therapy', style: 'kicker' },
    { text: audit.therapyId, style: 'title' },
    facts([
      [
        'Policy',
        { text: [{ text: `${policy.id}@${policy.version}`, bold: true }, ` ${sentence(policyTitle)}`] },
      ],
      ['As of', utcExact(audit.asOf)],
      ['Known at', `${utcExact(audit.knownAt)}; what was recorded later is not in it`],
      [
        'Record',
        record
          ? `${counted(record.events, 'event')}, revisions ${record.firstRevision} to ${record.lastRevision}`
          : 'nothing was recorded by then',
      ],
      ['Made by', release],
      ['Audit hash', audit.auditHash],
      [
        'Signatures',
        signatures.length === 0
          ? { text: 'UNSIGNED', bold: true }
          : `${counted(signatures.length, 'signature')}, see below`,
      ],
    ]),
    boxed({
      stack: [
        { text: 'Retrospective evidence, not advice', bold: true, margin: [0, 0, 0, 2] },
        { text: `${audit.notice} ${INTENDED_USE}` },
      ],
    }),
    { text: 'What the audit says', style: 'heading' },
    { text: audit.headline.text, bold: true, margin: [0, 0, 0, 4] },
    ...headlines(report),
    { text: findingsIn(report), margin: [0, 4, 0, 0] },
  ];
};

function headlines(report: Report): Content[] {
  const { cessations } = report.audit;
  if (cessations.length === 0)
    return [{ text: 'No drug’s delivery is found to have ended, so there is no cessation to judge.' }];
  return cessations.map((cessation, index) => {
    return {
      stack: [
        together(
          marked(VERDICT_MARK[cessation.verdict], {
            text: [{ text: `${index + 1}  `, bold: true }, headlineOf(report, cessation)],
          }),
        ),
      ],
      margin: [0, 1.5, 0, 1.5],
    };
  });
}

function findingsIn({ audit: { findings } }: Report): string {
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  return findings.length === 0
    ? 'No findings.'
    : `${counted(findings.length, 'finding')}: ${of('critical')} critical, ${counted(of('warning'), 'warning')}, ${of('info')} for information.`;
}

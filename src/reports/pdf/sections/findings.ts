import type { Content } from 'pdfmake';
import type { FindingDto } from '../../../answers/dto/audit.dto.js';
import type { Report } from '../../../answers/report.js';
import { bySeverity } from '../../findings.js';
import { SEVERITY_MARK } from '../../charts/marks.js';
import { printedAt, references, revisionsOf } from '../../when.js';
import { readable, sentence } from '../../words.js';
import { heading, marked, ruled, small } from '../layout.js';
import type { Section } from './section.js';

export const findings: Section = (report) => {
  const found = bySeverity(report.audit.findings);
  if (found.length === 0) return [heading('Findings'), 'None.'];
  const byId = revisionsOf(report);
  return [
    ruled({
      title: 'Findings',
      header: ['Severity', 'Finding', 'What it is'],
      widths: [70, 168, 261],
      rows: found.map((finding) => [
        marked(SEVERITY_MARK[finding.severity], finding.severity, 60),
        nameOf(report, finding),
        {
          stack: [
            sentence(readable(finding.detail)),
            ...(finding.settledBy === undefined
              ? []
              : [{ text: `What would settle it: ${readable(finding.settledBy)}` }]),
            ...(finding.eventIds.length === 0
              ? []
              : [small(`Evidence: ${references(byId, finding.eventIds)}`)]),
          ],
        },
      ]),
    }),
  ];
};

const nameOf = (report: Report, { code, at, sites, confidence, eventIds, id }: FindingDto): Content => ({
  stack: [
    { text: code, style: 'code' },
    printedAt(report, at, eventIds),
    ...(sites.length > 0 ? [small(`at the ${sites.join(' and the ')}`)] : []),
    small(`confidence: ${confidence}`),
    small(id),
  ],
});

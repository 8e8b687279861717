import { references, revisionsOf } from '../../when.js';
import { readable, sentence } from '../../words.js';
import { ruled, small } from '../layout.js';
import type { Section } from './section.js';

/** What the answer takes for granted because the record does not say it. */
export const assumptions: Section = (report) => {
  if (report.audit.assumptions.length === 0) return [];
  const byId = revisionsOf(report);
  return [
    ruled({
      title: 'What is taken for granted',
      header: ['Assumption', 'What it is', 'Events'],
      widths: [180, 239, 80],
      rows: report.audit.assumptions.map(({ code, detail, eventIds }) => [
        { text: code, style: 'code' },
        sentence(readable(detail)),
        small(references(byId, eventIds)),
      ]),
    }),
  ];
};

import type { Content } from 'pdfmake';
import type { ParameterDto } from '../../../record/answers/policy.dto.js';
import { figure } from '../../words.js';
import { ruled, small } from '../layout.js';
import type { Section } from './section.js';

/** The figures by which it judged, each with its source. */
export const parameters: Section = ({ audit: { parameters: figures, policy } }) =>
  figures.length === 0
    ? []
    : [
        ruled({
          title: `Figures of the policy ${policy.id}@${policy.version}`,
          header: ['Figure', 'Value', 'Certainty', 'Source'],
          widths: [180, 62, 104, 153],
          rows: figures.map((parameter) => [
            { text: parameter.name, style: 'code' },
            valueOf(parameter.value),
            certaintyOf(parameter),
            small(parameter.source),
          ]),
        }),
      ];

const valueOf = (value: unknown): string => {
  if (typeof value === 'number') return figure(value);
  return Array.isArray(value) ? value.map(valueOf).join(', ') : String(value);
};

const certaintyOf = ({ certainty, needsApproval }: ParameterDto): Content => ({
  stack: [
    certainty.replaceAll('-', ' '),
    ...(needsApproval ? [{ text: 'needs the hospital’s approval', style: 'code' }] : []),
  ],
});

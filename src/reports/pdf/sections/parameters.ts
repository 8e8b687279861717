import type { Content } from 'pdfmake';
import type { ParameterDto } from '../../../answers/dto/policy.dto.js';
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
            nameOf(parameter),
            valueOf(parameter.value),
            certaintyOf(parameter),
            small(parameter.source),
          ]),
        }),
      ];

function inWords(value: unknown): string {
  if (typeof value === 'number') return figure(value);
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What does not fit into the column of values, such as a list, stands below the name. */
const isLong = (value: unknown): boolean => typeof value !== 'number' && inWords(value).length > 10;

const nameOf = ({ name, value }: ParameterDto): Content => ({
  stack: [{ text: name, style: 'code' }, ...(isLong(value) ? [small(inWords(value))] : [])],
});

const valueOf = (value: unknown): Content => (isLong(value) ? small('below the name') : inWords(value));

const certaintyOf = ({ certainty, needsApproval }: ParameterDto): Content => ({
  stack: [
    certainty.replaceAll('-', ' '),
    ...(needsApproval ? [{ text: 'needs the hospital’s approval', style: 'code' }] : []),
  ],
});

import { dosesInWords, inTime, whyInWords, worthInWords } from '../../worth.js';
import { utc } from '../../words.js';
import { ruled } from '../layout.js';
import type { Section } from './section.js';

/** What the computed doses are worth: in a sentence, and each stretch that something contradicts. */
export const delivery: Section = ({ audit }) => {
  if (audit.delivery.length === 0) return [];
  const contradicted = inTime(audit.delivery).filter(({ status }) => status === 'contradicted');
  const said = worthInWords(audit.delivery);
  if (contradicted.length === 0)
    return [
      { text: 'What the doses are worth', style: 'heading' },
      { text: said, margin: [0, 0, 0, 8] },
    ];
  return [
    ruled({
      title: 'What the doses are worth',
      header: ['Contradicted from, to', 'Where', 'Dose (least to most)', 'Why'],
      widths: [110, 60, 130, 199],
      rows: contradicted.map((stretch) => [
        `${utc(stretch.from)} to ${utc(stretch.to)}`,
        stretch.site,
        dosesInWords(stretch),
        whyInWords(stretch),
      ]),
    }),
    { text: said, margin: [0, 0, 0, 8] },
  ];
};

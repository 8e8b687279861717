import { blockedInWords } from '../../gaps.js';
import { readable, sentence } from '../../words.js';
import { ruled } from '../layout.js';
import type { Section } from './section.js';

/** What the record lacks, what rests on it, and what would settle it. */
export const gaps: Section = ({ audit }) =>
  audit.gaps.length === 0
    ? []
    : [
        ruled({
          title: 'What the record lacks',
          header: ['What', 'What rests on it', 'What would settle it'],
          widths: [199, 150, 150],
          rows: audit.gaps.map((gap) => [
            { stack: [{ text: gap.code, style: 'code' }, sentence(readable(gap.what))] },
            blockedInWords(audit, gap),
            sentence(readable(gap.settledBy.text)),
          ]),
        }),
      ];

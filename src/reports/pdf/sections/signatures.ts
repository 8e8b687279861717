import type { Content } from 'pdfmake';
import type { Column } from 'pdfmake/interfaces.js';
import { utcExact } from '../../words.js';
import { boxed, heading, ruled, together } from '../layout.js';
import { WIDTH } from '../sizes.js';
import type { Section } from './section.js';

/** What the printed audit shows of a signature. */
interface ShownSignature {
  readonly meaning?: string;
  readonly signer?: { readonly name?: string; readonly role?: string };
  readonly signedAt?: string;
  readonly statement?: string;
  readonly status?: string;
}

export const signatures: Section = ({ audit, auditHash }) =>
  audit.signatures.length === 0
    ? [unsigned(auditHash)]
    : [
        ruled({
          title: 'Signatures',
          header: ['Meaning', 'Signer', 'Signed at', 'Statement', 'Status'],
          widths: [64, 110, 92, 150, 83],
          rows: (audit.signatures as readonly ShownSignature[]).map((signature) => [
            { text: signature.meaning ?? '', bold: true },
            [signature.signer?.name, signature.signer?.role].filter((part) => part !== undefined).join(', '),
            signature.signedAt === undefined ? '' : utcExact(signature.signedAt),
            signature.statement ?? '',
            signature.status ?? '',
          ]),
        }),
      ];

const unsigned = (auditHash: string): Content =>
  together(
    heading('Signatures'),
    boxed({
      stack: [
        { text: 'UNSIGNED', bold: true, fontSize: 14, characterSpacing: 1 },
        {
          text: `No signature of this audit is recorded. Who signs it by hand signs what has the audit hash ${auditHash}.`,
          margin: [0, 2, 0, 6],
        },
        ...['Reviewed', 'Approved'].map(handSignature),
      ],
    }),
  );

/** A line for a name, a date and a signature by hand. */
const handSignature = (meaning: string): Content => {
  const blank = (label: string, width: number): Column => ({
    width,
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 22, x2: width - 10, y2: 22, lineWidth: 0.5 }] },
      { text: label, style: 'small' },
    ],
  });
  const inner = WIDTH - 20;
  return {
    columns: [
      { width: 70, text: meaning, bold: true, margin: [0, 14, 0, 0] },
      blank('Name and role', 170),
      blank('Date', 80),
      blank('Signature', inner - 320),
    ],
    margin: [0, 2, 0, 0],
  };
};

import type { Content } from 'pdfmake';
import type { Column } from 'pdfmake/interfaces.js';
import type { AuditDto } from '../../../answers/dto/audit.dto.js';
import { writtenText, utc, utcExact } from '../../words.js';
import { boxed, heading, ruled, small, together } from '../layout.js';
import { WIDTH } from '../sizes.js';
import type { Section } from './section.js';

/** Who signed this audit, or an older one under its policy; what people said of what was inferred. */
export const signatures: Section = ({ audit }) => {
  const isSigned = audit.signatures.some(({ auditHash }) => auditHash === audit.auditHash);
  return [
    ...(isSigned ? [] : [unsigned(audit.auditHash)]),
    ...(audit.signatures.length > 0 ? [signatureTable(audit)] : []),
    ...(audit.reviews.length > 0 ? [reviewTable(audit)] : []),
  ];
};

const signatureTable = ({ signatures: given, auditHash }: AuditDto): Content =>
  ruled({
    title: 'Signatures',
    header: ['Meaning', 'Signer', 'Signed at', 'Statement', 'Status'],
    widths: [64, 110, 92, 140, 93],
    rows: given.map((signature) => [
      { text: signature.meaning, bold: true },
      {
        stack: [
          [writtenText(signature.signer.name), signature.signer.role]
            .filter((part) => part !== undefined)
            .join(', '),
          ...(signature.authenticated ? [] : [small('unauthenticated')]),
        ],
      },
      utcExact(signature.signedAt),
      writtenText(signature.statement),
      {
        stack: [
          signature.auditHash === auditHash ? 'this audit' : `the audit as of ${utc(signature.asOf)}`,
          small(signature.detail),
        ],
      },
    ]),
  });

const reviewTable = ({ reviews }: AuditDto): Content =>
  ruled({
    title: 'Reviews of what was inferred; they change no dose and no verdict',
    header: ['Outcome', 'Of', 'Reason', 'At'],
    widths: [64, 170, 173, 92],
    rows: reviews.map(({ outcome, inference, inAudit, reason, at }) => [
      { text: outcome, bold: true },
      { stack: [inference, ...(inAudit ? [] : [small('not in this audit')])] },
      writtenText(reason),
      utc(at),
    ]),
  });

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

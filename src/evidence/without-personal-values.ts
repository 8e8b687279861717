import type { AuditDto } from '../answers/dto/audit.dto.js';
import type { PrintedReport } from '../answers/report.js';

/** What stands in place of a personal value that was left out. */
const LEFT_OUT = 'personal value, left out';

type SignatureDto = AuditDto['signatures'][number];

const withoutSigner = (signature: SignatureDto): SignatureDto => ({
  ...signature,
  signer: { ...signature.signer, name: LEFT_OUT },
  ...(signature.signedBy && { signedBy: { ...signature.signedBy, sub: LEFT_OUT, name: LEFT_OUT } }),
});

const auditWithout = (audit: AuditDto): AuditDto => ({
  ...audit,
  reviews: audit.reviews.map((review) => ({ ...review, reason: LEFT_OUT })),
  signatures: audit.signatures.map((signature) => ({
    ...withoutSigner(signature),
    statement: LEFT_OUT,
  })),
});

/** A report without what people wrote and who signed: nothing else in it is personal, and no hash of it changes. */
export const withoutPersonalValues = (report: PrintedReport): PrintedReport => ({
  ...report,
  audit: auditWithout(report.audit),
});

/** A report without the names of staff. */
export const withoutStaff = (report: PrintedReport): PrintedReport => ({
  ...report,
  audit: { ...report.audit, signatures: report.audit.signatures.map(withoutSigner) },
});

import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import type { AuditDto } from './audit.dto.js';

/** Stands for an audit wherever it is cited: SHA-256, in lower-case hex, of its RFC 8785 JSON without the signatures. */
export const auditHashOf = (answer: AuditDto): string =>
  sha256Hex(canonicalBytes({ ...answer, signatures: undefined }));

import type { Audit } from '../compliance/audit.js';
import type { PolicyVersion } from '../compliance/policies/index.js';
import type { Review, Signature } from '../compliance/record/review.js';
import type { TherapyId } from '../therapy/envelope.js';
import type { StretchFound } from './delivery-found.js';

/** An audit of a therapy. */
export interface Audited {
  readonly therapyId: TherapyId;
  readonly audit: Audit;
}

/** An audit with the hashes that bind it. */
export interface HashedAudit extends Audited {
  readonly delivery: readonly StretchFound[];
  readonly policy: PolicyVersion;
  readonly factsHash: string;
  readonly auditHash: string;
}

/** `superseded`: its facts are others by what is known now; `recomputed-differently`: by this release. */
export type SignatureStatus = 'current' | 'superseded' | 'recomputed-differently' | 'undetermined';

export interface SignatureFound extends Signature {
  readonly status: SignatureStatus;
}

/** The same, with its reviews and signatures. */
export interface AuditFound extends HashedAudit {
  readonly reviews: readonly Review[];
  readonly signatures: readonly SignatureFound[];
}

import type { Audit } from '../../compliance/audit.js';
import type { Review } from '../../compliance/record/review.js';
import { packageInfo } from '../../config/package-info.js';
import type { SignatureFound, SignatureStatus } from '../audit-found.js';
import { instantText } from '../dto/instants.js';
import type { ReviewDto, SignatureDto } from '../dto/review.dto.js';

export const reviewAnswer = (review: Review, { cessations, findings }: Audit): ReviewDto => ({
  eventId: review.eventId,
  inference: review.inference,
  inAudit: [...cessations, ...findings].some(({ id }) => id === review.inference),
  outcome: review.outcome,
  reason: review.reason,
  at: instantText(review.at),
});

const STATUS: Readonly<Record<SignatureStatus, string>> = {
  current: 'the facts are the same, and give the same audit',
  superseded: 'superseded: other facts are known now for the same time',
  'recomputed-differently': `recomputed differently by release ${packageInfo.version}`,
  undetermined: 'cannot be recomputed: its policy is not known any more',
};

export const signatureAnswer = (signature: SignatureFound): SignatureDto => ({
  eventId: signature.eventId,
  policy: { id: signature.policy, version: signature.policyVersion },
  asOf: instantText(signature.asOf),
  knownAt: instantText(signature.knownAt),
  auditHash: signature.auditHash,
  factsHash: signature.factsHash,
  release: signature.release,
  meaning: signature.meaning,
  statement: signature.statement,
  signer: { name: signature.signer.name, role: signature.signer.role },
  authenticated: signature.authenticated,
  ...(signature.signedBy && { signedBy: { ...signature.signedBy } }),
  ...(signature.authenticatedAt !== undefined && { authenticatedAt: signature.authenticatedAt }),
  ...(signature.acr !== undefined && { acr: signature.acr }),
  ...(signature.amr && { amr: [...signature.amr] }),
  ...(signature.samePerson && { samePerson: true }),
  signedAt: instantText(signature.signedAt),
  status: signature.status,
  detail: STATUS[signature.status],
});

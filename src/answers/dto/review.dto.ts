import { ApiProperty } from '@nestjs/swagger';
import type { Audit } from '../../compliance/audit.js';
import type { Review } from '../../compliance/review.js';
import { packageInfo } from '../../config/package-info.js';
import type { SignatureFound, SignatureStatus } from '../audit-found.js';
import { instantText } from './instants.js';
import { PolicyReferenceDto } from './policy.dto.js';

/** Someone’s judgement of what was inferred. */
export class ReviewDto {
  eventId: string;
  /** The id of a finding or cessation. */
  inference: string;
  /** Whether this audit has that finding or cessation. */
  inAudit: boolean;
  outcome: 'confirmed' | 'refuted';
  reason: string;
  @ApiProperty({ format: 'date-time' })
  at: string;
}

export class SignerDto {
  name: string;
  role?: string;
}

/** A signature of this audit or of another one under the policy. */
export class SignatureDto {
  eventId: string;
  policy: PolicyReferenceDto;
  @ApiProperty({ format: 'date-time' })
  asOf: string;
  @ApiProperty({ format: 'date-time' })
  knownAt: string;
  /** What was signed. */
  auditHash: string;
  factsHash: string;
  /** The release that computed what was signed. */
  release: string;
  meaning: 'reviewed' | 'approved' | 'rejected';
  statement: string;
  signer: SignerDto;
  /** False: the signer is what the request said. */
  authenticated: boolean;
  @ApiProperty({ format: 'date-time' })
  signedAt: string;
  /**
   * current; superseded: as of the same instant other facts are known now; recomputed-differently: the same facts give
   * another audit by this release; undetermined: the policy is not known any more.
   */
  status: 'current' | 'superseded' | 'recomputed-differently' | 'undetermined';
  /** The status in words. */
  detail: string;
}

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
  signedAt: instantText(signature.signedAt),
  status: signature.status,
  detail: STATUS[signature.status],
});

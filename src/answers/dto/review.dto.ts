import { ApiProperty } from '@nestjs/swagger';
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

/** Whom the identity provider vouched for. */
export class SignedByDto {
  iss: string;
  sub: string;
  name: string;
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
  /** Whom the identity provider vouched for; present where `authenticated`. */
  signedBy?: SignedByDto;
  /** When it let the person in for this; present where `authenticated`. */
  @ApiProperty({ format: 'date-time', required: false })
  authenticatedAt?: string;
  /** How strongly it was checked who it is, as the identity provider says. */
  acr?: string;
  /** By what means. */
  amr?: string[];
  /** Whoever signed recorded, in the 28 days before, something that the signed audit counts; else absent. */
  samePerson?: true;
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

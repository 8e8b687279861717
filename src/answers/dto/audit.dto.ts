import { ApiProperty } from '@nestjs/swagger';
import { type FindingCode, findingCatalogue, findingCodes } from '../../compliance/rules/catalogue.js';
import { StretchDto } from './delivery.dto.js';
import { AssumptionDto } from './assumption.dto.js';
import { CessationDto } from './cessation.dto.js';
import { GapDto, HeadlineDto } from './summary.dto.js';
import { ParameterDto, PolicyReferenceDto } from './policy.dto.js';
import { WorkupDto } from './workup.dto.js';
import { ReviewDto, SignatureDto } from './review.dto.js';

export class FindingDto {
  id: string;
  @ApiProperty({
    enum: findingCodes,
    description: findingCodes.map((code) => `${code}: ${findingCatalogue[code].meaning}`).join('\n\n'),
    example: 'BRIDGE_NOT_RECORDED',
  })
  code: FindingCode;
  severity: 'info' | 'warning' | 'critical';
  @ApiProperty({ format: 'date-time' })
  at: string;
  /** When it was over; absent where it is of an instant, or goes on. */
  @ApiProperty({ format: 'date-time', required: false })
  until?: string;
  /** Where it shows; empty where it is about neither. */
  @ApiProperty({ enum: ['reservoir', 'tip'], isArray: true })
  sites: ('reservoir' | 'tip')[];
  /** Where it is about one drug alone, by its known name. */
  drug?: string;
  detail: string;
  /** How sure the record makes it: computed from it, the likeliest reading, or one that cannot be excluded. */
  confidence: 'certain' | 'likely' | 'possible';
  /** The id of the fact or gap that others share: group by it. */
  cause?: string;
  /** What would settle it, where more could be known. */
  settledBy?: string;
  eventIds: string[];
}

/** That the register of all therapies shows nothing of one, since its audit failed there. */
export class SetAsideDto {
  @ApiProperty({ format: 'date-time' })
  since: string;
  reason: string;
}

/** The compliance audit trail of a therapy. Retrospective evidence, not advice. */
export class AuditDto {
  therapyId: string;
  policy: PolicyReferenceDto;
  @ApiProperty({ format: 'date-time' })
  asOf: string;
  @ApiProperty({ format: 'date-time' })
  knownAt: string;
  notice: string;
  headline: HeadlineDto;
  assumptions: AssumptionDto[];
  cessations: CessationDto[];
  findings: FindingDto[];
  /** What was examined before each diagnosis of tolerance. */
  workups: WorkupDto[];
  /** What the computed delivery is worth, over the whole record, by site and stretch. */
  delivery: StretchDto[];
  /** Every unknown that an answer rests on, and what would settle it. */
  gaps: GapDto[];
  /** People’s judgements of what was inferred; they stand beside and change nothing. Not part of auditHash. */
  reviews: ReviewDto[];
  /** Not part of auditHash. */
  signatures: SignatureDto[];
  /** The figures by which it judged. */
  parameters: ParameterDto[];
  /** Of the policy’s bytes, lower-case hex SHA-256. */
  policySha256: string;
  /**
   * The facts on which it rests: SHA-256 of the RFC 8785 JSON of the effective events that can have happened by asOf, in
   * order of revision, each as { id, type, occurredAt, data }, without signatures and reviews.
   */
  factsHash: string;
  /**
   * SHA-256 of the RFC 8785 JSON of this answer without auditHash, signatures, reviews and findings of the code
   * CORRECTED_AFTER_AUDIT.
   */
  auditHash: string;
  /**
   * Present where the lists of all therapies show nothing of this one, since its audit failed there: something is wrong
   * with what this answer rests on, or was. Not part of auditHash.
   */
  setAside?: SetAsideDto;
}

export class AuditList {
  items: AuditDto[];
}

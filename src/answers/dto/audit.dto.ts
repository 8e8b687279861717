import { ApiProperty } from '@nestjs/swagger';
import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import type { AuditFound, HashedAudit } from '../audit-found.js';
import { type FindingCode, findingCatalogue, findingCodes } from '../../compliance/rules/catalogue.js';
import type { Finding } from '../../compliance/rules/finding.js';
import { AssumptionDto, assumptionAnswers } from './assumption.dto.js';
import { CessationDto, cessationAnswer } from './cessation.dto.js';
import { instantText } from './instants.js';
import { ParameterDto, PolicyReferenceDto, parameterAnswers } from './policy.dto.js';
import { WorkupDto, workupAnswer } from './workup.dto.js';
import { ReviewDto, SignatureDto, reviewAnswer, signatureAnswer } from './review.dto.js';

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
  detail: string;
  /** How sure the record makes it: computed from it, the likeliest reading, or one that cannot be excluded. */
  confidence: 'certain' | 'likely' | 'possible';
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
  assumptions: AssumptionDto[];
  cessations: CessationDto[];
  findings: FindingDto[];
  /** What was examined before each diagnosis of tolerance. */
  workups: WorkupDto[];
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

export const NOTICE =
  'Retrospective evidence of what was recorded and what follows from it, not advice on the treatment of a patient.';

export const findingAnswers = (findings: readonly Finding[]): FindingDto[] =>
  findings.map((finding) => ({ ...finding, at: instantText(finding.at), eventIds: [...finding.eventIds] }));

/** An audit as clients see it, but for what people said of it. */
export type AuditBody = Omit<AuditDto, 'auditHash' | 'signatures' | 'reviews' | 'setAside'>;

/** What `auditHash` is the hash of. */
export function hashedAnswer(found: Omit<HashedAudit, 'auditHash'>): AuditBody {
  const body = bodyOf(found);
  return { ...body, findings: body.findings.filter(({ code }) => code !== 'CORRECTED_AFTER_AUDIT') };
}

export const auditHashOf = (answer: AuditBody): string => sha256Hex(canonicalBytes(answer));

const bodyOf = ({ therapyId, audit, policy, factsHash }: Omit<HashedAudit, 'auditHash'>): AuditBody => ({
  therapyId,
  policy: { id: audit.policy.id, version: audit.policy.version },
  asOf: instantText(audit.asOf),
  knownAt: instantText(audit.knownAt),
  notice: NOTICE,
  assumptions: assumptionAnswers(audit.assumptions),
  cessations: audit.cessations.map(cessationAnswer),
  findings: findingAnswers(audit.findings),
  workups: audit.workups.map(workupAnswer),
  parameters: parameterAnswers(audit.policy),
  policySha256: policy.sha256,
  factsHash,
});

export function auditAnswer(found: AuditFound): AuditDto {
  const { parameters, policySha256, factsHash, ...body } = bodyOf(found);
  return {
    ...body,
    reviews: found.reviews.map((review) => reviewAnswer(review, found.audit)),
    signatures: found.signatures.map(signatureAnswer),
    parameters,
    policySha256,
    factsHash,
    auditHash: found.auditHash,
  };
}

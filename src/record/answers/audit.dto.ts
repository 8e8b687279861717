import { ApiProperty } from '@nestjs/swagger';
import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import type { AuditFound, HashedAudit } from '../audit-found.js';
import type { Cessation } from '../../compliance/cessations.js';
import type { Finding } from '../../compliance/rules/finding.js';
import type { Step } from '../../compliance/outcome.js';
import { AssumptionDto, assumptionAnswers } from './assumption.dto.js';
import { shown, shownOrNull } from './instants.js';
import { ParameterDto, PolicyReferenceDto, parameterAnswers } from './policy.dto.js';
import { ReviewDto, SignatureDto, reviewAnswer, signatureAnswer } from './review.dto.js';

type Outcome = 'pass' | 'fail' | 'undetermined';
type Verdict = 'tapered' | 'abrupt' | 'undetermined';

export class ReasonDto {
  /** @example "CONSISTENT_WITH_TAPER" */
  code: string;
  detail: string;
}

export class RuleOutcomeDto {
  /** @example "max-step" */
  rule: string;
  @ApiProperty({ enum: ['pass', 'fail', 'undetermined'] })
  outcome: Outcome;
  detail: string;
}

/** One fall of the daily dose on the way to zero. */
export class StepDto {
  @ApiProperty({ format: 'date-time' })
  at: string;
  fromMcgPerDay: number;
  toMcgPerDay: number;
  changeMcgPerDay: number;
  changePct: number;
  /** Null for the first step. */
  daysSincePrevious: number | null;
  /** Null where nobody recorded it. */
  eventId: string | null;
  rules: RuleOutcomeDto[];
}

/** What a cessation became at the catheter's tip. */
export class TipDto {
  /** Null where the tip had not reached zero by then, or nobody can tell. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  reachedZeroAt: string | null;
  /** The drug in the path at the reservoir's zero; null where a volume of the path is not known. */
  residualMcg: number | null;
  @ApiProperty({ enum: ['tapered', 'abrupt', 'undetermined'] })
  verdict: Verdict;
  reasons: ReasonDto[];
}

/** A drug's daily dose that became zero and stayed so. */
export class CessationDto {
  id: string;
  drug: string;
  site: 'reservoir' | 'tip';
  cause: 'programmed' | 'drug-switch' | 'reservoir-empty' | 'motor-stall' | 'explant' | 'catheter';
  declaredHoliday: boolean;
  baselineMcgPerDay: number;
  @ApiProperty({ format: 'date-time' })
  startedAt: string;
  @ApiProperty({ format: 'date-time' })
  reachedZeroAt: string;
  /** Absent while nothing is delivered. */
  @ApiProperty({ format: 'date-time', required: false })
  resumedAt?: string;
  steps: StepDto[];
  @ApiProperty({ enum: ['tapered', 'abrupt', 'undetermined'] })
  verdict: Verdict;
  @ApiProperty({ enum: ['pass', 'fail', 'undetermined'] })
  conformance: Outcome;
  reasons: ReasonDto[];
  tip: TipDto;
}

export class FindingDto {
  id: string;
  /** @example "BRIDGE_NOT_RECORDED" */
  code: string;
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
}

export class AuditList {
  items: AuditDto[];
}

export const NOTICE =
  'Retrospective evidence of what was recorded and what follows from it, not advice on the treatment of a patient.';

const stepAnswer = (step: Step): StepDto => ({
  at: shown(step.at),
  fromMcgPerDay: step.fromMcgPerDay,
  toMcgPerDay: step.toMcgPerDay,
  changeMcgPerDay: step.changeMcgPerDay,
  changePct: step.changePct,
  daysSincePrevious: step.daysSincePrevious,
  eventId: step.eventId,
  rules: step.rules.map(({ rule, outcome, detail }) => ({ rule, outcome, detail })),
});

const cessationAnswer = (cessation: Cessation): CessationDto => ({
  id: cessation.id,
  drug: cessation.drug,
  site: cessation.site,
  cause: cessation.cause,
  declaredHoliday: cessation.declaredHoliday,
  baselineMcgPerDay: cessation.baselineMcgPerDay,
  startedAt: shown(cessation.startedAt),
  reachedZeroAt: shown(cessation.reachedZeroAt),
  ...(cessation.resumedAt !== undefined && { resumedAt: shown(cessation.resumedAt) }),
  steps: cessation.steps.map(stepAnswer),
  verdict: cessation.verdict,
  conformance: cessation.conformance,
  reasons: cessation.reasons.map(({ code, detail }) => ({ code, detail })),
  tip: {
    reachedZeroAt: shownOrNull(cessation.tip.reachedZeroAt),
    residualMcg: cessation.tip.residualMcg,
    verdict: cessation.tip.verdict,
    reasons: cessation.tip.reasons.map(({ code, detail }) => ({ code, detail })),
  },
});

export const findingAnswers = (findings: readonly Finding[]): FindingDto[] =>
  findings.map((finding) => ({ ...finding, at: shown(finding.at), eventIds: [...finding.eventIds] }));

/** An audit as clients see it, but for what people said of it. */
export type AuditBody = Omit<AuditDto, 'auditHash' | 'signatures' | 'reviews'>;

/** What `auditHash` is the hash of. */
export function hashedAnswer(found: Omit<HashedAudit, 'auditHash'>): AuditBody {
  const body = bodyOf(found);
  return { ...body, findings: body.findings.filter(({ code }) => code !== 'CORRECTED_AFTER_AUDIT') };
}

export const auditHashOf = (answer: AuditBody): string => sha256Hex(canonicalBytes(answer));

const bodyOf = ({ therapyId, audit, policy, factsHash }: Omit<HashedAudit, 'auditHash'>): AuditBody => ({
  therapyId,
  policy: { id: audit.policy.id, version: audit.policy.version },
  asOf: shown(audit.asOf),
  knownAt: shown(audit.knownAt),
  notice: NOTICE,
  assumptions: assumptionAnswers(audit.assumptions),
  cessations: audit.cessations.map(cessationAnswer),
  findings: findingAnswers(audit.findings),
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

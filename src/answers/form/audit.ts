import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import type { AuditFound, HashedAudit } from '../audit-found.js';
import type { Finding } from '../../compliance/rules/finding.js';
import { assumptionAnswers } from './assumption.js';
import { cessationAnswer } from './cessation.js';
import { stretchAnswer } from './delivery.js';
import { instantText } from '../dto/instants.js';
import { parameterAnswers } from './policy.js';
import { workupAnswer } from './workup.js';
import { reviewAnswer, signatureAnswer } from './review.js';
import { gapAnswer, headlineAnswer } from './summary.js';
import type { FindingDto, AuditDto } from '../dto/audit.dto.js';

export const NOTICE =
  'Retrospective evidence of what was recorded and what follows from it, not advice on the treatment of a patient.';

export const findingAnswers = (findings: readonly Finding[]): FindingDto[] =>
  findings.map(({ at, until, ...finding }) => ({
    ...finding,
    at: instantText(at),
    ...(until !== undefined && { until: instantText(until) }),
    sites: [...finding.sites],
    eventIds: [...finding.eventIds],
  }));

/** An audit as clients see it, but for what people said of it. */
export type AuditBody = Omit<AuditDto, 'auditHash' | 'signatures' | 'reviews' | 'setAside'>;

/** What `auditHash` is the hash of. */
export function hashedAnswer(found: Omit<HashedAudit, 'auditHash'>): AuditBody {
  const body = bodyOf(found);
  return { ...body, findings: body.findings.filter(({ code }) => code !== 'CORRECTED_AFTER_AUDIT') };
}

export const auditHashOf = (answer: AuditBody): string => sha256Hex(canonicalBytes(answer));

const bodyOf = ({
  therapyId,
  audit,
  delivery,
  policy,
  factsHash,
}: Omit<HashedAudit, 'auditHash'>): AuditBody => ({
  therapyId,
  policy: { id: audit.policy.id, version: audit.policy.version },
  asOf: instantText(audit.asOf),
  knownAt: instantText(audit.knownAt),
  notice: NOTICE,
  headline: headlineAnswer(audit.headline),
  assumptions: assumptionAnswers(audit.assumptions),
  cessations: audit.cessations.map(cessationAnswer),
  findings: findingAnswers(audit.findings),
  workups: audit.workups.map(workupAnswer),
  delivery: delivery.map(stretchAnswer),
  gaps: audit.gaps.map(gapAnswer),
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

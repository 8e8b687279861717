import type { AuditDto } from '../../answers/dto/audit.dto.js';
import type { StretchDto } from '../../answers/dto/delivery.dto.js';
import type { CessationDto, ReasonDto } from '../../answers/dto/cessation.dto.js';
import type { ReviewDto, SignatureDto } from '../../answers/dto/review.dto.js';
import type { WorkupDto } from '../../answers/dto/workup.dto.js';
import { writtenText } from '../words.js';
import type { Row } from './columns.js';
import type { Cell } from './csv.js';

const reasonsIn = (reasons: readonly ReasonDto[]): string =>
  reasons.map(({ code, detail }) => `${code}: ${detail}`).join(' | ');

const cessationRow = (cessation: CessationDto, number: number): Row => ({
  record: 'cessation',
  id: cessation.id,
  number,
  drug: cessation.drug,
  site: cessation.site,
  cause: cessation.cause,
  declaredHoliday: cessation.declaredHoliday,
  baselineMcgPerDay: cessation.baselineMcgPerDay,
  startedAt: cessation.startedAt,
  reachedZeroAt: cessation.reachedZeroAt,
  resumedAt: cessation.resumedAt,
  verdict: cessation.verdict,
  conformance: cessation.conformance,
  reasons: reasonsIn(cessation.reasons),
  tipVerdict: cessation.tip.verdict,
  tipReachedZeroAt: cessation.tip.reachedZeroAt,
  tipResidualMcg: cessation.tip.residualMcg,
  tipReasons: reasonsIn(cessation.tip.reasons),
});

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);

/** What a row holds of the events behind it. */
export type EvidenceOf = (ids: readonly string[]) => Row;

const cessationRows = (cessation: CessationDto, number: number, evidence: EvidenceOf): Row[] => {
  const { id, drug, site, steps, plan } = cessation;
  return [
    cessationRow(cessation, number),
    ...steps.map(({ at, eventId, rules, ...figures }, step): Row => ({
      record: 'step',
      id,
      number: step + 1,
      drug,
      site,
      at,
      ...figures,
      rules: rules.map(({ rule, outcome, detail }) => `${rule} ${outcome}: ${detail}`).join(' | '),
      ...evidence(eventId === null ? [] : [eventId]),
    })),
    ...(plan?.steps ?? []).map((step, index): Row => ({
      record: 'planned-step',
      id,
      number: index + 1,
      drug,
      site,
      at: step.reachedAt ?? undefined,
      toMcgPerDay: step.reachedMcgPerDay ?? undefined,
      detail: `planned ${step.plannedMcgPerDay} mcg/day on ${step.on}`,
      outcome: step.outcome,
      ...evidence([plan!.eventId]),
    })),
  ];
};

const workupRows = ({ eventId, drug, items }: WorkupDto, evidence: EvidenceOf): Row[] =>
  items.map(({ item, outcome, detail, eventIds }, index): Row => ({
    record: 'examination',
    id: eventId,
    number: index + 1,
    drug,
    code: item,
    outcome,
    detail,
    ...evidence(eventIds),
  }));

const signatureRow = (signature: SignatureDto, evidence: EvidenceOf): Row => ({
  record: 'signature',
  id: signature.eventId,
  at: signature.signedAt,
  detail: writtenText(signature.statement),
  outcome: signature.meaning,
  signer: writtenText(signature.signer.name),
  signerRole: signature.signer.role,
  status: signature.status,
  ...evidence([signature.eventId]),
});

const reviewRow = (review: ReviewDto, evidence: EvidenceOf): Row => ({
  record: 'review',
  id: review.inference,
  at: review.at,
  detail: writtenText(review.reason),
  outcome: review.outcome,
  ...evidence([review.eventId]),
});

const deliveryRows = (stretch: StretchDto, evidence: EvidenceOf): Row[] =>
  stretch.doses.map(({ drug, doseMcg, lowMcg, highMcg }): Row => ({
    record: 'delivery',
    drug,
    site: stretch.site,
    at: stretch.from,
    until: stretch.to,
    status: stretch.status,
    doseMcg: doseMcg ?? undefined,
    lowMcg: lowMcg ?? undefined,
    highMcg: highMcg ?? undefined,
    reasons: reasonsIn(stretch.because),
    ...evidence([...new Set(stretch.because.flatMap(({ eventIds }) => eventIds))]),
  }));

export const rowsOf = (audit: AuditDto, evidence: EvidenceOf): Row[] => [
  ...audit.cessations.flatMap((cessation, index) => cessationRows(cessation, index + 1, evidence)),
  ...audit.findings.map(({ eventIds, ...finding }): Row => ({
    record: 'finding',
    ...finding,
    ...evidence(eventIds),
  })),
  ...audit.workups.flatMap((workup) => workupRows(workup, evidence)),
  ...audit.delivery.flatMap((stretch) => deliveryRows(stretch, evidence)),
  ...audit.assumptions.map(({ eventIds, ...assumption }): Row => ({
    record: 'assumption',
    ...assumption,
    ...evidence(eventIds),
  })),
  ...audit.signatures.map((signature) => signatureRow(signature, evidence)),
  ...audit.reviews.map((review) => reviewRow(review, evidence)),
  ...audit.parameters.map(({ name, value, ...origin }): Row => ({
    record: 'parameter',
    code: name,
    value: cellOf(value),
    ...origin,
  })),
];

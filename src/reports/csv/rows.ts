import type { AuditDto, FindingDto } from '../../answers/dto/audit.dto.js';
import type { GapDto, HeadlineDto } from '../../answers/dto/summary.dto.js';
import type { StretchDto } from '../../answers/dto/delivery.dto.js';
import type { CessationDto, ReasonDto } from '../../answers/dto/cessation.dto.js';
import type { ReviewDto, SignatureDto } from '../../answers/dto/review.dto.js';
import type { WorkupDto } from '../../answers/dto/workup.dto.js';
import { writtenText } from '../words.js';
import type { Row } from './columns.js';
import type { Cell } from './csv.js';

const reasonsIn = (reasons: readonly ReasonDto[]): string =>
  reasons.map(({ code, detail }) => `${code}: ${detail}`).join(' | ');

type ReservedBy = (ids: readonly string[]) => string;

const reservedBy = (findings: readonly FindingDto[]): ReservedBy => {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  return (ids) =>
    ids
      .flatMap((id) => byId.get(id) ?? [])
      .map(({ code, severity, id }) => `${code} (${severity}) ${id}`)
      .join(' | ');
};

const headlineRow = ({ text, verdict, reservations, proven }: HeadlineDto, reserved: ReservedBy): Row => ({
  record: 'headline',
  detail: text,
  verdict,
  reservations: reserved(reservations),
  provenReservoir: proven.reservoir,
  provenTip: proven.tip,
});

const gapRow = ({ code, what, blocks, settledBy }: GapDto): Row => ({
  record: 'gap',
  code,
  detail: what,
  settledBy: settledBy.text,
  blocks: blocks.join(' '),
  settledByType: settledBy.eventType,
  settledByField: settledBy.field,
});

const cessationRow = (cessation: CessationDto, number: number, reserved: ReservedBy): Row => ({
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
  tipResumedAt: cessation.tip.resumedAt,
  tipResidualMcg: cessation.tip.residualMcg,
  tipReasons: reasonsIn(cessation.tip.reasons),
  certainty: cessation.certainty,
  circumstance: cessation.circumstance?.kind,
  reservations: reserved(cessation.reservations),
});

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);

/** What a row holds of the events behind it. */
export type EvidenceOf = (ids: readonly string[]) => Row;

const cessationRows = (
  cessation: CessationDto,
  number: number,
  reserved: ReservedBy,
  evidence: EvidenceOf,
): Row[] => {
  const { id, drug, site, steps, plan } = cessation;
  return [
    cessationRow(cessation, number, reserved),
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

export function rowsOf(audit: AuditDto, evidence: EvidenceOf): Row[] {
  const reserved = reservedBy(audit.findings);
  return [
    headlineRow(audit.headline, reserved),
    ...audit.cessations.flatMap((cessation, index) =>
      cessationRows(cessation, index + 1, reserved, evidence),
    ),
    ...audit.findings.map(({ eventIds, sites, ...finding }): Row => ({
      record: 'finding',
      ...finding,
      site: sites.join(' '),
      ...evidence(eventIds),
    })),
    ...audit.workups.flatMap((workup) => workupRows(workup, evidence)),
    ...audit.delivery.flatMap((stretch) => deliveryRows(stretch, evidence)),
    ...audit.gaps.map(gapRow),
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
}

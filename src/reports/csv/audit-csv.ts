import type { CessationDto, ReasonDto } from '../../answers/dto/cessation.dto.js';
import type { Report } from '../../answers/report.js';
import { told } from '../words.js';
import { type Cell, csvOf } from './csv.js';

/** The columns in their order, each with what it holds. New ones come last, so that none moves. */
export const CSV_COLUMNS = {
  therapyId: 'the therapy',
  policy: 'id of the policy',
  policyVersion: 'its version',
  asOf: 'the audit’s instant',
  knownAt: 'only what was recorded by then is used',
  auditHash: 'SHA-256 of the audit',
  record:
    'what the row is: cessation, step, planned-step, finding, examination (of a work-up), assumption, signature, review or parameter',
  id: 'of the cessation or finding; for a step its cessation’s',
  number: 'of the cessation, or of the step within its cessation, from 1',
  drug: '',
  site: 'reservoir or tip',
  code: 'of the finding or assumption; the name of the parameter',
  at: 'instant of the step or finding',
  severity: 'info, warning or critical',
  confidence: 'certain, likely or possible',
  detail: '',
  settledBy: 'what would settle the finding',
  cause: 'what first made the dose zero',
  declaredHoliday: 'true or false',
  baselineMcgPerDay: '',
  startedAt: 'instant of the first step',
  reachedZeroAt: '',
  resumedAt: 'empty while nothing is delivered',
  verdict: 'tapered, abrupt or undetermined',
  conformance: 'pass, fail or undetermined',
  reasons: 'CODE: detail, parted by " | "',
  tipVerdict: '',
  tipReachedZeroAt: '',
  tipResidualMcg: '',
  tipReasons: 'as reasons',
  fromMcgPerDay: '',
  toMcgPerDay: '',
  changeMcgPerDay: '',
  changePct: '',
  daysSincePrevious: 'empty for the first step',
  rules: 'rule outcome: detail, parted by " | "',
  eventIds: 'the events behind it, parted by a space',
  eventHashes: 'their hashes in the same order',
  value: 'of the parameter; a list as JSON',
  source: 'where the parameter comes from',
  certainty: 'how sure it is',
  needsApproval: 'true where the hospital must approve it',
  outcome: 'of the planned step, the examination, the signature (its meaning) or the review',
  signer: 'name of who signed',
  signerRole: '',
  status: 'of the signature',
} as const;

export type CsvColumn = keyof typeof CSV_COLUMNS;
type Row = Readonly<Partial<Record<CsvColumn, Cell>>>;

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

/** The audit as one table in which each row stands alone: what it is of, what it is, and the cells of its kind. */
export function auditCsv({ audit, cited }: Report): string {
  const about: Row = {
    therapyId: audit.therapyId,
    policy: audit.policy.id,
    policyVersion: audit.policy.version,
    asOf: audit.asOf,
    knownAt: audit.knownAt,
    auditHash: audit.auditHash,
  };
  const hashes = new Map(cited.map(({ id, hash }) => [id, hash]));
  const evidence = (ids: readonly string[]): Row => ({
    eventIds: ids.join(' '),
    eventHashes: ids.map((id) => hashes.get(id) ?? '').join(' '),
  });
  const rows: Row[] = [
    ...audit.cessations.flatMap((cessation, index) => [
      cessationRow(cessation, index + 1),
      ...cessation.steps.map(({ at, eventId, rules, ...figures }, step): Row => ({
        record: 'step',
        id: cessation.id,
        number: step + 1,
        drug: cessation.drug,
        site: cessation.site,
        at,
        ...figures,
        rules: rules.map(({ rule, outcome, detail }) => `${rule} ${outcome}: ${detail}`).join(' | '),
        ...evidence(eventId === null ? [] : [eventId]),
      })),
      ...(cessation.plan?.steps ?? []).map((step, index): Row => ({
        record: 'planned-step',
        id: cessation.id,
        number: index + 1,
        drug: cessation.drug,
        site: cessation.site,
        at: step.reachedAt ?? undefined,
        toMcgPerDay: step.reachedMcgPerDay ?? undefined,
        detail: `planned ${step.plannedMcgPerDay} mcg/day on ${step.on}`,
        outcome: step.outcome,
        ...evidence([cessation.plan!.eventId]),
      })),
    ]),
    ...audit.findings.map(({ eventIds, ...finding }): Row => ({
      record: 'finding',
      ...finding,
      ...evidence(eventIds),
    })),
    ...audit.workups.flatMap(({ eventId, drug, items }) =>
      items.map(({ item, outcome, detail, eventIds }, index): Row => ({
        record: 'examination',
        id: eventId,
        number: index + 1,
        drug,
        code: item,
        outcome,
        detail,
        ...evidence(eventIds),
      })),
    ),
    ...audit.assumptions.map(({ eventIds, ...assumption }): Row => ({
      record: 'assumption',
      ...assumption,
      ...evidence(eventIds),
    })),
    ...audit.signatures.map((signature): Row => ({
      record: 'signature',
      id: signature.eventId,
      at: signature.signedAt,
      detail: told(signature.statement),
      outcome: signature.meaning,
      signer: signature.signer.name,
      signerRole: signature.signer.role,
      status: signature.status,
      ...evidence([signature.eventId]),
    })),
    ...audit.reviews.map((review): Row => ({
      record: 'review',
      id: review.inference,
      at: review.at,
      detail: told(review.reason),
      outcome: review.outcome,
      ...evidence([review.eventId]),
    })),
    ...audit.parameters.map(({ name, value, ...origin }): Row => ({
      record: 'parameter',
      code: name,
      value: cellOf(value),
      ...origin,
    })),
  ];
  return csvOf(
    Object.keys(CSV_COLUMNS) as CsvColumn[],
    rows.map((row) => ({ ...about, ...row })),
  );
}

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : JSON.stringify(value);

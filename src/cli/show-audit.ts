import type { AuditDto } from '../answers/dto/audit.dto.js';
import type { CessationDto, ReasonDto } from '../answers/dto/cessation.dto.js';
import type { Report } from '../answers/report.js';
import { blockedInWords } from '../reports/gaps.js';
import { reservationsInWords, reservationsOf, reservingIn } from '../reports/reservations.js';
import { CIRCUMSTANCE, writtenText } from '../reports/words.js';
import { figure, list, minute, table } from './table.js';

/** The record shows what is consistent with a taper, never that there was one. */
const WORDS = {
  tapered: 'consistent with a taper',
  abrupt: 'abrupt',
  undetermined: 'undetermined',
} as const;

const reasonLines = (reasons: readonly ReasonDto[]): readonly (readonly [string, string])[] =>
  reasons.map(({ code, detail }) => ['  because', `${code}: ${detail}`]);

/** What a verdict may not stand without. */
function reservationLines(audit: AuditDto, cessation: CessationDto): readonly (readonly [string, string])[] {
  const reserving = reservingIn(audit, cessation);
  const lines = reserving.map(
    ({ code, severity, confidence, at }) =>
      ['', `${code} (${severity}, ${confidence}), ${minute(at)}`] as const,
  );
  return [['reservations', reservationsInWords(reservationsOf(audit, cessation))], ...lines];
}

function showCessation(audit: AuditDto, cessation: CessationDto): string {
  const { drug, site, certainty, cause, steps, tip } = cessation;
  const parts = [
    `${certainty === 'possible' ? 'Possible cessation' : 'Cessation'} of ${drug} at the ${site} (${cessation.id})`,
    list([
      ['verdict', WORDS[cessation.verdict]],
      ...reservationLines(audit, cessation),
      ...reasonLines(cessation.reasons),
      ['conformance', cessation.conformance],
      ['cause', cause],
      ['declared', cessation.declaredHoliday ? 'a holiday was planned' : 'no holiday was planned'],
      ...(cessation.circumstance
        ? [['circumstance', CIRCUMSTANCE[cessation.circumstance.kind].en] as const]
        : []),
      ['baseline', `${figure(cessation.baselineMcgPerDay)} mcg/day`],
      ['zero', minute(cessation.reachedZeroAt)],
      ['resumed', minute(cessation.resumedAt)],
      [
        'at the tip',
        `${WORDS[tip.verdict]}; zero ${minute(tip.reachedZeroAt)}, ${figure(tip.residualMcg)} mcg in the path`,
      ],
      ...reasonLines(tip.reasons),
      ...rangeLines(cessation),
    ]),
  ];
  if (steps.length > 0)
    parts.push(
      table(
        ['at (UTC)', 'from mcg/day', 'to mcg/day', 'change mcg/day', 'change %', 'days since', 'rules'],
        steps.map((step) => [
          minute(step.at),
          figure(step.fromMcgPerDay),
          figure(step.toMcgPerDay),
          figure(step.changeMcgPerDay),
          figure(step.changePct),
          figure(step.daysSincePrevious),
          step.rules.map(({ rule, outcome }) => `${rule} ${outcome}`).join(', '),
        ]),
      ),
    );
  if (cessation.plan)
    parts.push(
      table(
        ['planned on', 'mcg/day', 'reached (UTC)', 'mcg/day', 'days off', 'outcome'],
        cessation.plan.steps.map((step) => [
          step.on,
          figure(step.plannedMcgPerDay),
          minute(step.reachedAt),
          figure(step.reachedMcgPerDay),
          figure(step.deviationDays),
          step.outcome,
        ]),
      ),
    );
  return parts.join('\n\n');
}

/** What either length of a catheter would make of the tip, where nobody recorded how much was trimmed. */
const rangeLines = ({ tip: { range } }: CessationDto): readonly (readonly [string, string])[] =>
  range
    ? [['shortest', range.shortest] as const, ['longest', range.longest] as const].map(([which, bound]) => [
        `  if ${which}`,
        bound
          ? `${WORDS[bound.verdict]}; zero ${minute(bound.reachedZeroAt)}, ${figure(bound.residualMcg)} mcg in the path`
          : 'no such cessation',
      ])
    : [];

function showSignatures({ signatures, reviews }: AuditDto): string[] {
  const parts =
    signatures.length > 0
      ? [
          table(
            ['signed', 'by', 'role', 'as of', 'at (UTC)', 'status'],
            signatures.map(({ meaning, signer, asOf, signedAt, detail, authenticated }) => [
              meaning,
              authenticated ? writtenText(signer.name) : `${writtenText(signer.name)} (unauthenticated)`,
              signer.role ?? '-',
              minute(asOf),
              minute(signedAt),
              detail,
            ]),
          ),
        ]
      : ['UNSIGNED'];
  if (reviews.length > 0)
    parts.push(
      table(
        ['review of', 'outcome', 'reason', 'at (UTC)'],
        reviews.map(({ inference, outcome, reason, at }) => [
          inference,
          outcome,
          writtenText(reason),
          minute(at),
        ]),
      ),
    );
  return parts;
}

export function showAudit({ audit, checkpoint }: Report): string {
  const { cessations, findings, policy } = audit;
  const parts = [
    `Audit of therapy ${audit.therapyId} by ${policy.id}@${policy.version}, as of ${minute(audit.asOf)} UTC, known at ${minute(audit.knownAt)} UTC`,
    audit.notice,
    audit.headline.text,
    ...(cessations.length > 0
      ? cessations.map((cessation) => showCessation(audit, cessation))
      : ['No drug’s delivery ended.']),
    findings.length > 0
      ? table(
          ['finding', 'severity', 'confidence', 'at (UTC)', 'what'],
          findings.map(({ code, severity, confidence, at, detail }) => [
            code,
            severity,
            confidence,
            minute(at),
            detail,
          ]),
        )
      : 'No findings.',
    ...showSignatures(audit),
  ];
  if (audit.gaps.length > 0)
    parts.push(
      table(
        ['gap', 'what the record lacks', 'what rests on it', 'what would settle it'],
        audit.gaps.map((gap) => [gap.code, gap.what, blockedInWords(audit, gap), gap.settledBy.text]),
      ),
    );
  if (audit.assumptions.length > 0)
    parts.push(
      table(
        ['assumption', 'what is taken for granted'],
        audit.assumptions.map(({ code, detail }) => [code, detail]),
      ),
    );
  const figures = audit.parameters.map(({ name, value, certainty, needsApproval, source }) => [
    name,
    typeof value === 'number' ? figure(value) : JSON.stringify(value),
    needsApproval ? `${certainty}: needs the hospital’s approval` : certainty,
    source,
  ]);
  parts.push(
    table(['judged by', 'value', 'certainty', 'source'], figures),
    list([
      ['audit hash', audit.auditHash],
      ['facts hash', audit.factsHash],
      ['policy SHA-256', audit.policySha256],
      ...(checkpoint
        ? [
            ['ledger', checkpoint.origin] as const,
            ['checkpoint', `${checkpoint.size} events, root ${checkpoint.rootHash}`] as const,
          ]
        : []),
    ]),
  );
  return parts.join('\n\n');
}

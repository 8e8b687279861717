import type { AuditDto, FindingDto } from '../answers/dto/audit.dto.js';
import type { CessationDto } from '../answers/dto/cessation.dto.js';
import { counted } from './words.js';

/** What is told of the findings that a verdict may not stand without. */
export interface Reservations {
  readonly count: number;
  readonly gravest: Pick<FindingDto, 'code' | 'severity' | 'confidence'> | null;
}

/** Of a cessation of the audit, in their order: the gravest first. */
export function reservingIn(
  { findings }: Pick<AuditDto, 'findings'>,
  { reservations }: Pick<CessationDto, 'reservations'>,
): FindingDto[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  return reservations.flatMap((id) => byId.get(id) ?? []);
}

export const reservationsOf = (
  audit: Pick<AuditDto, 'findings'>,
  cessation: Pick<CessationDto, 'reservations'>,
): Reservations => ({
  count: cessation.reservations.length,
  gravest: reservingIn(audit, cessation)[0] ?? null,
});

/** Short, for a drawing: what they are stands beside it. */
export const reservationCount = (count: number): string =>
  count === 0 ? 'no reservations' : counted(count, 'reservation');

/** Beside a verdict: how many, and the gravest. */
export function reservationsInWords({ count, gravest }: Reservations): string {
  if (!gravest) return reservationCount(count);
  const { code, severity, confidence } = gravest;
  const how = confidence === 'certain' ? severity : `${severity}, ${confidence}`;
  return `${reservationCount(count)}${count === 1 ? ':' : ', the gravest'} ${code} (${how})`;
}

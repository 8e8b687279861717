import type { AuditDto, FindingDto } from '../answers/dto/audit.dto.js';
import type { CessationDto } from '../answers/dto/cessation.dto.js';
import { say } from '../words/say.js';
import { reports as texts } from '../words/texts/reports.js';
import { told } from '../words/told.js';

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
  count === 0 ? say(texts.noReservations) : say(texts.countedReservations, { count });

/** Beside a verdict: how many, and the gravest. */
export function reservationsInWords({ count, gravest }: Reservations): string {
  if (!gravest) return reservationCount(count);
  const { code, severity, confidence } = gravest;
  const how = [severity, ...(confidence === 'certain' ? [] : [confidence])].map(told).join(', ');
  return `${reservationCount(count)}${count === 1 ? ':' : say(texts.gravestAmong)} ${code} (${how})`;
}

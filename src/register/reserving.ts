import type { Finding } from '../compliance/rules/finding.js';

/** Of a finding, what is told beside the verdict that it reserves. */
export type Reserving = Pick<Finding, 'id' | 'code' | 'severity' | 'confidence'>;

/** Looks up the findings of an audit by the reservations of a cessation, in their order. */
export function reservingIn(
  findings: readonly Finding[],
): (reservations: readonly string[]) => readonly Reserving[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  return (reservations) =>
    reservations.flatMap((wanted) => {
      const { id, code, severity, confidence } = byId.get(wanted) ?? {};
      return id === undefined ? [] : [{ id, code, severity, confidence } as Reserving];
    });
}

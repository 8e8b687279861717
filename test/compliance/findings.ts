import type { Finding } from '../../src/compliance/rules/finding.js';
import { History, ms } from '../support/history.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** An instant so many hours after the morning at which the tests' visits begin. */
export const VISIT = '2021-02-01T10:00:00Z';
export const later = (hours: number): string => new Date(ms(VISIT) + hours * HOUR).toISOString();

/** Baclofen 2000 mcg/mL through a path of 0.4 mL (0.2 tubing, 0.2 catheter), primed, for a month before the visit. */
export const running = (dailyDoseMcg: number): History =>
  new History().running('2021-01-01T00:00:00Z', dailyDoseMcg);

/** The same with another strength, drug, or volumes. */
export function runningAt(
  concentrationMcgPerMl: number,
  dailyDoseMcg: number,
  drug = 'baclofen',
  pump: object = {},
  catheter: object = {},
): History {
  const at = '2021-01-01T00:00:00Z';
  return new History()
    .registered()
    .implanted(at, pump, catheter)
    .filled(at, concentrationMcgPerMl, 40, drug)
    .programmed(at, dailyDoseMcg, { startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 24 } });
}

export const found = (history: History, code: string, asOf = '2021-03-01T00:00:00Z'): Finding[] =>
  history.audit(asOf).findings.filter((finding) => finding.code === code);

export const bridge = (volumeMl: number, durationMinutes = 600, kind = 'bridge') => ({
  startsWith: { kind, volumeMl, durationMinutes },
});

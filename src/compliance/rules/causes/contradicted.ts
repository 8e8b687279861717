import type { AuditContext } from '../../context.js';
import type { FindingCode } from '../catalogue.js';
import { contradictions } from '../delivery-contradicted.js';
import type { Finding } from '../finding.js';

/** What is found of what was computed to flow. */
const COMPUTED: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'TIP_OVERDOSE',
  'TIP_UNDERDOSE',
  'DOSE_SPIKE',
  'DELIVERY_BELOW_SCHEDULE',
  'OVERLAPPING_DRUGS',
  'BRIDGE_TOO_FAST',
  'PRIMING_NOT_RECORDED',
  'REFILL_OVERDUE',
  'TUBE_SET_RISK',
  'PUMP_LEFT_STOPPED',
]);

/** What was computed is not certain where a volume or a reading contradicts it. */
export const withContradicted = (context: AuditContext, findings: readonly Finding[]): readonly Finding[] => {
  const times = contradictions(context);
  if (times.length === 0) return findings;
  return findings.map((finding) =>
    finding.confidence === 'certain' &&
    COMPUTED.has(finding.code) &&
    times.some(({ from, to }) => from <= finding.at && finding.at < to)
      ? {
          ...finding,
          confidence: 'likely',
          settledBy:
            finding.settledBy ?? 'what explains the volume or the reading that contradicts what was computed',
        }
      : finding,
  );
};

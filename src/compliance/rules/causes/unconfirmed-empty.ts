import type { AuditContext } from '../../context.js';
import type { FindingCode } from '../catalogue.js';
import type { Finding } from '../finding.js';
import { type DryReservoir, dryReservoirs } from '../reservoir-ran-empty.js';
import { asIfFilled } from './as-if-filled.js';

/** What can follow from an empty reservoir: too little, and what comes of beginning again. What was filled and programmed does not. */
const FOLLOWING: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'DOSE_SPIKE',
  'RESTART_DOSE_HIGH',
  'RESTART_ESCALATION_FAST',
  'TIP_UNDERDOSE',
  'DELIVERY_BELOW_SCHEDULE',
  'ABRUPT_REDUCTION',
  'REPLACEMENT_NOT_STARTED',
  'TUBE_SET_RISK',
  'PUMP_LEFT_STOPPED',
]);

export const canFollow = (code: FindingCode): boolean => FOLLOWING.has(code);

/**
 * What is found only because a reservoir was computed dry, which nothing shows to have been dry, is possible and at most
 * a warning. It follows from that what would not be found had somebody filled it.
 * @param find what rules whose findings can follow make of a context
 */
export function withUnconfirmedEmpty(
  context: AuditContext,
  findings: readonly Finding[],
  find: (context: AuditContext) => readonly Finding[],
): readonly Finding[] {
  const unconfirmed = dryReservoirs(context).filter(({ shown }) => !shown);
  if (unconfirmed.length === 0) return findings;
  const stays = new Set(
    find(asIfFilled(context, unconfirmed)).flatMap((finding) => [finding.id, seen(finding)]),
  );
  return findings.map((finding) => {
    const dry = canFollow(finding.code) && !stays.has(finding.id) && !stays.has(seen(finding));
    const empty = dry ? emptyBehind(unconfirmed, findings, finding) : undefined;
    return empty ? following(finding, empty) : finding;
  });
}

/** By another event, but the same. */
const seen = ({ code, at }: Finding): string => `${code} ${at}`;

/** The last of them that was computed dry by then. */
function emptyBehind(
  unconfirmed: readonly DryReservoir[],
  findings: readonly Finding[],
  { at }: Finding,
): Finding | undefined {
  const dry = unconfirmed.findLast(({ segment }) => Math.round(segment.start) <= at);
  const fillId = dry?.course.fill.eventId;
  return findings.find(({ code, eventIds }) => code === 'RESERVOIR_RAN_EMPTY' && eventIds[0] === fillId);
}

const following = (finding: Finding, { id, settledBy }: Finding): Finding => ({
  ...finding,
  severity: finding.severity === 'critical' ? 'warning' : finding.severity,
  confidence: 'possible',
  detail: `${finding.detail}; so if the reservoir was empty, which nothing shows`,
  cause: id,
  ...(settledBy !== undefined && { settledBy }),
});

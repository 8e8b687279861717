import type { EventId, Instant, Sealed } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { type FindingCode, SEVERITIES, findingCatalogue } from '../rules/catalogue.js';
import type { Finding } from '../rules/finding.js';
import type { Cessation } from '../taper/cessations.js';
import { type Course, courseOf } from './course.js';

/** A cessation with what its verdict may not stand without. */
export interface ReservedCessation extends Cessation {
  /** Ids of findings on its steps, path and delivery, the gravest first. */
  readonly reservations: readonly string[];
}

/** They hold for as long as the fill, program or hardware that they name is in use. */
const STANDING: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'CATHETER_OCCLUSION_POSSIBLE',
  'CONCENTRATION_MISMATCH',
  'CONCENTRATION_UNUSUAL',
  'DRUG_MISMATCH',
  'DRUG_TOO_OLD_IN_PUMP',
  'DRUG_UNKNOWN',
  'END_OF_SERVICE_PASSED',
  'FLOW_OUT_OF_RANGE',
  'LOT_EXPIRED',
  'MODEL_UNKNOWN',
  'POCKET_FILL_POSSIBLE',
]);

/** Of the record, these are about what was delivered, or about what it said of it before. */
const OF_DELIVERY: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'DELIVERY_CONTRADICTED',
  'DELIVERY_UNKNOWN',
  'RECORD_CHANGED',
]);

/** They tell when they were over: without that they go on. */
const GOING_ON: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'DELIVERY_BELOW_SCHEDULE',
  'DELIVERY_CONTRADICTED',
  'DELIVERY_UNKNOWN',
]);

/** What comes after a stop says nothing of the way to it, though it names the same events. */
const AFTERWARDS: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'PUMP_LEFT_STOPPED',
  'REPLACEMENT_NOT_STARTED',
  'RESTART_DOSE_HIGH',
  'RESTART_ESCALATION_FAST',
  'TUBE_SET_RISK',
]);

/** The cessations, each with the findings on its steps, path and delivery. */
export function withReservations(
  context: AuditContext,
  known: readonly Sealed[],
  {
    cessations,
    findings,
  }: { readonly cessations: readonly Cessation[]; readonly findings: readonly Finding[] },
): ReservedCessation[] {
  const reserving = findings.filter(canReserve).toSorted(byGravity);
  const said = reserving.some(({ code }) => code === 'RECORD_CHANGED') ? known : [];
  return cessations.map((cessation) => {
    const course = courseOf(context, said, cessation);
    return {
      ...cessation,
      reservations: reserving.filter((finding) => isOn(finding, course)).map(({ id }) => id),
    };
  });
}

const canReserve = ({ code, severity }: Finding): boolean =>
  code === 'ABRUPT_REDUCTION' ||
  (severity !== 'info' && (findingCatalogue[code].about !== 'record' || OF_DELIVERY.has(code)));

const byGravity = (a: Finding, b: Finding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);

function isOn(finding: Finding, course: Course): boolean {
  const { code, at, until, drug, eventIds } = finding;
  if (drug !== undefined && drug !== course.drug) return false;
  const names = (events: ReadonlySet<EventId>) => eventIds.some((id) => events.has(id));
  if (names(course.faults)) return true;
  if (code === 'RECORD_CHANGED') return names(course.said);
  if (at <= course.to && lasts(finding, names(course.inUse)) >= course.from) return true;
  if (names(course.steps) && !AFTERWARDS.has(code)) return true;
  const isOfVolume = findingCatalogue[code].about === 'reservoir' || code === 'DELIVERY_CONTRADICTED';
  return isOfVolume && until === undefined && names(course.volumes);
}

/** Until when a finding holds: what goes on has no end. */
function lasts({ code, at, until }: Finding, isInUse: boolean): Instant {
  if (until !== undefined) return until;
  return GOING_ON.has(code) || (STANDING.has(code) && isInUse) ? Number.POSITIVE_INFINITY : at;
}

import { DAY_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { Instant } from '../../../therapy/envelope.js';
import type { EventTypeName } from '../../../therapy/events/index.js';
import type { AuditContext } from '../../context.js';
import { EXACT_DATES } from '../../gaps/settlement.js';
import { type FindingCode, SEVERITIES } from '../../rules/catalogue.js';
import { type Finding, inOrder } from '../../rules/finding.js';
import { findingsOf } from '../../rules/index.js';
import { type DatedRecord, isSurelyBefore } from './record.js';
import { tellsOfHalt } from './halts.js';
import { isUncertain } from './stated.js';

/**
 * What of a finding hangs on instants: nothing but that its own facts have come; the order of the facts near it; how
 * long something lasted between its own facts, which its rule or the ends of their dates bound; or how long anything
 * lasted. Codes that are not named hang on that.
 */
const HANGS_ON: Partial<Readonly<Record<FindingCode, 'nothing' | 'order' | 'own'>>> = {
  DRUG_UNKNOWN: 'nothing',
  MODEL_UNKNOWN: 'nothing',
  DATES_ASSUMED: 'nothing',
  LATE_ENTRY: 'nothing',
  RECORD_CHANGED: 'nothing',
  CORRECTED_AFTER_AUDIT: 'nothing',
  ADVERSE_EVENT: 'nothing',
  CATHETER_FAULT_FOUND: 'nothing',
  PUMP_CLOCK_OFFSET: 'nothing',
  // These look at the dates themselves, and say what is sure.
  LOT_EXPIRED: 'nothing',
  TOLERANCE_WORKUP_INCOMPLETE: 'nothing',
  MRI_NOT_FOLLOWED_BY_INTERROGATION: 'nothing',
  DRUG_OFF_LABEL: 'order',
  CONCENTRATION_UNUSUAL: 'order',
  DRUG_MISMATCH: 'order',
  FLOW_OUT_OF_RANGE: 'order',
  BRIDGE_NOT_RECORDED: 'order',
  MOTOR_STALLED: 'order',
  FIRST_DOSE_HIGH: 'order',
  TUBE_SET_RISK: 'own',
  DOSE_SPIKE: 'own',
};

/** These hold what is recorded against all that its date leaves open, which a choice of one instant no longer shows. */
const BY_ITS_DATE: ReadonlySet<FindingCode> = new Set<FindingCode>(['REPORTED_STOPPED']);

/** These weigh by all that the dates of what explains them leave open, not by one instant of it. */
const WEIGHED_BY_DATES: ReadonlySet<FindingCode> = new Set<FindingCode>(['MOTOR_STALLED']);

/** Facts that move nothing, and the findings that look at them: to no other does it matter when they were. */
const MATTERS_TO: Partial<Readonly<Record<EventTypeName, readonly FindingCode[]>>> = {
  MriPerformed: ['MOTOR_STALLED', 'MRI_NOT_FOLLOWED_BY_INTERROGATION'],
  HolidayPlanned: ['ABRUPT_REDUCTION', 'PLAN_NOT_KEPT', 'REPLACEMENT_NOT_STARTED'],
  AdverseEventObserved: ['ABRUPT_REDUCTION', 'ADVERSE_EVENT', 'POCKET_FILL_POSSIBLE'],
  ToleranceDiagnosed: ['TOLERANCE_WORKUP_INCOMPLETE'],
  InferenceReviewed: [],
  CareAssigned: [],
  AccessRestricted: [],
};

const matters = ({ type }: ActingEvent, { code }: Finding): boolean =>
  MATTERS_TO[type]?.includes(code) ?? true;

/** A fact further away from a finding does not change it: what it left is pumped or filled anew by then. */
const REACH_MS = 130 * DAY_MS;
/** What comes within a day after it may still be of one visit with it. */
const AFTER_MS = 2 * DAY_MS;
/** These look at the whole record. */
const OF_ALL: readonly FindingCode[] = [
  'DELIVERY_UNKNOWN',
  'END_OF_SERVICE_PASSED',
  'REPLACEMENT_DUE_PASSED',
  'REFILL_TREND',
  'DOSE_NOT_REDUCED_AFTER_REVISION',
  'CATHETER_OCCLUSION_POSSIBLE',
];

const keyOf = ({ code, eventIds, id }: Finding): string => `${code} ${eventIds[0] ?? id}`;

/**
 * What holds in every choice stays as sure as it was; what only some choice shows is possible, and so is a graver finding
 * of the same thing, which is told in its place.
 */
export function findingsAcross(
  record: DatedRecord,
  context: AuditContext,
  findings: readonly Finding[],
  others: readonly AuditContext[],
): Finding[] {
  const shown = others.map(findingsOf);
  const keys = shown.map((found) => new Set(found.map(keyOf)));
  const gravest = gravestOf(shown.flat());
  const all = findings.map((finding) => {
    const graver = gravest.get(keyOf(finding));
    if (graver && isGraver(graver, finding)) {
      const { id, at, until } = finding;
      return possible({ ...graver, id, at, ...(until !== undefined && { until }) });
    }
    if (keys.some((other) => !other.has(keyOf(finding)))) return possible(finding);
    if (finding.confidence !== 'certain' || isSettled(record, context, finding)) return finding;
    return { ...finding, confidence: 'likely' as const };
  });
  const ids = new Set(all.map(({ id }) => id));
  const known = new Set(all.map(keyOf));
  for (const [key, finding] of gravest) {
    if (BY_ITS_DATE.has(finding.code) || known.has(key) || ids.has(finding.id)) continue;
    ids.add(finding.id);
    all.push(possible(finding));
  }
  return all.sort(inOrder);
}

const isGraver = (one: Finding, other: Finding): boolean =>
  !WEIGHED_BY_DATES.has(one.code) && SEVERITIES.indexOf(one.severity) < SEVERITIES.indexOf(other.severity);

/** Of each thing the first of the gravest findings. */
function gravestOf(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  const gravest = new Map<string, Finding>();
  for (const finding of findings) {
    const known = gravest.get(keyOf(finding));
    if (!known || isGraver(finding, known)) gravest.set(keyOf(finding), finding);
  }
  return gravest;
}

const possible = (finding: Finding): Finding => ({
  ...finding,
  confidence: 'possible',
  detail: `${finding.detail}; so by some of the dates that are intervals, not by all`,
  settledBy: finding.settledBy ?? EXACT_DATES.text,
});

/** Whether no choice of the dates near a finding can take it away. */
function isSettled(record: DatedRecord, context: AuditContext, finding: Finding): boolean {
  const own = new Set(finding.eventIds);
  const isSureToHaveCome = record.dates.every(({ facts }) =>
    facts.every((fact) => !own.has(fact.id) || context.time.hasCome(fact.latest)),
  );
  if (!isSureToHaveCome) return false;
  const byAlarm = context.events.some((event) => event.id === finding.eventIds[0] && tellsOfHalt(event));
  const hangsOn = byAlarm ? undefined : HANGS_ON[finding.code];
  if (hangsOn === 'nothing') return true;
  const reach = OF_ALL.includes(finding.code) ? Number.POSITIVE_INFINITY : REACH_MS;
  const to =
    hangsOn === 'order' ? (finding.until ?? finding.at) + AFTER_MS : decidedBy(record, context, finding);
  const near = (fact: ActingEvent) => fact.latest >= finding.at - reach && fact.earliest <= to;
  const uncertain = record.dates.flatMap(({ facts }) =>
    facts.filter((fact) => isUncertain(fact) && near(fact) && matters(fact, finding)),
  );
  if (uncertain.length === 0) return true;
  if (hangsOn === 'own') return isBounded(record, finding, uncertain);
  return hangsOn === 'order' && uncertain.every((fact) => isPlaced(record, fact));
}

/**
 * Whether nothing but its own facts can be elsewhere, each in its one place. That it lasts for long enough between two is
 * bounded by its rule; of one, what it gives is the most and the least at the ends of its date, which are among those
 * tried.
 */
const isBounded = (record: DatedRecord, { code, eventIds }: Finding, uncertain: readonly ActingEvent[]) =>
  uncertain.every((fact) => eventIds.includes(fact.id) && isPlaced(record, fact)) &&
  (code === 'TUBE_SET_RISK' || uncertain.length === 1);

/** A volume that is found later says also what was before it. */
function decidedBy({ byId }: DatedRecord, { delivery }: AuditContext, { at, until = at }: Finding): Instant {
  const over = until + AFTER_MS;
  const ends = delivery.stretches
    .filter(({ start, end }) => start <= over && end >= at)
    .map(({ endedBy }) => byId.get(endedBy!)?.latest ?? over);
  return Math.max(over, ...ends);
}

/** Whether a fact has one place among all that move something. */
function isPlaced({ moving, ofCatheter }: DatedRecord, fact: ActingEvent): boolean {
  for (const all of [moving, ofCatheter]) {
    const place = all.indexOf(fact);
    const isSo = all.every(
      (other, index) =>
        other === fact ||
        other.latest < fact.earliest ||
        other.earliest > fact.latest ||
        (place >= 0 && (index < place ? isSurelyBefore(other, fact) : isSurelyBefore(fact, other))),
    );
    if (!isSo) return false;
  }
  return true;
}

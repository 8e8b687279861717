import { AuditTime } from '../compliance/audit-time.js';
import { auditContext } from '../compliance/context.js';
import type { DoseStretch } from '../compliance/dose/daily-dose.js';
import { type FastestCourse, fastestCourse } from '../compliance/taper/fastest-course.js';
import { lastPumpRecord } from '../compliance/facts/last-record.js';
import { stopPolicy } from '../compliance/policies/policy.js';
import { packageInfo } from '../config/package-info.js';
import type { Delivery } from '../infusion/delivery.js';
import { isResting } from '../infusion/schedule.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { Instant, OccurredAt, Sealed } from '../therapy/envelope.js';
import { isAmendment, targetOf } from '../therapy/timeline.js';
import type { AuditDto } from './dto/audit.dto.js';
import type { Audited } from './audit-found.js';
import { type View, momentOf } from './therapy-view.js';
import type { TherapyTimeline } from './timeline/therapy-timeline.js';
import { timelineOf, withoutNotes } from './timeline/timeline-of.js';

/** Between two instants a drug has one daily dose, by the audit's measure; NaN where nobody can tell. */
export interface DailyDose {
  readonly start: Instant;
  readonly end: Instant;
  readonly mcgPerDay: number;
}

export interface DrugDoses {
  readonly drug: string;
  readonly reservoir: readonly DailyDose[];
  readonly tip: readonly DailyDose[];
}

export interface FastestOf extends FastestCourse {
  readonly cessationId: string;
}

/** A time in which a fault of the catheter leaves open how much of the tip's dose arrived. */
export interface UnverifiedTime {
  readonly from: Instant;
  readonly to: Instant;
}

interface RestingTime {
  readonly from: Instant;
  readonly to: Instant;
}

/** An event that the audit cites, with the hash by which it is found in the record. */
export interface CitedEvent {
  readonly id: string;
  readonly revision: number;
  readonly type: string;
  /** As it was recorded. */
  readonly occurredAt: OccurredAt;
  readonly recordedAt: string;
  readonly hash: string;
  /** As it counts after all corrections; absent for what is voided or corrects others. */
  readonly acting?: ActingTime;
  /** What corrects or voids it, in order of revision. */
  readonly changes: readonly { readonly revision: number; readonly type: string }[];
}

/** The instant at which an event acts, and how exactly that is known. */
export type ActingTime = Pick<ActingEvent, 'at' | 'earliest' | 'latest' | 'precision'>;

/** What was known when it was asked. */
interface RecordExtent {
  readonly events: number;
  readonly firstRevision: number;
  readonly lastRevision: number;
  readonly lastRecordedAt: string;
  readonly lastHash: string;
  /** The revision of the last event that the report shows. Signatures may come later than what was known. */
  readonly lastShownRevision: number;
}

/** A signed checkpoint of the ledger. On paper nobody can change it later. */
export interface PrintedCheckpoint {
  /** Names the log. */
  readonly origin: string;
  /** How many events of all therapies it covers. */
  readonly size: number;
  /** Base64. */
  readonly rootHash: string;
  /** The log's own, as they stand in the signed note. */
  readonly signatures: readonly string[];
  /** The verifier key of the first signature. */
  readonly key: string;
}

/** An audit with all that is printed beside it: plain data, which can be handed to another thread. */
export interface Report {
  readonly audit: AuditDto;
  readonly policyTitle: string;
  readonly release: string;
  readonly doses: readonly DrugDoses[];
  /** What the policy would have allowed from the first step of each cessation on; not where it says nothing of the drug. */
  readonly fastest: readonly FastestOf[];
  readonly unverified: readonly UnverifiedTime[];
  /** In order: when a pump moved nothing. */
  readonly resting: readonly RestingTime[];
  /** Anything later is a projection; undefined where nothing about a pump was recorded. */
  readonly lastPumpRecordAt: Instant | undefined;
  /** In order of revision. */
  readonly cited: readonly CitedEvent[];
  /** Undefined where nothing was known yet. */
  readonly record: RecordExtent | undefined;
  /** Covers the record's events and the signatures; undefined where there are none, or nobody asked for it. */
  readonly checkpoint?: PrintedCheckpoint;
}

/** A report as it is printed, with the whole therapy to be drawn. */
export interface PrintedReport extends Report {
  /** From the first event to the audit's instant, without what somebody wrote. */
  readonly timeline: TherapyTimeline;
}

/** What a report shows of the record itself. */
interface RecordOf {
  find(id: string): Sealed | undefined;
  hashOf(revision: number): string;
}

/**
 * @param known what was known, and `view` the view of it
 * @param audit the answer in which the audit is shown
 */
export function reportIn(
  record: RecordOf,
  known: readonly Sealed[],
  view: View,
  found: Audited,
  audit: AuditDto,
): Report {
  const { asOf, policy } = found.audit;
  const { events, delivery } = momentOf(view, asOf);
  const context = auditContext(events, delivery, new AuditTime(asOf), policy, view.placed.acting);
  return {
    audit,
    policyTitle: policy.title,
    release: `${packageInfo.name} ${packageInfo.version}`,
    doses: [...delivery.drugs].map((drug) => ({
      drug,
      reservoir: context.uninterrupted(drug, 'reservoir').map((stretch) => dailyDose(stretch, asOf)),
      tip: context.uninterrupted(drug, 'tip').map((stretch) => dailyDose(stretch, asOf)),
    })),
    fastest: found.audit.cessations.flatMap(({ id, drug, baselineMcgPerDay, startedAt, steps }) => {
      const stop = stopPolicy(policy, drug);
      if (!stop || steps.length === 0) return [];
      return [{ cessationId: id, ...fastestCourse(stop, baselineMcgPerDay, startedAt) }];
    }),
    unverified: context.unverified
      .filter(({ from }) => from < asOf)
      .map(({ from, to }) => ({ from, to: Math.min(to, asOf) })),
    resting: restingTimes(delivery, asOf),
    lastPumpRecordAt: lastPumpRecord(context)?.at,
    cited: citedEvents(audit, record, known, view.placed.acting),
    record: extentOf(record, known, audit),
  };
}

/** The same with what is drawn. */
export const printedReportIn = (
  record: RecordOf,
  known: readonly Sealed[],
  view: View,
  found: Audited,
  audit: AuditDto,
): PrintedReport => ({
  ...reportIn(record, known, view, found, audit),
  timeline: withoutNotes(timelineOf(view, found)),
});

function restingTimes({ segments }: Delivery, asOf: Instant): RestingTime[] {
  const times: RestingTime[] = [];
  segments.forEach(({ start, schedule }, index) => {
    const to = Math.min(segments[index + 1]?.start ?? asOf, asOf);
    if (to <= start || !isResting(schedule)) return;
    const last = times.at(-1);
    if (last && last.to === start) times[times.length - 1] = { ...last, to };
    else times.push({ from: start, to });
  });
  return times;
}

const dailyDose = ({ start, end, mcgPerDay }: DoseStretch, asOf: Instant): DailyDose => ({
  start,
  end: Math.min(end, asOf),
  mcgPerDay,
});

/** The cited events, and what changes them. */
function citedEvents(
  audit: AuditDto,
  record: RecordOf,
  known: readonly Sealed[],
  acting: readonly ActingEvent[],
): CitedEvent[] {
  const ids = citedIn(audit);
  const times = new Map(acting.map((event) => [event.id as string, event]));
  const words = known.filter(isAmendment);
  const isCited = (event: Sealed) => ids.has(event.id) || ids.has(targetOf(event) ?? '');
  return known.filter(isCited).map(({ revision, id, type, occurredAt, recordedAt }) => {
    const time = times.get(id);
    return {
      id,
      revision,
      type,
      occurredAt,
      recordedAt,
      hash: record.hashOf(revision),
      ...(time && { acting: actingTime(time) }),
      changes: words
        .filter((word) => targetOf(word) === id)
        .map((word) => ({ revision: word.revision, type: word.type })),
    };
  });
}

const actingTime = ({ at, earliest, latest, precision }: ActingEvent): ActingTime => ({
  at,
  earliest,
  latest,
  precision,
});

function extentOf(
  record: RecordOf,
  known: readonly Sealed[],
  { signatures }: AuditDto,
): RecordExtent | undefined {
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return undefined;
  const signed = signatures.map(({ eventId }) => record.find(eventId)!.revision);
  return {
    events: known.length,
    firstRevision: first.revision,
    lastRevision: last.revision,
    lastRecordedAt: last.recordedAt,
    lastHash: record.hashOf(last.revision),
    lastShownRevision: Math.max(last.revision, ...signed),
  };
}

/** The ids under `eventId` and `eventIds`, wherever in an answer they stand. */
function citedIn(part: unknown, ids = new Set<string>()): Set<string> {
  if (typeof part !== 'object' || part === null) return ids;
  for (const [name, member] of Object.entries(part)) {
    if (name === 'eventId' && typeof member === 'string') ids.add(member);
    else if (name === 'eventIds' && Array.isArray(member)) for (const id of member) ids.add(id as string);
    else citedIn(member, ids);
  }
  return ids;
}

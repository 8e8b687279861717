import { SAME_ML, above } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { heldMl } from '../../infusion/segment.js';
import { type FillCourse, courseByFill } from './fills.js';
import { volumeStatementIn } from './volume-statement.js';

/** What was found in the reservoir, at a fill or a check, against what should have been there. Volumes in mL. */
export interface MeasuredVolume {
  readonly event: ActingEvent;
  /** The fill that was measured; undefined where none is recorded for the pump. */
  readonly course?: FillCourse;
  readonly measuredMl: number;
  /** As it was written. */
  readonly foundMl: number;
  /** By the check's own statement, else computed. */
  readonly expectedMl: number;
  /** Measured minus expected: above zero less was pumped than programmed. */
  readonly differenceMl: number;
  /** What should have been pumped since the volume before was known. */
  readonly pumpedMl?: number;
  readonly exceedsVolume: boolean;
  readonly exceedsAccuracy: boolean;
}

/** All volumes that were measured where one was expected, in order. */
export const measuredVolumes = oncePer((context): readonly MeasuredVolume[] => {
  const courses = courseByFill(context);
  const held = heldAt(context);
  const all: MeasuredVolume[] = [];
  let open: FillCourse | undefined;
  for (const event of context.events) {
    const { measuredMl, expectedMl, endsFill } = volumeStatementIn(event);
    if (measuredMl !== undefined && (open || expectedMl !== undefined))
      all.push(compared(context, event, measuredMl, open && { course: open, ...held(event.id) }, expectedMl));
    if (endsFill) open = courses.get(event.id);
  }
  return all;
});

const measuredByFill = oncePer((context) => {
  const byFill = new Map<EventId, MeasuredVolume[]>();
  for (const measured of measuredVolumes(context)) {
    const id = measured.course?.fill.eventId;
    if (id === undefined || isAboveCapacity(measured)) continue;
    const others = byFill.get(id);
    if (others) others.push(measured);
    else byFill.set(id, [measured]);
  }
  return byFill;
});

/** The volumes of a fill that were measured and can have been in it, in order. */
export const measuredOf = (context: AuditContext, { fill }: FillCourse): readonly MeasuredVolume[] =>
  measuredByFill(context).get(fill.eventId) ?? [];

/** The first volume of a fill that was measured from an instant on. */
export const nextMeasured = (
  context: AuditContext,
  course: FillCourse,
  from: Instant,
): MeasuredVolume | undefined => measuredOf(context, course).find(({ event }) => event.at >= from);

/** Whether more than a level was found in a fill that was computed to have fallen to it: it never had. */
export const heldMore = (
  context: AuditContext,
  course: FillCourse,
  computedAt: Instant,
  levelMl: number,
): boolean =>
  measuredOf(context, course).some(
    ({ event, measuredMl }) => event.at >= computedAt && above(measuredMl, levelMl),
  );

/** Whether more or less was found than any limit allows. */
export const isOff = (measured: MeasuredVolume): boolean =>
  (measured.exceedsVolume || measured.exceedsAccuracy) && !isAboveCapacity(measured);

/** More than the reservoir takes cannot have been in it, and is not used. */
export const isAboveCapacity = ({ foundMl, course }: MeasuredVolume): boolean =>
  course !== undefined && foundMl > course.pump.data.reservoirCapacityMl;

/** What the reservoir held by computation when it was measured, and when its volume was known before. Volumes in mL. */
interface Held {
  readonly startMl: number;
  readonly leftMl: number;
}

/** Where flows were slowed by what was found, what was left had they not been: nothing that can be pumped. */
function heldAt({ delivery }: AuditContext): (eventId: EventId) => Held {
  const slowed = new Set(
    delivery.stretches.flatMap(({ endedBy, factor }) => (endedBy && factor !== 1 ? endedBy : [])),
  );
  const moments = new Map(delivery.moments.map((moment) => [moment.eventId, moment]));
  return (eventId) => {
    const { foundFill, pumpedMl = 0 } = moments.get(eventId) ?? {};
    if (!foundFill) return { startMl: 0, leftMl: 0 };
    return {
      startMl: foundFill.known.volumeMl,
      leftMl: slowed.has(eventId) ? 0 : heldMl(foundFill, pumpedMl),
    };
  };
}

function compared(
  context: AuditContext,
  event: MeasuredVolume['event'],
  found: number,
  held: (Held & { readonly course: FillCourse }) | undefined,
  stated?: number,
): MeasuredVolume {
  const { maxDiscrepancyMl, accuracyPct, emptyMl } = context.policy.refill;
  const course = held?.course;
  const lowestMl = course?.lowestMl ?? 0;
  const startMl = held?.startMl;
  const expectedMl = stated ?? Math.max(lowestMl, held!.leftMl);
  // Of a reservoir that ran dry nothing more can be drawn than what a needle reaches.
  const measuredMl = expectedMl <= lowestMl + SAME_ML ? Math.max(found, lowestMl) : found;
  const differenceMl = measuredMl - expectedMl;
  const size = Math.abs(differenceMl);
  const pumpedMl = startMl !== undefined && startMl >= expectedMl ? startMl - expectedMl : undefined;
  return {
    event,
    course,
    measuredMl,
    foundMl: found,
    expectedMl,
    differenceMl,
    pumpedMl,
    exceedsVolume: above(size, maxDiscrepancyMl.value),
    // What a needle leaves uncertain is none.
    exceedsAccuracy:
      pumpedMl !== undefined && above(size, Math.max((accuracyPct.value / 100) * pumpedMl, emptyMl.value)),
  };
}

/** The limits between which the ratio of what was pumped to what should have been must lie. */
export const accuracyLimits = ({ policy }: AuditContext): { readonly low: number; readonly high: number } => {
  const share = policy.refill.accuracyPct.value / 100;
  return { low: 1 - share, high: 1 + share };
};

import { SAME_ML, above } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { type FillCourse, courseByFill, pumpedOf } from './fills.js';
import { volumeStatementIn } from './volume-statement.js';

/** What was found in the reservoir, at a fill or a check, against what should have been there. Volumes in mL. */
export interface MeasuredVolume {
  readonly event: ActingEvent;
  /** The fill that was measured; undefined where none is recorded for the pump. */
  readonly course?: FillCourse;
  readonly measuredMl: number;
  /** By the check's own statement, else computed. */
  readonly expectedMl: number;
  /** Measured minus expected: above zero less was pumped than programmed. */
  readonly differenceMl: number;
  /** What should have been pumped since the fill. */
  readonly pumpedMl?: number;
  readonly exceedsVolume: boolean;
  readonly exceedsAccuracy: boolean;
}

/** All volumes that were measured where one was expected, in order. */
export const measuredVolumes = oncePer((context): readonly MeasuredVolume[] => {
  const courses = courseByFill(context);
  const all: MeasuredVolume[] = [];
  let open: FillCourse | undefined;
  for (const event of context.events) {
    const { measuredMl, expectedMl, endsFill } = volumeStatementIn(event);
    if (measuredMl !== undefined && (open || expectedMl !== undefined))
      all.push(compared(context, event, measuredMl, open, expectedMl));
    if (endsFill) open = courses.get(event.id);
  }
  return all;
});

const measuredByFill = oncePer((context) => {
  const byFill = new Map<EventId, MeasuredVolume[]>();
  for (const measured of measuredVolumes(context)) {
    const id = measured.course?.fill.eventId;
    if (id === undefined) continue;
    const others = byFill.get(id);
    if (others) others.push(measured);
    else byFill.set(id, [measured]);
  }
  return byFill;
});

/** The first volume of a fill that was measured from an instant on. */
export const nextMeasured = (
  context: AuditContext,
  { fill }: FillCourse,
  from: Instant,
): MeasuredVolume | undefined =>
  measuredByFill(context)
    .get(fill.eventId)
    ?.find(({ event }) => event.at >= from);

/** Whether more or less was found than any limit allows. */
export const isOff = ({ exceedsVolume, exceedsAccuracy }: MeasuredVolume): boolean =>
  exceedsVolume || exceedsAccuracy;

function compared(
  context: AuditContext,
  event: MeasuredVolume['event'],
  found: number,
  course: FillCourse | undefined,
  stated?: number,
): MeasuredVolume {
  const { maxDiscrepancyMl, accuracyPct, emptyMl } = context.policy.refill;
  const lowestMl = course?.lowestMl ?? 0;
  const filledMl = course?.fill.filledVolumeMl;
  const expectedMl = stated ?? Math.max(lowestMl, filledMl! - pumpedOf(context, course!, event.at));
  // Of a reservoir that ran dry nothing more can be drawn than what a needle reaches.
  const measuredMl = expectedMl <= lowestMl + SAME_ML ? Math.max(found, lowestMl) : found;
  const differenceMl = measuredMl - expectedMl;
  const size = Math.abs(differenceMl);
  const pumpedMl = filledMl !== undefined && filledMl >= expectedMl ? filledMl - expectedMl : undefined;
  return {
    event,
    course,
    measuredMl,
    expectedMl,
    differenceMl,
    pumpedMl,
    exceedsVolume: above(size, maxDiscrepancyMl.value),
    // Of nothing there is no part: then what a needle leaves uncertain is none.
    exceedsAccuracy:
      pumpedMl !== undefined &&
      above(size, pumpedMl > 0 ? (accuracyPct.value / 100) * pumpedMl : emptyMl.value),
  };
}

/** The limits between which the ratio of what was pumped to what should have been must lie. */
export const accuracyLimits = ({ policy }: AuditContext): { readonly low: number; readonly high: number } => {
  const share = policy.refill.accuracyPct.value / 100;
  return { low: 1 - share, high: 1 + share };
};

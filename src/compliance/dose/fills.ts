import { instantOfLevel } from '../../infusion/delivery.js';
import { type Fill, isSameFill } from '../../infusion/segment.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, eventsById, oncePer } from '../context.js';
import { type PumpPutIn, pumpPutIn } from '../facts/hardware-changes.js';

/** A fill of the reservoir and how it ended. */
export interface FillCourse {
  readonly fill: Fill;
  readonly event: ActingEvent;
  readonly pump: PumpPutIn;
  /** What stays in the reservoir when flow ends, mL. */
  readonly lowestMl: number;
  /** The next fill, an emptying, or the end of the pump; undefined while it goes on. */
  readonly endedBy?: ActingEvent;
}

/** The fills of all pumps, in order. */
export const fillCourses = oncePer((context): readonly FillCourse[] => {
  const events = eventsById(context);
  const courses: FillCourse[] = [];
  let pump: PumpPutIn | undefined;
  let isOpen = false;
  for (const { eventId, foundFill, leftFill } of context.delivery.moments) {
    const event = events.get(eventId);
    pump = (event && pumpPutIn(event)) ?? pump;
    if (!event || isSameFill(foundFill, leftFill)) continue;
    if (isOpen) courses.push({ ...courses.pop()!, endedBy: event });
    isOpen = pump !== undefined && leftFill !== undefined;
    if (isOpen)
      courses.push({
        fill: leftFill!,
        event,
        pump: pump!,
        lowestMl: pump!.data.nonExtractableVolumeMl ?? 0,
      });
  }
  return courses;
});

export const courseByFill = oncePer(
  (context): ReadonlyMap<EventId, FillCourse> =>
    new Map(fillCourses(context).map((course) => [course.fill.eventId, course])),
);

/** When a fill's volume falls, or fell, to a level; undefined where it has not by now, or not before it ended. */
export const fellTo = (context: AuditContext, course: FillCourse, levelMl: number): Instant | undefined =>
  course.fill.filledVolumeMl <= levelMl ? undefined : firstFall(context, course, () => levelMl);

/** The same for a level that is counted from the last known volume, mL. */
export function firstFall(
  { delivery, time }: AuditContext,
  { fill: { eventId }, endedBy }: FillCourse,
  levelFrom: (knownMl: number) => number,
): Instant | undefined {
  for (const { fill, end } of delivery.stretches) {
    if (fill.eventId !== eventId) continue;
    const at = Math.round(instantOfLevel(delivery, fill, levelFrom(fill.known.volumeMl)));
    if (at < end) return at < (endedBy?.at ?? Number.POSITIVE_INFINITY) && time.hasCome(at) ? at : undefined;
  }
  return undefined;
}

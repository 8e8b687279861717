import { instantOfLevel, pumpedMl } from '../../infusion/delivery.js';
import { type Fill, isSameFill } from '../../infusion/segment.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, eventsById, oncePer } from '../context.js';

/** A fill of the reservoir and how it ended. */
export interface FillCourse {
  readonly fill: Fill;
  readonly event: ActingEvent;
  readonly pump: Acting<'PumpImplanted'>;
  /** What stays in the reservoir when flow ends, mL. */
  readonly lowestMl: number;
  /** The next fill, or the explant; undefined while it goes on. */
  readonly endedBy?: ActingEvent;
}

/** The fills of all pumps, in order. */
export const fillCourses = oncePer((context): readonly FillCourse[] => {
  const events = eventsById(context);
  const courses: FillCourse[] = [];
  let pump: Acting<'PumpImplanted'> | undefined;
  let isOpen = false;
  for (const { eventId, foundFill, leftFill } of context.delivery.moments) {
    const event = events.get(eventId);
    if (event?.type === 'PumpImplanted') pump = event;
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
export function fellTo(context: AuditContext, course: FillCourse, levelMl: number): Instant | undefined {
  const { fill, endedBy } = course;
  if (fill.filledVolumeMl <= levelMl) return undefined;
  const at = Math.round(fallOf(context, fill, levelMl));
  return at < (endedBy?.at ?? Number.POSITIVE_INFINITY) && context.time.hasCome(at) ? at : undefined;
}

/** By the volume that was last known before it fell so far. */
function fallOf({ delivery }: AuditContext, { eventId }: Fill, levelMl: number): Instant {
  const { stretches } = delivery;
  for (const { fill, end } of stretches) {
    if (fill.eventId !== eventId) continue;
    const at = instantOfLevel(delivery, fill, levelMl);
    if (at < end) return at;
  }
  return Number.POSITIVE_INFINITY;
}

/** What was pumped out of a fill by an instant, mL. */
export const pumpedOf = ({ delivery }: AuditContext, { fill }: FillCourse, at: Instant): number =>
  pumpedMl(delivery, at) - fill.pumpedMl;

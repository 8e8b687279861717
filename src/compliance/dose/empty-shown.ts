import { instantOfLevel } from '../../infusion/delivery.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { SAME_ML } from '../../infusion/tolerances.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { changesPump } from '../facts/hardware-changes.js';
import type { FillCourse } from './fills.js';
import { type MeasuredVolume, measuredOf } from './measured-volumes.js';

/** What shows that a reservoir was dry. */
export interface EmptyShown {
  /** Only a low-reservoir alarm says no more than that it went as computed. */
  readonly by: 'volume' | 'empty-alarm' | 'low-alarm';
  readonly eventId: EventId;
}

/**
 * Whether the record shows that a reservoir which was computed dry was dry: next to nothing was found in it, or the pump
 * warned. Where nothing does, a refill that nobody recorded is as likely.
 * @param computedAt when it ran dry by computation
 */
export const isEmptyShown = (context: AuditContext, course: FillCourse, computedAt: Instant): boolean =>
  emptyShown(context, course, computedAt) !== undefined;

/** What shows it best. */
export const emptyShown = (
  context: AuditContext,
  course: FillCourse,
  computedAt: Instant,
): EmptyShown | undefined =>
  foundEmpty(context, course) ??
  warned(context, course, computedAt, 'empty-reservoir') ??
  warned(context, course, computedAt, 'low-reservoir');

function foundEmpty(context: AuditContext, course: FillCourse): EmptyShown | undefined {
  const found = measuredOf(context, course).find((measured) => isNextToNothing(context, course, measured));
  return found && { by: 'volume', eventId: found.event.id };
}

/** Whether nobody could tell the reservoir from an empty one. */
export const isNextToNothing = (
  { policy }: AuditContext,
  { lowestMl }: FillCourse,
  { measuredMl }: Pick<MeasuredVolume, 'measuredMl'>,
): boolean => measuredMl <= lowestMl + policy.refill.emptyMl.value + SAME_ML;

function warned(
  context: AuditContext,
  course: FillCourse,
  computedAt: Instant,
  alarm: Warning['alarm'],
): EmptyShown | undefined {
  const { emptyAlarmDaysBefore, lowAlarmDays } = context.policy.emptyShown;
  const since =
    alarm === 'empty-reservoir'
      ? computedAt - emptyAlarmDaysBefore.value * DAY_MS
      : lowFrom(context, course, computedAt) - lowAlarmDays.value * DAY_MS;
  const { fill, endedBy } = course;
  const until = endedBy?.at ?? Number.POSITIVE_INFINITY;
  const readUntil = endedBy && changesPump(endedBy) ? until : until + DAY_MS;
  // Of one instant an alarm is of the fill before.
  const warning = warningsOf(context).find(
    (one) =>
      one.alarm === alarm &&
      one.at > fill.at &&
      one.at >= since &&
      one.at <= (one.isRead ? readUntil : until),
  );
  return (
    warning && { by: alarm === 'empty-reservoir' ? 'empty-alarm' : 'low-alarm', eventId: warning.eventId }
  );
}

/** When the reservoir was low by computation, on the way on which it ran dry. */
function lowFrom({ delivery }: AuditContext, { fill, lowestMl }: FillCourse, computedAt: Instant): Instant {
  const levelMl = Math.max(fill.alarmVolumeMl, lowestMl);
  let low = computedAt;
  for (const stretch of delivery.stretches.toReversed()) {
    if (stretch.fill.eventId !== fill.eventId || stretch.start > computedAt) continue;
    low = Math.min(low, instantOfLevel(delivery, stretch.fill, levelMl));
    // A shown volume that counts is a fill that nobody recorded.
    if (stretch.fill.known.by === 'shown') break;
  }
  return low;
}

interface Warning {
  readonly alarm: 'empty-reservoir' | 'low-reservoir';
  readonly at: Instant;
  readonly eventId: EventId;
  /** Without an instant of its own: what was read within a day after a fill was answered by it. */
  readonly isRead: boolean;
}

/** What the pump told of its reservoir, by itself or when it was read. */
const warningsOf = oncePer(({ events }): readonly Warning[] =>
  events.flatMap((event): Warning[] => {
    if (event.type === 'PumpAlarmRaised') return warning(event.data.alarm, event, event.at, false);
    if (event.type !== 'PumpInterrogated') return [];
    const { alarms = [], shows } = event.data;
    const since = shows?.stoppedSince;
    return alarms.flatMap((alarm) =>
      alarm === 'empty-reservoir' && since !== undefined
        ? warning(alarm, event, Date.parse(since), false)
        : warning(alarm, event, event.at, true),
    );
  }),
);

const warning = (
  alarm: string,
  { id: eventId }: Pick<ActingEvent, 'id'>,
  at: Instant,
  isRead: boolean,
): Warning[] =>
  alarm === 'empty-reservoir' || alarm === 'low-reservoir' ? [{ alarm, eventId, at, isRead }] : [];

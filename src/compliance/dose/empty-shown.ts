import { instantOfLevel } from '../../infusion/delivery.js';
import { DAY_MS } from '../../infusion/schedule.js';
import { SAME_ML } from '../../infusion/tolerances.js';
import type { Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { changesPump } from '../hardware-changes.js';
import type { FillCourse } from './fills.js';
import { measuredOf } from './measured-volumes.js';

/**
 * Whether the record shows that a reservoir which was computed dry was dry: next to nothing was found in it, or the pump
 * warned. Where nothing does, a refill that nobody recorded is as likely.
 * @param computedAt when it ran dry by computation
 */
export const isEmptyShown = (context: AuditContext, course: FillCourse, computedAt: Instant): boolean =>
  wasFoundEmpty(context, course) || hasWarned(context, course, computedAt);

function wasFoundEmpty(context: AuditContext, course: FillCourse): boolean {
  const emptyMl = course.lowestMl + context.policy.refill.emptyMl.value + SAME_ML;
  return measuredOf(context, course).some(({ measuredMl }) => measuredMl <= emptyMl);
}

function hasWarned(context: AuditContext, course: FillCourse, computedAt: Instant): boolean {
  const { emptyAlarmDaysBefore, lowAlarmDays } = context.policy.emptyShown;
  const since = {
    'empty-reservoir': computedAt - emptyAlarmDaysBefore.value * DAY_MS,
    'low-reservoir': lowFrom(context, course, computedAt) - lowAlarmDays.value * DAY_MS,
  };
  const { fill, endedBy } = course;
  const until = endedBy?.at ?? Number.POSITIVE_INFINITY;
  const readUntil = endedBy && changesPump(endedBy) ? until : until + DAY_MS;
  // Of one instant an alarm is of the fill before.
  return warningsOf(context).some(
    ({ alarm, at, isRead }) => at > fill.at && at >= since[alarm] && at <= (isRead ? readUntil : until),
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
  /** Without an instant of its own: what was read within a day after a fill was answered by it. */
  readonly isRead: boolean;
}

/** What the pump told of its reservoir, by itself or when it was read. */
const warningsOf = oncePer(({ events }): readonly Warning[] =>
  events.flatMap((event): Warning[] => {
    if (event.type === 'PumpAlarmRaised') return warning(event.data.alarm, event.at, false);
    if (event.type !== 'PumpInterrogated') return [];
    const { alarms = [], shows } = event.data;
    const since = shows?.stoppedSince;
    return alarms.flatMap((alarm) =>
      alarm === 'empty-reservoir' && since !== undefined
        ? warning(alarm, Date.parse(since), false)
        : warning(alarm, event.at, true),
    );
  }),
);

const warning = (alarm: string, at: Instant, isRead: boolean): Warning[] =>
  alarm === 'empty-reservoir' || alarm === 'low-reservoir' ? [{ alarm, at, isRead }] : [];

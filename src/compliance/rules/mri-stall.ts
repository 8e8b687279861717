import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../infusion/schedule.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, eventsById } from '../context.js';

/** The MRI that explains a stall: of that day, not after its end, and the motor ran again soon enough. */
export function mriBehind(
  context: AuditContext,
  stall: ActingEvent,
  at: Instant,
  ended: { readonly at: Instant; readonly eventId?: EventId | undefined } | undefined,
): Acting<'MriPerformed'> | undefined {
  const withinMs = context.policy.mriStallHours.value * HOUR_MS;
  if (!ended) return undefined;
  const by = ended.eventId && eventsById(context).get(ended.eventId);
  const first = stall.type === 'MotorStallDetected' ? stall.earliest : at;
  const last = by?.type === 'MotorStallRecovered' ? by.latest : ended.at;
  if (last - first > withinMs) return undefined;
  const since = startOfDay(stall, at);
  return context.events.find((event): event is Acting<'MriPerformed'> => {
    if (event.type !== 'MriPerformed' || event.latest < since || event.earliest > last) return false;
    // A date of more than a day may be another day's.
    return event.latest - event.earliest <= DAY_MS || (event.earliest >= since && event.latest <= last);
  });
}

/** Of the day on which it was, by the clock of whoever stated it. */
function startOfDay({ utcOffsetMinutes }: ActingEvent, at: Instant): Instant {
  const offsetMs = utcOffsetMinutes * MINUTE_MS;
  return Math.floor((at + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
}

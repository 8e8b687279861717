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
  // Shortly after midnight it may have been the evening before.
  const since = Math.min(startOfDay(stall, at), at - withinMs);
  return context.events.find(
    (event): event is Acting<'MriPerformed'> =>
      event.type === 'MriPerformed' && event.latest >= since && event.earliest <= last,
  );
}

/** Of the day on which it was, by the clock of whoever stated it. */
function startOfDay({ utcOffsetMinutes }: ActingEvent, at: Instant): Instant {
  const offsetMs = utcOffsetMinutes * MINUTE_MS;
  return Math.floor((at + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
}

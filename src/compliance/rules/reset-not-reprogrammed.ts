import { HOUR_MS } from '../../infusion/schedule.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { changesPump } from '../facts/hardware-changes.js';
import { therapyEnd } from '../facts/therapy-end.js';
import { type Finding, type Rule, finding } from './finding.js';

/** The pump's memory was reset and nobody programmed it again: it runs at its minimum rate. */
export const resetNotReprogrammed: Rule = ({ events, delivery, time, policy }) => {
  const over = therapyEnd(delivery)?.eventId;
  const ran = new Set(
    delivery.segments.flatMap(({ program }) =>
      program?.program.mode === 'minimum-rate' ? program.eventId : [],
    ),
  );
  const hours = policy.reprogramWithinHours.value;
  const found: Finding[] = [];
  let attendedAt: Instant = Number.POSITIVE_INFINITY;
  for (const event of events.toReversed()) {
    if (event.type === 'PumpReprogrammed' || changesPump(event) || event.id === over) attendedAt = event.at;
    if (!wasReset(event, ran)) continue;
    const until = event.at + hours * HOUR_MS;
    if (attendedAt <= until || !time.hasCome(until)) continue;
    found.push(
      finding({
        code: 'RESET_NOT_REPROGRAMMED',
        at: event.at,
        detail: `the pump’s memory was reset and no programming is recorded within ${hours} h: it ran at its minimum rate, as far as is known`,
        confidence: 'likely',
        settledBy: 'interrogate the pump',
        eventIds: [event.id],
      }),
    );
  }
  return found;
};

/** @param ran by which events the pump ran at its minimum rate: an alarm that was read may be history */
const wasReset = (event: ActingEvent, ran: ReadonlySet<EventId>): boolean =>
  event.type === 'PumpAlarmRaised'
    ? event.data.alarm === 'memory-reset'
    : event.type === 'PumpInterrogated' &&
      (event.data.alarms ?? []).includes('memory-reset') &&
      ran.has(event.id);

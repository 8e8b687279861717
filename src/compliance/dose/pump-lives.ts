import { pumpModel } from '../../infusion/devices.js';
import { DAY_MS } from '../../infusion/schedule.js';
import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';

/** An instant at which a pump's service ends, and why. */
export interface ServiceEnd {
  readonly at: Instant;
  readonly reason: string;
  readonly eventId: EventId;
  /** True where the date that it counts from is an interval. */
  readonly isDated: boolean;
}

/** A pump from its implant to its explant. */
export interface PumpLife {
  readonly pump: Acting<'PumpImplanted'>;
  readonly serviceEnds: readonly ServiceEnd[];
  readonly explantedAt?: Instant;
}

/** The pumps of a therapy, in order. */
export const pumpLives = oncePer((context): readonly PumpLife[] => {
  const lives: { pump: Acting<'PumpImplanted'>; serviceEnds: ServiceEnd[]; explantedAt?: Instant }[] = [];
  let alarmed = new Set<string>();
  /** Read while no pump was in place; one whose date is an interval may be of the next pump. */
  let early: ActingEvent[] = [];
  const takeAlarms = (event: ActingEvent) => {
    for (const alarm of alarmsOf(event)) {
      const end = alarmed.has(alarm) ? undefined : alarmEnd(context, event, alarm);
      alarmed.add(alarm);
      if (end) lives.at(-1)!.serviceEnds.push(end);
    }
  };
  for (const event of context.events) {
    if (event.type === 'PumpImplanted') {
      lives.push({ pump: event, serviceEnds: lifeEnd(event) });
      alarmed = new Set();
      for (const before of early) if (before.latest >= event.at) takeAlarms({ ...before, at: event.at });
      early = [];
    }
    const life = lives.at(-1);
    if (!life || life.explantedAt !== undefined) {
      if (alarmsOf(event).length > 0) early.push(event);
      continue;
    }
    if (event.type === 'PumpExplanted') life.explantedAt = event.at;
    takeAlarms(event);
  }
  return lives;
});

/** An alarm raised, or standing when the pump was read. */
function alarmsOf(event: ActingEvent): readonly string[] {
  if (event.type === 'PumpAlarmRaised') return [event.data.alarm];
  return event.type === 'PumpInterrogated' ? (event.data.alarms ?? []) : [];
}

const isDated = ({ earliest, latest }: ActingEvent): boolean => latest > earliest;

function lifeEnd(pump: Acting<'PumpImplanted'>): ServiceEnd[] {
  const life = pumpModel(pump.data.model)?.serviceLifeMonths;
  return life
    ? [
        {
          at: monthsAfter(pump.at, life.value),
          reason: `${life.value} months after the implant (${life.source})`,
          eventId: pump.id,
          isDated: isDated(pump),
        },
      ]
    : [];
}

function alarmEnd({ policy }: AuditContext, event: ActingEvent, alarm: string): ServiceEnd | undefined {
  const days = policy.electiveReplacementDays.value;
  const end = { eventId: event.id, isDated: isDated(event) };
  if (alarm === 'end-of-service') return { ...end, at: event.at, reason: 'by its end-of-service alarm' };
  if (alarm !== 'elective-replacement') return undefined;
  return {
    ...end,
    at: event.at + days * DAY_MS,
    reason: `${days} days after its elective-replacement alarm`,
  };
}

/** Calendar months in UTC; the last day of a month that is too short. */
function monthsAfter(at: Instant, months: number): Instant {
  const date = new Date(at);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, lastDay));
}

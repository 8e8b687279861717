import { pumpModel } from '../../infusion/devices.js';
import { DAY_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { spanOf } from '../../therapy/occurred-at.js';
import { type AuditContext, oncePer } from '../context.js';
import { type PumpPutIn, pumpPutIn } from '../facts/hardware-changes.js';
import { showInstant } from '../show.js';
import { therapyEnd } from '../facts/therapy-end.js';

/** An instant at which a pump's service ends, and why. */
export interface ServiceEnd {
  readonly at: Instant;
  readonly reason: string;
  readonly eventId: EventId;
  /** True where the date that it counts from is an interval. */
  readonly isDated: boolean;
}

/** A pump from when it was put in place, or taken over, until it was taken out or its therapy ended. */
export interface PumpLife {
  readonly pump: PumpPutIn;
  readonly serviceEnds: readonly ServiceEnd[];
  readonly endedAt?: Instant;
}

/** The pumps of a therapy, in order. */
export const pumpLives = oncePer((context): readonly PumpLife[] => {
  const lives: { pump: PumpPutIn; serviceEnds: ServiceEnd[]; endedAt?: Instant }[] = [];
  const over = therapyEnd(context.delivery)?.eventId;
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
    const pump = pumpPutIn(event);
    if (pump) {
      const before = lives.at(-1);
      if (before) before.endedAt ??= event.at;
      lives.push({ pump, serviceEnds: lifeEnd(pump) });
      alarmed = new Set();
      for (const before of early) if (before.latest >= event.at) takeAlarms({ ...before, at: event.at });
      early = [];
    }
    const life = lives.at(-1);
    if (!life || life.endedAt !== undefined) {
      if (alarmsOf(event).length > 0) early.push(event);
      continue;
    }
    if (event.type === 'PumpExplanted' || event.id === over) life.endedAt = event.at;
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

function lifeEnd({ event, data }: PumpPutIn): ServiceEnd[] {
  const life = pumpModel(data.model)?.serviceLifeMonths;
  if (!life) return [];
  const { at, since, dated } = beginning(event);
  return [
    {
      at: monthsAfter(at, life.value),
      reason: `${life.value} months after ${since} (${life.source})`,
      eventId: event.id,
      isDated: dated,
    },
  ];
}

/** When a pump was put in place: of one that was taken over as its record says, else before that. */
function beginning(event: ActingEvent): { at: Instant; since: string; dated: boolean } {
  if (event.type !== 'TherapyTakenOver') return { at: event.at, since: 'the implant', dated: isDated(event) };
  const { pumpImplantedOn } = event.data;
  const span = pumpImplantedOn === undefined ? undefined : spanOf(pumpImplantedOn);
  return span
    ? { at: span.first, since: `the implant of ${pumpImplantedOn}`, dated: span.last > span.first }
    : { at: event.at, since: `${showInstant(event.at)}, when it was in place already`, dated: true };
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

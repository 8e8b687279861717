import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Alarm } from '../../therapy/events/values/alarm.js';
import { setProgram } from '../effects/program.js';
import { stall } from '../effects/pump.js';
import type { Effect } from '../effects/effect.js';
import type { Pumping } from '../pumping.js';

interface Source {
  readonly id: EventId;
  readonly at: Instant;
}

type Acts = (pumping: Pumping, by: Source) => void;

/** What an alarm says of the flow. */
const ACTS: Readonly<Record<Alarm, Acts | undefined>> = {
  'motor-stall': (pumping, { id }) => stall(pumping, id),
  'empty-reservoir': (pumping, { id }) => pumping.reported(id, 'empty-reservoir'),
  'end-of-service': (pumping, { id }) => pumping.reported(id, 'end-of-service'),
  'memory-reset': resetMemory,
  'low-reservoir': undefined,
  'elective-replacement': undefined,
  other: undefined,
};

function resetMemory(pumping: Pumping, by: Source): void {
  const { program: lost } = pumping.now;
  setProgram(pumping, { ...by, utcOffsetMinutes: 0 }, { mode: 'minimum-rate' });
  const { program } = pumping.now;
  const concentrationMcgPerMl = lost ? lost.concentrationMcgPerMl : program?.concentrationMcgPerMl;
  pumping.now = { ...pumping.now, program: program && { ...program, concentrationMcgPerMl, lost } };
  pumping.reported(by.id, 'memory-reset');
}

export const isActing = (alarm: Alarm): boolean => ACTS[alarm] !== undefined;

/** Lets an alarm act; without a pump in place, or where volumes refute it, it acts on nothing. */
export function sound(pumping: Pumping, alarm: Alarm, by: Source): void {
  if (pumping.listens && !pumping.isRefuted(by.id, alarm)) ACTS[alarm]?.(pumping, by);
}

export const alarmRaised: Effect<'PumpAlarmRaised'> = {
  when: ({ data }) => isActing(data.alarm),
  act: (pumping, event) => sound(pumping, event.data.alarm, event),
};

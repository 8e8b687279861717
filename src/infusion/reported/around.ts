import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Alarm } from '../../therapy/events/values/alarm.js';
import { DRUG_FREE } from '../../therapy/events/fields/texts.js';
import type { Solution } from '../../therapy/events/values/solution.js';
import type { Around } from '../effects/effect.js';
import { DAY_MS } from '../schedule.js';

/** What ends what an alarm says: a fill, another pump, a program, a recovery. */
const ENDS: Readonly<Partial<Record<ActingEvent['type'], readonly Alarm[]>>> = {
  ReservoirRefilled: ['empty-reservoir'],
  DrugSwitched: ['empty-reservoir'],
  PumpReprogrammed: ['memory-reset'],
  MotorStallRecovered: ['motor-stall'],
  PumpImplanted: ['empty-reservoir', 'memory-reset', 'motor-stall', 'end-of-service'],
  PumpReplaced: ['empty-reservoir', 'memory-reset', 'motor-stall', 'end-of-service'],
  TherapyTakenOver: ['empty-reservoir', 'memory-reset', 'motor-stall', 'end-of-service'],
};

/** Whether what ends an alarm lies in the 24 hours before it was read. */
export function isAnswered({ events, index }: Around, alarm: Alarm): boolean {
  const { at } = events[index]!;
  for (let before = index - 1; before >= 0; before -= 1) {
    const event = events[before]!;
    if (event.at < at - DAY_MS) return false;
    if (ENDS[event.type]?.includes(alarm)) return true;
  }
  return false;
}

/** The next program, where it comes within 24 hours. */
export function nextProgram({ events, index }: Around): Acting<'PumpReprogrammed'> | undefined {
  const { at } = events[index]!;
  for (let after = index + 1; after < events.length; after += 1) {
    const event = events[after]!;
    if (event.at > at + DAY_MS) return undefined;
    if (event.type === 'PumpReprogrammed') return event;
  }
  return undefined;
}

/** What was filled last before a place among the events, but after another. */
export function filledBetween({ events, index }: Around, until: ActingEvent): Solution | undefined {
  for (let place = events.indexOf(until) - 1; place > index; place -= 1) {
    const event = events[place]!;
    if (event.type === 'ReservoirRefilled') return event.data;
    if (event.type === 'DrugSwitched') return event.data.to;
  }
  return undefined;
}

export const isDrugFree = ({ drug }: Solution): boolean => drug === DRUG_FREE;

/** What sets a program, fills or puts in a pump. */
const SETS: readonly ActingEvent['type'][] = [
  'PumpReprogrammed',
  'ReservoirRefilled',
  'DrugSwitched',
  'TherapyTakenOver',
  'PumpImplanted',
  'PumpReplaced',
];

const showsProgram = ({ type, data }: ActingEvent): boolean =>
  type === 'PumpInterrogated' && (data.shows?.mode !== undefined || data.shows?.dailyDoseMcg !== undefined);

/** The last program, fill or reading before that showed a mode or a dose; else the implant of the pump. */
export const lastKnown = ({ events, index }: Around): Instant | undefined =>
  events.slice(0, index).findLast((event) => SETS.includes(event.type) || showsProgram(event))?.at;

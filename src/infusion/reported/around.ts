import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import type { Alarm } from '../../therapy/events/values/alarm.js';
import type { Around } from '../effects/effect.js';
import { endsDelivery } from '../effects/therapy.js';
import { type Content, fluidOf } from '../fluid.js';
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
    if (alarm === 'motor-stall' && tellsRecovery(event, at - DAY_MS)) return true;
  }
  return false;
}

/** Whether an event tells that a stall was over, at an instant or after it. */
const tellsRecovery = ({ type, data }: ActingEvent, since: Instant): boolean =>
  type === 'PumpInterrogated' &&
  (data.shows?.motorStalls ?? []).some(({ to }) => to !== undefined && Date.parse(to) >= since);

/** The next program, where it comes within 24 hours and delivery does not end before. */
export function nextProgram({ events, index }: Around): Acting<'PumpReprogrammed'> | undefined {
  const { at } = events[index]!;
  for (let after = index + 1; after < events.length; after += 1) {
    const event = events[after]!;
    if (event.at > at + DAY_MS || endsDelivery(event)) return undefined;
    if (event.type === 'PumpReprogrammed') return event;
  }
  return undefined;
}

/** What the reservoir holds at an event to come, if it holds `held` now. */
export function heldAt(
  next: ActingEvent,
  { events, index }: Around,
  held: Content | undefined,
): Content | undefined {
  for (let place = events.indexOf(next, index) - 1; place > index; place -= 1) {
    const event = events[place]!;
    if (event.type === 'ReservoirRefilled') return fluidOf(event.data, event.id);
    if (event.type === 'DrugSwitched') return fluidOf(event.data.to, event.id);
    if (event.type === 'ReservoirEmptied') return undefined;
  }
  return held;
}

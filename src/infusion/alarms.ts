import type { Acting } from '../therapy/acting-event.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import { NOT_OF_THE_SYSTEM, none } from '../therapy/none.js';
import type { EventTypeName } from '../therapy/events/index.js';

export interface ActiveAlarm {
  readonly alarm: string;
  readonly raisedAt: Instant;
  readonly eventId: EventId;
}

type Active = readonly ActiveAlarm[];
/** The alarms after an event, from those before it. */
type After<Name extends EventTypeName> = (active: Active, event: Acting<Name>) => Active;

const without = (active: Active, ...ended: readonly string[]): Active =>
  active.filter(({ alarm }) => !ended.includes(alarm));

const raised = (
  active: Active,
  alarm: string,
  { at, id }: Pick<Acting<EventTypeName>, 'at' | 'id'>,
): Active => [...without(active, alarm), { alarm, raisedAt: at, eventId: id }];

/** Alarms are those of the pump in place. */
const ofAnotherPump = (): Active => [];
const filled = (active: Active): Active => without(active, 'low-reservoir', 'empty-reservoir');

/** Does it raise or end an alarm? */
const ALARMS: { readonly [Name in EventTypeName]: After<Name> | undefined } = {
  PumpAlarmRaised: (active, event) => raised(active, event.data.alarm, event),
  MotorStallDetected: (active, event) => raised(active, 'motor-stall', event),
  MotorStallRecovered: (active) => without(active, 'motor-stall'),
  ReservoirRefilled: filled,
  DrugSwitched: filled,
  PumpImplanted: ofAnotherPump,
  PumpReplaced: ofAnotherPump,
  TherapyTakenOver: ofAnotherPump,
  PumpExplanted: ofAnotherPump,

  CatheterImplanted: none,
  CatheterReplaced: none,
  CatheterRevised: none,
  CatheterStudied: none,
  CatheterAspirated: none,
  PumpReprogrammed: none,
  BolusTestPerformed: none,
  ReservoirEmptied: none,
  BolusGiven: none,
  TherapyEnded: none,
  ReservoirVolumeChecked: none,
  PumpInterrogated: none,
  ...NOT_OF_THE_SYSTEM,
};

/** The alarms that nothing recorded has ended, after one event more. */
export function alarmsAfter<Name extends EventTypeName>(active: Active, event: Acting<Name>): Active {
  const after: After<Name> | undefined = ALARMS[event.type];
  return after ? after(active, event) : active;
}

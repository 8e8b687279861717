import type { Acting, ActingEvent } from './acting-event.js';
import { NOT_OF_THE_SYSTEM, none } from './none.js';
import type { EventTypeName } from './events/index.js';
import type { Catheter } from './events/values/catheter.js';

type Other = (catheter: Catheter) => Catheter;

interface Changes<Name extends EventTypeName> {
  /** The same event with another catheter; absent where it puts in none. */
  readonly withCatheter?: (event: Acting<Name>, other: Other) => ActingEvent;
}

/** Does it put in or take out a part of the implanted system? */
const HARDWARE: { readonly [Name in EventTypeName]: Changes<Name> | undefined } = {
  PumpImplanted: {},
  PumpReplaced: {},
  PumpExplanted: {},
  TherapyTakenOver: {
    withCatheter: (event, other) => ({
      ...event,
      data: { ...event.data, ...(event.data.catheter && { catheter: other(event.data.catheter) }) },
    }),
  },
  CatheterImplanted: { withCatheter: (event, other) => ({ ...event, data: other(event.data) }) },
  CatheterReplaced: {
    withCatheter: (event, other) => ({
      ...event,
      data: { ...event.data, catheter: other(event.data.catheter) },
    }),
  },

  CatheterRevised: {
    withCatheter: (event, other) => ({
      ...event,
      data: { ...event.data, ...(event.data.catheter && { catheter: other(event.data.catheter) }) },
    }),
  },

  ReservoirRefilled: none,
  DrugSwitched: none,
  PumpReprogrammed: none,
  ReservoirEmptied: none,
  BolusTestPerformed: none,
  BolusGiven: none,
  TherapyEnded: none,
  CatheterStudied: none,
  CatheterAspirated: none,
  ReservoirVolumeChecked: none,
  PumpInterrogated: none,
  PumpAlarmRaised: none,
  MotorStallDetected: none,
  MotorStallRecovered: none,
  ...NOT_OF_THE_SYSTEM,
};

/** Whether the pump or the catheter is another one since. */
export const changesHardware = ({ type }: ActingEvent): boolean => HARDWARE[type] !== none;

/** The same event with another catheter; undefined where it puts in none. */
export function withCatheter<Name extends EventTypeName>(
  event: Acting<Name>,
  other: Other,
): ActingEvent | undefined {
  const changes: Changes<Name> | undefined = HARDWARE[event.type];
  return changes?.withCatheter?.(event, other);
}

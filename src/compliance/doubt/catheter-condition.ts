import type { Acting } from '../../therapy/acting-event.js';
import { NOT_OF_THE_SYSTEM, none } from '../../therapy/none.js';
import type { EventData, EventTypeName } from '../../therapy/events/index.js';

/** What an event says of the catheter; undefined where it leaves that open. */
type CatheterCondition = 'new' | 'sound' | 'faulty' | undefined;

const BY_FINDING: Readonly<Record<EventData<'CatheterStudied'>['finding'], CatheterCondition>> = {
  patent: 'sound',
  inconclusive: undefined,
  leak: 'faulty',
  rupture: 'faulty',
  occlusion: 'faulty',
  migration: 'faulty',
  disconnection: 'faulty',
  kink: 'faulty',
  granuloma: 'faulty',
  'tip-misplaced': 'faulty',
};

const isNew = (): CatheterCondition => 'new';

/** Does it say whether the catheter is sound? */
const OF_CATHETER: {
  readonly [Name in EventTypeName]: ((event: Acting<Name>) => CatheterCondition) | undefined;
} = {
  CatheterImplanted: isNew,
  CatheterReplaced: isNew,
  CatheterRevised: isNew,
  TherapyTakenOver: ({ data }) => (data.catheter ? 'new' : undefined),
  CatheterStudied: ({ data }) => BY_FINDING[data.finding],

  // That fluid came, or did not, is weighed by a rule; it proves nothing.
  CatheterAspirated: none,
  PumpImplanted: none,
  PumpReplaced: none,
  PumpExplanted: none,
  ReservoirEmptied: none,
  BolusGiven: none,
  TherapyEnded: none,
  ReservoirRefilled: none,
  DrugSwitched: none,
  PumpReprogrammed: none,
  BolusTestPerformed: none,
  ReservoirVolumeChecked: none,
  PumpInterrogated: none,
  PumpAlarmRaised: none,
  MotorStallDetected: none,
  MotorStallRecovered: none,
  ...NOT_OF_THE_SYSTEM,
};

/** Whether a type is one of those that may say something of the catheter. */
export const statesCatheterCondition = (type: EventTypeName): boolean => OF_CATHETER[type] !== none;

export function catheterConditionIn<Name extends EventTypeName>(event: Acting<Name>): CatheterCondition {
  const says: ((event: Acting<Name>) => CatheterCondition) | undefined = OF_CATHETER[event.type];
  return says?.(event);
}

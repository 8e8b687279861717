import type { Acting, ActingEvent } from '../therapy/acting-event.js';
import type { Instant } from '../therapy/envelope.js';
import { NOT_OF_THE_SYSTEM } from '../therapy/none.js';
import type { EventTypeName } from '../therapy/events/index.js';
import { bolusGiven } from './effects/bolus.js';
import {
  catheterAspirated,
  catheterImplanted,
  catheterReplaced,
  catheterRevised,
  catheterStudied,
} from './effects/catheter.js';
import type { Around, Closing, Effect } from './effects/effect.js';
import { pumpBolus, pumpReprogrammed } from './effects/program.js';
import { motorRecovered, motorStalled, pumpExplanted, pumpImplanted, pumpReplaced } from './effects/pump.js';
import { drugSwitched, reservoirEmptied, reservoirRefilled, volumeChecked } from './effects/reservoir.js';
import { therapyEnded, therapyTakenOver } from './effects/therapy.js';
import { alarmRaised } from './reported/alarm.js';
import { pumpRead } from './reported/reading-effect.js';
import type { Pumping } from './pumping.js';

/** Does it change what is pumped, or what is in the path? And how? */
const EFFECTS: { readonly [Name in EventTypeName]: Effect<Name> | undefined } = {
  PumpImplanted: pumpImplanted,
  PumpExplanted: pumpExplanted,
  MotorStallDetected: motorStalled,
  MotorStallRecovered: motorRecovered,
  CatheterImplanted: catheterImplanted,
  CatheterReplaced: catheterReplaced,
  CatheterAspirated: catheterAspirated,
  CatheterStudied: catheterStudied,
  ReservoirRefilled: reservoirRefilled,
  DrugSwitched: drugSwitched,
  PumpReprogrammed: pumpReprogrammed,
  BolusTestPerformed: pumpBolus,
  PumpReplaced: pumpReplaced,
  TherapyTakenOver: therapyTakenOver,
  TherapyEnded: therapyEnded,
  CatheterRevised: catheterRevised,
  ReservoirEmptied: reservoirEmptied,
  ReservoirVolumeChecked: volumeChecked,
  BolusGiven: bolusGiven,
  PumpAlarmRaised: alarmRaised,
  PumpInterrogated: pumpRead,
  ...NOT_OF_THE_SYSTEM,
};

function effectOf<Name extends EventTypeName>(event: Acting<Name>): Effect<Name> | undefined {
  const effect: Effect<Name> | undefined = EFFECTS[event.type];
  return !effect?.when || effect.when(event) ? effect : undefined;
}

/** Whether a fact changes what is pumped or what is in the path. */
export const actsOnDelivery = <Name extends EventTypeName>(event: Acting<Name>): boolean =>
  effectOf(event) !== undefined;

/** What an event does, and when. */
export interface Step {
  readonly at: Instant;
  readonly event: ActingEvent;
  /** Whether it is told by a later event. */
  readonly isEarlier: boolean;
  readonly act: (pumping: Pumping) => void;
  /** Whether it ends a stretch as the pump stands. */
  readonly closing?: (pumping: Pumping) => Closing | undefined;
}

/** What an event does: before its own instant, as far as it tells of that, and at it. Empty where it does nothing. */
export function stepsOf<Name extends EventTypeName>(event: Acting<Name>, around: Around): readonly Step[] {
  const effect = effectOf(event);
  if (!effect) return [];
  const own = event as ActingEvent;
  const { closes } = effect;
  const earlier = effect.earlier?.(event, around) ?? [];
  return [
    ...earlier.map(({ at, act }): Step => ({
      at,
      event: own,
      isEarlier: true,
      act: (pumping) => pumping.act(event, () => act(pumping)),
    })),
    {
      at: event.at,
      event: own,
      isEarlier: false,
      act: (pumping) => pumping.act(event, () => effect.act(pumping, event, around)),
      ...(closes && { closing: (pumping: Pumping) => closes(event, pumping) }),
    },
  ];
}

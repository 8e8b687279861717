import type { Acting } from '../therapy/acting-event.js';
import { NOT_OF_THE_SYSTEM, none } from '../therapy/none.js';
import type { EventTypeName } from '../therapy/events/index.js';
import {
  catheterAspirated,
  catheterImplanted,
  catheterReplaced,
  catheterStudied,
} from './effects/catheter.js';
import type { Effect } from './effects/effect.js';
import { pumpBolus, pumpReprogrammed } from './effects/program.js';
import { motorRecovered, motorStalled, pumpExplanted, pumpImplanted } from './effects/pump.js';
import { drugSwitched, reservoirRefilled } from './effects/reservoir.js';
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

  PumpReplaced: none,
  TherapyTakenOver: none,
  CatheterRevised: none,
  ReservoirEmptied: none,
  BolusGiven: none,
  TherapyEnded: none,
  ReservoirVolumeChecked: none,
  PumpInterrogated: none,
  PumpAlarmRaised: none,
  ...NOT_OF_THE_SYSTEM,
};

function effectOf<Name extends EventTypeName>(event: Acting<Name>): Effect<Name> | undefined {
  const effect: Effect<Name> | undefined = EFFECTS[event.type];
  return !effect?.when || effect.when(event) ? effect : undefined;
}

/** Whether a fact changes what is pumped or what is in the path. */
export const actsOnDelivery = <Name extends EventTypeName>(event: Acting<Name>): boolean =>
  effectOf(event) !== undefined;

/** Pumps until an event and lets it act. Events come in the order in which they act. */
export function applyEvent<Name extends EventTypeName>(pumping: Pumping, event: Acting<Name>): void {
  const effect = effectOf(event);
  if (!effect) return;
  pumping.advance(event.at);
  pumping.act(event, () => effect.act(pumping, event));
}

import type { Acting } from '../../therapy/acting-event.js';
import { NOT_OF_THE_SYSTEM, none } from '../../therapy/none.js';
import type { EventTypeName } from '../../therapy/events/index.js';

/** What an event says of the volume in the reservoir, mL. */
interface VolumeStatement {
  /** As found, before anything was filled in. */
  readonly measuredMl?: number;
  /** What should have been found, by the event’s own statement. */
  readonly expectedMl?: number;
  /** Whether what was in the reservoir is over: filled anew, or of another pump. */
  readonly endsFill?: boolean;
}

type StatesVolume<Name extends EventTypeName> = (event: Acting<Name>) => VolumeStatement;

const endsFill = (): VolumeStatement => ({ endsFill: true });
const atEnd: StatesVolume<
  'ReservoirRefilled' | 'DrugSwitched' | 'PumpReplaced' | 'PumpExplanted' | 'ReservoirEmptied'
> = ({ data }) => ({
  measuredMl: data.aspiratedVolumeMl,
  endsFill: true,
});

/** Does it say what volume was found in the reservoir, or begin another one? */
const OF_VOLUME: { readonly [Name in EventTypeName]: StatesVolume<Name> | undefined } = {
  ReservoirRefilled: atEnd,
  DrugSwitched: atEnd,
  ReservoirVolumeChecked: ({ data }) => ({
    measuredMl: data.measuredVolumeMl,
    expectedMl: data.expectedVolumeMl,
  }),
  PumpImplanted: endsFill,
  TherapyTakenOver: endsFill,
  PumpReplaced: atEnd,
  PumpExplanted: atEnd,
  ReservoirEmptied: atEnd,

  CatheterImplanted: none,
  CatheterReplaced: none,
  CatheterRevised: none,
  CatheterStudied: none,
  CatheterAspirated: none,
  PumpReprogrammed: none,
  BolusTestPerformed: none,
  BolusGiven: none,
  TherapyEnded: none,
  PumpInterrogated: none,
  PumpAlarmRaised: none,
  MotorStallDetected: none,
  MotorStallRecovered: none,
  ...NOT_OF_THE_SYSTEM,
};

const NOTHING: VolumeStatement = {};

export function volumeStatementIn<Name extends EventTypeName>(event: Acting<Name>): VolumeStatement {
  const says: StatesVolume<Name> | undefined = OF_VOLUME[event.type];
  return says ? says(event) : NOTHING;
}

import type { ActingEvent } from '../therapy/acting-event.js';

const pumpRecords: readonly ActingEvent['type'][] = [
  'PumpImplanted',
  'ReservoirRefilled',
  'DrugSwitched',
  'PumpReprogrammed',
  'PumpInterrogated',
  'ReservoirVolumeChecked',
  'PumpAlarmRaised',
  'PumpExplanted',
];

/** The last fact that shows somebody at the pump; what is inferred after it is a projection. */
export const lastPumpRecord = (events: readonly ActingEvent[]): ActingEvent | undefined =>
  events.findLast((event) => pumpRecords.includes(event.type));

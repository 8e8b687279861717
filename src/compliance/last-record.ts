import type { ActingEvent } from '../therapy/acting-event.js';
import type { Instant } from '../therapy/envelope.js';
import { type AuditContext, oncePer } from './context.js';

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
export const lastPumpRecord = oncePer(({ events }) =>
  events.findLast((event) => pumpRecords.includes(event.type)),
);

export const isAfterLastRecord = (context: AuditContext, at: Instant): boolean =>
  at > (lastPumpRecord(context)?.at ?? Number.NEGATIVE_INFINITY);

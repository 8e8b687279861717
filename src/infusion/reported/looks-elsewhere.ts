import type { ActingEvent } from '../../therapy/acting-event.js';
import { endsDelivery } from '../effects/therapy.js';

/** What says something of other times than its own, or is changed by what comes after it. */
export const looksElsewhere = ({ type, data }: ActingEvent): boolean =>
  type === 'TherapyEnded' ||
  (type === 'PumpInterrogated' && (data.shows !== undefined || (data.alarms?.length ?? 0) > 0));

/** What neither opens a therapy again that has ended, nor says anything of a pump that still runs. */
const AFTER_THE_END: readonly ActingEvent['type'][] = [
  'PumpInterrogated',
  'PumpAlarmRaised',
  'ReservoirVolumeChecked',
  'MotorStallDetected',
];

const leavesEnded = (event: ActingEvent): boolean =>
  AFTER_THE_END.includes(event.type) ||
  event.type === 'PumpExplanted' ||
  event.type === 'ReservoirEmptied' ||
  event.type === 'TherapyEnded' ||
  (event.type === 'PumpReprogrammed' && event.data.program.mode === 'stopped');

/**
 * The events without an end after which the pump was used again, and without what was read of it after one that stands
 * (contract, `TherapyEnded`).
 * @param acts whether an event acts on pump or path
 */
export function withEnds(
  events: readonly ActingEvent[],
  acts: (event: ActingEvent) => boolean,
): readonly ActingEvent[] {
  if (!events.some(endsDelivery)) return events;
  const reopened = events.findLastIndex((event) => acts(event) && !leavesEnded(event));
  const end = events.findIndex((event, index) => index > reopened && endsDelivery(event));
  return events.filter((event, index) => {
    if (event.type === 'TherapyEnded') return index === end;
    return end < 0 || index < end || !AFTER_THE_END.includes(event.type);
  });
}

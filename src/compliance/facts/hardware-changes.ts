import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventData } from '../../therapy/events/index.js';

/** A pump as it was put in place, or taken over in place. */
export interface PumpPutIn {
  readonly event: ActingEvent;
  readonly data: EventData<'PumpImplanted'>;
}

/** The pump that an event puts in place; undefined where it puts in none. */
export function pumpPutIn(event: ActingEvent): PumpPutIn | undefined {
  if (event.type === 'PumpImplanted') return { event, data: event.data };
  return event.type === 'PumpReplaced' || event.type === 'TherapyTakenOver'
    ? { event, data: event.data.pump }
    : undefined;
}

/** Whether another pump is in place since, or none. */
export const changesPump = (event: ActingEvent): boolean =>
  event.type === 'PumpExplanted' || pumpPutIn(event) !== undefined;

/** Whether the catheter, or a part of it, is another one since. */
export const changesCatheter = ({ type, data }: ActingEvent): boolean =>
  type === 'CatheterImplanted' ||
  type === 'CatheterReplaced' ||
  type === 'CatheterRevised' ||
  (type === 'TherapyTakenOver' && data.catheter !== undefined);

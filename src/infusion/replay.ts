import type { ActingEvent } from '../therapy/acting-event.js';
import type { Delivery } from './delivery.js';
import { applyEvent } from './effects.js';
import { Pumping } from './pumping.js';

/** What was pumped until the last event, ready to go on with the next one. */
export interface DeliverySoFar {
  /** As if nothing but the last program, the reservoir's content and the pump itself went on for ever. */
  readonly delivery: Delivery;
  /** The same with further events, which act at or after the last one. */
  and(events: readonly ActingEvent[]): DeliverySoFar;
}

function soFar(pumping: Pumping): DeliverySoFar {
  const projected = pumping.clone();
  projected.advance(Number.POSITIVE_INFINITY);
  return {
    delivery: projected.result(),
    and(events) {
      const next = pumping.clone();
      for (const event of events) applyEvent(next, event);
      return soFar(next);
    },
  };
}

/** Rebuilds what was pumped from events in the order in which they act. */
export function replay(events: readonly ActingEvent[]): DeliverySoFar {
  const pumping = new Pumping();
  for (const event of events) applyEvent(pumping, event);
  return soFar(pumping);
}

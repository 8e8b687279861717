import type { Delivery } from '../../infusion/delivery.js';
import type { ActingEvent } from '../../therapy/acting-event.js';

/** One way in which it may have gone: the facts at one choice of their dates and lengths, and what was pumped then. */
export interface Scenario {
  /** All facts that are known, in the order in which they act. */
  readonly known: readonly ActingEvent[];
  /** What follows from those that had acted, as if nothing else came. */
  readonly delivery: Delivery;
}

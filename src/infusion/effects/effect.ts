import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import type { Pumping } from '../pumping.js';

/** What a type of event changes of what is pumped, or of what is in the path. */
export interface Effect<Name extends EventTypeName> {
  /** Whether it changes anything at all, by its data; left out where it always does. */
  readonly when?: (event: Acting<Name>) => boolean;
  readonly act: (pumping: Pumping, event: Acting<Name>, around: Around) => void;
  /** What it tells of instants before its own; left out where it tells of none. */
  readonly earlier?: (event: Acting<Name>, around: Around) => readonly Earlier[];
  /** Whether it ends a stretch between known volumes, and with what was found; left out where it never does. */
  readonly closes?: (event: Acting<Name>, pumping: Pumping) => Closing | undefined;
}

/** All that has acted, in order, and the place of one event among it. */
export interface Around {
  readonly events: readonly ActingEvent[];
  readonly index: number;
}

/** What an event says that happened before it. */
export interface Earlier {
  readonly at: Instant;
  readonly act: (pumping: Pumping) => void;
}

/** The end of a stretch. */
export interface Closing {
  /** What was found in the reservoir, mL; undefined where nobody looked. */
  readonly foundMl?: number | undefined;
}

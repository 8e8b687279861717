import type { Acting } from '../../therapy/acting-event.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import type { Pumping } from '../pumping.js';

/** What a type of event changes of what is pumped, or of what is in the path. */
export interface Effect<Name extends EventTypeName> {
  /** Whether it changes anything at all, by its data; left out where it always does. */
  readonly when?: (event: Acting<Name>) => boolean;
  readonly act: (pumping: Pumping, event: Acting<Name>) => void;
}

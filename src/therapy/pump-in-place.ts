import type { Instant, Sealed } from './envelope.js';
import type { EventData } from './events/index.js';
import { timelineOf } from './timeline.js';

/** The pump that is in place at an instant, by what is recorded; undefined where there is none. */
export function pumpInPlace(
  events: readonly Sealed[],
  at: Instant,
): Pick<EventData<'PumpImplanted'>, 'serialNumber'> | undefined {
  let pump: EventData<'PumpImplanted'> | undefined;
  for (const event of timelineOf(events).acting) {
    if (event.at > at) break;
    if (event.type === 'PumpImplanted') pump = event.data;
    else if (event.type === 'PumpReplaced' || event.type === 'TherapyTakenOver') pump = event.data.pump;
    else if (event.type === 'PumpExplanted') pump = undefined;
  }
  return pump;
}

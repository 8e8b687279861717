import type { Sealed } from './envelope.js';
import { isEventTypeName, schemaVersionOf, upcast } from './versions.js';

/** The event as the newest version of its type says it, for whoever decides or computes with it. */
export function inNewestForm<Event extends Sealed>(event: Event): Event {
  const { type, schemaVersion, data } = event;
  // Of a type that this release does not know nothing can be said.
  if (!isEventTypeName(type) || schemaVersion >= schemaVersionOf(type)) return event;
  return {
    ...event,
    schemaVersion: schemaVersionOf(type),
    data: upcast(type, data, schemaVersion),
    stored: { schemaVersion, data },
  };
}

/** The event as it is stored, for whoever shows, hashes or proves what was recorded. */
export const asStored = (event: Sealed): Sealed =>
  event.stored ? { ...event, ...event.stored, stored: undefined } : event;

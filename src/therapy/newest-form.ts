import type { Sealed } from './envelope.js';
import { eventTypes } from './events/index.js';

/** The event as the newest version of its type says it, for whoever decides or computes with it. */
export function inNewestForm<Event extends Sealed>(event: Event): Event {
  const { type, schemaVersion, data } = event;
  // Of a type that this release does not know nothing can be said.
  if (!Object.hasOwn(eventTypes, type) || schemaVersion >= eventTypes[type].schemaVersion) return event;
  const newest = eventTypes[type];
  return {
    ...event,
    schemaVersion: newest.schemaVersion,
    data: newest.upcast(data, schemaVersion) as Sealed['data'],
    stored: { schemaVersion, data },
  };
}

/** The event as it is stored, for whoever shows, hashes or proves what was recorded. */
export const asStored = (event: Sealed): Sealed =>
  event.stored ? { ...event, ...event.stored, stored: undefined } : event;

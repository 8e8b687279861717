import type { Acting, ActingEvent } from '../../therapy/acting-event.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import type { Dated, Span } from './therapy-timeline.js';

export const datedOf = ({ id, revision, at, earliest, latest, precision }: Acting<EventTypeName>): Dated => ({
  eventId: id,
  revision,
  at,
  earliest,
  latest,
  precision,
});

/** Whether it can have happened in a span, or acts in it. */
export const isIn = ({ at, earliest, latest }: ActingEvent, { from, to }: Span): boolean =>
  Math.min(at, earliest) <= to && Math.max(at, latest) >= from;

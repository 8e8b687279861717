import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import { calendarDay } from '../../therapy/occurred-at.js';
import { type AuditContext, eventsById } from '../context.js';
import type { Cessation } from '../taper/cessations.js';

const dayOf = (at: Instant): string => calendarDay(at, 0);
const LENGTH = { month: 'YYYY-MM'.length, year: 'YYYY'.length } as const;

/** When a dose came to zero, no more exactly than the record says it. */
export function zeroInWords(
  context: AuditContext,
  { steps, reachedZeroAt }: Pick<Cessation, 'steps' | 'reachedZeroAt'>,
): string {
  const eventId = steps.at(-1)?.eventId;
  const event = eventId ? eventsById(context).get(eventId) : undefined;
  if (!event || event.at !== reachedZeroAt) return `about ${dayOf(reachedZeroAt)}`;
  return dateInWords(event);
}

function dateInWords({ at, earliest, latest, precision }: ActingEvent): string {
  switch (precision) {
    case 'instant':
    case 'day':
      return `on ${dayOf(at)}`;
    case 'month':
    case 'year':
      return `in ${dayOf(earliest).slice(0, LENGTH[precision])}`;
    case 'interval':
      return `between ${dayOf(earliest)} and ${dayOf(latest)}`;
    default:
      return precision satisfies never;
  }
}

import type { EventId, Instant } from '../../therapy/envelope.js';
import { type Delivery, instantOfMl, pumpedMl } from '../delivery.js';
import type { Site } from '../dose.js';
import { pathAt, pathVolumeMl } from '../path-content.js';
import { sixDigits } from '../six-digits.js';
import type { Stretch } from '../stretches/stretch.js';
import type { Cause } from './cause.js';

/** A time in which a study found that the catheter may have lost drug. */
export interface FaultyTime {
  readonly from: Instant;
  readonly to: Instant;
  readonly eventId: EventId;
}

const END = Number.POSITIVE_INFINITY;

/**
 * The times in which nothing that was computed at a site can be relied on, but for `PROGRAM_DIFFERS`: less may have been
 * delivered, down to nothing.
 */
export function unreliableTimes(delivery: Delivery, site: Site, faulty: readonly FaultyTime[]): Cause[] {
  const flow = unknownFlow(delivery, site);
  if (site === 'reservoir') return flow;
  return [
    ...faulty.map(({ from, to, eventId }): Cause => ({
      code: 'CATHETER_FAULTY',
      from,
      to,
      detail: 'a study found the catheter faulty: drug may have been lost before the tip',
      eventIds: [eventId],
    })),
    ...delivery.disturbances.map(({ at, eventId, toMl, endedAt }): Cause => ({
      code: 'PATH_CONTENT_UNKNOWN',
      from: at,
      to: endedAt ?? Math.max(at, instantOfMl(delivery, toMl)),
      detail: 'nobody recorded what the path holds: the tip’s dose is open until its volume has passed',
      eventIds: [eventId],
    })),
    ...flow,
  ];
}

/**
 * From where nobody knows what flows, to the next known volume once that is over; at the tip until the path's volume has
 * passed since.
 */
function unknownFlow(delivery: Delivery, site: Site): Cause[] {
  const { segments, stretches } = delivery;
  const causes: Cause[] = [];
  let index = segments.findIndex(({ flowUnknown }) => flowUnknown);
  while (index >= 0) {
    const { start, program } = segments[index]!;
    const over = segments.findIndex((later, place) => place > index && !later.program?.flowUnknown);
    const overAt = segments[over]?.start ?? END;
    const known = volumeKnownFrom(stretches, overAt);
    causes.push({
      code: 'FLOW_UNKNOWN',
      from: start,
      to: site === 'reservoir' ? known : passedSince(delivery, known),
      detail:
        'nobody knows what the pump moved: the strength of its program, or the minimum rate of its model',
      eventIds: program ? [program.eventId] : [],
    });
    index = over < 0 ? -1 : segments.findIndex((later, place) => place > over && later.flowUnknown);
  }
  return causes;
}

/** The first instant, not before another, at which it was known what the reservoir held. */
function volumeKnownFrom(stretches: readonly Stretch[], at: Instant): Instant {
  for (const { start, end, fill, movedMl } of stretches) {
    if (start >= at && fill.known.by !== 'shown') return start;
    if (end >= at && movedMl !== undefined) return end;
  }
  return END;
}

function passedSince(delivery: Delivery, at: Instant): Instant {
  if (at === END) return END;
  const pathMl = pathVolumeMl(pathAt(delivery, at));
  return pathMl === undefined ? END : Math.max(at, instantOfMl(delivery, pumpedMl(delivery, at) + pathMl));
}

/** The times in which a reading shows another flow than was computed. */
export const reportedTimes = ({
  differences,
}: Delivery): readonly (Cause & { readonly shownMlPerDay: number })[] =>
  differences.map(({ eventId, from, to, shownMlPerDay }) => ({
    code: 'PROGRAM_DIFFERS',
    from,
    to,
    detail: `the pump was read to move ${sixDigits(shownMlPerDay)} mL/day, not what is recorded; since when is not known`,
    eventIds: [eventId],
    shownMlPerDay,
  }));

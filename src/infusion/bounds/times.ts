import type { EventId, Instant } from '../../therapy/envelope.js';
import { type Delivery, instantOfMl, pumpedMl } from '../delivery.js';
import type { Site } from '../dose.js';
import { pathAt, pathVolumeMl } from '../path-content.js';
import { sixDigits } from '../six-digits.js';
import { type Segment, isOfUnknownFlow } from '../segment.js';
import type { Stretch } from '../stretches/stretch.js';
import type { Cause } from './cause.js';
import type { Span } from './spans.js';

/** A time in which a study found that the catheter may have lost drug. */
export interface FaultyTime extends Span {
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
 * From where nobody knows what flows to the next known volume once that is over; at the tip also until the path's volume
 * has passed since. What begins before the one before it has ended goes on with it.
 */
function unknownFlow(delivery: Delivery, site: Site): Cause[] {
  const causes: Cause[] = [];
  let begun: Segment | undefined;
  for (const segment of delivery.segments) {
    if (isOfUnknownFlow(segment)) begun ??= segment;
    else if (begun) {
      add(causes, flowUnknown(begun, knownAgain(delivery, site, segment.start)));
      begun = undefined;
    }
  }
  if (begun) add(causes, flowUnknown(begun, END));
  return causes;
}

function add(causes: Cause[], next: Cause): void {
  const last = causes.at(-1);
  if (!last || next.from >= last.to) causes.push(next);
  else
    causes[causes.length - 1] = {
      ...last,
      to: next.to,
      eventIds: [...new Set([...last.eventIds, ...next.eventIds])],
    };
}

const flowUnknown = ({ start, program }: Segment, to: Instant): Cause => ({
  code: 'FLOW_UNKNOWN',
  from: start,
  to,
  detail: 'nobody knows what the pump moved: the strength of its program, or the minimum rate of its model',
  eventIds: program ? [program.eventId] : [],
});

function knownAgain(delivery: Delivery, site: Site, at: Instant): Instant {
  const known = volumeKnownFrom(delivery.stretches, at);
  return site === 'reservoir' ? known : Math.max(known, passedSince(delivery, at));
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

/** A time in which a reading shows another flow than was computed. */
export interface ReportedTime extends Span {
  readonly cause: Cause;
  readonly shownMlPerDay: number;
}

export const reportedTimes = ({ differences }: Delivery): ReportedTime[] =>
  differences.map(({ eventId, from, to, shownMlPerDay }) => ({
    from,
    to,
    shownMlPerDay,
    cause: {
      code: 'PROGRAM_DIFFERS',
      from,
      to,
      detail: `the pump was read to move ${sixDigits(shownMlPerDay)} mL/day, not what is recorded; since when is not known`,
      eventIds: [eventId],
    },
  }));

import { segmentIndexAt } from '../../infusion/delivery.js';
import { DAY_MS, MINUTE_MS } from '../../infusion/schedule.js';
import type { EventId, Instant, Sealed } from '../../therapy/envelope.js';
import { isAmendment } from '../../therapy/timeline.js';
import type { AuditContext } from '../context.js';
import type { Cessation } from '../taper/cessations.js';

/** What the way to a zero rests on. */
export interface Course {
  readonly drug: string;
  /** From the first step to the later zero of reservoir and tip. */
  readonly from: Instant;
  readonly to: Instant;
  /** What made the steps. */
  readonly steps: ReadonlySet<EventId>;
  /** The pumps, catheters, fills and programs that were in use. */
  readonly inUse: ReadonlySet<EventId>;
  /** The volumes that were found at the end of a stretch in it. */
  readonly volumes: ReadonlySet<EventId>;
  /** Whatever was said to have happened in it, or before within the time that joins a fall to it; also what was voided. */
  readonly said: ReadonlySet<EventId>;
  /** The studies that found the catheter faulty in that time. */
  readonly faults: ReadonlySet<EventId>;
}

export function courseOf(
  { delivery, unverified, policy }: AuditContext,
  known: readonly Sealed[],
  cessation: Cessation,
): Course {
  const { drug, site, startedAt: from, reachedZeroAt, steps, tip } = cessation;
  // At the tip alone the path is changed, filled and primed in one visit.
  const visitMs = site === 'tip' ? policy.visitMinutes.value * MINUTE_MS : 0;
  const to = Math.max(reachedZeroAt + visitMs, tip.reachedZeroAt ?? reachedZeroAt);
  // What was in use just before the first step: it may be that which the step ends.
  const first = Math.max(0, segmentIndexAt(delivery, from - 1));
  const segments = delivery.segments.slice(first, segmentIndexAt(delivery, to) + 1);
  const { catheters } = delivery;
  return {
    drug,
    from,
    to,
    steps: setOf(steps.map(({ eventId }) => eventId)),
    inUse: setOf([
      ...segments.flatMap(({ pump, fill, program }) => [pump?.eventId, fill?.eventId, program?.eventId]),
      ...catheters
        .filter(({ at }, index) => at <= to && (catheters[index + 1]?.at ?? to) >= from)
        .map(({ eventId }) => eventId),
    ]),
    volumes: setOf(
      delivery.stretches
        .filter(({ start, end, movedMl }) => movedMl !== undefined && start < to && end >= from)
        .map(({ endedBy }) => endedBy),
    ),
    said: setOf([
      ...steps.map(({ eventId }) => eventId),
      ...known
        .filter((event) => !isAmendment(event))
        .filter(
          ({ occurredAt: { earliest, latest } }) =>
            Date.parse(earliest) <= to &&
            Date.parse(latest) >= from - policy.maxDaysWithoutFall.value * DAY_MS,
        )
        .map(({ id }) => id),
    ]),
    faults: setOf(
      unverified.filter((fault) => fault.from < to && fault.to > from).map(({ eventId }) => eventId),
    ),
  };
}

const setOf = (ids: readonly (EventId | null | undefined)[]): ReadonlySet<EventId> =>
  new Set(ids.filter((id) => id !== null && id !== undefined));

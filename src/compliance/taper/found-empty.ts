import { segmentAt } from '../../infusion/delivery.js';
import { strengthsIn } from '../../infusion/fluid.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { heldMl } from '../../infusion/segment.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { agrees } from '../../infusion/stretches/agreement.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import { isNextToNothing } from '../dose/empty-shown.js';
import { courseByFill } from '../dose/fills.js';
import type { Reason } from '../outcome.js';
import { showInstant } from '../show.js';

/** A pump that was found without drug to give, or without flow, although it should have run: since when is not known. */
export interface FoundZero {
  readonly at: Instant;
  /** When it was last seen to run, where that is when the zero is told to begin. */
  readonly since?: Instant;
  readonly cause: 'reservoir-empty' | 'reported';
  readonly eventId: EventId;
  readonly drugs: readonly string[];
  /** The next fill or program, or the end of the pump. */
  readonly until: Instant;
  readonly reason: Reason;
}

const reasonOf = (detail: string): Reason => ({ code: 'FOUND_EMPTY', detail });

/** By what was aspirated or measured. */
export const foundEmpty = oncePer((context): readonly FoundZero[] => {
  const { delivery } = context;
  const courses = courseByFill(context);
  return delivery.stretches.flatMap(({ end: at, endedBy, fill, startMl, movedMl, expectedMl }) => {
    if (endedBy === undefined || movedMl === undefined || agrees(movedMl, expectedMl)) return [];
    const course = courses.get(fill.eventId);
    const foundMl = startMl - movedMl;
    if (!course || !isNextToNothing(context, course, { measuredMl: foundMl })) return [];
    const leftMl = startMl - expectedMl;
    return [
      {
        at,
        cause: 'reservoir-empty',
        eventId: endedBy,
        drugs: strengthsIn(fill.fluid).map(({ drug }) => drug),
        until: course.endedBy?.at ?? Number.POSITIVE_INFINITY,
        reason: reasonOf(
          `${sixDigits(foundMl)} mL were found ${showInstant(at)} where ${sixDigits(leftMl)} mL were computed: since when the reservoir was empty is not known`,
        ),
      },
    ];
  });
});

/** By an alarm, where far more was computed to be left. */
export function emptyByAlarmAlone({ delivery }: AuditContext, zero: DoseStretch): Reason | undefined {
  const segment = segmentAt(delivery, zero.start);
  if (zero.zeroCause !== 'reservoir-empty' || !segment?.haltedBy || !segment.fill) return undefined;
  const { fill, pump, pumpedMl } = segment;
  const lowestMl = pump?.data.nonExtractableVolumeMl ?? 0;
  const leftMl = heldMl(fill, pumpedMl);
  const { volumeMl } = fill.known;
  if (agrees(volumeMl - lowestMl, volumeMl - leftMl)) return undefined;
  return reasonOf(
    `the alarm says empty where ${sixDigits(leftMl)} mL were computed: since when the reservoir was empty, or whether, is not known`,
  );
}

/** Pumps that were read to be stopped, and not since when: they may have been since they were last seen to run. */
export const foundStopped = oncePer(
  ({ delivery, policy }): readonly (FoundZero & { readonly since: Instant })[] =>
    delivery.differences.flatMap(({ eventId, from: since, to: at, shownMlPerDay }) => {
      const { program, fill } = segmentAt(delivery, at) ?? {};
      if (shownMlPerDay !== 0 || program?.program.mode !== 'stopped' || !fill) return [];
      const until =
        delivery.segments.find((later) => later.start > at && later.program?.eventId !== eventId)?.start ??
        Number.POSITIVE_INFINITY;
      if (until - since < policy.minHoursToCount.value * HOUR_MS) return [];
      return [
        {
          at,
          since,
          eventId,
          cause: 'reported',
          drugs: strengthsIn(fill.fluid).map(({ drug }) => drug),
          until,
          reason: reasonOf(
            `the pump was found stopped ${showInstant(at)}, and not since when: it was last seen to run ${showInstant(since)}`,
          ),
        },
      ];
    }),
);

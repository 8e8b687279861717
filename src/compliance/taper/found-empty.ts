import { lastAtOrBefore, segmentAt } from '../../infusion/delivery.js';
import { strengthsIn } from '../../infusion/fluid.js';
import { heldMl } from '../../infusion/segment.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { agrees } from '../../infusion/stretches/agreement.js';
import { SAME_ML } from '../../infusion/tolerances.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import type { DoseStretch } from '../dose/daily-dose.js';
import { courseByFill } from '../dose/fills.js';
import type { Reason } from '../outcome.js';
import { showInstant } from '../show.js';

/** A reservoir that was found empty although more should have been in it: since when is not known. */
export interface FoundEmpty {
  readonly at: Instant;
  readonly eventId: EventId;
  readonly drugs: readonly string[];
  /** The next fill, or the end of the pump. */
  readonly until: Instant;
  readonly reason: Reason;
}

const reasonOf = (detail: string): Reason => ({ code: 'FOUND_EMPTY', detail });

/** By what was aspirated or measured. */
export const foundEmpty = oncePer((context): readonly FoundEmpty[] => {
  const { delivery, policy } = context;
  const courses = courseByFill(context);
  return delivery.stretches.flatMap(({ end: at, endedBy, fill, startMl, movedMl, expectedMl }) => {
    if (endedBy === undefined || movedMl === undefined || agrees(movedMl, expectedMl)) return [];
    const course = courses.get(fill.eventId);
    const foundMl = startMl - movedMl;
    if (!course || foundMl > course.lowestMl + policy.refill.emptyMl.value + SAME_ML) return [];
    const leftMl = startMl - expectedMl;
    return [
      {
        at,
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

/** A pump that was read to be stopped, and not since when: it may have been since it was last seen to run. */
export function foundStopped(
  { delivery }: AuditContext,
  zero: DoseStretch,
): { readonly since: Instant; readonly reason: Reason } | undefined {
  const { differences, segments } = delivery;
  const found = differences.find(
    ({ eventId, to, shownMlPerDay }) => eventId === zero.eventId && to === zero.start && shownMlPerDay === 0,
  );
  const set = segments[lastAtOrBefore(segments, ({ start }) => start, zero.start)]?.program;
  if (!found || zero.zeroCause !== 'reported' || set?.program.mode !== 'stopped') return undefined;
  return {
    since: found.from,
    reason: reasonOf(
      `the pump was found stopped ${showInstant(found.to)}, and not since when: it was last seen to run ${showInstant(found.from)}`,
    ),
  };
}

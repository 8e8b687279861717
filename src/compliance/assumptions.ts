import type { Delivery } from '../infusion/delivery.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { Placed } from '../therapy/placement.js';
import type { AuditTime } from './audit-time.js';
import { unverifiedTimes } from './doubt/verification.js';
import { actsOnDelivery } from '../infusion/effects.js';
import { fluidWords, sameFluid } from '../infusion/fluid.js';
import { isSameFill } from '../infusion/segment.js';
import { type Assumption, pathAssumptions } from './path-assumptions.js';

export type { Assumption } from './path-assumptions.js';

/** What an answer takes for granted because the record does not say it. */
export function assumptionsOf(
  events: readonly ActingEvent[],
  delivery: Delivery,
  { acting: known, impossible }: Placed,
  time: AuditTime,
): Assumption[] {
  return [
    ...pathAssumptions(events),
    ...residualAssumptions(delivery, events, time),
    ...delivery.disturbances
      .filter(({ at }) => time.hasCome(at))
      .map(({ eventId }): Assumption => ({
        code: 'MOVED_VOLUME_NOT_RECORDED',
        detail:
          'fluid was drawn from or pushed into the catheter and no volume is recorded: nothing was moved in the calculation',
        eventIds: [eventId],
      })),
    ...unverifiedTimes(known)
      .filter(({ from }) => time.hasCome(from))
      .map(({ eventId }): Assumption => ({
        code: 'CATHETER_UNVERIFIED',
        detail:
          'a study found the catheter faulty: until its replacement the true dose at the tip lies between 0 and the answer',
        eventIds: [eventId],
      })),
    ...dateAssumptions(events),
    ...impossible.map(({ event, reason }): Assumption => ({
      code: 'EVENT_WITHOUT_EFFECT',
      detail: `${event.type} has no effect as the record stands: ${reason.detail}`,
      eventIds: [event.id],
    })),
  ];
}

function residualAssumptions(
  delivery: Delivery,
  events: readonly ActingEvent[],
  time: AuditTime,
): Assumption[] {
  const rinsed = new Set(
    events.filter((event) => event.type === 'DrugSwitched' && event.data.rinsed).map(({ id }) => id),
  );
  return delivery.moments.flatMap(({ at, eventId, foundFill, leftFill }): Assumption[] =>
    time.hasCome(at) &&
    foundFill &&
    leftFill &&
    !isSameFill(foundFill, leftFill) &&
    !sameFluid(foundFill.fluid, leftFill.fluid) &&
    !rinsed.has(eventId)
      ? [
          {
            code: 'RESIDUAL_LEFT_OUT',
            detail: `what was left of ${fluidWords(foundFill.fluid)} in the reservoir is not counted, and no rinse is recorded`,
            eventIds: [eventId],
          },
        ]
      : [],
  );
}

function dateAssumptions(events: readonly ActingEvent[]): Assumption[] {
  const dated = events.filter((event) => event.latest > event.earliest && actsOnDelivery(event));
  return dated.length === 0
    ? []
    : [
        {
          code: 'DATES_ARE_INTERVALS',
          detail: 'computed as if each acted at the first instant of its interval at which it is possible',
          eventIds: dated.map(({ id }) => id),
        },
      ];
}

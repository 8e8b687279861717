import type { Delivery } from '../../infusion/delivery.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Placed } from '../../therapy/placement.js';
import type { AuditTime } from '../audit-time.js';
import { unverifiedTimes } from '../doubt/verification.js';
import { actsOnDelivery } from '../../infusion/effects.js';
import { type Content, fluidWords, sameFluid } from '../../infusion/fluid.js';
import type { EventTypeName } from '../../therapy/events/index.js';
import { recordedIn } from '../dose/recorded.js';
import { isSameFill } from '../../infusion/segment.js';
import { type Assumption, pathAssumptions } from './path-assumptions.js';
import { CONTRAST_VOLUME, MOVED_VOLUME, SEGMENT_VOLUME } from '../gaps/settlement.js';

export type { Assumption } from './path-assumptions.js';

/** What an answer takes for granted because the record does not say it. */
export function assumptionsOf(
  events: readonly ActingEvent[],
  delivery: Delivery,
  { acting: known, impossible }: Placed,
  time: AuditTime,
): Assumption[] {
  return [
    ...pathAssumptions(events, delivery),
    ...residualAssumptions(delivery, events, time),
    ...delivery.disturbances
      .filter(({ at }) => time.hasCome(at))
      .map(({ eventId }): Assumption => ({
        ...unknownContent(recordedIn(delivery).typeOf(eventId)),
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

/** What was assumed where what the path holds is not known since an event of a type. */
function unknownContent(type: EventTypeName | undefined): Omit<Assumption, 'eventIds'> {
  if (type === 'TherapyTakenOver')
    return {
      code: 'PATH_CONTENT_UNKNOWN',
      detail: 'what tubing and catheter held is not known: computed as full of what the reservoir held',
    };
  return {
    code: 'MOVED_VOLUME_NOT_RECORDED',
    detail:
      type === 'CatheterRevised'
        ? 'the volume of the new part of the catheter is not recorded: nothing was moved in the calculation'
        : 'fluid was drawn from or pushed into the catheter and no volume is recorded: nothing was moved in the calculation',
    settledBy: VOLUME_OF[type as keyof typeof VOLUME_OF] ?? MOVED_VOLUME,
  };
}

const VOLUME_OF = { CatheterRevised: SEGMENT_VOLUME, CatheterStudied: CONTRAST_VOLUME };

/** What was in the reservoir before a fill of another drug or strength, also where it was drawn out first. */
function residualAssumptions(
  delivery: Delivery,
  events: readonly ActingEvent[],
  time: AuditTime,
): Assumption[] {
  const rinsed = new Set(
    events.filter((event) => event.type === 'DrugSwitched' && event.data.rinsed).map(({ id }) => id),
  );
  const found: Assumption[] = [];
  let held: Content | undefined;
  for (const { at, eventId, type, foundFill, leftFill } of delivery.moments) {
    if (NEW_PUMP.includes(type)) held = undefined;
    const filled = isSameFill(foundFill, leftFill) ? undefined : leftFill?.fluid;
    if (!filled) continue;
    if (held && !sameContent(held, filled) && !rinsed.has(eventId) && time.hasCome(at))
      found.push({
        code: 'RESIDUAL_LEFT_OUT',
        detail: `what was left of ${fluidWords(held)} in the reservoir is not counted, and no rinse is recorded`,
        eventIds: [eventId],
      });
    held = filled;
  }
  return found;
}

const NEW_PUMP: readonly EventTypeName[] = ['PumpImplanted', 'PumpReplaced', 'TherapyTakenOver'];

const sameContent = (a: Content, b: Content): boolean =>
  a.kind === 'drug-free' ? b.kind === 'drug-free' : sameFluid(a, b);

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

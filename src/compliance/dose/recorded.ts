import type { Delivery } from '../../infusion/delivery.js';
import type { ProgramInForce } from '../../infusion/program.js';
import type { Fill, Segment } from '../../infusion/segment.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId } from '../../therapy/envelope.js';
import { therapyEnd } from '../facts/therapy-end.js';

/** What the events behind a delivery were. */
export interface Recorded {
  readonly typeOf: (eventId: EventId | undefined) => ActingEvent['type'] | undefined;
  /** Whether an event filled the reservoir. */
  readonly isFill: (eventId: EventId | undefined) => boolean;
  readonly isBefore: (program: ProgramInForce, fill: Fill) => boolean;
  /** Whether the therapy has ended, so that nothing is told of it any more; a pump taken out before stays out. */
  readonly isOver: (segment: Segment) => boolean;
}

const made = new WeakMap<Delivery, Recorded>();

export function recordedIn(delivery: Delivery): Recorded {
  const known = made.get(delivery);
  if (known) return known;
  const { moments } = delivery;
  const order = new Map(moments.map(({ eventId }, index) => [eventId, index]));
  const fills = new Set(moments.flatMap(({ leftFill }) => leftFill?.eventId ?? []));
  const end = therapyEnd(delivery);
  const numberOf = (eventId: EventId | undefined): number => (eventId && order.get(eventId)) ?? -1;
  const recorded: Recorded = {
    typeOf: (eventId) => moments[numberOf(eventId)]?.type,
    isFill: (eventId) => eventId !== undefined && fills.has(eventId),
    isBefore: (program, fill) =>
      program.programmedAt === fill.at
        ? numberOf(program.eventId) < numberOf(fill.eventId)
        : program.programmedAt < fill.at,
    isOver: ({ start, pump, haltedBy }) =>
      end !== undefined &&
      start >= end.at &&
      (pump !== undefined || numberOf(haltedBy) > numberOf(end.eventId)),
  };
  made.set(delivery, recorded);
  return recorded;
}

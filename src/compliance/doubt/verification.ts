import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { catheterConditionIn } from './catheter-condition.js';

/** A time in which a catheter may have lost drug: the true dose at the tip lies between 0 and the answer. */
export interface Unverified {
  readonly from: Instant;
  readonly to: Instant;
  /** The study that found a fault. */
  readonly eventId: EventId;
}

/** From the last patent study (else the implant) before a study that found a fault until the catheter is replaced. */
export function unverifiedTimes(events: readonly ActingEvent[]): Unverified[] {
  const times: Unverified[] = [];
  let goodSince = Number.NEGATIVE_INFINITY;
  let faulty: Unverified | undefined;
  for (const event of events) {
    const condition = catheterConditionIn(event);
    if (condition === 'new' && faulty) times.push({ ...faulty, to: event.at });
    if (condition === 'new') faulty = undefined;
    if (condition === 'new' || (condition === 'sound' && !faulty)) goodSince = event.at;
    if (condition === 'faulty')
      faulty ??= { from: goodSince, to: Number.POSITIVE_INFINITY, eventId: event.id };
  }
  return faulty ? [...times, faulty] : times;
}

export const isVerified = (times: readonly Unverified[], from: Instant, to: Instant): boolean =>
  !times.some((time) => time.to > from && (from === to ? time.from <= from : time.from < to));

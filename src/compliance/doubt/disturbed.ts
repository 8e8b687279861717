import { type Delivery, type Disturbance, pumpedMl } from '../../infusion/delivery.js';
import type { Instant } from '../../therapy/envelope.js';

/** What left the content of the path unknown in some part of a time. */
export function disturbancesIn(delivery: Delivery, from: Instant, to: Instant): readonly Disturbance[] {
  const pumpedFrom = pumpedMl(delivery, from);
  const pumpedTo = to < Number.POSITIVE_INFINITY ? pumpedMl(delivery, to) : to;
  return delivery.disturbances.filter(
    ({ at, fromMl, toMl, endedAt = Number.POSITIVE_INFINITY }) =>
      at <= to && endedAt > from && fromMl <= pumpedTo && toMl > pumpedFrom,
  );
}

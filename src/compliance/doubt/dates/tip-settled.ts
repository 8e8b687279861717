import { type Delivery, instantOfMl, pumpedMl } from '../../../infusion/delivery.js';
import { pathAt, pathVolumeMl } from '../../../infusion/path-content.js';
import { DAY_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { Instant } from '../../../therapy/envelope.js';
import type { Cessation } from '../../taper/cessations.js';
import { type DatedRecord, isSurelyBefore } from './record.js';
import { isUncertain } from './stated.js';

const touches = (fact: ActingEvent, from: Instant, to: Instant): boolean =>
  isUncertain(fact) && fact.latest >= from && fact.earliest <= to;

/** Whether in every choice the same catheter is in place in a time, and the same is known of it. */
export const isCatheterSettled = ({ ofCatheter }: DatedRecord, from: Instant, to: Instant): boolean =>
  ofCatheter.every(
    (fact, index) =>
      !touches(fact, from, to) && ofCatheter.slice(0, index).every((before) => isSurelyBefore(before, fact)),
  );

/** From when on what was pumped is all that the tip gave by an instant, with as much again to spare. */
function pathFilledFrom(delivery: Delivery, at: Instant): Instant {
  const volumeMl = pathVolumeMl(pathAt(delivery, at));
  if (volumeMl === undefined) return Number.NEGATIVE_INFINITY;
  const since = pumpedMl(delivery, at) - 2 * volumeMl;
  return since <= 0 ? Number.NEGATIVE_INFINITY : instantOfMl(delivery, since) - DAY_MS;
}

/** Whether no date that is an interval can change what the tip gave around a cessation. */
export function isTipSettled(record: DatedRecord, delivery: Delivery, cessation: Cessation): boolean {
  const { startedAt, reachedZeroAt, tip } = cessation;
  const to = Math.max(reachedZeroAt, tip.reachedZeroAt ?? Number.POSITIVE_INFINITY) + 2 * DAY_MS;
  const from = Math.min(pathFilledFrom(delivery, startedAt), startedAt - DAY_MS);
  return (
    isCatheterSettled(record, startedAt - DAY_MS, to) &&
    !record.moving.some((fact) => touches(fact, from, to))
  );
}

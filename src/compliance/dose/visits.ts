import { type Delivery, type PathMoment, lastAtOrBefore } from '../../infusion/delivery.js';
import { isSameFill } from '../../infusion/segment.js';
import { MINUTE_MS } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';

/** From a fill to its programming: until then what was set is of what was there before. */
export interface Visit {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Fills that were programmed within so many minutes; several before one programming are one visit.
 * @param counts which fills; all where it is not given
 */
export function visitsIn(
  { moments }: Delivery,
  minutes: number,
  counts: (moment: PathMoment) => boolean = () => true,
): readonly Visit[] {
  const visits: Visit[] = [];
  let fills: Instant[] = [];
  for (const moment of moments) {
    const { at, type, foundFill, leftFill } = moment;
    // With another pump it was never programmed.
    if (!leftFill) fills = [];
    else if (!isSameFill(foundFill, leftFill) && type !== 'TherapyTakenOver' && counts(moment))
      fills.push(at);
    if (type !== 'PumpReprogrammed') continue;
    const from = fills.find((fill) => at - fill <= minutes * MINUTE_MS);
    if (from !== undefined && at > from) visits.push({ from, to: at });
    fills = [];
  }
  return visits;
}

export function visitAt(visits: readonly Visit[], at: Instant): Visit | undefined {
  const visit = visits[lastAtOrBefore(visits, ({ from }) => from, at)];
  return visit && at < visit.to ? visit : undefined;
}

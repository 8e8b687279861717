import type { DeliveryStatus } from '../../infusion/bounds/cause.js';
import type { Site } from '../../infusion/dose.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { worthAt } from '../doubt/delivery-worth.js';
import type { Cessation } from '../taper/cessations.js';

/** What is shown of the delivery at each site. */
export type Proven = Readonly<Record<Site, DeliveryStatus>>;

/** On the way to a zero. */
export function provenOn(
  context: AuditContext,
  {
    certainty,
    startedAt,
    reachedZeroAt,
    resumedAt = reachedZeroAt,
    tip,
  }: Pick<Cessation, 'certainty' | 'startedAt' | 'reachedZeroAt' | 'resumedAt' | 'tip'>,
): Proven {
  const worth = worthAt(context);
  // The first fall, where it comes with a fill or a reading, ends what was delivered before it.
  const since = startedAt - 1;
  const toldAtTip = tip.reachedZeroAt ?? reachedZeroAt;
  // A pump found stopped may have stopped at any time until it was found.
  const isOpen = certainty === 'possible';
  const atReservoir = isOpen ? Math.max(reachedZeroAt, toldAtTip, resumedAt) : reachedZeroAt;
  const atTip = isOpen ? atReservoir : toldAtTip;
  return {
    reservoir: worth.reservoir.over(since, atReservoir).status,
    tip: worth.tip.over(Math.min(since, atTip - 1), atTip).status,
  };
}

/** Over the whole record. */
export function provenSoFar(context: AuditContext): Proven {
  const first = context.delivery.stretches[0]?.start;
  if (first === undefined || !context.time.hasPassed(first))
    return { reservoir: 'confirmed', tip: 'confirmed' };
  return { reservoir: soFar(context, 'reservoir', first), tip: soFar(context, 'tip', first) };
}

/** What is still to come, if nothing else does, does not count yet. */
function soFar(context: AuditContext, site: Site, first: Instant): DeliveryStatus {
  const worth = worthAt(context)[site];
  const toCome = worth
    .over(first, Number.POSITIVE_INFINITY)
    .because.filter(({ from }) => !context.time.hasPassed(from))
    .map(({ from }) => from);
  return worth.over(first, Math.min(...toCome)).status;
}

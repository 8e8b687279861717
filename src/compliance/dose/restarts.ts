import { DAY_MS, HOUR_MS, isResting } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import type { DoseStretch } from './daily-dose.js';
import { type GivenCurve, curveOf } from './given-curve.js';

/** The highest daily dose at the reservoir within a day after delivery resumed; the next day's visit is not within it. */
export function highestOfFirstDay(
  context: AuditContext,
  drug: string,
  resumedAt: Instant,
): DoseStretch | undefined {
  const first = context
    .uninterrupted(drug, 'reservoir')
    .filter(({ start, end, mcgPerDay }) => mcgPerDay > 0 && end > resumedAt && start < resumedAt + DAY_MS);
  return first.reduce<DoseStretch | undefined>(
    (highest, stretch) => (highest && highest.mcgPerDay >= stretch.mcgPerDay ? highest : stretch),
    undefined,
  );
}

export interface Zero {
  readonly reachedZeroAt: Instant;
  readonly resumedAt: Instant;
}

export interface FirstDayAtTip {
  readonly from: Instant;
  /** By when more than a limit had been given. */
  readonly passedAt: Instant;
  /** In the whole day, as far as it is known by then. */
  readonly givenMcg: number;
}

/** What the tip gave in the day after a drug was there again, where that is more than a limit; its volumes must be known. */
export function tipAboveInFirstDay(
  context: AuditContext,
  drug: string,
  zero: Zero,
  mostMcg: number,
): FirstDayAtTip | undefined {
  const curve = curveOf(context.delivery, drug);
  const from = arrives(curve, zero, context.policy.minHoursToCount.value * HOUR_MS);
  if (from === undefined) return undefined;
  const to = from + DAY_MS;
  const givenMcg = curve.upTo(to) - curve.upTo(from);
  return givenMcg > mostMcg ? { from, passedAt: curve.whenGiven(mostMcg, from, to), givenMcg } : undefined;
}

/**
 * When the drug left the tip again, also with a `startsWith` before delivery resumed; undefined where it never does, had
 * not gone for long enough to count, or nobody can tell.
 */
function arrives(
  { pieces }: GivenCurve,
  { reachedZeroAt, resumedAt }: Zero,
  leastMs: number,
): Instant | undefined {
  let since: Instant | undefined;
  let until = Number.NEGATIVE_INFINITY;
  for (const { start, end, site, mcgPerMl, schedule } of pieces) {
    if (site === 'reservoir' && end > reachedZeroAt && start < resumedAt) return undefined;
    if (!(mcgPerMl > 0) || isResting(schedule)) continue;
    if (since === undefined || start - until >= leastMs) since = start;
    until = end;
    if (until > resumedAt) return since > reachedZeroAt ? since : undefined;
  }
  return undefined;
}

import { DAY_MS } from '../../infusion/schedule.js';
import type { Acting } from '../../therapy/acting-event.js';
import type { EventId, Instant } from '../../therapy/envelope.js';
import { spanOf } from '../../therapy/occurred-at.js';
import type { AuditTime } from '../audit-time.js';
import { type DoseStretch, isFall } from '../dose/daily-dose.js';
import type { Step } from '../outcome.js';

/** What became of a dose of the plan. */
export interface PlannedStep {
  /** As it was planned: an instant or a partial date. */
  readonly on: string;
  readonly plannedMcgPerDay: number;
  /** When the dose first was at the planned one or beyond it; null where it has not been, so far. */
  readonly reachedAt: Instant | null;
  readonly reachedMcgPerDay: number | null;
  /** Before (negative) or after the planned time; 0 within it. */
  readonly deviationDays: number | null;
  /** Above (positive) or below the planned dose. */
  readonly deviationMcgPerDay: number | null;
  /** `departed`: at another time, or to another dose. `not-due`: its time had not come. */
  readonly outcome: 'kept' | 'departed' | 'not-reached' | 'not-due';
}

/** How a planned holiday was carried out. */
export interface PlanFollowed {
  /** The plan. */
  readonly eventId: EventId;
  readonly steps: readonly PlannedStep[];
  /** Falls of the dose that the plan does not have. */
  readonly unplanned: readonly Instant[];
}

interface Reached {
  readonly at: Instant;
  readonly mcgPerDay: number;
}

/**
 * A plan with steps against what was done, at the reservoir; undefined for a plan without steps.
 * @param doses the drug's daily dose, without interruptions
 * @param steps the falls that led to zero
 */
export function planFollowed(
  plan: Acting<'HolidayPlanned'>,
  doses: readonly DoseStretch[],
  steps: readonly Step[],
  time: AuditTime,
): PlanFollowed | undefined {
  const planned = (plan.data.steps ?? [])
    .map((step) => ({ ...step, span: spanOf(step.on)! }))
    .toSorted((a, b) => a.span.first - b.span.first);
  if (planned.length === 0) return undefined;
  let before = doses.findLast(({ start }) => start <= plan.at)?.mcgPerDay ?? 0;
  let since = plan.at;
  const followed = planned.map(({ on, dailyDoseMcg, span }): PlannedStep => {
    // A dose that is to stay as it is has nothing to be reached before its time.
    const from = differs(before, dailyDoseMcg) ? since : Math.max(since, span.first);
    const reached = firstReached(doses, time, from, dailyDoseMcg, dailyDoseMcg <= before);
    before = dailyDoseMcg;
    if (!reached) {
      const outcome = time.hasPassed(span.last) ? 'not-reached' : 'not-due';
      return { ...unreached(on, dailyDoseMcg), outcome };
    }
    since = reached.at;
    const deviationDays = daysOff(reached.at, span.first, span.last);
    const deviationMcgPerDay = differs(reached.mcgPerDay, dailyDoseMcg)
      ? reached.mcgPerDay - dailyDoseMcg
      : 0;
    return {
      on,
      plannedMcgPerDay: dailyDoseMcg,
      reachedAt: reached.at,
      reachedMcgPerDay: reached.mcgPerDay,
      deviationDays,
      deviationMcgPerDay,
      outcome: deviationDays === 0 && deviationMcgPerDay === 0 ? 'kept' : 'departed',
    };
  });
  const reachedAt = new Set(followed.map((step) => step.reachedAt));
  return {
    eventId: plan.id,
    steps: followed,
    unplanned: steps.map(({ at }) => at).filter((at) => at >= plan.at && !reachedAt.has(at)),
  };
}

const unreached = (on: string, plannedMcgPerDay: number) => ({
  on,
  plannedMcgPerDay,
  reachedAt: null,
  reachedMcgPerDay: null,
  deviationDays: null,
  deviationMcgPerDay: null,
});

const differs = (a: number, b: number): boolean => isFall(a, b) || isFall(b, a);

/** The first instant from one on at which the dose is at a planned one or beyond it. */
function firstReached(
  doses: readonly DoseStretch[],
  time: AuditTime,
  since: Instant,
  mcgPerDay: number,
  down: boolean,
): Reached | undefined {
  if (!time.hasPassed(since)) return undefined;
  const found = doses.find(
    (stretch) =>
      stretch.end > since &&
      (down ? !isFall(stretch.mcgPerDay, mcgPerDay) : !isFall(mcgPerDay, stretch.mcgPerDay)),
  );
  return found && { at: Math.max(found.start, since), mcgPerDay: found.mcgPerDay };
}

function daysOff(at: Instant, first: Instant, last: Instant): number {
  if (at < first) return (at - first) / DAY_MS;
  return at > last ? (at - last) / DAY_MS : 0;
}

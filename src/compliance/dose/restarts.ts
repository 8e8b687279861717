import { DAY_MS } from '../../infusion/schedule.js';
import type { Instant } from '../../therapy/envelope.js';
import { type AuditContext } from '../context.js';
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
  resumedAt: Instant,
  mostMcg: number,
): FirstDayAtTip | undefined {
  const curve = curveOf(context.delivery, drug);
  const from = arrives(curve, resumedAt);
  if (from === undefined) return undefined;
  const to = from + DAY_MS;
  const given = (at: Instant) => curve.upTo(at) - curve.upTo(from);
  if (given(to) <= mostMcg) return undefined;
  const corners = curve.corners(from, to);
  const index = corners.findIndex((at) => given(at) > mostMcg);
  const [last, next] = [corners[index - 1]!, corners[index]!];
  const [before, after] = [given(last), given(next)];
  const passedAt = last + ((next - last) * (mostMcg - before)) / (after - before);
  return { from, passedAt, givenMcg: given(to) };
}

/** When the drug leaves the tip again; undefined where it never does, had not gone, or nobody can tell. */
function arrives(curve: GivenCurve, resumedAt: Instant): Instant | undefined {
  for (let index = Math.max(0, curve.indexAt(resumedAt)); index < curve.pieces.length; index += 1) {
    const { start, site, mcgPerMl, schedule } = curve.pieces[index]!;
    if (site === 'reservoir') return undefined;
    const flows = schedule.basalMlPerMs > 0 || schedule.boluses.length > 0;
    if (mcgPerMl > 0 && flows) return start < resumedAt ? undefined : start;
  }
  return undefined;
}

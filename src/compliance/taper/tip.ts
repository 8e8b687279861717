import type { FluidPath } from '../../infusion/delivery.js';
import { pathAt, pathMcg } from '../../infusion/path-content.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import { countWhile } from '../../therapy/count-while.js';
import type { Instant } from '../../therapy/envelope.js';
import type { AuditContext } from '../context.js';
import { type DoseStretch, hasLasted, isZero, lasting } from '../dose/daily-dose.js';
import { asIfKnown } from '../doubt/unknown-flow.js';
import type { Reason, Verdict } from '../outcome.js';
import { reachesTip } from '../path/reaches-tip.js';
import { courseDoses } from './course-doses.js';
import { deliveryDoubts } from './delivery-doubts.js';
import { allOf, judged } from './doubts.js';
import { isFallStep } from './losses.js';
import { stepsTo } from './steps.js';
import { tipDoseUnknown, tipDoubts } from './tip-doubts.js';
import { firstDoseFrom } from './zero-runs.js';

/** The answer if a catheter has one length. */
export interface TipBound {
  readonly reachedZeroAt: Instant | null;
  readonly residualMcg: number | null;
  /** As it would be if that length were recorded. */
  readonly verdict: Verdict;
}

export interface TipAnswer {
  /** Null where the tip had not reached zero by then, or nobody can tell. */
  readonly reachedZeroAt: Instant | null;
  /** When the drug was there again; absent while it is not. */
  readonly resumedAt?: Instant;
  /** Null where a volume of the path is not known. */
  readonly residualMcg: number | null;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** Where it is not recorded how much of a catheter was trimmed; null where a bound has no such cessation. */
  readonly range?: { readonly shortest: TipBound | null; readonly longest: TipBound | null };
}

/**
 * What a cessation at the reservoir became at the tip.
 * @param reservoirResumedAt once what was delivered again came to the tip, another time without drug is another cessation’s
 */
export function tipOf(
  context: AuditContext,
  drug: string,
  zeroAt: Instant,
  explanted: boolean,
  projections: readonly Reason[],
  reservoirResumedAt?: Instant,
): TipAnswer {
  const { delivery, policy } = context;
  const doses = courseDoses(context, drug, 'tip');
  const asItWas = delivery.moments.find(
    ({ at, type }) => explanted && at === zeroAt && (type === 'PumpExplanted' || type === 'PumpReplaced'),
  );
  const residual = residualMcg(asItWas ? asItWas.found : pathAt(delivery, zeroAt), drug);

  const until =
    reservoirResumedAt === undefined ? Number.POSITIVE_INFINITY : reachesTip(delivery, reservoirResumedAt);
  const zero = zeroFrom(context, doses, zeroAt, until);
  if (zero < 0)
    return {
      reachedZeroAt: null,
      residualMcg: residual,
      verdict: 'undetermined',
      reasons: [
        ...tipDoubts(context, drug, zeroAt),
        { code: 'TIP_NOT_AT_ZERO', detail: 'the drug had not gone from the tip for long enough to count' },
      ],
    };
  const reachedZeroAt = Math.max(doses[zero]!.start, zeroAt);
  const resumedAt = firstDoseFrom(doses, reachedZeroAt);
  const steps = stepsTo(asIfKnown(doses), zero, policy, drug);
  const open = [
    ...projections,
    ...tipDoubts(context, drug, Math.min(steps[0]?.at ?? zeroAt, zeroAt), reachedZeroAt),
  ];
  if (open.length === 0) open.push(...tipDoseUnknown(context, drug, steps[0]?.at ?? zeroAt, reachedZeroAt));
  const falls = steps.filter(isFallStep).map(({ at }) => at);
  const doubts = allOf({ open, reserved: [] }, deliveryDoubts(context, { drug, site: 'tip', falls }));
  const { verdict, reasons } = judged(context, drug, steps, doubts);
  return {
    reachedZeroAt,
    residualMcg: residual,
    ...(resumedAt !== undefined && { resumedAt }),
    verdict,
    reasons,
  };
}

/** Index of the stretch with which the tip’s zero after that of the reservoir begins; -1 where there is none yet. */
const zeroFrom = (
  { time, policy }: AuditContext,
  doses: readonly DoseStretch[],
  zeroAt: Instant,
  until: Instant,
): number => {
  const first = countWhile(doses, ({ end }) => end <= zeroAt);
  return doses.findIndex((stretch, index) => {
    if (index < first || stretch.start > until || !isZero(stretch)) return false;
    const all = lasting(doses, index, isZero);
    const since = { ...all, ms: all.ms - countedBefore(stretch, zeroAt) };
    return hasLasted(time, since, policy.minHoursToCount.value * HOUR_MS);
  });
};

export const residualAt = ({ delivery }: AuditContext, drug: string, at: Instant): number | null =>
  residualMcg(pathAt(delivery, at), drug);

/** Mass of a drug in a path; null where a volume of it is not known. */
function residualMcg(path: FluidPath, drug: string): number | null {
  const mass = pathMcg(path, drug);
  return Number.isFinite(mass) ? mass : null;
}

/** How much of a stretch lies before an instant, ms; held time counts for nothing. */
const countedBefore = ({ start, held }: DoseStretch, at: Instant): number =>
  held ? 0 : Math.max(0, at - start);

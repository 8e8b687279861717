import type { AuditContext } from '../context.js';
import { asIfKnown } from '../doubt/unknown-flow.js';
import { type Cessation, described } from './cessation.js';
import { courseDoses } from './course-doses.js';
import { deliveryDoubts } from './delivery-doubts.js';
import { allOf, judged, withoutOutcome } from './doubts.js';
import { reachesTip } from '../path/reaches-tip.js';
import { isFallStep } from './losses.js';
import { stepsTo } from './steps.js';
import { residualAt } from './tip.js';
import { tipDoseUnknown, tipDoubts } from './tip-doubts.js';
import { type ZeroRun, zeroRuns } from './zero-runs.js';

/** The tip without drug while the reservoir went on: a gap in the path that no cessation at the reservoir explains. */
export function tipCessations(
  context: AuditContext,
  drug: string,
  atReservoir: readonly Cessation[],
): Cessation[] {
  const { policy, time } = context;
  const doses = courseDoses(context, drug, 'tip');
  const known = asIfKnown(doses);
  const isOf = ({ reachedZeroAt, resumedAt }: Cessation, { start, index }: ZeroRun): boolean => {
    if (reachedZeroAt > start) return false;
    if (resumedAt === undefined || start < resumedAt) return true;
    return doses[index]!.zeroCause === 'drug-switch' && start <= reachesTip(context.delivery, resumedAt);
  };
  const runs = zeroRuns(doses, time, policy.minHoursToCount.value).filter(
    (run) => !atReservoir.some((cessation) => isOf(cessation, run)),
  );
  return runs.map(({ index, start, end }, number): Cessation => {
    const found = stepsTo(known, index, policy, drug);
    const from = found[0]?.at ?? start;
    const told = tipDoubts(context, drug, from, start);
    const open = told.length > 0 ? told : tipDoseUnknown(context, drug, from, start);
    const steps = open.length > 0 ? found.map(withoutOutcome) : found;
    const falls = steps.filter(isFallStep).map(({ at }) => at);
    const answer = judged(
      context,
      drug,
      steps,
      allOf({ open, reserved: [] }, deliveryDoubts(context, { drug, site: 'tip', falls })),
    );
    const previousAt = runs[number - 1]?.start;
    return {
      ...described(context, {
        drug,
        site: 'tip',
        certainty: 'certain',
        cause: 'catheter',
        start,
        end,
        steps,
        previousAt,
        doses: known,
      }),
      ...answer,
      tip: {
        reachedZeroAt: start,
        ...(end !== undefined && { resumedAt: end }),
        residualMcg: residualAt(context, drug, start),
        verdict: answer.verdict,
        reasons: answer.reasons,
      },
    };
  });
}

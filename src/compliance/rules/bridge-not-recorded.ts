import type { PathMoment } from '../../infusion/delivery.js';
import { holdsDrug } from '../../infusion/fluid-path.js';
import { pathAt, pathMcg, pathVolumeMl } from '../../infusion/path-content.js';
import type { Drug } from '../../infusion/fluid.js';
import { SAME_ML, SAME_PART } from '../../infusion/tolerances.js';
import { isSameFill } from '../../infusion/segment.js';
import { bridgeAfter, nextProgramming, wasAspirated } from '../taper/bridge.js';
import type { AuditContext } from '../context.js';
import { sixDigits } from '../../infusion/six-digits.js';
import { type Rule, finding } from './finding.js';

/** Drug or strength changed while the path held drug, and no bridge of the path's volume is recorded. */
export const bridgeNotRecorded: Rule = (context) =>
  context.delivery.moments.flatMap((moment) => {
    const change = changeAt(context, moment);
    if (!change) return [];
    const neededMl = neededVolume(context, moment, change.from);
    const bridge = bridgeAfter(context, moment);
    if (bridge && (neededMl === undefined || bridge.volumeMl >= neededMl - SAME_ML)) return [];
    const program = nextProgramming(context, moment);
    return [
      finding({
        code: 'BRIDGE_NOT_RECORDED',
        at: moment.at,
        detail: `${describe(change.from)} was followed by ${describe(change.to)} while the path held drug; ${
          bridge
            ? `the bridge of ${sixDigits(bridge.volumeMl)} mL is smaller than`
            : 'no bridge is recorded for'
        } ${neededMl === undefined ? 'a path whose volume is not known' : `the ${sixDigits(neededMl)} mL to clear`}`,
        eventIds: [moment.eventId, program?.id],
      }),
    ];
  });

const describe = ({ drug, concentrationMcgPerMl }: Drug): string =>
  `${drug} ${sixDigits(concentrationMcgPerMl)} mcg/mL`;

function changeAt(context: AuditContext, moment: PathMoment): { from: Drug; to: Drug } | undefined {
  const to = moment.leftFill?.fluid;
  if (to?.kind !== 'drug' || isSameFill(moment.leftFill, moment.foundFill)) return undefined;
  if (!holdsDrug(moment.found.tubing) && !holdsDrug(moment.found.catheter)) return undefined;
  const from = moment.foundFill?.fluid ?? inPath(moment);
  if (from?.kind !== 'drug') return undefined;
  const tolerance = context.policy.concentrationTolerancePct.value / 100;
  const changed =
    from.drug !== to.drug ||
    Math.abs(to.concentrationMcgPerMl - from.concentrationMcgPerMl) >
      tolerance * from.concentrationMcgPerMl * (1 + SAME_PART);
  return changed ? { from, to } : undefined;
}

/** After a pump was replaced, what the catheter still holds from the one before. */
const inPath = ({ found }: PathMoment): Drug | undefined =>
  [...(found.catheter?.slices ?? []), ...(found.tubing?.slices ?? [])]
    .map(({ fluid }) => fluid)
    .find((fluid): fluid is Drug => fluid.kind === 'drug');

/** The path's volume; the tubing's alone where the whole catheter was aspirated and has not filled up again. */
function neededVolume(context: AuditContext, moment: PathMoment, old: Drug): number | undefined {
  const pathMl = pathVolumeMl(moment.left);
  const catheterMl = moment.left.catheter?.volumeMl;
  if (pathMl === undefined || catheterMl === undefined || !wasAspirated(context, moment, true)) return pathMl;
  const { catheter } = pathAt(context.delivery, nextProgramming(context, moment)?.at ?? moment.at);
  const leftMcg = pathMcg({ catheter }, old.drug);
  const speckMcg =
    (context.policy.concentrationTolerancePct.value / 100) * catheterMl * old.concentrationMcgPerMl;
  return leftMcg <= speckMcg ? (moment.left.tubing?.volumeMl ?? pathMl) : pathMl;
}

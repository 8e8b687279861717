import { type PathMoment, segmentAt } from '../../infusion/delivery.js';
import { holdsDrug } from '../../infusion/fluid-path.js';
import { pathAt, pathMcg, pathVolumeMl } from '../../infusion/path-content.js';
import { type Drug, concentrationOf, fluidWords, holds, strengthsIn } from '../../infusion/fluid.js';
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
        detail: `${fluidWords(change.from)} was followed by ${fluidWords(change.to)} while the path held drug; ${
          bridge
            ? `the bridge of ${sixDigits(bridge.volumeMl)} mL is smaller than`
            : 'no bridge is recorded for'
        } ${neededMl === undefined ? 'a path whose volume is not known' : `the ${sixDigits(neededMl)} mL to clear`}`,
        eventIds: [moment.eventId, program?.id],
      }),
    ];
  });

function changeAt(context: AuditContext, moment: PathMoment): { from: Drug; to: Drug } | undefined {
  const { leftFill, foundFill, found, type } = moment;
  const to = leftFill?.fluid;
  // Nothing began where a pump that runs was taken over.
  if (to?.kind !== 'drug' || isSameFill(leftFill, foundFill) || type === 'TherapyTakenOver') return undefined;
  if (!holdsDrug(found.tubing) && !holdsDrug(found.catheter)) return undefined;
  const from = foundFill?.fluid.kind === 'drug' ? foundFill.fluid : inPath(moment);
  if (!from || !isOther(context, from, to)) return undefined;
  return runsConstantly(context, moment) && sameDrugs(from, to) ? undefined : { from, to };
}

const drugsIn = (...fluids: readonly Drug[]): ReadonlySet<string> =>
  new Set(fluids.flatMap((fluid) => strengthsIn(fluid).map(({ drug }) => drug)));

/** Whether any drug in them has another strength, or is in one of them alone. */
function isOther(context: AuditContext, from: Drug, to: Drug): boolean {
  const tolerance = context.policy.concentrationTolerancePct.value / 100;
  return [...drugsIn(from, to)].some((drug) => {
    const before = concentrationOf(from, drug);
    return Math.abs(concentrationOf(to, drug) - before) > tolerance * before * (1 + SAME_PART);
  });
}

const sameDrugs = (a: Drug, b: Drug): boolean =>
  [...drugsIn(a, b)].every((drug) => holds(a, drug) && holds(b, drug));

/** A pump without rate control gives no bridge. */
const runsConstantly = ({ delivery }: AuditContext, { at }: PathMoment): boolean =>
  segmentAt(delivery, at)?.program?.program.mode === 'constant-flow';

/** Where the reservoir held no drug, what the path still holds from before. */
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
  const speck = (context.policy.concentrationTolerancePct.value / 100) * catheterMl;
  const isGone = strengthsIn(old).every(
    ({ drug, concentrationMcgPerMl }) => pathMcg({ catheter }, drug) <= speck * concentrationMcgPerMl,
  );
  return isGone ? (moment.left.tubing?.volumeMl ?? pathMl) : pathMl;
}

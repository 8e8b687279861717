import { type PathMoment, segmentAt } from '../../infusion/delivery.js';
import { type Content, type Drug, strengthsIn } from '../../infusion/fluid.js';
import { holdsDrug } from '../../infusion/fluid-path.js';
import { pathAt, pathMcg, pathVolumeMl } from '../../infusion/path-content.js';
import { isSameFill } from '../../infusion/segment.js';
import { SAME_ML } from '../../infusion/tolerances.js';
import type { Acting } from '../../therapy/acting-event.js';
import type { EventId } from '../../therapy/envelope.js';
import { type AuditContext, oncePer } from '../context.js';
import { bridgeAfter, nextProgramming, wasAspirated } from '../taper/bridge.js';
import { isOtherContent, sameDrugs } from './other-content.js';
import { leavesFasterThanBefore } from './old-drug-speed.js';

/** A change of what the reservoir holds that no bridge of the path's volume followed in time. */
export interface MissingBridge {
  readonly moment: PathMoment;
  readonly from: Drug;
  readonly to: Content;
  /** Undefined where a volume of the path is not known. */
  readonly neededMl: number | undefined;
  /** The one that was too small. */
  readonly bridge: { readonly volumeMl: number } | undefined;
  readonly program: Acting<'PumpReprogrammed'> | undefined;
}

/** By the event that changed the content, in order. */
export const missingBridges = oncePer(
  (context): ReadonlyMap<EventId, MissingBridge> =>
    new Map(
      context.delivery.moments.flatMap((moment) => {
        const missing = missingAfter(context, moment);
        return missing ? [[moment.eventId, missing] as const] : [];
      }),
    ),
);

function missingAfter(context: AuditContext, moment: PathMoment): MissingBridge | undefined {
  const change = changeAt(context, moment);
  if (!change) return undefined;
  const neededMl = neededVolumeMl(context, moment, change.from);
  const bridge = bridgeAfter(context, moment);
  if (bridge && (neededMl === undefined || isEnough(bridge.volumeMl, neededMl))) return undefined;
  // What nothing follows stands for itself: it is a question of how fast the old drug is pushed out.
  if (change.to.kind === 'drug-free' && !leavesFasterThanBefore(context, moment, change.from))
    return undefined;
  return { moment, ...change, neededMl, bridge, program: nextProgramming(context, moment) };
}

const isEnough = (volumeMl: number, neededMl: number): boolean => volumeMl >= neededMl - SAME_ML;

function changeAt(context: AuditContext, moment: PathMoment): { from: Drug; to: Content } | undefined {
  const { leftFill, foundFill, found, type } = moment;
  const to = leftFill?.fluid;
  // Nothing began where a pump that runs was taken over.
  if (!to || isSameFill(leftFill, foundFill) || type === 'TherapyTakenOver') return undefined;
  if (!holdsDrug(found.tubing) && !holdsDrug(found.catheter)) return undefined;
  const was = foundFill?.fluid;
  if (was?.kind === 'drug-free' && to.kind === 'drug-free') return undefined;
  const from = was?.kind === 'drug' ? was : inPath(moment);
  if (!from || !isOtherContent(from, to, context.policy.concentrationTolerancePct.value / 100))
    return undefined;
  return runsConstantly(context, moment) && sameDrugs(from, to) ? undefined : { from, to };
}

/** A pump without rate control gives no bridge. */
const runsConstantly = ({ delivery }: AuditContext, { at }: PathMoment): boolean =>
  segmentAt(delivery, at)?.program?.program.mode === 'constant-flow';

/** Where the reservoir held no drug, what the path still holds from before. */
const inPath = ({ found }: PathMoment): Drug | undefined =>
  [...(found.catheter?.slices ?? []), ...(found.tubing?.slices ?? [])]
    .map(({ fluid }) => fluid)
    .find((fluid): fluid is Drug => fluid.kind === 'drug');

/** The path's volume; the tubing's alone where the whole catheter was aspirated and has not filled up again. */
function neededVolumeMl(context: AuditContext, moment: PathMoment, old: Drug): number | undefined {
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

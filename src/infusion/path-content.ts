import { countWhile } from '../therapy/count-while.js';
import type { Instant } from '../therapy/envelope.js';
import { type Delivery, type FluidPath, lastAtOrBefore, pumpedMl } from './delivery.js';
import { concentrationOf } from './fluid.js';
import { type Tube, push } from './fluid-path.js';

/** The path at an instant, after everything that acted at it. */
export function pathAt(delivery: Delivery, at: Instant): FluidPath {
  const moment = delivery.moments[lastAtOrBefore(delivery.moments, (item) => item.at, at)];
  if (!moment) return {};
  const { tubing, catheter } = moment.left;
  const moved = pumpedMl(delivery, at) - moment.pumpedMl;
  if (!tubing || !moment.leftFill || moved <= 0) return moment.left;
  const through = push(tubing, [{ volumeMl: moved, fluid: moment.leftFill.fluid }]);
  return { tubing: through.tube, catheter: catheter && push(catheter, through.out).tube };
}

/** The path at an instant, and as each later one before another found it and left it; not what only passed at one. */
export function pathsBetween(delivery: Delivery, from: Instant, to: Instant): FluidPath[] {
  const { moments } = delivery;
  const paths = [pathAt(delivery, from)];
  const first = countWhile(moments, ({ at }) => at <= from);
  for (let index = first; index < moments.length && moments[index]!.at < to; index += 1) {
    const { at, found, left } = moments[index]!;
    if (moments[index - 1]?.at !== at) paths.push(found);
    if (moments[index + 1]?.at !== at) paths.push(left);
  }
  return paths;
}

/** Mass of a drug in a path, mcg; NaN where a volume of it is not known. */
export const pathMcg = ({ tubing, catheter }: FluidPath, drug: string): number =>
  tubeMcg(tubing, drug) + tubeMcg(catheter, drug);

const tubeMcg = (tube: Tube | undefined, drug: string): number => {
  if (!tube) return 0;
  if (tube.volumeMl === undefined) return Number.NaN;
  return tube.slices.reduce((mass, slice) => mass + slice.volumeMl * concentrationOf(slice.fluid, drug), 0);
};

/** Tubing plus catheter, mL; undefined where one of them is not known. */
export const pathVolumeMl = ({ tubing, catheter }: FluidPath): number | undefined => {
  const volumes = [tubing, catheter].map((tube) => (tube ? tube.volumeMl : 0));
  return volumes.some((volume) => volume === undefined) ? undefined : volumes[0]! + volumes[1]!;
};

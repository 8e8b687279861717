import { type Fluid, concentrationOf, holds, strengthsIn } from '../../infusion/fluid.js';
import { SAME_PART } from '../../infusion/tolerances.js';

const drugsIn = (...fluids: readonly Fluid[]): ReadonlySet<string> =>
  new Set(fluids.flatMap((fluid) => strengthsIn(fluid).map(({ drug }) => drug)));

/** Whether any drug in them has another strength, by more than a part of the one before, or is in one of them alone. */
export const isOtherContent = (before: Fluid, after: Fluid, tolerance: number): boolean =>
  [...drugsIn(before, after)].some((drug) => {
    const was = concentrationOf(before, drug);
    return Math.abs(concentrationOf(after, drug) - was) > tolerance * was * (1 + SAME_PART);
  });

export const sameDrugs = (a: Fluid, b: Fluid): boolean =>
  [...drugsIn(a, b)].every((drug) => holds(a, drug) && holds(b, drug));

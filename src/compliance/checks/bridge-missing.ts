import { segmentAt } from '../../infusion/delivery.js';
import { type Content, type Fluid, fluidWords, strengthsIn } from '../../infusion/fluid.js';
import type { Tube } from '../../infusion/fluid-path.js';
import { pathVolumeMl } from '../../infusion/path-content.js';
import { dailyMl } from '../../infusion/schedule.js';
import type { Fill } from '../../infusion/segment.js';
import { SAME_ML, above } from '../../infusion/tolerances.js';
import { isOtherContent, sameDrugs } from '../path/other-content.js';
import type { Ask, Asked } from './check.js';
import { lastDoseBefore } from './doses.js';
import { STARTS_WITH, type Programming, programmingOf, stretchesOf } from './programming.js';
import { ml } from './words.js';

/** What a bridge has to clear: the whole path at the first program, what is left of the old content at a later one. */
interface Old {
  readonly fluid: Content;
  /** Undefined where nobody knows the path's volume. */
  readonly neededMl: number | undefined;
}

function oldContent({ asked, fill, path, isFirst }: Programming): Old | undefined {
  const tolerance = asked.policy.concentrationTolerancePct.value / 100;
  const stretches = stretchesOf(path);
  if (!stretches) return isFirst ? changeOf(asked, fill, tolerance) : undefined;
  const old = stretches.filter(
    ({ fluid }) => fluid.kind === 'drug' && isOtherContent(fluid, fill.fluid, tolerance),
  );
  const last = old.at(-1);
  if (!last) return undefined;
  const fluid = last.fluid as Content;
  if (!isFirst) return { fluid, neededMl: last.toMl };
  const isInTubingAlone = old.every(({ fromMl }) => fromMl >= (path.catheter?.volumeMl ?? 0) - SAME_ML);
  return { fluid, neededMl: isInTubingAlone && path.catheter ? path.tubing?.volumeMl : pathVolumeMl(path) };
}

const wasFilled = (tube: Tube | undefined): boolean =>
  tube !== undefined && tube.slices.some(({ fluid }) => fluid.kind === 'drug');

/** What the fill followed, where nobody knows how much of it is still in the path. */
function changeOf({ delivery }: Asked, fill: Fill, tolerance: number): Old | undefined {
  const moment = delivery.moments.find(({ eventId }) => eventId === fill.eventId);
  const before = moment?.foundFill?.fluid;
  if (!moment || before?.kind !== 'drug' || !isOtherContent(before, fill.fluid, tolerance)) return undefined;
  const held = wasFilled(moment.found.tubing) || wasFilled(moment.found.catheter);
  return held ? { fluid: before, neededMl: undefined } : undefined;
}

export const bridgeMissing: Ask = (asked) => {
  const programming = programmingOf(asked);
  const old = programming && oldContent(programming);
  if (!programming || !old) return [];
  const { event, fill } = programming;
  const { program } = event.data;
  if (program.mode === 'stopped') return [];
  if (program.mode === 'constant-flow' && sameDrugs(old.fluid, fill.fluid)) return [];
  if (fill.fluid.kind === 'drug-free' && !leavesFast(asked, old.fluid)) return [];
  const { startsWith } = program;
  const bridgeMl = startsWith?.kind === 'bridge' ? startsWith.volumeMl : undefined;
  const { neededMl } = old;
  if (bridgeMl !== undefined && (neededMl === undefined || bridgeMl >= neededMl - SAME_ML)) return [];
  const what = `the path still holds ${fluidWords(old.fluid)} before ${fluidWords(fill.fluid)}`;
  return [
    {
      code: 'BRIDGE_MISSING',
      severity: 'warning',
      field: bridgeMl === undefined ? STARTS_WITH : `${STARTS_WITH}/volumeMl`,
      detail:
        bridgeMl === undefined
          ? `${what}, and the program begins with no bridge: it leaves at the speed of the new program`
          : `${what}, and a bridge of ${ml(bridgeMl)} does not clear it`,
      expected: `a bridge of ${neededMl === undefined ? 'the path’s volume, which is not known here' : ml(neededMl)}`,
    },
  ];
};

/** Whether the old drug leaves the tip faster than a bridge may be, at the speed of the new program. */
function leavesFast(asked: Asked, old: Fluid): boolean {
  const flow = dailyMl(segmentAt(asked.after, asked.fact!.at)!.program!.schedule);
  return strengthsIn(old).some(({ drug, concentrationMcgPerMl }) => {
    const before = lastDoseBefore(asked, drug)?.mcgPerDay ?? 0;
    return above(flow * concentrationMcgPerMl, before * asked.policy.bridgeSpeed.maxRatio.value);
  });
}

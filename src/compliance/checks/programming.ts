import { type FluidPath, segmentAt } from '../../infusion/delivery.js';
import type { Fluid } from '../../infusion/fluid.js';
import { pathAt, pathVolumeMl } from '../../infusion/path-content.js';
import type { Fill } from '../../infusion/segment.js';
import type { Acting } from '../../therapy/acting-event.js';
import { recordedIn } from '../dose/recorded.js';
import type { Asked } from './check.js';

/** Where an entry says what the program begins with. */
export const STARTS_WITH = '/data/program/startsWith';

/** A programming, and what the pump and the path hold when it comes. */
export interface Programming {
  readonly asked: Asked;
  readonly event: Acting<'PumpReprogrammed'>;
  readonly fill: Fill;
  readonly path: FluidPath;
  /** No program was set since it was filled. */
  readonly isFirst: boolean;
}

export function programmingOf(asked: Asked): Programming | undefined {
  const { fact, delivery } = asked;
  if (fact?.type !== 'PumpReprogrammed') return undefined;
  const segment = segmentAt(delivery, fact.at);
  if (!segment?.fill) return undefined;
  const { fill, program } = segment;
  const isFirst = !program || recordedIn(delivery).isBefore(program, fill);
  return { asked, event: fact, fill, path: pathAt(delivery, fact.at), isFirst };
}

/** Stretches of the path from the tip on. */
interface Stretch {
  readonly fluid: Fluid;
  readonly fromMl: number;
  readonly toMl: number;
}

/** Undefined where a volume of the path is not known. */
export function stretchesOf(path: FluidPath): readonly Stretch[] | undefined {
  if (pathVolumeMl(path) === undefined) return undefined;
  let fromMl = 0;
  return [path.catheter, path.tubing]
    .flatMap((tube) => tube?.slices ?? [])
    .map(({ fluid, volumeMl }) => {
      const toMl = fromMl + volumeMl;
      const stretch = { fluid, fromMl, toMl };
      fromMl = toMl;
      return stretch;
    });
}

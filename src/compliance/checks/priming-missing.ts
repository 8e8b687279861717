import { instantOfMl, pumpedMl } from '../../infusion/delivery.js';
import type { Fluid } from '../../infusion/fluid.js';
import { HOUR_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { EventId } from '../../therapy/envelope.js';
import { recordedIn } from '../dose/recorded.js';
import type { Ask } from './check.js';
import { STARTS_WITH, type Programming, programmingOf, stretchesOf } from './programming.js';
import { ml } from './words.js';

/** What leaves a part of the path drug-free. */
const OPENS: ReadonlySet<ActingEvent['type']> = new Set([
  'PumpImplanted',
  'PumpReplaced',
  'CatheterImplanted',
  'CatheterReplaced',
]);

export const primingMissing: Ask = (asked) => {
  const programming = programmingOf(asked);
  if (!programming) return [];
  const { event, fill, path } = programming;
  const { program } = event.data;
  if (fill.fluid.kind !== 'drug' || program.mode === 'stopped' || !path.catheter) return [];
  const empty = emptyPath(programming);
  if (!empty) return [];
  return [
    {
      code: 'PRIMING_MISSING',
      severity: 'warning',
      field: STARTS_WITH,
      detail: `${empty.volumeMl === undefined ? 'the path was' : `${ml(empty.volumeMl)} of the path were`} left without drug, and without a priming the tip gets none for ${asked.policy.minHoursToCount.value} hours or more`,
      expected: `a priming of ${empty.toTipMl === undefined ? 'the path’s volume, which is not known here' : `${ml(empty.toTipMl)}, which brings the drug to the tip`}`,
    },
  ];
};

/** What of the path is without drug for long, and how much brings the drug to the tip; undefined where nobody knows. */
interface EmptyPath {
  readonly volumeMl?: number;
  readonly toTipMl?: number;
}

function emptyPath({ asked, event, path }: Programming): EmptyPath | undefined {
  const { after, delivery, before, policy } = asked;
  const stretches = stretchesOf(path);
  if (!stretches) {
    const isPrimed = event.data.program.startsWith?.kind === 'priming';
    const last = before.findLast(({ type }) => OPENS.has(type) || type === 'PumpReprogrammed');
    return !isPrimed && last && OPENS.has(last.type) ? {} : undefined;
  }
  const { isFill } = recordedIn(delivery);
  const empty = stretches.filter(({ fluid }) => fluid.kind === 'drug-free' && !isFill(originOf(fluid)));
  const last = empty.at(-1);
  if (!last) return undefined;
  const pumped = pumpedMl(after, event.at);
  const leaves = (ml: number) => Math.max(event.at, instantOfMl(after, pumped + ml));
  const withoutMs = leaves(last.toMl) - leaves(empty[0]!.fromMl);
  if (withoutMs < policy.minHoursToCount.value * HOUR_MS) return undefined;
  return { volumeMl: empty.reduce((sum, { fromMl, toMl }) => sum + toMl - fromMl, 0), toTipMl: last.toMl };
}

const originOf = (fluid: Fluid): EventId | undefined =>
  fluid.kind === 'drug-free' ? fluid.origin : undefined;

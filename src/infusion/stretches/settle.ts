import type { Instant } from '../../therapy/envelope.js';
import type { Closing } from '../effects/effect.js';
import type { Step } from '../effects.js';
import type { Mark, Pumping } from '../pumping.js';
import { type Report, keysOf } from '../reported/reports.js';
import { DRY_WITHIN_ML, agrees } from './agreement.js';
import { AS_RECORDED, type Anew } from './anew.js';
import type { Stretch } from './stretch.js';

/** A stretch that goes on: where it began, and what happened since. */
export interface OpenStretch {
  readonly began: Mark;
  readonly startMl: number;
  readonly step: Step;
  /** In their order; grows. */
  readonly steps: Step[];
}

/** Pumps a stretch once more, from its beginning to an instant; false where it would not be one stretch any more. */
function again(pumping: Pumping, { began, steps }: OpenStretch, until: Instant, anew: Anew): boolean {
  pumping.backTo(began);
  pumping.anew = anew;
  pumping.withoutRefuted();
  const isOne = steps.every((step) => {
    pumping.advance(step.at);
    if (step.closing?.(pumping)) return false;
    step.act(pumping);
    return true;
  });
  if (isOne) pumping.advance(until);
  pumping.anew = AS_RECORDED;
  return isOne;
}

/** What the pump moved in a stretch, by computation. */
interface Computed {
  readonly refuted: readonly Report[];
  readonly expectedMl: number;
  /** It would have run dry, and was found not to have. */
  readonly wasNotDry: boolean;
}

/**
 * Ends a stretch as the volume at its end says: what was computed to run dry and did not, was pumped more slowly throughout;
 * a stall or alarm without which the volumes would agree, is over since it began (contract, rule 13 and "Delivery").
 */
export function settle(pumping: Pumping, open: OpenStretch, step: Step, closing: Closing): Stretch {
  const end = step.at;
  const foundMl = pumping.found(closing.foundMl);
  const common = {
    start: open.began.at,
    end,
    fill: open.began.now.fill!,
    beganBy: open.step.event.id,
    endedBy: step.event.id,
    startMl: open.startMl,
  };
  const pumped = () => pumping.pumped - open.began.pumped;
  if (foundMl === undefined)
    return { ...common, movedMl: undefined, expectedMl: pumped(), factor: 1, refuted: [] };

  const movedMl = open.startMl - foundMl;
  const compute = (refuted: readonly Report[]): Computed => {
    const wasNotDry = pumping.isDry && foundMl > pumping.lowestMl + DRY_WITHIN_ML;
    if (wasNotDry)
      again(pumping, open, end, {
        refuted: keysOf(refuted),
        factor: 1,
        isBottomless: true,
        ignoresShown: true,
      });
    return { refuted, expectedMl: pumped(), wasNotDry };
  };
  const { reports } = pumping;
  let computed = compute([]);
  if (!agrees(movedMl, computed.expectedMl) && reports.length > 0) {
    const isOne = again(pumping, open, end, { ...AS_RECORDED, refuted: keysOf(reports) });
    const without = isOne ? compute(reports) : undefined;
    if (without && agrees(movedMl, without.expectedMl)) computed = without;
    else {
      again(pumping, open, end, AS_RECORDED);
      computed = compute([]);
    }
  }
  const { refuted, expectedMl, wasNotDry } = computed;
  const factor = wasNotDry ? Math.max(0, movedMl) / expectedMl : 1;
  if (wasNotDry)
    again(pumping, open, end, { refuted: keysOf(refuted), factor, isBottomless: false, ignoresShown: true });
  return { ...common, movedMl, expectedMl, factor, refuted: refuted.map(({ eventId }) => eventId) };
}

/** A stretch that has not ended yet. */
export const goingOn = ({ began, step, startMl }: OpenStretch, pumping: Pumping): Stretch => ({
  start: began.at,
  end: Number.POSITIVE_INFINITY,
  fill: began.now.fill!,
  beganBy: step.event.id,
  endedBy: undefined,
  startMl,
  movedMl: undefined,
  expectedMl: pumping.pumped - began.pumped,
  factor: 1,
  refuted: [],
});

/** The stretch that goes on from a step, where it left the reservoir with another known volume than it found. */
export const openedBy = (pumping: Pumping, step: Step): OpenStretch | undefined =>
  pumping.now.fill && {
    began: pumping.mark(),
    startMl: pumping.now.fill.known.foundMl ?? pumping.now.fill.known.volumeMl,
    step,
    steps: [],
  };

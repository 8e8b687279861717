import type { EventId, Instant } from '../../therapy/envelope.js';
import type { Closing } from '../effects/effect.js';
import type { Step } from '../effects.js';
import type { Mark, Pumping } from '../pumping.js';
import { DRY_WITHIN_ML, agrees } from './agreement.js';
import type { Stretch } from './stretch.js';

/** A stretch that goes on: where it began, and what happened since. */
export interface OpenStretch {
  readonly began: Mark;
  readonly startMl: number;
  readonly step: Step;
  /** In their order; grows. */
  readonly steps: Step[];
}

interface Course {
  readonly refuted: ReadonlySet<EventId>;
  readonly factor: number;
  readonly isBottomless: boolean;
}

const AS_RECORDED: Course = { refuted: new Set(), factor: 1, isBottomless: false };

/** Pumps a stretch once more, from its beginning to an instant. */
function again(pumping: Pumping, { began, steps }: OpenStretch, until: Instant, course: Course): void {
  pumping.backTo(began);
  pumping.refuted = course.refuted;
  pumping.factor = course.factor;
  pumping.isBottomless = course.isBottomless;
  pumping.withoutRefuted();
  for (const step of steps) {
    pumping.advance(step.at);
    step.act(pumping);
  }
  pumping.advance(until);
  pumping.refuted = AS_RECORDED.refuted;
  pumping.factor = 1;
  pumping.isBottomless = false;
}

interface Computed {
  readonly expectedMl: number;
  /** It would have run dry, and was found not to have. */
  readonly wasNotDry: boolean;
}

/**
 * Ends a stretch as the volume at its end says: what was computed to run dry and did not, was pumped more slowly throughout;
 * a stall or alarm without which the volumes would agree, is over since it began (contract, rule 13 and "Delivery").
 */
export function settle(pumping: Pumping, open: OpenStretch, step: Step, { foundMl }: Closing): Stretch {
  const end = step.at;
  const { pump } = pumping.now;
  const fill = open.began.now.fill!;
  const usable = foundMl !== undefined && pump && foundMl <= pump.data.reservoirCapacityMl;
  const found = usable ? Math.max(foundMl, pumping.lowestMl) : undefined;
  const common = {
    start: open.began.at,
    end,
    fill,
    beganBy: open.step.event.id,
    endedBy: step.event.id,
    startMl: open.startMl,
  };
  const pumped = () => pumping.pumped - open.began.pumped;
  if (found === undefined)
    return { ...common, movedMl: undefined, expectedMl: pumped(), factor: 1, refuted: [] };

  const movedMl = open.startMl - found;
  const compute = (refuted: ReadonlySet<EventId>): Computed => {
    const wasNotDry = pumping.isDry && found > pumping.lowestMl + DRY_WITHIN_ML;
    if (wasNotDry) again(pumping, open, end, { refuted, factor: 1, isBottomless: true });
    return { expectedMl: pumped(), wasNotDry };
  };
  const reports = (pumping.now.reports ?? []).map(({ eventId }) => eventId);
  let refuted = AS_RECORDED.refuted;
  let computed = compute(refuted);
  if (!agrees(movedMl, computed.expectedMl) && reports.length > 0) {
    const without = new Set(reports);
    again(pumping, open, end, { ...AS_RECORDED, refuted: without });
    const other = compute(without);
    if (agrees(movedMl, other.expectedMl)) {
      refuted = without;
      computed = other;
    } else {
      again(pumping, open, end, AS_RECORDED);
      computed = compute(refuted);
    }
  }
  const factor = computed.wasNotDry ? Math.max(0, movedMl) / computed.expectedMl : 1;
  if (computed.wasNotDry) again(pumping, open, end, { refuted, factor, isBottomless: false });
  return {
    ...common,
    movedMl,
    expectedMl: computed.expectedMl,
    factor,
    refuted: reports.filter((id) => refuted.has(id)),
  };
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

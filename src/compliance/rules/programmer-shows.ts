import { visitAt, visitsIn } from '../dose/visits.js';
import { therapyEnd } from '../facts/therapy-end.js';
import { type Delivery, type PathMoment, lastAtOrBefore } from '../../infusion/delivery.js';
import { concentrationOf, leadingDrug, leadingMcgPerMl, sameFluid } from '../../infusion/fluid.js';
import { movedMl } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
import { tipParts } from '../../infusion/tip-parts.js';
import type { Instant } from '../../therapy/envelope.js';

/** A stretch in which the tip gives a fixed multiple of what the programmer shows of a drug. */
export interface Stretch {
  readonly start: Instant;
  readonly end: Instant;
  readonly segment: Segment;
  /** At the tip, mcg/mL; NaN where it is unknown; 0 while nothing flows. */
  readonly tipMcgPerMl: number;
  /** What the programmer takes it for, mcg/mL; 0 for any drug but the reservoir's. */
  readonly shownMcgPerMl: number;
  /** No window is compared over it: a `startsWith`, a visit between fill and programming, or a pump that cannot bridge. */
  readonly isLeftOut: boolean;
}

/** A pump programmed before it was filled was told nothing: then its boluses go by what it holds. */
const shownConcentration = ({ fill, program }: Segment, drug: string): number =>
  fill && leadingDrug(fill.fluid) === drug && program?.program.mode !== 'constant-flow'
    ? (program?.concentrationMcgPerMl ?? leadingMcgPerMl(fill.fluid)!)
    : concentrationOf(fill?.fluid, drug);

/** The stretches of a drug from the first event until the horizon, or the end of the therapy. */
export function comparedStretches(
  delivery: Delivery,
  drug: string,
  horizon: Instant,
  visitMinutes: number,
): Stretch[] {
  const { segments } = delivery;
  const visits = visitsIn(delivery, visitMinutes, isOfOther);
  const last = Math.min(horizon, therapyEnd(delivery)?.at ?? Number.POSITIVE_INFINITY);
  return segments.flatMap((segment, index) => {
    const end = Math.min(segments[index + 1]?.start ?? Number.POSITIVE_INFINITY, last);
    if (segment.start >= end) return [];
    const shownMcgPerMl = shownConcentration(segment, drug);
    const isUncompared = segment.activity === 'starts-with' || visitAt(visits, segment.start) !== undefined;
    if (segment.halt)
      return [{ start: segment.start, end, segment, tipMcgPerMl: 0, shownMcgPerMl, isLeftOut: isUncompared }];
    return tipParts(delivery, segment, end).map((part): Stretch => {
      const tipMcgPerMl = concentrationOf(part.fluid, drug);
      const isLeftOut = isUncompared || isOldStrength(segment, tipMcgPerMl, shownMcgPerMl);
      return { start: part.start, end: part.end, segment, tipMcgPerMl, shownMcgPerMl, isLeftOut };
    });
  });
}

const isOfOther = ({ foundFill, leftFill }: PathMoment): boolean =>
  !(foundFill && leftFill && sameFluid(foundFill.fluid, leftFill.fluid));

/** A pump without rate control gives no bridge: what the path held of another strength only leaves it. */
const isOldStrength = ({ program }: Segment, tipMcgPerMl: number, shownMcgPerMl: number): boolean =>
  program?.program.mode === 'constant-flow' &&
  tipMcgPerMl > 0 &&
  shownMcgPerMl > 0 &&
  tipMcgPerMl !== shownMcgPerMl;

/** Makes a function that gives the dose of a drug that the programmer shows between two instants, mcg. */
export function shownDose(delivery: Delivery, drug: string): (from: Instant, to: Instant) => number {
  const { segments } = delivery;
  const before: number[] = [];
  let sum = 0;
  segments.forEach((segment, index) => {
    before.push(sum);
    const next = segments[index + 1];
    if (next) sum += movedMl(segment.intended, segment.start, next.start) * shownConcentration(segment, drug);
  });
  const until = (at: Instant): number => {
    const index = lastAtOrBefore(segments, ({ start }) => start, at);
    const segment = segments[index];
    return segment
      ? before[index]! + movedMl(segment.intended, segment.start, at) * shownConcentration(segment, drug)
      : 0;
  };
  return (from, to) => until(to) - until(from);
}

import { therapyEnd } from '../therapy-end.js';
import { type Delivery, arrivalOf, lastAtOrBefore, layerIndexThen } from '../../infusion/delivery.js';
import { concentrationOf, leadingDrug, leadingMcgPerMl } from '../../infusion/fluid.js';
import { movedMl } from '../../infusion/schedule.js';
import type { Segment } from '../../infusion/segment.js';
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
}

/** A pump programmed before it was filled was told nothing: then its boluses go by what it holds. */
const shownConcentration = ({ fill, program }: Segment, drug: string): number =>
  fill && leadingDrug(fill.fluid) === drug
    ? (program?.concentrationMcgPerMl ?? leadingMcgPerMl(fill.fluid)!)
    : concentrationOf(fill?.fluid, drug);

/** The stretches of a drug from the first event until the horizon, or the end of the therapy. */
export function comparedStretches(delivery: Delivery, drug: string, horizon: Instant): Stretch[] {
  const { segments, tip } = delivery;
  const last = Math.min(horizon, therapyEnd(delivery)?.at ?? Number.POSITIVE_INFINITY);
  return segments.flatMap((segment, index) => {
    const end = Math.min(segments[index + 1]?.start ?? Number.POSITIVE_INFINITY, last);
    if (segment.start >= end) return [];
    const shownMcgPerMl = shownConcentration(segment, drug);
    if (segment.halt) return [{ start: segment.start, end, segment, tipMcgPerMl: 0, shownMcgPerMl }];
    const stretches: Stretch[] = [];
    let start = segment.start;
    for (let layer = layerIndexThen(tip, segment.pumpedMl, start); start < end; layer += 1) {
      const next = tip[layer + 1];
      const arrives = next ? Math.min(end, arrivalOf(delivery, next)) : end;
      if (arrives > start) {
        const tipMcgPerMl = concentrationOf(tip[layer]?.fluid, drug);
        stretches.push({ start, end: arrives, segment, tipMcgPerMl, shownMcgPerMl });
        start = arrives;
      }
    }
    return stretches;
  });
}

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

import { Fault } from '../faults/fault.js';
import { countWhile } from '../therapy/count-while.js';
import type { Instant } from '../therapy/envelope.js';
import { type Delivery, layerIndexAt, segmentIndexAt } from './delivery.js';
import { type Layer, concentrationOf } from './fluid.js';
import { movedMl } from './schedule.js';
import { isOfUnknownFlow } from './segment.js';

export type Site = 'reservoir' | 'tip';

/** What leaves the tip cannot be told, since a volume of the fluid path is neither recorded nor known for the model. */
export class PathVolumeUnknown extends Fault {
  constructor() {
    super(
      ['refused', 'PATH_VOLUME_UNKNOWN'],
      'a volume of the fluid path is neither recorded nor known for the model: record tubingVolumeMl with the pump’s implant and volumeMl or implantedLengthCm with the catheter’s (EventCorrected), or ask for site=reservoir',
    );
  }
}

/** What flows in a part of the time cannot be told. */
export class FlowUnknown extends Fault {
  constructor() {
    super(
      ['refused', 'FLOW_UNKNOWN'],
      'in a part of that time nobody knows what the pump moved: the strength that it was programmed for, or the minimum rate of its model; record the strength with the program (EventCorrected), or ask for another time',
    );
  }
}

/** Whether it is known throughout a time what flows. */
export function isFlowKnown({ segments }: Delivery, from: Instant, to: Instant): boolean {
  const first = Math.max(0, countWhile(segments, ({ start }) => start <= from) - 1);
  for (let index = first; index < segments.length; index += 1) {
    const segment = segments[index]!;
    if (segment.start >= to) return true;
    if (isOfUnknownFlow(segment) && (segments[index + 1]?.start ?? to) > from) return false;
  }
  return true;
}

/** @throws FlowUnknown where it is not known in some part of a time what flows */
export function needFlow(delivery: Delivery, from: Instant, to: Instant): void {
  if (!isFlowKnown(delivery, from, to)) throw new FlowUnknown();
}

/** The mass of a drug in a volume that leaves through layers after a cumulative one, mcg; NaN where it is unknown. */
function layeredMcg(layers: readonly Layer[], drug: string, afterMl: number, volumeMl: number): number {
  let mass = 0;
  for (let index = Math.max(0, layerIndexAt(layers, afterMl)); index < layers.length; index += 1) {
    const layer = layers[index]!;
    // Counted from `afterMl`: so small a part of what was pumped in years keeps its digits.
    const start = Math.max(0, layer.fromMl - afterMl);
    if (start >= volumeMl) break;
    const end = Math.min(volumeMl, (layers[index + 1]?.fromMl ?? Number.POSITIVE_INFINITY) - afterMl);
    if (end > start) mass += (end - start) * concentrationOf(layer.fluid, drug);
  }
  return mass;
}

/** The mass of a drug in what is pumped through layers between two instants, mcg; NaN where it is unknown. */
export function pumpedMcg(
  delivery: Delivery,
  layers: readonly Layer[],
  drug: string,
  from: Instant,
  to: Instant,
): number {
  const { segments } = delivery;
  let mass = 0;
  for (let index = Math.max(0, segmentIndexAt(delivery, from)); index < segments.length; index += 1) {
    const segment = segments[index]!;
    if (segment.start >= to) break;
    const { schedule, pumpedMl } = segment;
    const start = Math.max(from, segment.start);
    const beforeMl = pumpedMl + movedMl(schedule, segment.start, start);
    const next = segments[index + 1];
    // When it ran dry is rounded; what it had pumped by then is not.
    const volumeMl =
      next && next.start <= to && next.halt === 'reservoir-empty'
        ? next.pumpedMl - beforeMl
        : movedMl(schedule, start, Math.min(to, next?.start ?? to));
    if (volumeMl > 0) mass += layeredMcg(layers, drug, beforeMl, volumeMl);
  }
  return mass;
}

/** What contrast injections push out of the tip after `from` and by `to`, mcg. */
export function jumpedMcg({ jumps }: Delivery, drug: string, from: Instant, to: Instant): number {
  let mass = 0;
  for (let index = countWhile(jumps, ({ at }) => at <= from); index < jumps.length; index += 1) {
    const jump = jumps[index]!;
    if (jump.at > to) break;
    for (const slice of jump.slices) mass += slice.volumeMl * concentrationOf(slice.fluid, drug);
  }
  return mass;
}

/**
 * Dose of a drug out of a site, mcg. A jump at `from` is outside, one at `to` inside; 0 for a drug that was never in
 * the pump.
 * @throws FlowUnknown, and PathVolumeUnknown at the tip, where the answer would need a volume that nobody knows
 */
export function doseMcg(delivery: Delivery, drug: string, site: Site, from: Instant, to: Instant): number {
  if (!delivery.drugs.has(drug) || to <= from) return 0;
  needFlow(delivery, from, to);
  const layers = site === 'tip' ? delivery.tip : delivery.reservoir;
  let mass = pumpedMcg(delivery, layers, drug, from, to);
  if (site === 'tip') mass += jumpedMcg(delivery, drug, from, to);
  if (Number.isNaN(mass)) throw new PathVolumeUnknown();
  return mass;
}

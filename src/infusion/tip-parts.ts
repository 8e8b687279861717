import type { Instant } from '../therapy/envelope.js';
import { type Delivery, arrivalOf, layerIndexThen } from './delivery.js';
import type { Fluid } from './fluid.js';
import type { Segment } from './segment.js';

/** A part of a segment with one fluid at the tip. */
export interface TipPart {
  readonly start: Instant;
  readonly end: Instant;
  /** Undefined where no catheter is there. */
  readonly fluid: Fluid | undefined;
}

/** The parts of a segment until an instant, in order; none where it is over by then. */
export function tipParts(delivery: Delivery, { start: from, pumpedMl }: Segment, end: Instant): TipPart[] {
  const { tip } = delivery;
  const parts: TipPart[] = [];
  let start = from;
  for (let layer = layerIndexThen(tip, pumpedMl, start); start < end; layer += 1) {
    const next = tip[layer + 1];
    const arrives = next ? Math.min(end, arrivalOf(delivery, next)) : end;
    if (arrives <= start) continue;
    parts.push({ start, end: arrives, fluid: tip[layer]?.fluid });
    start = arrives;
  }
  return parts;
}

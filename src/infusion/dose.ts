import { Fault } from '../faults/fault.js';
import type { Instant } from '../therapy/envelope.js';
import { type Delivery, layerIndexAt, pumpedMl } from './delivery.js';
import { type Layer, concentrationOf } from './fluid.js';

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

/** The mass of a drug in what leaves through layers between two cumulative volumes, mcg; NaN where it is unknown. */
export function layeredMcg(layers: readonly Layer[], drug: string, fromMl: number, toMl: number): number {
  let mass = 0;
  for (let index = Math.max(0, layerIndexAt(layers, fromMl)); index < layers.length; index += 1) {
    const layer = layers[index]!;
    if (layer.fromMl >= toMl) break;
    const end = layers[index + 1]?.fromMl ?? Number.POSITIVE_INFINITY;
    const volume = Math.min(end, toMl) - Math.max(layer.fromMl, fromMl);
    if (volume > 0) mass += volume * concentrationOf(layer.fluid, drug);
  }
  return mass;
}

/** What contrast injections push out of the tip after `from` and by `to`, mcg. */
export function jumpedMcg(delivery: Delivery, drug: string, from: Instant, to: Instant): number {
  let mass = 0;
  for (const jump of delivery.jumps) {
    if (jump.at <= from || jump.at > to) continue;
    for (const slice of jump.slices) mass += slice.volumeMl * concentrationOf(slice.fluid, drug);
  }
  return mass;
}

/**
 * Dose of a drug out of a site, mcg. A jump at `from` is outside, one at `to` inside; 0 for a drug that was never in
 * the pump.
 * @throws PathVolumeUnknown at the tip, where the answer would need a volume that nobody knows
 */
export function doseMcg(delivery: Delivery, drug: string, site: Site, from: Instant, to: Instant): number {
  if (!delivery.drugs.has(drug) || to <= from) return 0;
  const layers = site === 'tip' ? delivery.tip : delivery.reservoir;
  let mass = layeredMcg(layers, drug, pumpedMl(delivery, from), pumpedMl(delivery, to));
  if (site === 'tip') mass += jumpedMcg(delivery, drug, from, to);
  if (Number.isNaN(mass)) throw new PathVolumeUnknown();
  return mass;
}

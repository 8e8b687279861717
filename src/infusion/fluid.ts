import type { EventId, Instant } from '../therapy/envelope.js';

export interface Drug {
  readonly kind: 'drug';
  readonly drug: string;
  readonly concentrationMcgPerMl: number;
}

/** What is in a stretch of the path: a drug, drug-free fluid (and which event left it), or we cannot tell. */
export type Fluid =
  | Drug
  | { readonly kind: 'drug-free'; readonly origin?: EventId }
  | { readonly kind: 'unknown' };

export const UNKNOWN: Fluid = { kind: 'unknown' };

export const sameFluid = (a: Fluid, b: Fluid): boolean =>
  a === b ||
  (a.kind === 'drug' && b.kind === 'drug'
    ? a.drug === b.drug && a.concentrationMcgPerMl === b.concentrationMcgPerMl
    : a.kind === 'drug-free' && b.kind === 'drug-free'
      ? a.origin === b.origin
      : a.kind === b.kind);

/** The concentration of one drug in a fluid, mcg/mL; NaN where the fluid is unknown. */
export const concentrationOf = (fluid: Fluid | undefined, drug: string): number => {
  if (fluid?.kind === 'unknown') return Number.NaN;
  return fluid?.kind === 'drug' && fluid.drug === drug ? fluid.concentrationMcgPerMl : 0;
};

export interface Slice {
  readonly volumeMl: number;
  readonly fluid: Fluid;
}

/** From one cumulative pumped volume on, this fluid leaves a site. */
export interface Layer {
  readonly fromMl: number;
  /** It was not there before: while nothing is pumped, one volume may be reached long before its fluid is changed. */
  readonly notBefore: Instant;
  readonly fluid: Fluid;
}

/** Fluid that leaves the tip at once, without being pumped: what a contrast injection displaces. */
export interface Jump {
  readonly at: Instant;
  readonly eventId: EventId;
  readonly slices: readonly Slice[];
}

/** Appends to layers that are in order of volume and time; a layer without either leaves no trace. */
export function addLayer(layers: Layer[], fromMl: number, fluid: Fluid, notBefore: Instant): void {
  const last = layers.at(-1);
  if (last && sameFluid(last.fluid, fluid)) return;
  if (last && last.fromMl >= fromMl && last.notBefore >= notBefore) {
    layers.pop();
    addLayer(layers, fromMl, fluid, notBefore);
    return;
  }
  layers.push({ fromMl, fluid, notBefore });
}

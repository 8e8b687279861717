import type { EventId, Instant } from '../therapy/envelope.js';
import { DRUG_FREE } from '../therapy/drug-free.js';

import type { Solution } from '../therapy/events/values/solution.js';
import { canonicalDrug } from './drugs.js';
import { sixDigits } from './six-digits.js';

export interface Strength {
  readonly drug: string;
  readonly concentrationMcgPerMl: number;
}

export interface Drug extends Strength {
  readonly kind: 'drug';
  /** What travels with it. */
  readonly with?: readonly Strength[];
}

export interface DrugFree {
  readonly kind: 'drug-free';
  /** Which event left it. */
  readonly origin?: EventId;
  /** It counts as what is filled next, as far as it is still there then. */
  readonly awaitsFill?: true;
}

/** What is in a stretch of the path: drugs, drug-free fluid, or we cannot tell. */
export type Fluid = Drug | DrugFree | { readonly kind: 'unknown' };

/** What can be filled in. */
export type Content = Drug | DrugFree;

export const UNKNOWN: Fluid = { kind: 'unknown' };

export const sameFluid = (a: Fluid, b: Fluid): boolean =>
  a === b ||
  (a.kind === 'drug' && b.kind === 'drug'
    ? sameStrength(a, b) && sameStrengths(a.with ?? [], b.with ?? [])
    : a.kind === 'drug-free' && b.kind === 'drug-free'
      ? a.origin === b.origin && a.awaitsFill === b.awaitsFill
      : a.kind === b.kind);

const sameStrength = (a: Strength, b: Strength): boolean =>
  a.drug === b.drug && a.concentrationMcgPerMl === b.concentrationMcgPerMl;

const sameStrengths = (a: readonly Strength[], b: readonly Strength[]): boolean =>
  a.length === b.length && a.every((one) => b.some((other) => sameStrength(one, other)));

/** The drugs in a fluid, the one that the pump is programmed by first. */
export const strengthsIn = (fluid: Fluid | undefined): readonly Strength[] =>
  fluid?.kind === 'drug' ? [fluid, ...(fluid.with ?? [])] : [];

/** The drug that the pump is programmed by; undefined where there is none. */
export const leadingDrug = (fluid: Fluid | undefined): string | undefined =>
  fluid?.kind === 'drug' ? fluid.drug : undefined;

/** Its strength, mcg/mL. */
export const leadingMcgPerMl = (fluid: Fluid | undefined): number | undefined =>
  fluid?.kind === 'drug' ? fluid.concentrationMcgPerMl : undefined;

/** Whether a drug is in a fluid. */
export const holds = (fluid: Fluid | undefined, drug: string): boolean =>
  strengthsIn(fluid).some((one) => one.drug === drug);

/** A fluid in words: each drug with its strength. */
export const fluidWords = (fluid: Content): string =>
  fluid.kind === 'drug-free'
    ? 'drug-free fluid'
    : strengthsIn(fluid)
        .map(({ drug, concentrationMcgPerMl }) => `${drug} ${sixDigits(concentrationMcgPerMl)} mcg/mL`)
        .join(' with ');

/** A solution as it was recorded, by the known names of its drugs. */
export function fluidOf(solution: Solution, origin: EventId): Content {
  const { drug, concentrationMcgPerMl, with: further } = solution;
  if (drug === DRUG_FREE || concentrationMcgPerMl === undefined) return { kind: 'drug-free', origin };
  return {
    kind: 'drug',
    drug: canonicalDrug(drug),
    concentrationMcgPerMl,
    ...(further?.length && {
      with: further.map((one) => ({
        drug: canonicalDrug(one.drug),
        concentrationMcgPerMl: one.concentrationMcgPerMl,
      })),
    }),
  };
}

/** The concentration of one drug in a fluid, mcg/mL; NaN where the fluid is unknown. */
export const concentrationOf = (fluid: Fluid | undefined, drug: string): number => {
  if (fluid?.kind === 'unknown') return Number.NaN;
  if (fluid?.kind !== 'drug') return 0;
  if (fluid.drug === drug) return fluid.concentrationMcgPerMl;
  return fluid.with?.find((one) => one.drug === drug)?.concentrationMcgPerMl ?? 0;
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

import type { Sourced } from '../provenance.js';
import type { Drug } from './drug.js';

export interface Fill {
  readonly concentrationMcgPerMl: number;
  readonly isFirstOfPump: boolean;
}

/** How many days such a fill is known to keep in the pump; undefined where that is not known. */
export function stabilityDaysOf(
  { stabilityDays, strengthsSoldMcgPerMl }: Drug,
  fill: Fill,
): Sourced | undefined {
  const isUndiluted = strengthsSoldMcgPerMl?.value.includes(fill.concentrationMcgPerMl);
  return (
    (fill.isFirstOfPump ? stabilityDays?.firstFillOfPump : undefined) ??
    (isUndiluted ? stabilityDays?.undiluted : stabilityDays?.diluted) ??
    stabilityDays?.anyFill
  );
}

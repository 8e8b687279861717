import { HOUR_MS } from '../../infusion/schedule.js';
import type { StepFacts } from '../outcome.js';

/** What was lost by a fall, together with those before it in some hours, less what was regained between them. */
export interface Loss {
  readonly step: StepFacts;
  readonly mcgPerDay: number;
  /** The dose before the first of these falls. */
  readonly ofMcgPerDay: number;
}

export const isFallStep = ({ changeMcgPerDay }: Pick<StepFacts, 'changeMcgPerDay'>): boolean =>
  changeMcgPerDay < 0;

/** The largest loss that ends with each fall; falls exactly so many hours apart are within them. */
export function lossesWithin(steps: readonly StepFacts[], hours: number): Loss[] {
  const falls = steps.filter(isFallStep);
  return falls.map((step, index) => {
    let ofMcgPerDay = step.fromMcgPerDay;
    for (let back = index - 1; back >= 0 && step.at - falls[back]!.at <= hours * HOUR_MS; back -= 1)
      ofMcgPerDay = Math.max(ofMcgPerDay, falls[back]!.fromMcgPerDay);
    return { step, mcgPerDay: ofMcgPerDay - step.toMcgPerDay, ofMcgPerDay };
  });
}

import type { Alias } from '../known-names.js';
import type { Sourced } from '../provenance.js';

/** Whether a drug is approved for intrathecal infusion at all; a patient's indication can be off label all the same. */
export type DrugStatus = 'approved' | 'off-label';

/** How long a fill keeps in the pump, where it depends on the fill. */
export interface Stability {
  readonly anyFill?: Sourced;
  /** The first fill of a new pump, whose walls take up some of the drug. */
  readonly firstFillOfPump?: Sourced;
  /** At a strength as sold. */
  readonly undiluted?: Sourced;
  readonly diluted?: Sourced;
}

/** What is known of a drug that is infused intrathecally. A figure that is left out is unknown, not zero. */
export interface Drug {
  /** By which policies and answers call it. */
  readonly name: string;
  readonly aliases: readonly Alias[];
  readonly status: Sourced<DrugStatus>;
  readonly strengthsSoldMcgPerMl?: Sourced<readonly number[]>;
  /** The strengths at which pumps are known to be filled with it. */
  readonly strengthRangeMcgPerMl?: Sourced<{ readonly min: number; readonly max: number }>;
  /** Usual at once, by lumbar puncture. */
  readonly largestSingleDoseMcg?: Sourced;
  readonly stabilityDays?: Stability;
}

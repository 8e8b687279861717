import { MAX_ITEMS } from '../fields/limits.js';
import { NestedArray, Optional } from '../fields/nested.js';
import { ConcentrationMcgPerMl } from '../fields/numbers.js';
import { DrugName } from '../fields/texts.js';
import { Lot } from './lot.js';

/** A drug in a strength. */
export class Solution {
  /** Lower case, such as `baclofen`. */
  @DrugName()
  readonly drug: string;

  /** mcg/mL; at least 1 and at most 100,000 (contract). 10 mg/mL is 10,000. */
  @ConcentrationMcgPerMl()
  readonly concentrationMcgPerMl: number;
}

/** A drug in a strength, with the lots that it came from. */
export class FilledSolution extends Solution {
  /** The lots filled in. */
  @Optional()
  @NestedArray(Lot, MAX_ITEMS)
  readonly lots?: readonly Lot[];
}

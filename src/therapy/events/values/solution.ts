import { DRUG_FREE } from '../../drug-free.js';
import { DrugName, RealDrugName } from '../fields/texts.js';
import { MAX_FURTHER_DRUGS, MAX_ITEMS } from '../fields/limits.js';
import { AbsentIf, NestedArray, Optional, RequiredIf } from '../fields/nested.js';
import { ConcentrationMcgPerMl } from '../fields/numbers.js';
import { Lot } from './lot.js';
import { EachDrugOnce } from './solution-rules.js';

/** A drug that travels in a solution beside the one that the pump is programmed by. */
export class FurtherDrug {
  /** Lower case, such as `bupivacaine`. */
  @RealDrugName()
  readonly drug: string;

  /** mcg/mL; at least 1 and at most 100,000 (contract). */
  @ConcentrationMcgPerMl()
  readonly concentrationMcgPerMl: number;
}

/** A drug in a strength, with others beside it, or a fluid without any drug. */
export class Solution {
  /** The drug that the pump is programmed by, in lower case, such as `baclofen`; `drug-free` for saline or water. */
  @DrugName()
  readonly drug: string;

  /** mcg/mL; at least 1 and at most 100,000 (contract). 10 mg/mL is 10,000. Left out for `drug-free`. */
  @RequiredIf(({ drug }) => drug !== DRUG_FREE)
  @ConcentrationMcgPerMl()
  @AbsentIf(({ drug }) => drug === DRUG_FREE, `must be left out: ${DRUG_FREE} has no strength`)
  readonly concentrationMcgPerMl?: number;

  /** Further drugs in the same solution: at most 4 (contract), none twice. */
  @Optional()
  @EachDrugOnce()
  @NestedArray(FurtherDrug, MAX_FURTHER_DRUGS)
  @AbsentIf(({ drug }) => drug === DRUG_FREE, `must be left out: ${DRUG_FREE} holds no drug`)
  readonly with?: readonly FurtherDrug[];
}

/** A solution with the lots that it came from. */
export class FilledSolution extends Solution {
  /** The lots filled in. */
  @Optional()
  @NestedArray(Lot, MAX_ITEMS)
  readonly lots?: readonly Lot[];
}

import { DRUG_FREE } from './drug-free.js';

interface Strength {
  readonly drug: string;
  /** Absent, or null, where there is no drug. */
  readonly concentrationMcgPerMl?: number | null;
}

/** `morphine 10000 mcg/mL with clonidine 50 mcg/mL`; `drug-free fluid`. */
export const solutionInWords = ({
  with: further = [],
  ...first
}: Strength & { readonly with?: readonly Strength[] }): string =>
  first.drug === DRUG_FREE
    ? 'drug-free fluid'
    : [first, ...further]
        .map(({ drug, concentrationMcgPerMl }) => `${drug} ${concentrationMcgPerMl} mcg/mL`)
        .join(' with ');

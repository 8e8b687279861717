import { knownDrug, nearestDrug } from '../../infusion/drugs.js';
import { DRUG_FREE } from '../../therapy/drug-free.js';

import type { Ask, Check, Entry } from './check.js';
import { objectsIn } from './members.js';

interface NamedDrug {
  readonly pointer: string;
  readonly drug: string;
  readonly concentrationMcgPerMl?: unknown;
}

/** The drugs that go into the spinal fluid by an entry; what is taken by mouth may be any other. */
const drugsIn = ({ type, data }: Entry): NamedDrug[] =>
  type === 'OralMedicationChanged'
    ? []
    : objectsIn(data).flatMap(({ pointer, object: { drug, concentrationMcgPerMl } }) =>
        typeof drug === 'string' && drug !== DRUG_FREE ? [{ pointer, drug, concentrationMcgPerMl }] : [],
      );

export const drugUnknown: Ask = (entry) =>
  drugsIn(entry)
    .filter(({ drug }) => !knownDrug(drug))
    .map(({ pointer, drug }): Check => {
      const nearest = nearestDrug(drug)?.name;
      return {
        code: 'DRUG_UNKNOWN',
        severity: 'warning',
        field: `${pointer}/drug`,
        detail: `${drug} is not a drug that is known here: no policy judges it`,
        ...(nearest !== undefined && { expected: nearest }),
      };
    });

export const strengthUnusual: Ask = (entry) =>
  drugsIn(entry).flatMap(({ pointer, drug, concentrationMcgPerMl }): Check[] => {
    const range = knownDrug(drug)?.strengthRangeMcgPerMl;
    if (!range || typeof concentrationMcgPerMl !== 'number') return [];
    const { min, max } = range.value;
    if (concentrationMcgPerMl >= min && concentrationMcgPerMl <= max) return [];
    return [
      {
        code: 'STRENGTH_UNUSUAL',
        severity: 'warning',
        field: `${pointer}/concentrationMcgPerMl`,
        detail: `pumps are known to be filled with ${drug} of ${min} to ${max} mcg/mL (${range.source}; ${range.certainty})`,
        expected: `${min}-${max} mcg/mL`,
      },
    ];
  });

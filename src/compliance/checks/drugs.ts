import { canonicalDrug, knownDrug, nearestDrug } from '../../infusion/drugs.js';
import { DRUG_FREE } from '../../therapy/drug-free.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Ask, Check, Entry } from './check.js';
import { objectsIn } from './members.js';

export interface NamedDrug {
  readonly pointer: string;
  readonly drug: string;
  readonly concentrationMcgPerMl?: unknown;
}

/** The drugs that go into the spinal fluid by an entry; what is taken by mouth may be any other. */
export const drugsIn = ({ type, data }: Pick<Entry, 'type' | 'data'>): NamedDrug[] =>
  type === 'OralMedicationChanged'
    ? []
    : objectsIn(data).flatMap(({ pointer, object: { drug, concentrationMcgPerMl } }) =>
        typeof drug === 'string' && drug !== DRUG_FREE ? [{ pointer, drug, concentrationMcgPerMl }] : [],
      );

export const drugUnknown: Ask = ({ entry }) =>
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

/** By which a drug comes into the body. A plan or a diagnosis only speaks of one. */
const GIVES: ReadonlySet<ActingEvent['type']> = new Set([
  'ReservoirRefilled',
  'DrugSwitched',
  'TherapyTakenOver',
  'BolusTestPerformed',
  'BolusGiven',
]);

const given = (event: Pick<Entry, 'type' | 'data'>): NamedDrug[] =>
  GIVES.has(event.type) ? drugsIn(event) : [];

export const drugNewHere: Ask = ({ entry, before }) => {
  const used = [...new Set(before.flatMap(given).map(({ drug }) => canonicalDrug(drug)))];
  if (used.length === 0) return [];
  return given(entry)
    .filter(({ drug }) => !used.includes(canonicalDrug(drug)))
    .map(({ pointer, drug }) => ({
      code: 'DRUG_NEW_HERE',
      severity: 'notice',
      field: `${pointer}/drug`,
      detail: `this therapy never had ${drug} before`,
      expected: used.join(', '),
    }));
};

import type { Sourced } from './provenance.js';

/** Whether a drug is approved for intrathecal infusion at all; a patient's indication can be off label all the same. */
export type DrugStatus = 'approved' | 'off-label';

const approved: Sourced<DrugStatus> = {
  value: 'approved',
  source: 'FDA 2013 list: approved for intrathecal infusion, with limits by brand',
  certainty: 'read-in-source',
};
const offLabel: Sourced<DrugStatus> = {
  value: 'off-label',
  source: 'in common use in pumps (Polyanalgesic Consensus Conference), on no list of approved ones',
  certainty: 'memory-medium',
};

/** The drugs that are known to be infused intrathecally. Any other can be recorded, and no policy judges it. */
export const drugRegister: Readonly<Record<string, Sourced<DrugStatus>>> = {
  baclofen: approved,
  morphine: approved,
  ziconotide: approved,
  hydromorphone: offLabel,
  bupivacaine: offLabel,
  clonidine: offLabel,
  fentanyl: offLabel,
  sufentanil: offLabel,
};

/** The name by which a drug is known, whatever it was recorded as. */
export const canonicalDrug = (name: string): string => name;

/** What stands in a solution for a fluid without any drug, such as saline. */
export const DRUG_FREE = 'drug-free';

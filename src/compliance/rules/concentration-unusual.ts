import type { Rule } from './finding.js';

/** The reservoir was filled with a strength at which the drug is not known to be used. */
export const concentrationUnusual: Rule = () => [];

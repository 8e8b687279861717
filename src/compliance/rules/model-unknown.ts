import type { Rule } from './finding.js';

/** The model is not known here; what is not recorded of it stays unknown. */
export const modelUnknown: Rule = () => [];

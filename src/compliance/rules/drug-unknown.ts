import type { Rule } from './finding.js';

/** The drug is not known here; no policy judges it. */
export const drugUnknown: Rule = () => [];

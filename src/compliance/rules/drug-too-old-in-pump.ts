import type { Rule } from './finding.js';

/** A fill stayed in the pump for longer than the drug is known to keep. */
export const drugTooOldInPump: Rule = () => [];

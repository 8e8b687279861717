import type { Rule } from './finding.js';

/** A bridge or priming pushed out a drug that was in the path far faster than it was given before. */
export const bridgeTooFast: Rule = () => [];

import type { Rule } from './finding.js';

/** The pump told that it had stopped, and nobody recorded who stopped it. */
export const reportedStopped: Rule = () => [];

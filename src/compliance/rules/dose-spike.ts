import type { Rule } from './finding.js';

/** The catheter tip gave far more drug within hours than in the days before. */
export const doseSpike: Rule = () => [];

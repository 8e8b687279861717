import type { Rule } from './finding.js';

/** The catheter tip gave far less drug within a day than its daily dose promises. */
export const deliveryBelowSchedule: Rule = () => [];

import type { Rule } from './finding.js';

/** A volume or the pump itself contradicts what was computed to be delivered. */
export const deliveryContradicted: Rule = () => [];

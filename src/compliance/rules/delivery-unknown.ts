import type { Rule } from './finding.js';

/** For a long time the record says nothing of what the pump did. */
export const deliveryUnknown: Rule = () => [];

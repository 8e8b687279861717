import type { Rule } from './finding.js';

/** An adverse event was observed. */
export const adverseEvent: Rule = () => [];

import type { SQLInputValue } from 'node:sqlite';
import type { Reach } from '../access/reach.js';
import type { Instant } from '../therapy/envelope.js';

export interface Statement {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** What is left out before anything is looked up. */
export interface Within {
  readonly reach: Reach;
  readonly now: Instant;
}

import type { EventTypeName } from '../therapy/events/index.js';
import type { Assumption } from './assumptions.js';
import type { Finding } from './rules/finding.js';
import type { Cessation } from './taper/cessations.js';

export interface Gap {
  readonly code: string;
  readonly what: string;
  readonly blocks: readonly string[];
  readonly settledBy: { readonly text: string; readonly eventType?: EventTypeName; readonly field?: string };
}

interface Answers {
  readonly assumptions: readonly Assumption[];
  readonly cessations: readonly Pick<Cessation, 'id' | 'reachedZeroAt' | 'reasons' | 'tip'>[];
  readonly findings: readonly Finding[];
}

export const gapsOf = (_answers: Answers): readonly Gap[] => [];

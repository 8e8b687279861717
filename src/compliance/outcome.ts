import type { EventId, Instant } from '../therapy/envelope.js';

export type Outcome = 'pass' | 'fail' | 'undetermined';
export type Verdict = 'tapered' | 'abrupt' | 'undetermined';

export interface Reason {
  readonly code: string;
  readonly detail: string;
}

export interface RuleOutcome {
  readonly rule: string;
  readonly outcome: Outcome;
  readonly detail: string;
}

/** One fall of the daily dose on the way to zero. */
export interface StepFacts {
  readonly at: Instant;
  readonly fromMcgPerDay: number;
  readonly toMcgPerDay: number;
  readonly changeMcgPerDay: number;
  readonly changePct: number;
  /** Null for the first step. */
  readonly daysSincePrevious: number | null;
  readonly eventId: EventId | null;
}

export interface Step extends StepFacts {
  readonly rules: readonly RuleOutcome[];
}

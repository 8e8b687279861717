import type { EventId, Instant } from '../therapy/envelope.js';

export type Outcome = 'pass' | 'fail' | 'undetermined';
export type Verdict = 'tapered' | 'abrupt' | 'undetermined';

export interface Reason {
  readonly code: string;
  readonly detail: string;
}

/** The codes of reasons that decide; any other says why something is not decided. */
export const DECIDING: ReadonlySet<string> = new Set([
  'BASELINE_LOST_WITHIN_WINDOW',
  'DOSE_LOST_WITHIN_WINDOW',
  'LAST_FALL_ABOVE_STEP',
  'CONSISTENT_WITH_TAPER',
]);

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

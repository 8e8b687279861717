import type { EventId, Instant } from '../../therapy/envelope.js';

/** A time whose patient boluses were read. */
export interface Reading {
  readonly eventId: EventId;
  readonly from: Instant;
  readonly to: Instant;
  /** What was given in it altogether, as programmed. */
  readonly givenMcg: number;
}

/** A reading shows another flow than the program in force has: since when is not known. */
export interface ReportedDifference {
  readonly eventId: EventId;
  /** The last program, fill or reading that showed a mode or dose. */
  readonly from: Instant;
  /** The reading. */
  readonly to: Instant;
  /** What the pump moves by what it shows, in the mean, mL/day. */
  readonly shownMlPerDay: number;
}

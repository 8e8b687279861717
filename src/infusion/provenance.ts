export const CERTAINTIES = [
  'stated-in-paper',
  'read-in-source',
  'memory-high',
  'memory-medium',
  'memory-low',
  'derived',
  'proposed',
  'approved-by-hospital',
] as const;

/**
 * How sure a figure is: read in its source, remembered (high, medium, low) and to be confirmed by a manual, or, in a
 * policy of its own, what the hospital itself has approved.
 */
export type Certainty = (typeof CERTAINTIES)[number];

/** A figure with where it comes from, printed wherever the figure is used. */
export interface Sourced<Value = number> {
  readonly value: Value;
  readonly source: string;
  readonly certainty: Certainty;
}

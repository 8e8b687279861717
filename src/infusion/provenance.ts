/** How sure a figure is: read in its source, or remembered (high, medium, low) and to be confirmed by a manual. */
export type Certainty =
  | 'stated-in-paper'
  | 'read-in-source'
  | 'memory-high'
  | 'memory-medium'
  | 'memory-low'
  | 'derived'
  | 'proposed';

/** A figure with where it comes from, printed wherever the figure is used. */
export interface Sourced<Value = number> {
  readonly value: Value;
  readonly source: string;
  readonly certainty: Certainty;
}

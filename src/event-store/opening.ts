/** How far a log is read that is being opened. */
export interface HowFar {
  /** Where the server's log was read to, whoever wrote there. */
  readonly position: number;
  /** Where it ended when that was asked last. */
  readonly end: number;
  /** Of the log, so far. */
  readonly events: number;
}

/** Who waits for a log to be opened. */
export interface Opening {
  /**
   * Called when the log is there, and nobody else's.
   * @param howFar where it is read through first, how far that is
   */
  begun(howFar?: () => HowFar): void;
  /** Nobody waits any more; its reason is what the opening is to end with. */
  readonly signal: AbortSignal;
}

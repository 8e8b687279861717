/** How a stretch is gone through once more. */
export interface Anew {
  /** Keys of stalls and alarms that do not act, since volumes refute them: they are over since they began. */
  readonly refuted: ReadonlySet<string>;
  /** What every flow is multiplied by, so that the volume that was found is what was left. */
  readonly factor: number;
  /** As if the reservoir never ran dry. */
  readonly isBottomless: boolean;
  /** Shown volumes do not act: which of them do has been decided. */
  readonly ignoresShown: boolean;
}

export const AS_RECORDED: Anew = {
  refuted: new Set(),
  factor: 1,
  isBottomless: false,
  ignoresShown: false,
};

/** What first made a dose zero. */
export const ZERO_CAUSES = [
  'programmed',
  'drug-switch',
  'reservoir-empty',
  'reservoir-emptied',
  'motor-stall',
  'end-of-service',
  'reported',
  'explant',
  'catheter',
] as const;
export type ZeroCause = (typeof ZERO_CAUSES)[number];

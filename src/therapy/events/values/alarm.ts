export const ALARMS = [
  'low-reservoir',
  'empty-reservoir',
  'motor-stall',
  'elective-replacement',
  'end-of-service',
  'memory-reset',
  'other',
] as const;

export type Alarm = (typeof ALARMS)[number];

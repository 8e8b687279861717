import type { Permission } from './permissions.js';

const BY_TYPE: Readonly<Partial<Record<string, Permission>>> = {
  InferenceReviewed: 'inference:review',
  AccessRestricted: 'access:review',
};

/** What a person needs to record a fact of a type; corrections and voids need what they speak of does. */
export const neededToRecord = (type: unknown): Permission =>
  (typeof type === 'string' && Object.hasOwn(BY_TYPE, type) ? BY_TYPE[type] : undefined) ?? 'therapy:record';

/** Each gives some type. */
export const RECORDING: readonly Permission[] = [
  'therapy:record',
  'inference:review',
  'access:review',
  'therapy:append',
];

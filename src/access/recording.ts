import type { Permission } from './permissions.js';

const BY_TYPE: Readonly<Partial<Record<string, Permission>>> = {
  InferenceReviewed: 'inference:review',
  AccessRestricted: 'access:review',
  AuditSigned: 'audit:sign',
};

/** What a person needs to record an event of a type. */
export const neededToRecord = (type: unknown): Permission =>
  (typeof type === 'string' ? BY_TYPE[type] : undefined) ?? 'therapy:record';

/** Each gives some type. */
export const RECORDING: readonly Permission[] = [
  'therapy:record',
  'inference:review',
  'access:review',
  'therapy:append',
];

import type { FaultKind } from './catalogue.js';

/** The status by which HTTP answers each kind of fault. */
export const STATUS_OF = {
  refused: 422,
  'not-found': 404,
  gone: 410,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unavailable: 503,
  unreadable: 500,
  mismatch: 500,
} as const satisfies Readonly<Record<FaultKind, number>>;

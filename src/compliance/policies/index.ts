import { caseReport2024 } from './case-report-2024.js';
import type { Policy } from './policy.js';

export const DEFAULT_POLICY = caseReport2024.id;

export const policies: readonly Policy[] = [caseReport2024];

/** By `id` or `id@version`; undefined for one that is not known. */
export const findPolicy = (reference: string): Policy | undefined =>
  policies.find(({ id, version }) => reference === id || reference === `${id}@${version}`);

export type { Policy };

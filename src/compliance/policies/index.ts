import { bestPracticeTitration } from './best-practice-titration.js';
import { caseReport2024 } from './case-report-2024.js';
import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import { labelHoliday } from './label-holiday.js';
import type { Policy } from './policy.js';
import {
  DEFAULT_POLICY,
  type DefaultPolicy,
  PolicyBook,
  type PolicyVersion,
  dayOf,
  inForceFrom,
  referenceOf,
} from './policy-book.js';
import { strict } from './strict.js';

/** Released versions never change: a figure that proves wrong gets a new version. */
export const shippedPolicies: readonly PolicyVersion[] = [
  caseReport2024,
  labelHoliday,
  bestPracticeTitration,
  strict,
].map((policy) => ({ policy, sha256: sha256Hex(canonicalBytes(policy)), origin: 'shipped' }));

export {
  DEFAULT_POLICY,
  PolicyBook,
  dayOf,
  inForceFrom,
  referenceOf,
  type DefaultPolicy,
  type Policy,
  type PolicyVersion,
};

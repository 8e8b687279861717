import { bestPracticeTitration } from './best-practice-titration.js';
import { caseReport2024 } from './case-report-2024.js';
import { canonicalBytes, sha256Hex } from '../../ledger/canonical.js';
import { labelHoliday } from './label-holiday.js';
import type { Policy } from './policy.js';
import { PolicyBook, type PolicyVersion, inForceFrom, referenceOf } from './policy-book.js';
import { strict } from './strict.js';

export const DEFAULT_POLICY = caseReport2024.id;

/** Released versions never change: a figure that proves wrong gets a new version. */
export const shippedPolicies: readonly PolicyVersion[] = [
  caseReport2024,
  labelHoliday,
  bestPracticeTitration,
  strict,
].map((policy) => ({ policy, sha256: sha256Hex(canonicalBytes(policy)), origin: 'shipped' }));

export { PolicyBook, inForceFrom, referenceOf, type Policy, type PolicyVersion };

import { type PolicyBook, type PolicyVersion } from '../compliance/policies/index.js';
import { inForceFrom } from '../compliance/policies/policy-book.js';
import type { Instant } from '../therapy/envelope.js';

/** Of every policy the version in force at an instant. */
export const policiesInForce = (book: PolicyBook, at: Instant): PolicyVersion[] =>
  book.ids.flatMap((id) => book.find(id, at) ?? []);

/** When another version comes into force; Infinity where none does. */
export const nextInForce = (book: PolicyBook, at: Instant): Instant =>
  Math.min(Number.POSITIVE_INFINITY, ...book.versions.map(inForceFrom).filter((from) => from > at));

/** All versions of a policy with their bytes' hashes: which of them is in force follows from these and the time. */
export const versionsOf = ({ versions }: PolicyBook, id: string): string =>
  versions
    .filter(({ policy }) => policy.id === id)
    .map((version) => `${version.policy.version} ${version.sha256} ${inForceFrom(version)}`)
    .sort()
    .join('\n');

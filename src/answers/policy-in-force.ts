import { type PolicyBook, type PolicyVersion, referenceOf } from '../compliance/policies/index.js';
import type { Instant } from '../therapy/envelope.js';
import { UnknownPolicy } from './errors.js';

/** A version, and whether its id means it now. */
export interface ListedPolicy extends PolicyVersion {
  readonly inForce: boolean;
}

export const listedPolicies = (book: PolicyBook, now: Instant): readonly ListedPolicy[] =>
  book.versions.map((version) => ({ ...version, inForce: book.isInForce(version, now) }));

/** @throws UnknownPolicy for a reference that names none, or none that was in force by an instant */
export function policyInForce(book: PolicyBook, reference: string, at: Instant): PolicyVersion {
  const found = book.find(reference, at);
  if (found) return found;
  throw new UnknownPolicy(reference, book.versions.map(referenceOf));
}

import { type PolicyBook, type PolicyVersion, referenceOf } from '../compliance/policies/index.js';
import type { Instant } from '../therapy/envelope.js';
import { UnknownPolicy } from './errors.js';

/** A version, and whether its id means it now. */
export interface ListedPolicy extends PolicyVersion {
  readonly inForce: boolean;
  /** Whether it judges now where none is named. */
  readonly isDefault: boolean;
}

export const listedPolicies = (book: PolicyBook, now: Instant): readonly ListedPolicy[] =>
  book.versions.map((version) => {
    const inForce = book.isInForce(version, now);
    return { ...version, inForce, isDefault: inForce && version.policy.id === book.default };
  });

/**
 * Without a reference, of the policy that was the default by then.
 * @throws UnknownPolicy for a reference that names none, or none that was in force by an instant
 */
export function policyInForce(book: PolicyBook, given: string | undefined, at: Instant): PolicyVersion {
  const reference = given ?? book.defaultAt(at);
  const found = book.find(reference, at);
  if (found) return found;
  throw new UnknownPolicy(reference, book.versions.map(referenceOf));
}

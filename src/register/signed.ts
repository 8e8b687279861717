import { type Audit, audit } from '../compliance/audit.js';
import type { Cessation } from '../compliance/taper/cessations.js';
import type { PolicyBook } from '../compliance/policies/index.js';
import type { Signature } from '../compliance/record/review.js';
import type { Sealed } from '../therapy/envelope.js';

/** The cessations of a signed audit; empty if its version of the policy is no longer known. */
export type CessationsIn = (signature: Signature) => readonly Cessation[];

/** Computes each signed audit again, as it read when it was signed. */
export const cessationsIn =
  (events: readonly Sealed[], policies: PolicyBook): CessationsIn =>
  ({ policy, policyVersion, asOf, knownAt }) => {
    const found = policies.find(`${policy}@${policyVersion}`, asOf);
    return found ? audit(events, { policy: found.policy, asOf, knownAt }).cessations : [];
  };

/**
 * Those of an audit's cessations that somebody signed with the verdict that they have now, without rejecting them. One of
 * which the signed audit said nothing yet, or something else, was not signed, whenever it was.
 */
export function signedOf(
  { policy, cessations }: Pick<Audit, 'policy' | 'cessations'>,
  signatures: readonly Signature[],
  cessationsOf: CessationsIn,
): ReadonlySet<string> {
  const signed = new Set<string>();
  const newestFirst = signatures
    .filter((signature) => signature.policy === policy.id && signature.meaning !== 'rejected')
    .toSorted((a, b) => b.asOf - a.asOf);
  for (const signature of newestFirst) {
    const left = cessations.filter(
      ({ id, reachedZeroAt }) => !signed.has(id) && reachedZeroAt <= signature.asOf,
    );
    if (left.length === 0) continue;
    const verdicts = new Map(cessationsOf(signature).map(({ id, verdict }) => [id, verdict]));
    for (const { id, verdict } of left) if (verdicts.get(id) === verdict) signed.add(id);
  }
  return signed;
}

import { audit } from '../compliance/audit.js';
import { factsHash } from '../compliance/facts-hash.js';
import type { PolicyVersion } from '../compliance/policies/index.js';
import type { Instant, Sealed, TherapyId } from '../therapy/envelope.js';
import { knownAt } from '../therapy/timeline.js';
import type { HashedAudit } from './audit-found.js';
import { auditHashOf, hashedAnswer } from './form/audit.js';

/** @param events of the therapy, in order of revision */
export function hashedAudit(
  therapyId: TherapyId,
  events: readonly Sealed[],
  policy: PolicyVersion,
  asOf: Instant,
  knownBy: Instant,
): HashedAudit {
  const made = {
    therapyId,
    audit: audit(events, { policy: policy.policy, asOf, knownAt: knownBy }),
    policy,
    factsHash: factsHash(knownAt(events, knownBy), asOf),
  };
  return { ...made, auditHash: auditHashOf(hashedAnswer(made)) };
}

import { auditsNow } from '../compliance/audit.js';
import { factsHash } from '../compliance/record/facts-hash.js';
import type { PolicyVersion } from '../compliance/policies/index.js';
import type { Instant, Sealed, TherapyId } from '../therapy/envelope.js';
import { knownAt } from '../therapy/timeline.js';
import type { HashedAudit } from './audit-found.js';
import { stretchesOf } from './delivery-found.js';
import { auditHashOf, hashedAnswer } from './form/audit.js';

/** @param events of the therapy, in order of revision */
export function hashedAudit(
  therapyId: TherapyId,
  events: readonly Sealed[],
  policy: PolicyVersion,
  asOf: Instant,
  knownBy: Instant,
): HashedAudit {
  const { audits, scenario } = auditsNow(events, { policies: [policy.policy], asOf, knownAt: knownBy });
  const made = {
    therapyId,
    audit: audits[0]!,
    delivery: stretchesOf(scenario).until(asOf),
    policy,
    factsHash: factsHash(knownAt(events, knownBy), asOf),
  };
  return { ...made, auditHash: auditHashOf(hashedAnswer(made)) };
}

import { type Audit, auditsNow } from '../../compliance/audit.js';
import { factsHash, factsHoldUntil } from '../../compliance/record/facts-hash.js';
import { type PolicyVersion, referenceOf } from '../../compliance/policies/index.js';
import { Recent } from '../../ledger/recent.js';
import type { Instant, Sealed, TherapyId } from '../../therapy/envelope.js';
import type { HashedAudit } from '../audit-found.js';
import { type StretchFound, type StretchesFound, stretchesOf } from '../delivery-found.js';
import { auditHashOf, hashedAnswer } from '../form/audit.js';

/** So many audits of a therapy are kept; beyond it those that were made first go. */
const MOST = 32;

interface Kept {
  readonly stretches: StretchesFound;
  /** As of the instant that was asked for last. */
  found: HashedAudit;
  /** Holds from here on. */
  readonly from: Instant;
  /** Until before this instant. It is dear, and worked out only where somebody asks again. */
  readonly until: () => Instant;
}

/**
 * Audits of one therapy by what was known and the policy. One serves later instants, too, until the time alone would
 * change it; then only its own instants and its hash are others.
 */
export class KeptAudits {
  private readonly kept = new Recent<Kept>(MOST);

  constructor(private readonly therapyId: TherapyId) {}

  /** One a policy, in their order. @param known in order of revision */
  find(
    known: readonly Sealed[],
    policies: readonly PolicyVersion[],
    asOf: Instant,
    knownBy: Instant,
  ): readonly HashedAudit[] {
    const keyOf = (policy: PolicyVersion) => `${known.length} ${referenceOf(policy)} ${policy.sha256}`;
    const kept = new Map<PolicyVersion, Kept>();
    for (const policy of policies) {
      const before = this.kept.find(keyOf(policy));
      if (before && this.serves(before, asOf)) kept.set(policy, before);
    }
    const missing = policies.filter((policy) => !kept.has(policy));
    if (missing.length > 0) {
      const question = { policies: missing.map(({ policy }) => policy), asOf, knownAt: knownBy };
      const now = auditsNow(known, question);
      const until = once(() => Math.min(now.holdUntil, factsHoldUntil(known, asOf)));
      const facts = factsHash(known, asOf);
      const stretches = stretchesOf(now.scenario);
      missing.forEach((policy, index) => {
        const found = this.hashed(now.audits[index]!, stretches.until(asOf), policy, facts);
        const made = { found, stretches, from: asOf, until };
        kept.set(policy, made);
        this.kept.put(keyOf(policy), made);
      });
    }
    return policies.map((policy) => this.asOf(kept.get(policy)!, asOf, knownBy));
  }

  private serves({ from, until }: Kept, asOf: Instant): boolean {
    return asOf === from || (asOf > from && asOf < until());
  }

  private asOf(kept: Kept, asOf: Instant, knownBy: Instant): HashedAudit {
    const { audit, policy, factsHash: facts } = kept.found;
    if (audit.asOf !== asOf || audit.knownAt !== knownBy)
      kept.found = this.hashed(
        { ...audit, asOf, knownAt: knownBy },
        kept.stretches.until(asOf),
        policy,
        facts,
      );
    return kept.found;
  }

  private hashed(
    audit: Audit,
    delivery: readonly StretchFound[],
    policy: PolicyVersion,
    facts: string,
  ): HashedAudit {
    const made = { therapyId: this.therapyId, audit, delivery, policy, factsHash: facts };
    return { ...made, auditHash: auditHashOf(hashedAnswer(made)) };
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  let maker: (() => Value) | undefined = make;
  return () => {
    made ??= { value: maker!() };
    maker = undefined;
    return made.value;
  };
}

import { Inject, Injectable } from '@nestjs/common';
import { isSuperseded } from '../compliance/corrected-after-audit.js';
import { DEFAULT_POLICY, PolicyBook } from '../compliance/policies/index.js';
import { type Signature, reviewsIn, signaturesIn } from '../compliance/review.js';
import type { Instant, TherapyId } from '../therapy/envelope.js';
import { effectiveFacts, knownAt } from '../therapy/timeline.js';
import { type ChangesFound, type ChangesQuestion, auditChanges } from './audit-changes.js';
import type { AuditFound, HashedAudit, SignatureFound, SignatureStatus } from './audit-found.js';
import { hashedAudit } from './hashed-audit.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Disclosures } from '../repository/disclosures.js';
import { type ListedPolicy, listedPolicies, policyInForce } from './policy-in-force.js';
import { type PointOfView, timesOf } from '../repository/point-of-view.js';
import { Therapies } from '../repository/therapies.js';
import type { TherapyRecord } from '../repository/therapy-record.js';

export interface AuditQuestion extends PointOfView {
  /** `id` or `id@version`. */
  readonly policy?: string;
}

/** The events whose personal values stand beside an audit. */
const JUDGEMENTS = ['InferenceReviewed', 'AuditSigned'] as const;

/** Audits of one therapy, by the policies in force and with the knowledge of any day. */
@Injectable()
export class Audits {
  /** The hash of each signed audit as this release computes it. It can be kept: what was known then never changes. */
  private readonly recomputed = new WeakMap<TherapyRecord, Map<string, string | undefined>>();

  constructor(
    private readonly therapies: Therapies,
    private readonly policies: PolicyBook,
    private readonly disclosures: Disclosures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownTherapy, UnknownPolicy */
  async audit(therapyId: TherapyId, question: AuditQuestion): Promise<AuditFound> {
    const [found] = await this.audits(therapyId, question, [question.policy ?? DEFAULT_POLICY]);
    return found!;
  }

  /**
   * Under several policies at once, each as of the same instant and with the same knowledge.
   * @param references where none are given, all policies of which a version was in force then
   * @throws UnknownTherapy, UnknownPolicy
   */
  async audits(
    therapyId: TherapyId,
    pointOfView: PointOfView,
    references?: readonly string[],
  ): Promise<AuditFound[]> {
    const record = await this.therapies.registered(therapyId);
    const { recorded } = record;
    const { asOf, knownBy } = timesOf(pointOfView, {
      recorded,
      policies: this.policies,
      now: this.clock(),
    });
    const versions = references
      ? references.map((reference) => policyInForce(this.policies, reference, knownBy))
      : this.policies.ids.flatMap((id) => this.policies.find(id, knownBy) ?? []);
    return versions.map((policy) => {
      const hashed = hashedAudit(therapyId, recorded, policy, asOf, knownBy);
      const judgements = {
        reviews: reviewsIn(effectiveFacts(knownAt(recorded, knownBy))),
        signatures: this.signatures(record, hashed),
      };
      return { ...hashed, ...this.disclosures.reveal(judgements, record, JUDGEMENTS) };
    });
  }

  /** @throws UnknownTherapy, UnknownPolicy */
  async changes(
    therapyId: TherapyId,
    { asOf, ...question }: Omit<ChangesQuestion, 'asOf'> & { readonly asOf?: Instant },
  ): Promise<ChangesFound> {
    const { recorded } = await this.therapies.registered(therapyId);
    return auditChanges(therapyId, recorded, this.policies, { ...question, asOf: asOf ?? this.clock() });
  }

  listedPolicies(): readonly ListedPolicy[] {
    return listedPolicies(this.policies, this.clock());
  }

  /** The signatures under the policy that were known then, and all signatures of this very audit. */
  private signatures(record: TherapyRecord, { audit, auditHash }: HashedAudit): SignatureFound[] {
    return signaturesIn(record.recorded)
      .filter(
        (signature) =>
          signature.policy === audit.policy.id &&
          (signature.signedAt <= audit.knownAt || signature.auditHash === auditHash),
      )
      .map((signature) => ({ ...signature, status: this.statusOf(record, signature) }));
  }

  private statusOf(record: TherapyRecord, signature: Signature): SignatureStatus {
    if (isSuperseded(record.recorded, signature)) return 'superseded';
    const now = this.recomputedHash(record, signature);
    if (now === undefined) return 'undetermined';
    return now === signature.auditHash ? 'current' : 'recomputed-differently';
  }

  /** Undefined where the policy is not known any more. */
  private recomputedHash(record: TherapyRecord, signature: Signature): string | undefined {
    const known = this.recomputed.get(record) ?? new Map<string, string | undefined>();
    this.recomputed.set(record, known);
    if (!known.has(signature.eventId)) {
      const { policy, policyVersion, asOf, knownAt: knownBy } = signature;
      const version = this.policies.find(`${policy}@${policyVersion}`, knownBy);
      known.set(
        signature.eventId,
        version && hashedAudit(record.therapyId, record.recorded, version, asOf, knownBy).auditHash,
      );
    }
    return known.get(signature.eventId);
  }
}

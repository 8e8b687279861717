import { Inject, Injectable } from '@nestjs/common';
import { type SignedTimes, countedRecorders } from '../compliance/record/separation.js';
import { PolicyBook, type PolicyVersion, referenceOf } from '../compliance/policies/index.js';
import { packageInfo } from '../config/package-info.js';
import { Refusal } from '../therapy/decider.js';
import type { Content, Instant, RecordedBy, Sealed, TherapyId } from '../therapy/envelope.js';
import type { SignatureGiven } from '../therapy/events/audit-signed.js';
import { readOccurredAt, spanOf } from '../therapy/occurred-at.js';
import { ANONYMOUS } from './anonymous.js';
import { WrongExpectedRevision } from '../event-store/port.js';
import type { Asked } from '../answers/asked/answers.js';
import { ASKING, type Asking } from '../answers/asked/asking.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { AuditChanged, OtherContent, RevisionMismatch } from './errors.js';
import { ATTEMPTS, Recorder } from './recorder.js';
import { type Receipt, eventIdOf } from './recording.js';
import { SamePerson, type Signatory, isOfAnother, refuseOtherName, saidOf } from './signatory.js';
import { Disclosures } from '../repository/disclosures.js';
import { Therapies } from '../repository/therapies.js';
import type { TherapyRecord } from '../repository/therapy-record.js';

/** What a signature says besides what was given. */
type Computed = Pick<Content<'AuditSigned'>['data'], 'factsHash' | 'release'>;

/** Signs audits: recomputes what the reviewer saw, and records that it was signed. */
@Injectable()
export class Signing {
  constructor(
    private readonly therapies: Therapies,
    private readonly policies: PolicyBook,
    private readonly recorder: Recorder,
    private readonly disclosures: Disclosures,
    @Inject(ASKING) private readonly asking: Asking,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws UnknownTherapy, AuditChanged, OtherContent, Refusal, StoreUnavailable, WrongExpectedRevision */
  async sign(
    therapyId: TherapyId,
    given: SignatureGiven,
    idempotencyKey: string | undefined,
    by?: Signatory,
  ): Promise<Receipt> {
    refuseOtherName(given, by);
    for (let attempt = 1; ; attempt += 1) {
      const record = await this.therapies.registered(therapyId);
      const { revision } = record;
      try {
        return await this.attempt(record, given, idempotencyKey, by);
      } catch (error) {
        // Something was recorded while the audit was computed, perhaps by the instant up to which it is to know all.
        if (!(error instanceof RevisionMismatch)) throw error;
        if (attempt >= ATTEMPTS) throw new WrongExpectedRevision(therapyId, revision, error.revision);
      }
    }
  }

  private async attempt(
    record: TherapyRecord,
    given: SignatureGiven,
    idempotencyKey: string | undefined,
    by: Signatory | undefined,
  ): Promise<Receipt> {
    const { therapyId, recorded } = record;
    const now = this.clock();
    const before = idempotencyKey === undefined ? undefined : record.find(eventIdOf(idempotencyKey));
    const recordedBy = by?.recordedBy ?? ANONYMOUS;
    const names = this.namesOf(recordedBy);
    if (isOfAnother(before, names)) throw new OtherContent(before!.id);
    const asOf = pastInstant(given.asOf, now, '/asOf');
    const lastRecorded = Date.parse(recorded.at(-1)!.recordedAt);
    // Clocks may be set back: what is recorded is known all the same.
    const knownAt = pastInstant(given.knownAt, Math.max(now, lastRecorded), '/knownAt');
    // Sent again it gets its first receipt, whatever this release would compute, and whichever policies it knows.
    if (!before && by?.separation === 'refuse')
      refuseSamePerson(recorded, { asOf, knownAt, signedAt: now }, names);
    const { factsHash, release } =
      signedIn(before, given) ??
      (await this.hashed(record, given, { policy: this.policyOf(given, knownAt), asOf, knownBy: knownAt }));
    const data = {
      ...given,
      asOf: new Date(asOf).toISOString(),
      knownAt: new Date(knownAt).toISOString(),
      factsHash,
      release,
      ...saidOf(by),
    };
    const occurredAt = readOccurredAt(before?.occurredAt.stated ?? new Date(now).toISOString());
    if (!occurredAt.ok) throw new TypeError('the clock gave no date');
    const content: Content<'AuditSigned'> = {
      type: 'AuditSigned',
      occurredAt: occurredAt.value,
      data,
      source: { kind: 'manual', assertion: 'stated' },
    };
    return this.recorder.record({
      therapyId,
      content,
      idempotencyKey,
      recordedBy,
      recordedAfter: knownAt,
      // What comes after the last event that was read is after knownAt, too, unless that lies later than the event.
      ...(knownAt > lastRecorded && { ifRevision: [recorded.length] }),
    });
  }

  /** A subject as events of older releases and of this one have it. */
  private namesOf({ subject }: RecordedBy): readonly string[] {
    return [subject, this.disclosures.digestOfSubject(subject)];
  }

  private policyOf({ policy, policyVersion }: SignatureGiven, knownAt: Instant): PolicyVersion {
    const found = this.policies.find(`${policy}@${policyVersion}`, knownAt);
    if (found) return found;
    throw new Refusal(
      'UNKNOWN_POLICY',
      `must name a version that is known: ${this.policies.versions.map(referenceOf).join(', ')}`,
      '/policyVersion',
    );
  }

  /** @throws AuditChanged where it is not the audit that was read */
  private async hashed(
    record: TherapyRecord,
    given: SignatureGiven,
    asked: Asked<'hashes'>,
  ): Promise<Computed> {
    const { factsHash, auditHash } = await this.asking.ask(record, 'hashes', asked);
    if (auditHash !== given.auditHash) throw new AuditChanged(auditHash);
    return { factsHash, release: packageInfo.version };
  }
}

/** @throws SamePerson */
function refuseSamePerson(events: readonly Sealed[], signed: SignedTimes, names: readonly string[]): void {
  const recorders = countedRecorders(events, signed);
  if (names.some((name) => recorders.has(name))) throw new SamePerson();
}

/** The first signature of the same audit. */
function signedIn(event: Sealed | undefined, { auditHash }: SignatureGiven): Computed | undefined {
  const signed = event?.type === 'AuditSigned' ? (event as Sealed<'AuditSigned'>).data : undefined;
  return signed?.auditHash === auditHash ? signed : undefined;
}

/** @throws Refusal for what lies in the future: an audit is signed in retrospect */
function pastInstant(text: string, now: Instant, pointer: string): Instant {
  const at = spanOf(text)!.first;
  if (at <= now) return at;
  throw new Refusal(
    'SIGNED_IN_ADVANCE',
    `must not lie in the future; it is ${new Date(now).toISOString()} now`,
    pointer,
  );
}

import { Inject, Injectable, Optional } from '@nestjs/common';
import { PolicyBook, type PolicyVersion } from '../compliance/policies/index.js';
import { Settings } from '../config/settings.js';
import type { Instant, TherapyId } from '../therapy/envelope.js';
import { CLOCK, type Clock } from '../repository/clock.js';
import { Disclosures } from '../repository/disclosures.js';
import { type PointOfView, timesOf } from '../repository/point-of-view.js';
import { Therapies } from '../repository/therapies.js';
import type { TherapyRecord } from '../repository/therapy-record.js';
import { ASKING, type Asking } from './asked/asking.js';
import type { ChangesFound, ChangesQuestion } from './audit-changes.js';
import type { AuditFound } from './audit-found.js';
import { type ListedPolicy, listedPolicies, policyInForce } from './policy-in-force.js';
import type { PrintedReport, Report } from './report.js';
import { NOTED } from './timeline/drawn.js';
import type { Span, TherapyTimeline } from './timeline/therapy-timeline.js';
import { readableNotes } from './timeline/timeline-of.js';

export interface AuditQuestion extends PointOfView {
  /** `id` or `id@version`. */
  readonly policy?: string;
}

/** The events whose personal values stand beside an audit. */
const JUDGEMENTS = ['InferenceReviewed', 'AuditSigned'] as const;

/** Where nobody asks who recorded what is signed. */
const withoutSamePerson = ({ samePerson: _samePerson, ...signature }: Separated): object => signature;

interface Separated {
  readonly samePerson?: true;
}

interface Located {
  readonly record: TherapyRecord;
  readonly asOf: Instant;
  readonly knownBy: Instant;
}

/**
 * Audits of one therapy, by the policies in force and with the knowledge of any day, and what is made of them. They are
 * worked out beside the event loop; personal values are put in here.
 */
@Injectable()
export class Audits {
  constructor(
    private readonly therapies: Therapies,
    private readonly policies: PolicyBook,
    private readonly disclosures: Disclosures,
    @Inject(ASKING) private readonly asking: Asking,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() private readonly settings?: Settings,
  ) {}

  /** @throws UnknownTherapy, UnknownPolicy, AuditTooLong */
  async audit(therapyId: TherapyId, question: AuditQuestion): Promise<AuditFound> {
    const { record, policy, ...times } = await this.asked(therapyId, question);
    const [found] = await this.asking.ask(record, 'audits', { policies: [policy], ...times });
    return this.judged(found!, record);
  }

  /**
   * Under several policies at once, each as of the same instant and with the same knowledge.
   * @param references where none are given, all policies of which a version was in force then
   * @throws UnknownTherapy, UnknownPolicy, AuditTooLong
   */
  async audits(
    therapyId: TherapyId,
    pointOfView: PointOfView,
    references?: readonly string[],
  ): Promise<AuditFound[]> {
    const { record, ...times } = await this.located(therapyId, pointOfView);
    const policies = references
      ? references.map((reference) => policyInForce(this.policies, reference, times.knownBy))
      : this.policies.ids.flatMap((id) => this.policies.find(id, times.knownBy) ?? []);
    const found = await this.asking.ask(record, 'audits', { policies, ...times });
    return found.map((audit) => this.judged(audit, record));
  }

  /** @throws UnknownTherapy, UnknownPolicy, AuditTooLong */
  async changes(
    therapyId: TherapyId,
    { asOf, ...question }: Omit<ChangesQuestion, 'asOf'> & { readonly asOf?: Instant },
  ): Promise<ChangesFound> {
    const record = await this.therapies.registered(therapyId);
    policyInForce(this.policies, question.policy, question.from);
    return this.asking.ask(record, 'changes', { ...question, asOf: asOf ?? this.clock() });
  }

  /**
   * An audit with what is printed beside it.
   * @throws UnknownTherapy, UnknownPolicy, AuditTooLong
   */
  async report(therapyId: TherapyId, question: AuditQuestion): Promise<Report> {
    const { record, ...asked } = await this.asked(therapyId, question);
    const report = await this.asking.ask(record, 'report', asked);
    return { ...report, audit: this.judged(report.audit, record) };
  }

  /**
   * The same to be printed.
   * @throws UnknownTherapy, UnknownPolicy, AuditTooLong
   */
  async printedReport(therapyId: TherapyId, question: AuditQuestion): Promise<PrintedReport> {
    const { record, ...asked } = await this.asked(therapyId, question);
    const report = await this.asking.ask(record, 'printedReport', asked);
    return { ...report, audit: this.judged(report.audit, record) };
  }

  /**
   * A therapy over a window of time, as an audit sees it.
   * @throws UnknownTherapy, UnknownPolicy, AuditTooLong
   */
  async timeline(
    therapyId: TherapyId,
    { from, to, ...question }: AuditQuestion & Partial<Span>,
  ): Promise<TherapyTimeline> {
    const { record, ...asked } = await this.asked(therapyId, question);
    const timeline = await this.asking.ask(record, 'timeline', { ...asked, window: { from, to } });
    const pins = this.disclosures.reveal(timeline.pins, record, NOTED);
    return readableNotes({ ...timeline, pins });
  }

  listedPolicies(): readonly ListedPolicy[] {
    return listedPolicies(this.policies, this.clock());
  }

  private async located(therapyId: TherapyId, pointOfView: PointOfView): Promise<Located> {
    const record = await this.therapies.registered(therapyId);
    const { policies } = this;
    return { record, ...timesOf(pointOfView, { recorded: record.recorded, policies, now: this.clock() }) };
  }

  private async asked(
    therapyId: TherapyId,
    { policy, ...pointOfView }: AuditQuestion,
  ): Promise<Located & { readonly policy: PolicyVersion }> {
    const located = await this.located(therapyId, pointOfView);
    // As of now the default of today judges, though it may have been chosen after all that is known was.
    const isOfNow = policy === undefined && pointOfView.knownAt === undefined;
    const at = isOfNow ? this.clock() : located.knownBy;
    return { ...located, policy: policyInForce(this.policies, policy, at) };
  }

  /** With what people said of it in clear. */
  private judged<Judged extends { readonly reviews: unknown; readonly signatures: readonly Separated[] }>(
    audit: Judged,
    record: TherapyRecord,
  ): Judged {
    const { reviews } = audit;
    const isSeparate = this.settings?.access?.signSeparation !== 'off';
    const signatures = isSeparate ? audit.signatures : audit.signatures.map(withoutSamePerson);
    return { ...audit, ...this.disclosures.reveal({ reviews, signatures }, record, JUDGEMENTS) };
  }
}

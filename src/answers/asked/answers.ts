import type { Check } from '../../compliance/checks/check.js';
import { checksOf } from '../../compliance/checks/index.js';
import { assumptionsOf } from '../../compliance/assumptions/assumptions.js';
import { AuditTime } from '../../compliance/audit-time.js';
import { isSuperseded } from '../../compliance/record/corrected-after-audit.js';
import { unverifiedTimes } from '../../compliance/doubt/verification.js';
import type { PolicyVersion } from '../../compliance/policies/index.js';
import { type Signature, reviewsIn, signaturesIn } from '../../compliance/record/review.js';
import type { Finding } from '../../compliance/rules/finding.js';
import { DeliveryWorth } from '../../infusion/bounds/delivery-worth.js';
import { writtenOtherwise } from '../../infusion/written-drug.js';
import { doseMcg } from '../../infusion/dose.js';
import { type DoseCurve, doseCurve } from '../../infusion/dose-curve.js';
import type { Content, EventId, Instant, Sealed } from '../../therapy/envelope.js';
import { actedBy, effectiveFacts, originalOf } from '../../therapy/timeline.js';
import { type ChangesFound, type ChangesQuestion, auditChanges } from '../audit-changes.js';
import type { AuditFound, HashedAudit, SignatureFound, SignatureStatus } from '../audit-found.js';
import {
  type Backed,
  type DoseFound,
  type DoseQuestion,
  type StateFound,
  otherDoses,
  stateIn,
} from '../doses.js';
import type { AuditDto } from '../dto/audit.dto.js';
import { auditAnswer } from '../form/audit.js';
import { hashedAudit } from '../hashed-audit.js';
import { type LogQuestion, type LogRead, readLog } from '../log/log-page.js';
import { type PrintedReport, type Report, printedReportIn, reportIn } from '../report.js';
import { type Moment, type View, momentOf, viewOf } from '../therapy-view.js';
import type { Span, TherapyTimeline } from '../timeline/therapy-timeline.js';
import { timelineOf } from '../timeline/timeline-of.js';
import type { KeptTherapy } from './kept-therapy.js';

interface Times {
  readonly asOf: Instant;
  readonly knownBy: Instant;
}

interface AuditAsked extends Times {
  readonly policy: PolicyVersion;
}

interface AuditsAsked extends Times {
  readonly policies: readonly PolicyVersion[];
}

interface DoseAsked extends DoseQuestion, Times {}

interface LogAsked extends LogQuestion {
  readonly knownBy: Instant;
  readonly lateEntryHours: number;
}

interface Tried extends Times {
  readonly policy: PolicyVersion;
  /** What comes after what is recorded. */
  readonly added: readonly Sealed[];
  readonly alsoAt?: Instant;
  /** What is tried, in clear. */
  readonly content: Content;
  readonly id: EventId;
}

interface TriedFound {
  readonly state: StateFound;
  readonly stateThen?: StateFound;
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
}

/** All that is asked of one therapy and costs the more the more is recorded of it. Personal values stay digests. */
export const ANSWERS = {
  audits: (therapy: KeptTherapy, asked: AuditsAsked): AuditFound[] =>
    therapy.audits(asked.policies, asked.asOf, asked.knownBy).map((found) => withJudgements(therapy, found)),

  /** Whether any of the audits shows a finding or cessation of this id. */
  shows: (
    therapy: KeptTherapy,
    { inference, policies, asOf, knownBy }: AuditsAsked & { readonly inference: string },
  ): boolean =>
    therapy
      .audits(policies, asOf, knownBy)
      .some(({ audit }) => [...audit.findings, ...audit.cessations].some(({ id }) => id === inference)),

  hashes: (therapy: KeptTherapy, asked: AuditAsked): Pick<HashedAudit, 'factsHash' | 'auditHash'> => {
    const { factsHash, auditHash } = auditIn(therapy, asked);
    return { factsHash, auditHash };
  },

  changes: (therapy: KeptTherapy, asked: ChangesQuestion): ChangesFound =>
    auditChanges(therapy.therapyId, therapy.events, therapy.policies, asked),

  report: (therapy: KeptTherapy, asked: AuditAsked): Report => reportIn(...behind(therapy, asked)),

  printedReport: (therapy: KeptTherapy, asked: AuditAsked): PrintedReport =>
    printedReportIn(...behind(therapy, asked)),

  timeline: (
    therapy: KeptTherapy,
    { window, ...asked }: AuditAsked & { readonly window: Partial<Span> },
  ): TherapyTimeline => timelineOf(therapy.viewBy(asked.knownBy), auditIn(therapy, asked), window),

  state: (therapy: KeptTherapy, { asOf, knownBy }: Times): StateFound =>
    stateIn(therapy.therapyId, therapy.viewBy(knownBy), asOf, knownBy),

  dose: (therapy: KeptTherapy, question: DoseAsked): DoseFound => {
    const { moment, backing } = backed(therapy, question);
    const { drug, site, from, to } = question;
    return {
      doseMcg: doseMcg(moment.delivery, drug, site, from, to),
      otherRoutes: otherDoses(moment.events, question),
      ...backing(),
    };
  },

  doseCurve: (
    therapy: KeptTherapy,
    question: DoseAsked & { readonly maxPoints?: number },
  ): Backed & DoseCurve => {
    const { moment, backing } = backed(therapy, question);
    return { ...doseCurve(moment.delivery, question), ...backing() };
  },

  log: (therapy: KeptTherapy, { knownBy, lateEntryHours, ...question }: LogAsked): LogRead =>
    readLog(therapy.known(knownBy), therapy.viewBy(knownBy), question, lateEntryHours),

  tried: (therapy: KeptTherapy, { policy, added, asOf, knownBy, alsoAt, content, id }: Tried): TriedFound => {
    const { therapyId } = therapy;
    const events = [...therapy.events, ...added];
    const view = viewOf(events);
    const stateAt = (at: Instant) => stateIn(therapyId, view, at, knownBy);
    return {
      state: stateAt(asOf),
      ...(alsoAt !== undefined && { stateThen: stateAt(alsoAt) }),
      findings: hashedAudit(therapyId, events, policy, asOf, knownBy).audit.findings,
      checks: checksOf(content, {
        ...entryIn(therapy, events, id),
        acting: view.placed.acting,
        policy: policy.policy,
        now: asOf,
      }),
    };
  },
};

export type Answers = typeof ANSWERS;
export type Question = keyof Answers;
export type Asked<Name extends Question> = Parameters<Answers[Name]>[1];
export type Answer<Name extends Question> = ReturnType<Answers[Name]>;

export const answerTo = <Name extends Question>(
  name: Name,
  therapy: KeptTherapy,
  asked: Asked<Name>,
): Answer<Name> =>
  (ANSWERS[name] as (therapy: KeptTherapy, asked: Asked<Name>) => Answer<Name>)(therapy, asked);

const auditIn = (therapy: KeptTherapy, { policy, asOf, knownBy }: AuditAsked): HashedAudit =>
  therapy.audits([policy], asOf, knownBy)[0]!;

/** Of what is tried, the event that it comes to; and of a correction, when that acted before. */
function entryIn(therapy: KeptTherapy, events: readonly Sealed[], id: EventId) {
  const tried = events.find((event) => event.id === id);
  if (!tried) return { id };
  const original = originalOf(tried, (wanted) => events.find((event) => event.id === wanted));
  if (original === tried) return { id };
  const { acting } = therapy.viewBy(Number.POSITIVE_INFINITY).placed;
  const before = acting.find((event) => event.id === original.id);
  return { id: original.id, ...(before && { corrects: before.at }) };
}

/** What an audit was made of. */
const behind = (
  therapy: KeptTherapy,
  asked: AuditAsked,
): readonly [KeptTherapy, readonly Sealed[], View, AuditFound, AuditDto] => {
  const found = withJudgements(therapy, auditIn(therapy, asked));
  return [therapy, therapy.known(asked.knownBy), therapy.viewBy(asked.knownBy), found, auditAnswer(found)];
};

/** @returns `backing` once the dose is known to be there */
function backed(
  therapy: KeptTherapy,
  { drug, site, from, to, asOf, knownBy }: DoseAsked,
): { readonly moment: Moment; readonly backing: () => Backed } {
  const { placed, soFar } = therapy.viewBy(knownBy);
  const moment = momentOf({ placed, soFar }, asOf);
  const { delivery } = moment;
  const backing = (): Backed => {
    const worth = new DeliveryWorth(delivery, site, unverifiedTimes(placed.acting));
    const { lowMcg, highMcg } = worth.bounds(drug, from, to);
    const acted = actedBy(placed, Math.min(to, asOf));
    const recordedAs = writtenOtherwise(acted, drug);
    return {
      ...(recordedAs !== undefined && { recordedAs }),
      assumptions: assumptionsOf(acted, delivery, placed, new AuditTime(to)),
      delivery: { ...worth.over(from, to), from, to, lowMcg, highMcg },
    };
  };
  return { moment, backing };
}

function withJudgements(therapy: KeptTherapy, found: HashedAudit): AuditFound {
  const known = therapy.known(found.audit.knownAt);
  return { ...found, reviews: reviewsIn(effectiveFacts(known)), signatures: signaturesOn(therapy, found) };
}

/** The signatures under the policy that were known then, and all signatures of this very audit. */
const signaturesOn = (therapy: KeptTherapy, { audit, auditHash }: HashedAudit): SignatureFound[] =>
  signaturesIn(therapy.events)
    .filter(
      (signature) =>
        signature.policy === audit.policy.id &&
        (signature.signedAt <= audit.knownAt || signature.auditHash === auditHash),
    )
    .map((signature) => ({ ...signature, status: statusOf(therapy, signature) }));

function statusOf(therapy: KeptTherapy, signature: Signature): SignatureStatus {
  if (isSuperseded(therapy.events, signature)) return 'superseded';
  const now = recomputedHash(therapy, signature);
  if (now === undefined) return 'undetermined';
  return now === signature.auditHash ? 'current' : 'recomputed-differently';
}

/** It can be kept: what was known when it was signed never changes. */
function recomputedHash({ therapyId, events, policies, recomputed }: KeptTherapy, signature: Signature) {
  const { eventId, policy, policyVersion, asOf, knownAt: knownBy } = signature;
  if (!recomputed.has(eventId)) {
    const version = policies.find(`${policy}@${policyVersion}`, knownBy);
    recomputed.set(eventId, version && hashedAudit(therapyId, events, version, asOf, knownBy).auditHash);
  }
  return recomputed.get(eventId);
}

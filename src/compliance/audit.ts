import { replay } from '../infusion/replay.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { Instant, Sealed } from '../therapy/envelope.js';
import { effectiveFacts, knownAt } from '../therapy/timeline.js';
import { place } from '../therapy/placement.js';
import { actedBy } from './facts/acted-by.js';
import { assumptionsOf } from './assumptions/assumptions.js';
import { AuditTime } from './audit-time.js';
import { cessationsOf } from './taper/cessations.js';
import { type AuditContext, auditContext } from './context.js';
import type { Policy } from './policies/policy.js';
import { policyAssumptions } from './assumptions/policy-assumptions.js';
import { correctedAfterAudit } from './record/corrected-after-audit.js';
import { standsBeside } from './record/looked-at.js';
import type { Scenario } from './doubt/scenario.js';
import { acrossLengths, withShortest } from './doubt/dead-space.js';
import { recordFindings } from './record/record-findings.js';
import { nothingKnown } from './rules/delivery-unknown.js';
import { inOrder } from './rules/finding.js';
import { type Finding, findingsOf } from './rules/index.js';
import { type Found, type Summarised, summarised } from './summary/summary.js';
import { type Workup, toleranceWorkups } from './workup/workup.js';
import { acrossDates } from './doubt/dates/across-dates.js';

export interface Audit extends Summarised {
  readonly policy: Policy;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** What was examined before each diagnosis of tolerance. */
  readonly workups: readonly Workup[];
}

export interface AuditQuestion {
  readonly policy: Policy;
  readonly asOf: Instant;
  readonly knownAt: Instant;
}

export interface AuditsQuestion extends Omit<AuditQuestion, 'policy'> {
  readonly policies: readonly Policy[];
}

/**
 * The compliance audit trail of one therapy. Retrospective evidence, not advice: it says what is consistent with a
 * taper, what is not shown, and what nobody can tell.
 * @param events of the therapy, in order of revision
 */
export const audit = (events: readonly Sealed[], { policy, ...times }: AuditQuestion): Audit =>
  audits(events, { ...times, policies: [policy] })[0]!;

/** The same under several policies, in their order, for the price of little more than one. */
export const audits = (events: readonly Sealed[], question: AuditsQuestion): Audit[] =>
  auditsNow(events, question).audits;

/** Audits, and until when they stay as they are. */
export interface AuditsNow {
  /** One a policy, in their order. */
  readonly audits: Audit[];
  /** What happened as it is recorded. */
  readonly scenario: Scenario;
  /**
   * Without another event all but the audits' own instants holds until before this one, a whole ms; Infinity: for good.
   */
  readonly holdUntil: Instant;
}

export function auditsNow(
  events: readonly Sealed[],
  { policies, asOf, knownAt: knownBy }: AuditsQuestion,
): AuditsNow {
  const time = new AuditTime(asOf);
  const known = knownAt(events, knownBy);
  const { parts, acting, scenario } = judged(known, policies, time);
  const ofRecord = recordFindings(
    known,
    acting,
    time,
    parts,
    (others) => judged(others, policies, time).parts,
  );
  const found = parts.map(({ policy, context, workups, ...part }, number): Audit => {
    const findings = [...part.findings, ...unknownBefore(known, time), ...ofRecord[number]!].sort(inOrder);
    const summary = summarised(context, known, { ...part, findings });
    return {
      policy,
      asOf,
      knownAt: knownBy,
      ...summary,
      findings: [...findings, ...correctedAfterAudit(known, policy.id)],
      workups,
    };
  });
  return {
    audits: found,
    scenario,
    get holdUntil() {
      return time.holdUntil;
    },
  };
}

/** Where nothing is known, an audit that shows nothing must say so. */
const unknownBefore = (known: readonly Sealed[], time: AuditTime): Finding[] =>
  known.length > 0
    ? []
    : time.solve(
        (asOf) => [nothingKnown(asOf)],
        (asOf) => asOf + 1,
      );

interface Part extends Found, Pick<Audit, 'policy' | 'workups'> {
  readonly context: AuditContext;
}

/** What policies make of a record, but for what is found of how it was written. */
function judged(
  known: readonly Sealed[],
  policies: readonly Policy[],
  time: AuditTime,
): { readonly parts: readonly Part[]; readonly acting: readonly ActingEvent[]; readonly scenario: Scenario } {
  const facts = effectiveFacts(known).filter((fact) => !standsBeside(fact));
  const placed = place(facts);
  const acting = actedBy(placed, time);
  const { delivery } = replay(acting);
  const shortest = withShortest(acting, delivery);
  const contexts = policies.map((policy) => auditContext(acting, delivery, time, policy, placed.acting));
  const acted = contexts.map((context) => ({
    context,
    cessations: cessationsOf(context),
    findings: findingsOf(context),
  }));
  const assumptions = assumptionsOf(acting, delivery, placed, time);
  const parts = acrossDates(facts, placed, time, acted).map((across, number): Part => {
    const context = contexts[number]!;
    return {
      policy: context.policy,
      context,
      assumptions: [...assumptions, ...policyAssumptions(context)],
      ...acrossLengths(context, placed.acting, across, shortest),
      workups: toleranceWorkups(context),
    };
  });
  return { parts, acting, scenario: { known: placed.acting, delivery } };
}

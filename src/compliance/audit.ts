import { replay } from '../infusion/replay.js';
import type { Instant, Sealed } from '../therapy/envelope.js';
import { effectiveFacts, knownAt } from '../therapy/timeline.js';
import { place } from '../therapy/placement.js';
import { actedBy } from './acted-by.js';
import { type Assumption, assumptionsOf } from './assumptions.js';
import { AuditTime } from './audit-time.js';
import { type Cessation, cessationsOf } from './taper/cessations.js';
import { auditContext } from './context.js';
import type { Policy } from './policies/policy.js';
import { policyAssumptions } from './policy-assumptions.js';
import { correctedAfterAudit } from './corrected-after-audit.js';
import { standsBeside } from './looked-at.js';
import type { Scenario } from './doubt/scenario.js';
import { acrossLengths, withShortest } from './doubt/dead-space.js';
import { type Finding, findingsOf } from './rules/index.js';
import { type Workup, toleranceWorkups } from './workup/workup.js';
import { acrossDates } from './doubt/dates/across-dates.js';

export interface Audit {
  readonly policy: Policy;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  readonly assumptions: readonly Assumption[];
  readonly cessations: readonly Cessation[];
  readonly findings: readonly Finding[];
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
  const found = acrossDates(facts, placed, time, acted).map((across, number): Audit => {
    const context = contexts[number]!;
    const { policy } = context;
    const parts = acrossLengths(context, placed.acting, across, shortest);
    return {
      policy,
      asOf,
      knownAt: knownBy,
      assumptions: [...assumptions, ...policyAssumptions(context)],
      cessations: parts.cessations,
      findings: [...parts.findings, ...correctedAfterAudit(known, policy.id)],
      workups: toleranceWorkups(context),
    };
  });
  return {
    audits: found,
    scenario: { known: placed.acting, delivery },
    get holdUntil() {
      return time.holdUntil;
    },
  };
}

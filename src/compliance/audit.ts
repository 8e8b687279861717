import { replay } from '../infusion/replay.js';
import type { Instant, Sealed } from '../therapy/envelope.js';
import { actedBy, effectiveFacts, knownAt } from '../therapy/timeline.js';
import { place } from '../therapy/placement.js';
import { type Assumption, assumptionsOf } from './assumptions.js';
import { type Cessation, cessationsOf } from './taper/cessations.js';
import { auditContext } from './context.js';
import type { Policy } from './policies/policy.js';
import { correctedAfterAudit } from './corrected-after-audit.js';
import { standsBeside } from './looked-at.js';
import type { Scenario } from './doubt/scenario.js';
import { acrossLengths, withShortest } from './doubt/dead-space.js';
import { type Finding, findingsOf } from './rules/index.js';
import { type Workup, toleranceWorkups } from './workup/workup.js';
import { acrossDates } from './doubt/uncertainty.js';

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
export const audit = (events: readonly Sealed[], { policy, ...then }: AuditQuestion): Audit =>
  audits(events, { ...then, policies: [policy] })[0]!;

/**
 * The same under several policies, in their order, for the price of little more than one.
 * @param onScenario is shown each course of events that was looked at
 */
export function audits(
  events: readonly Sealed[],
  { policies, asOf, knownAt: knownBy }: AuditsQuestion,
  onScenario: (course: Scenario) => void = () => {},
): Audit[] {
  const known = knownAt(events, knownBy);
  const facts = effectiveFacts(known).filter((fact) => !standsBeside(fact));
  const placed = place(facts);
  const acting = actedBy(placed, asOf);
  const { delivery } = replay(acting);
  onScenario({ known: placed.acting, delivery });
  const shortest = withShortest(acting, delivery);
  if (shortest) onScenario({ known: placed.acting, delivery: shortest.delivery });
  const contexts = policies.map((policy) => auditContext(acting, delivery, asOf, policy, placed.acting));
  const judged = contexts.map((context) => ({ policy: context.policy, cessations: cessationsOf(context) }));
  const assumptions = assumptionsOf(acting, delivery, placed, asOf);
  return acrossDates(facts, placed, asOf, judged, onScenario).map((across, number): Audit => {
    const context = contexts[number]!;
    const { policy } = context;
    const { cessations } = across;
    const parts = acrossLengths(
      context,
      placed.acting,
      { cessations, findings: findingsOf(context) },
      shortest,
    );
    return {
      policy,
      asOf,
      knownAt: knownBy,
      assumptions: [...assumptions, ...across.assumptions],
      cessations: parts.cessations,
      findings: [...parts.findings, ...correctedAfterAudit(known, policy.id)],
      workups: toleranceWorkups(context),
    };
  });
}

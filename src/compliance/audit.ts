import { replay } from '../infusion/replay.js';
import type { Instant, Sealed } from '../therapy/envelope.js';
import { actedBy, effectiveFacts, knownAt } from '../therapy/timeline.js';
import { place } from '../therapy/placement.js';
import { type Assumption, assumptionsOf } from './assumptions.js';
import { type Cessation, cessationsOf } from './cessations.js';
import { auditContext } from './context.js';
import type { Policy } from './policies/policy.js';
import { correctedAfterAudit } from './corrected-after-audit.js';
import { standsBeside } from './review.js';
import { acrossLengths } from './dead-space.js';
import { type Finding, findingsOf } from './rules/index.js';
import { type Workup, toleranceWorkups } from './workup.js';
import { acrossDates } from './uncertainty.js';

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

/**
 * The compliance audit trail of one therapy. Retrospective evidence, not advice: it says what is consistent with a
 * taper, what is not shown, and what nobody can tell.
 * @param events of the therapy, in order of revision
 */
export function audit(events: readonly Sealed[], question: AuditQuestion): Audit {
  const { asOf, policy } = question;
  const known = knownAt(events, question.knownAt);
  const facts = effectiveFacts(known).filter((fact) => !standsBeside(fact));
  const placed = place(facts);
  const acting = actedBy(placed, asOf);
  const { delivery } = replay(acting);
  const context = auditContext(acting, delivery, asOf, policy, placed.acting);
  const { cessations, assumptions } = acrossDates(facts, placed, asOf, policy, cessationsOf(context));
  const parts = acrossLengths(context, placed.acting, { cessations, findings: findingsOf(context) });
  return {
    ...question,
    assumptions: [...assumptionsOf(acting, delivery, placed, asOf), ...assumptions],
    cessations: parts.cessations,
    findings: [...parts.findings, ...correctedAfterAudit(known, policy.id)],
    workups: toleranceWorkups(context),
  };
}

import type { Instant, Sealed } from '../therapy/envelope.js';
import { type Audit, audits } from './audit.js';
import type { Scenario } from './doubt/scenario.js';
import { nextChange } from './next-change.js';
import type { Policy } from './policies/policy.js';

export interface StandingAudits {
  /** What happened as it is recorded: the first of the courses that were looked at. */
  readonly course: Scenario;
  /** One a policy, in their order. */
  readonly audits: readonly Audit[];
  /** Without another event their cessations and findings hold until before this instant; Infinity: for good. */
  readonly until: Instant;
}

/** The audits of a therapy as of an instant by all that is recorded, and how long they stand. */
export function standingAudits(
  events: readonly Sealed[],
  policies: readonly Policy[],
  asOf: Instant,
): StandingAudits {
  let until = Number.POSITIVE_INFINITY;
  let recorded: Scenario | undefined;
  const found = audits(events, { policies, asOf, knownAt: Number.POSITIVE_INFINITY }, (course) => {
    recorded ??= course;
    until = Math.min(until, nextChange(course, policies, asOf));
  });
  return { course: recorded!, audits: found, until };
}

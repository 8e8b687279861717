import type { Outcome, Reason, Step, Verdict } from '../outcome.js';
import { stopPolicy } from '../policies/policy.js';
import type { AuditContext } from '../context.js';
import { recordedIn } from '../dose/recorded.js';
import { conformanceOf, fails, silence } from './steps.js';
import { verdictOf } from './verdict.js';

/** Why what was computed cannot carry a verdict, or one verdict alone. */
export interface Doubts {
  /** Nothing can be said. */
  readonly open: readonly Reason[];
  /** Nothing good can be said; what is abrupt stands, told with them. */
  readonly reserved: readonly Reason[];
}

export const CERTAIN: Doubts = { open: [], reserved: [] };

export const allOf = (...doubts: readonly Doubts[]): Doubts => ({
  open: doubts.flatMap(({ open }) => open),
  reserved: doubts.flatMap(({ reserved }) => reserved),
});

export interface Judgement {
  readonly verdict: Verdict;
  readonly conformance: Outcome;
  readonly reasons: readonly Reason[];
}

/** What the policy says of a way to zero, as far as the doubts leave it standing. */
export function judged(
  context: AuditContext,
  drug: string,
  steps: readonly Step[],
  { open, reserved }: Doubts,
): Judgement {
  const stop = stopPolicy(context.policy, drug);
  if (!stop)
    return {
      verdict: 'undetermined',
      conformance: 'undetermined',
      reasons: [silence(context.policy, drug), ...open, ...reserved],
    };
  const computed = verdictOf(steps, stop);
  const stands = open.length === 0 && (reserved.length === 0 || computed.verdict === 'abrupt');
  return stands
    ? {
        verdict: computed.verdict,
        conformance: conformanceOf(steps, computed.verdict),
        reasons: [...computed.reasons, ...reserved],
      }
    : {
        verdict: 'undetermined',
        conformance: wasProgrammedToFail(context, steps) ? 'fail' : 'undetermined',
        reasons: [...open, ...reserved],
      };
}

/** Whatever was delivered, what was programmed did not keep the policy. */
const wasProgrammedToFail = ({ delivery }: AuditContext, steps: readonly Step[]): boolean =>
  steps.some(
    (step) =>
      step.eventId !== null &&
      recordedIn(delivery).typeOf(step.eventId) === 'PumpReprogrammed' &&
      fails(step),
  );

export const withoutOutcome = (step: Step): Step => ({
  ...step,
  rules: step.rules.map((rule) => ({ ...rule, outcome: 'undetermined' })),
});

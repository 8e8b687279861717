import type { Audit } from '../compliance/audit.js';
import { AuditTime } from '../compliance/audit-time.js';
import { auditContext } from '../compliance/context.js';
import type { ReservedCessation } from '../compliance/summary/reservations.js';
import { pumpLives } from '../compliance/dose/pump-lives.js';
import type { Review, Signature } from '../compliance/record/review.js';
import type { Severity } from '../compliance/rules/catalogue.js';
import type { Instant } from '../therapy/envelope.js';
import { spanOf } from '../therapy/occurred-at.js';
import type { PumpSummary, PresentScenario } from './pump-summary.js';
import { type Reserving, reservingIn } from './reserving.js';
import { type CessationsIn, signedOf } from './signed.js';

/** What a pump needs next. */
export interface NextDue {
  /** `refill`: its low alarm; `empty`: it ran dry; `replacement`: the end of its service. */
  readonly what: 'refill' | 'empty' | 'replacement';
  readonly at: Instant;
}

/** A cessation that nobody has reviewed, or signed with its verdict. */
export interface ToReview extends Pick<
  ReservedCessation,
  'id' | 'drug' | 'certainty' | 'verdict' | 'reachedZeroAt'
> {
  /** How many findings the verdict may not stand without, and the gravest of them. */
  readonly reservations: { readonly count: number; readonly gravest: Reserving | null };
}

/** What is left to do for a therapy, by a policy. */
export interface ToDo {
  /** Findings that nobody has reviewed. */
  readonly open: Readonly<Record<Severity, number>>;
  readonly toReview: readonly ToReview[];
  readonly next: NextDue | null;
}

/** @param judgements what people have decided: `reviews` of items, and `signatures` of audits with their cessations */
export function toDoOf(
  { policy, cessations, findings, asOf }: Audit,
  pump: PumpSummary,
  present: PresentScenario,
  judgements: {
    readonly reviews: readonly Review[];
    readonly signatures: readonly Signature[];
    readonly cessationsOf: CessationsIn;
  },
): ToDo {
  const reviewed = new Set(judgements.reviews.map(({ inference }) => inference));
  const unreviewed = cessations.filter(({ id }) => !reviewed.has(id));
  const signed = signedOf({ policy, cessations: unreviewed }, judgements.signatures, judgements.cessationsOf);
  const reserving = reservingIn(findings);
  const open = { critical: 0, warning: 0, info: 0 };
  for (const { id, severity } of findings) if (!reviewed.has(id)) open[severity] += 1;
  return {
    open,
    toReview: unreviewed
      .filter(({ id }) => !signed.has(id))
      .map(({ id, drug, certainty, verdict, reachedZeroAt, reservations }) => ({
        id,
        drug,
        certainty,
        verdict,
        reachedZeroAt,
        reservations: {
          count: reservations.length,
          gravest: reserving(reservations.slice(0, 1))[0] ?? null,
        },
      })),
    next: nextDue(pump, replacementAt(present, policy, asOf), asOf),
  };
}

/** Whether what is due was to be done by now. */
export const isOverdue = (next: NextDue | null, now: Instant): boolean => next !== null && next.at <= now;

/** When what is due becomes overdue, a whole ms; Infinity where nothing is due, or is overdue already. */
export const overdueFrom = ({ next }: ToDo, now: Instant): Instant =>
  next === null || isOverdue(next, now) ? Number.POSITIVE_INFINITY : Math.ceil(next.at);

/** When the reservoir is to be filled, or ran dry; null where neither is in sight. */
export function refillDue({ reservoir }: PumpSummary, now: Instant): NextDue | null {
  const { lowAlarmAt, emptyAt } = reservoir ?? { lowAlarmAt: null, emptyAt: null };
  if (emptyAt !== null && emptyAt <= now) return { what: 'empty', at: emptyAt };
  return lowAlarmAt === null ? null : { what: 'refill', at: lowAlarmAt };
}

function nextDue(pump: PumpSummary, replacement: Instant, now: Instant): NextDue | null {
  const refill = refillDue(pump, now);
  if (replacement < (refill?.at ?? Number.POSITIVE_INFINITY)) return { what: 'replacement', at: replacement };
  return refill;
}

/** When the service of the pump in place ends, or the first instant after the day by which it was to be replaced. */
function replacementAt(
  { known, acted, delivery }: PresentScenario,
  policy: Audit['policy'],
  now: Instant,
): Instant {
  const life = pumpLives(auditContext(acted, delivery, new AuditTime(now), policy, known)).at(-1);
  if (!life || life.endedAt !== undefined) return Number.POSITIVE_INFINITY;
  const { replacementDueOn } = life.pump.data;
  const planned = replacementDueOn === undefined ? undefined : spanOf(replacementDueOn);
  const ends = life.serviceEnds.map(({ at }) => at);
  return Math.min(Number.POSITIVE_INFINITY, ...ends, ...(planned ? [planned.last + 1] : []));
}

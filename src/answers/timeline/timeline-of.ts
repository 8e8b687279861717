import { AuditTime } from '../../compliance/audit-time.js';
import { type AuditContext, auditContext } from '../../compliance/context.js';
import type { ReservedCessation } from '../../compliance/summary/reservations.js';
import { lastPumpRecord } from '../../compliance/facts/last-record.js';
import { instantOfMl } from '../../infusion/delivery.js';
import { MINUTE_MS } from '../../infusion/schedule.js';
import { isWithheld } from '../../repository/disclosing.js';
import { isConcealed } from '../../therapy/concealment.js';
import { spanOf } from '../../therapy/occurred-at.js';
import type { Audited } from '../audit-found.js';
import { type View, momentOf } from '../therapy-view.js';
import { datedOf, isIn } from './dated.js';
import { drugLines } from './doses.js';
import { reservoirLine } from './level.js';
import { modeStretches } from './modes.js';
import { pinsOf } from './pins.js';
import { scoresOf } from './scores.js';
import type { CessationMark, PlannedHoliday, Span, TherapyTimeline, Unverified } from './therapy-timeline.js';

/** A therapy as an audit sees it, over a window: by default from its first event to the audit's instant. */
export function timelineOf(view: View, found: Audited, asked: Partial<Span> = {}): TherapyTimeline {
  const { therapyId, audit } = found;
  const { asOf, policy, knownAt } = audit;
  const { events, delivery } = momentOf(view, asOf);
  const context = auditContext(events, delivery, new AuditTime(asOf), policy, view.placed.acting);
  const whole = { from: Math.min(events[0]?.at ?? asOf, asOf - MINUTE_MS), to: asOf };
  const window = windowIn(whole, asked);
  const near = events.filter((event) => isIn(event, window));
  const last = lastPumpRecord(context)?.at;
  return {
    therapyId,
    asOf,
    knownAt,
    policy: `${policy.id}@${policy.version}`,
    whole,
    window,
    projectedFrom: last !== undefined && last < asOf ? last : null,
    drugs: drugLines(context, window),
    reservoir: reservoirLine(context, window, asOf),
    modes: modeStretches(delivery, window),
    scores: scoresOf(near),
    pins: pinsOf(near, delivery),
    cessations: audit.cessations
      .map(cessationMark)
      .filter(({ startedAt, resumedAt }) => startedAt <= window.to && (resumedAt ?? asOf) >= window.from),
    planned: plansOf(context, window),
    unverified: unverifiedIn(context, window),
  };
}

/** Nothing is known after the audit's instant; an empty window would show nothing. */
function windowIn(whole: Span, { from = whole.from, to = whole.to }: Partial<Span>): Span {
  const end = Math.min(to, whole.to);
  return { from: Math.min(from, end - MINUTE_MS), to: end };
}

const cessationMark = (cessation: ReservedCessation, index: number): CessationMark => ({
  id: cessation.id,
  number: index + 1,
  drug: cessation.drug,
  site: cessation.site,
  certainty: cessation.certainty,
  cause: cessation.cause,
  startedAt: cessation.startedAt,
  reachedZeroAt: cessation.reachedZeroAt,
  resumedAt: cessation.resumedAt ?? null,
  verdict: cessation.verdict,
  conformance: cessation.conformance,
  tip: { reachedZeroAt: cessation.tip.reachedZeroAt, verdict: cessation.tip.verdict },
  declared: cessation.declaredHoliday,
  reservations: cessation.reservations,
});

function unverifiedIn({ unverified, delivery }: AuditContext, window: Span): Unverified[] {
  const moved = delivery.disturbances.map(({ at, toMl }) => ({
    from: at,
    to: Math.round(instantOfMl(delivery, toMl)),
    why: 'volume-not-recorded' as const,
  }));
  return [...unverified.map(({ from, to }) => ({ from, to, why: 'catheter-fault' as const })), ...moved]
    .filter(({ from, to }) => from < window.to && to > window.from)
    .map(({ from, to, why }) => ({ from: Math.max(from, window.from), to: Math.min(to, window.to), why }));
}

/** All whose announcement or steps lie in the window. */
const plansOf = ({ events }: AuditContext, window: Span): PlannedHoliday[] =>
  events.flatMap((event) => {
    if (event.type !== 'HolidayPlanned') return [];
    const steps = (event.data.steps ?? []).map(({ on, dailyDoseMcg }) => {
      const span = spanOf(on)!;
      return { earliest: span.first, latest: span.last, mcgPerDay: dailyDoseMcg };
    });
    const isNear =
      isIn(event, window) ||
      steps.some(({ earliest, latest }) => earliest <= window.to && latest >= window.from);
    return isNear ? [{ ...datedOf(event), drug: event.data.drug, steps }] : [];
  });

/** The notes that nobody can read any more as such. */
export const readableNotes = (timeline: TherapyTimeline): TherapyTimeline => ({
  ...timeline,
  pins: timeline.pins.map((pin) =>
    isConcealed(pin.note) ? { ...pin, note: null, ...(isWithheld() && { withheld: true }) } : pin,
  ),
});

export const withoutNotes = (timeline: TherapyTimeline): TherapyTimeline => ({
  ...timeline,
  pins: timeline.pins.map((pin) => ({ ...pin, note: undefined })),
});

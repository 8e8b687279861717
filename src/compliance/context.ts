import type { Delivery } from '../infusion/delivery.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId } from '../therapy/envelope.js';
import type { Site } from '../infusion/dose.js';
import type { AuditTime } from './audit-time.js';
import { type DoseStretch, dailyDose, withoutInterruptions } from './dose/daily-dose.js';
import { rawStretches } from './dose/raw-doses.js';
import type { Policy } from './policies/policy.js';
import { untilTheEnd } from './facts/therapy-end.js';
import { type Unverified, unverifiedTimes } from './doubt/verification.js';

/** What every rule may look at. */
export interface AuditContext {
  /** What has acted by the audit's instant, in order, without what happened to the pump after the therapy's end. */
  readonly events: readonly ActingEvent[];
  /** With it. */
  readonly acted: readonly ActingEvent[];
  /** What follows from these for ever, as if nothing else came: also what is still to come. */
  readonly delivery: Delivery;
  /** What has come by now is asked here, and nowhere else: so each answer knows until when it holds. */
  readonly time: AuditTime;
  readonly policy: Policy;
  readonly unverified: readonly Unverified[];
  /** The daily dose of a drug at a site, as the policy counts it, without interruptions too short to count. */
  uninterrupted(drug: string, site: Site): readonly DoseStretch[];
}

/** @param known all facts that are known, also those still to come: a later study may show an earlier fault */
export function auditContext(
  events: readonly ActingEvent[],
  delivery: Delivery,
  time: AuditTime,
  policy: Policy,
  known: readonly ActingEvent[],
): AuditContext {
  const minHours = policy.minHoursToCount.value;
  const visitMinutes = policy.visitMinutes.value;
  return {
    events: untilTheEnd(events, delivery),
    acted: events,
    delivery,
    time,
    policy,
    unverified: unverifiedTimes(known),
    uninterrupted: (drug, site) =>
      remembered(time, delivery, `${minHours} ${visitMinutes} ${site} ${drug}`, () => {
        const raw = rawStretches(delivery, { drug, site, minHours, visitMinutes }, time);
        return withoutInterruptions(dailyDose(raw, minHours), time, minHours);
      }),
  };
}

/** Makes a function of an audit's context that works once for each of them. */
export function oncePer<T>(make: (context: AuditContext) => T): (context: AuditContext) => T {
  const made = new WeakMap<AuditContext, { readonly value: T }>();
  return (context) => {
    const known = made.get(context);
    if (known) return known.value;
    const value = make(context);
    made.set(context, { value });
    return value;
  };
}

/** What has acted, by its id. */
export const eventsById = oncePer(
  ({ events }): ReadonlyMap<EventId, ActingEvent> => new Map(events.map((event) => [event.id, event])),
);

const doses = new WeakMap<AuditTime, WeakMap<Delivery, Map<string, readonly DoseStretch[]>>>();

/** Policies that count the same hours share what was measured in an audit. */
function remembered(
  time: AuditTime,
  delivery: Delivery,
  key: string,
  make: () => readonly DoseStretch[],
): readonly DoseStretch[] {
  const deliveries = doses.get(time) ?? new WeakMap<Delivery, Map<string, readonly DoseStretch[]>>();
  doses.set(time, deliveries);
  const known = deliveries.get(delivery) ?? new Map<string, readonly DoseStretch[]>();
  deliveries.set(delivery, known);
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

import type { Delivery } from '../infusion/delivery.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import type { Site } from '../infusion/dose.js';
import { type DoseStretch, dailyDose, rawStretches, withoutInterruptions } from './dose/daily-dose.js';
import type { Policy } from './policies/policy.js';
import { type Unverified, unverifiedTimes } from './doubt/verification.js';

/** What every rule may look at. */
export interface AuditContext {
  /** What has acted by `asOf`, in order. */
  readonly events: readonly ActingEvent[];
  readonly delivery: Delivery;
  readonly asOf: Instant;
  readonly policy: Policy;
  readonly unverified: readonly Unverified[];
  /** The daily dose of a drug at a site, as the policy counts it, without interruptions too short to count. */
  uninterrupted(drug: string, site: Site): readonly DoseStretch[];
}

/** @param known all facts that are known, also those after `asOf`: a later study may show an earlier fault */
export function auditContext(
  events: readonly ActingEvent[],
  delivery: Delivery,
  asOf: Instant,
  policy: Policy,
  known: readonly ActingEvent[],
): AuditContext {
  const minHours = policy.minHoursToCount.value;
  return {
    events,
    delivery,
    asOf,
    policy,
    unverified: unverifiedTimes(known),
    uninterrupted: (drug, site) =>
      remembered(delivery, `${asOf} ${minHours} ${site} ${drug}`, () => {
        const raw = rawStretches(delivery, drug, site, asOf, minHours);
        return withoutInterruptions(dailyDose(raw, minHours), minHours);
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

const doses = new WeakMap<Delivery, Map<string, readonly DoseStretch[]>>();

/** Policies that count the same hours share what was measured, for as long as the delivery is in use. */
function remembered(
  delivery: Delivery,
  key: string,
  make: () => readonly DoseStretch[],
): readonly DoseStretch[] {
  const known = doses.get(delivery) ?? new Map<string, readonly DoseStretch[]>();
  doses.set(delivery, known);
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

import type { Delivery } from '../infusion/delivery.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId, Instant } from '../therapy/envelope.js';
import type { Site } from '../infusion/dose.js';
import { type DoseStretch, dailyDose, rawStretches, withoutInterruptions } from './daily-dose.js';
import type { Policy } from './policies/policy.js';
import { type Unverified, unverifiedTimes } from './verification.js';

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
    uninterrupted: remembered((drug, site) => {
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

function remembered<T>(make: (drug: string, site: Site) => T): (drug: string, site: Site) => T {
  const made = new Map<string, T>();
  return (drug, site) => {
    const key = `${site} ${drug}`;
    if (!made.has(key)) made.set(key, make(drug, site));
    return made.get(key)!;
  };
}

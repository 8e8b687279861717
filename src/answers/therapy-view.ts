import { type Assumption, assumptionsOf } from '../compliance/assumptions/assumptions.js';
import { AuditTime } from '../compliance/audit-time.js';
import type { Delivery } from '../infusion/delivery.js';
import { actsOnDelivery } from '../infusion/effects.js';
import { type DeliverySoFar, replay } from '../infusion/replay.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { Instant, Sealed } from '../therapy/envelope.js';
import type { Placed } from '../therapy/placement.js';
import { actsOnPump, impossibility, after } from '../therapy/possibility.js';
import { actedBy, factOf, isAmendment, timelineOf } from '../therapy/timeline.js';

/** The timeline of some events and what was pumped by it. */
export interface View {
  /** How many of the therapy's events it was made from. */
  readonly count: number;
  readonly placed: Placed;
  readonly soFar: DeliverySoFar;
}

/** The same from scratch. */
export function viewOf(events: readonly Sealed[]): View {
  const placed = timelineOf(events);
  return { count: events.length, placed, soFar: replay(placed.acting) };
}

/** Goes on from an older view where the new events come after all others; starts anew where they don't. */
export function renewed(view: View | undefined, events: readonly Sealed[]): View {
  if (!view || view.count > events.length || view.placed.impossible.length > 0) return viewOf(events);
  if (view.count === events.length) return view;
  const added: ActingEvent[] = [];
  let { situation } = view.placed;
  let last = view.placed.acting.at(-1);
  for (const event of events.slice(view.count)) {
    if (isAmendment(event)) return viewOf(events);
    const fact = factOf(event);
    if (last && fact.at < last.at) return viewOf(events);
    if (actsOnPump(fact.type)) {
      if (impossibility(situation, fact)) return viewOf(events);
      situation = after(situation, fact);
    }
    added.push(fact);
    last = fact;
  }
  const placed = { acting: [...view.placed.acting, ...added], impossible: [], situation };
  const soFar = added.some(actsOnDelivery) ? view.soFar.and(added) : view.soFar;
  return { count: events.length, placed, soFar };
}

/** What a question looks at: the facts that had acted by an instant, and the delivery that follows from them. */
export interface Moment {
  readonly events: readonly ActingEvent[];
  readonly delivery: Delivery;
  readonly assumptions: readonly Assumption[];
}

export function momentOf({ placed, soFar }: Pick<View, 'placed' | 'soFar'>, asOf: Instant): Moment {
  const events = actedBy(placed, asOf);
  const { delivery } = events === placed.acting ? soFar : replay(events);
  return { events, delivery, assumptions: assumptionsOf(events, delivery, placed, new AuditTime(asOf)) };
}

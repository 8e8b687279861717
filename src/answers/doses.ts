import type { Assumption } from '../compliance/assumptions/assumptions.js';
import { unverifiedTimes } from '../compliance/doubt/verification.js';
import { type Bounds, DeliveryWorth } from '../infusion/bounds/delivery-worth.js';
import type { Site } from '../infusion/dose.js';
import { canonicalDrug } from '../infusion/drugs.js';
import { type PumpState, pumpState } from '../infusion/pump-state.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId, Instant, TherapyId } from '../therapy/envelope.js';
import type { WorthFound } from './delivery-found.js';
import { type View, momentOf } from './therapy-view.js';

export interface StateFound {
  readonly therapyId: TherapyId;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** The last revision that was known. */
  readonly revision: number;
  readonly state: PumpState;
  /** Of the stretch in which the instant lies. */
  readonly delivery: Readonly<Record<Site, WorthFound>>;
  readonly assumptions: readonly Assumption[];
}

export interface DoseQuestion {
  readonly drug: string;
  readonly site: Site;
  readonly from: Instant;
  readonly to: Instant;
}

/** What an answer rests on, and what it is worth. */
export interface Backed {
  /** How the drug was written at the last fill, where that is not its known name. */
  readonly recordedAs?: string;
  readonly assumptions: readonly Assumption[];
  readonly delivery: WorthFound & Pick<Bounds, 'lowMcg' | 'highMcg'>;
}

/** A dose that did not come from the pump, and is not in the pump's. */
interface OtherDose {
  readonly eventId: EventId;
  readonly at: Instant;
  readonly route: string;
  /** Undefined where it is not recorded. */
  readonly doseMcg?: number;
}

export interface DoseFound extends Backed {
  readonly doseMcg: number;
  readonly otherRoutes: readonly OtherDose[];
}

export const otherDoses = (events: readonly ActingEvent[], { drug, from, to }: DoseQuestion): OtherDose[] =>
  events.flatMap((event) =>
    (event.type === 'BolusTestPerformed' || event.type === 'BolusGiven') &&
    event.data.route !== 'pump' &&
    event.data.route !== 'catheter-port' &&
    canonicalDrug(event.data.drug) === drug &&
    event.at > from &&
    event.at <= to
      ? [{ eventId: event.id, at: event.at, route: event.data.route, doseMcg: event.data.doseMcg }]
      : [],
  );

export function stateIn(therapyId: TherapyId, view: View, asOf: Instant, knownBy: Instant): StateFound {
  const { events, delivery, assumptions } = momentOf(view, asOf);
  const faulty = unverifiedTimes(view.placed.acting);
  const worthAt = (site: Site): WorthFound => ({
    ...new DeliveryWorth(delivery, site, faulty).at(asOf),
    from: delivery.segments[0]?.start ?? asOf,
    to: asOf,
  });
  return {
    therapyId,
    asOf,
    knownAt: knownBy,
    revision: view.count,
    state: pumpState(events, delivery, asOf),
    delivery: { reservoir: worthAt('reservoir'), tip: worthAt('tip') },
    assumptions,
  };
}

import type { Assumption } from '../compliance/assumptions.js';
import { isVerified, unverifiedTimes } from '../compliance/doubt/verification.js';
import type { Site } from '../infusion/dose.js';
import { type PumpState, pumpState } from '../infusion/pump-state.js';
import type { ActingEvent } from '../therapy/acting-event.js';
import type { EventId, Instant, TherapyId } from '../therapy/envelope.js';
import { type View, momentOf } from './therapy-view.js';

export interface StateFound {
  readonly therapyId: TherapyId;
  readonly asOf: Instant;
  readonly knownAt: Instant;
  /** The last revision that was known. */
  readonly revision: number;
  readonly state: PumpState;
  /** False where a study found the catheter faulty: the true rate at the tip lies between 0 and the answer. */
  readonly tipVerified: boolean;
  readonly assumptions: readonly Assumption[];
}

export interface DoseQuestion {
  readonly drug: string;
  readonly site: Site;
  readonly from: Instant;
  readonly to: Instant;
}

/** At the tip with `verified`: false where the true dose lies between 0 and the answer. */
export interface Backed {
  readonly assumptions: readonly Assumption[];
  readonly verified?: boolean;
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
    event.type === 'BolusTestPerformed' &&
    event.data.route !== 'pump' &&
    event.data.drug === drug &&
    event.at > from &&
    event.at <= to
      ? [{ eventId: event.id, at: event.at, route: event.data.route, doseMcg: event.data.doseMcg }]
      : [],
  );

export function stateIn(therapyId: TherapyId, view: View, asOf: Instant, knownBy: Instant): StateFound {
  const { events, delivery, assumptions } = momentOf(view, asOf);
  return {
    therapyId,
    asOf,
    knownAt: knownBy,
    revision: view.count,
    state: pumpState(events, delivery, asOf),
    tipVerified: isVerified(unverifiedTimes(view.placed.acting), asOf, asOf),
    assumptions,
  };
}

import { unverifiedTimes } from '../../src/compliance/doubt/verification.js';
import { DeliveryWorth } from '../../src/infusion/bounds/delivery-worth.js';
import { pumpedMl, segmentAt } from '../../src/infusion/delivery.js';
import { heldMl } from '../../src/infusion/segment.js';
import { FlowUnknown, doseMcg } from '../../src/infusion/dose.js';
import { pumpState } from '../../src/infusion/pump-state.js';
import { replay } from '../../src/infusion/replay.js';
import type { ActingEvent } from '../../src/therapy/acting-event.js';
import type { Answers } from './against-simulation.js';

/** What the service answers of some events as of an instant. */
export function serviceAnswers(
  events: readonly ActingEvent[],
  asOf: number,
): Answers & { readonly levelMl: (at: number) => number } {
  const { delivery } = replay(events);
  const faulty = unverifiedTimes(events);
  const worths = new Map(
    (['reservoir', 'tip'] as const).map((site) => [site, new DeliveryWorth(delivery, site, faulty)]),
  );
  return {
    doseMcg: (drug, site, from, to) => {
      try {
        return doseMcg(delivery, drug, site, from, to);
      } catch (error) {
        if (error instanceof FlowUnknown) return null;
        throw error;
      }
    },
    delivery: (drug, site, from, to) => {
      const worth = worths.get(site)!;
      const { status, because } = worth.over(from, to);
      const { lowMcg, highMcg } = worth.bounds(drug, from, to);
      return { status, lowMcg, highMcg, codes: [...new Set(because.map(({ code }) => code))].toSorted() };
    },
    levelMl: (at) => {
      const segment = segmentAt(delivery, at);
      return segment?.fill ? heldMl(segment.fill, pumpedMl(delivery, at)) : 0;
    },
    reservoirMl: pumpState(events, delivery, asOf).reservoir?.estimatedVolumeMl ?? 0,
  };
}

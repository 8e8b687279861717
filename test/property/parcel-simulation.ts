import type { DrugMasses } from './drug-masses.js';
import { DAY_MS, MINUTE_MS } from './program-clock.js';
import type { SimulatedEvent } from './pump-events.js';
import { SimulatedTherapy, type MassLedger } from './simulated-therapy.js';

export interface SimulationOptions {
  /** Flow in `minimum-rate`. */
  readonly minimumRateMlPerDay: number;
  /** Parcels are what is pumped in at most this time; 15 where not given. */
  readonly maxStepMinutes?: number;
}

/** The therapy at one instant, everything that happens at that instant included. */
export interface Sample {
  readonly at: number;
  /** Volume that left the reservoirs of all pumps since the beginning. */
  readonly pumpedMl: number;
  /** In the reservoir of the pump that is in place; 0 where there is none or it was never filled. */
  readonly reservoirMl: number;
  /** Cumulative micrograms of each drug; a drug that never passed is absent. */
  readonly out: {
    /** Left a reservoir for its tubing. */
    readonly reservoir: DrugMasses;
    /** Left the catheter's tip: pumped, and displaced by contrast. */
    readonly tip: DrugMasses;
  };
  readonly masses: MassLedger;
}

export interface Simulation {
  /** One per asked instant, in the same order. */
  readonly samples: readonly Sample[];
  /** The sample at `end`. */
  readonly final: Sample;
  /** Instants, not rounded, at which a running pump reached its non-extractable volume. */
  readonly ranDryAt: readonly number[];
}

/**
 * Brute force: small parcels of fluid pushed one after another through tubing and catheter, from one change of flow to
 * the next. Slow and plain on purpose, it shares nothing with the service but the contract.
 *
 * `events` are in acting order and possible; those after `end` do not count. `samples` are sorted, none after `end`.
 */
export function simulate(
  events: readonly SimulatedEvent[],
  end: number,
  samples: readonly number[],
  { minimumRateMlPerDay, maxStepMinutes = 15 }: SimulationOptions,
): Simulation {
  const therapy = new SimulatedTherapy(minimumRateMlPerDay, maxStepMinutes * MINUTE_MS);
  // Counted from a midnight nearby: a double then holds millionths of a millisecond.
  const midnight = Math.floor((events[0]?.at ?? end) / DAY_MS) * DAY_MS;
  const asked = new Set([...samples, end]);
  const taken = new Map<number, Sample>();
  let now = -Infinity;
  let next = 0;
  for (const instant of instantsUpTo(end, events, samples)) {
    if (now > -Infinity) therapy.run(now - midnight, instant - midnight);
    now = instant;
    for (let event = events[next]; event !== undefined && event.at === now; event = events[++next]) {
      therapy.apply(event, now - midnight);
    }
    if (asked.has(now)) taken.set(now, sampleOf(therapy, now));
  }
  return {
    samples: samples.map((at) => takenAt(taken, at)),
    final: takenAt(taken, end),
    ranDryAt: therapy.ranDryAt.map((at) => at + midnight),
  };
}

function instantsUpTo(end: number, events: readonly SimulatedEvent[], samples: readonly number[]): number[] {
  const instants = new Set([...events.map(({ at }) => at), ...samples, end]);
  return [...instants].filter((at) => at <= end).sort((a, b) => a - b);
}

function sampleOf(therapy: SimulatedTherapy, at: number): Sample {
  const masses = therapy.masses();
  return {
    at,
    pumpedMl: therapy.pumpedMl,
    reservoirMl: therapy.reservoirMl,
    out: { reservoir: masses.reservoirOut, tip: masses.tip },
    masses,
  };
}

function takenAt(taken: ReadonlyMap<number, Sample>, at: number): Sample {
  const sample = taken.get(at);
  if (sample === undefined) throw new RangeError(`the simulation ends before ${at}`);
  return sample;
}

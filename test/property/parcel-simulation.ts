import type { DrugMasses } from './drug-masses.js';
import type { MassLedger } from './plumbing.js';
import { DAY_MS } from './program-clock.js';
import { type Acts, actsOf } from './pump-acts.js';
import type { SimulatedEvent } from './pump-events.js';
import { SimulatedTherapy } from './simulated-therapy.js';
import { disagrees, factorOf, type Learned } from './stretches.js';
import type { Trace } from './trace.js';

export interface SimulationOptions {
  /** Flow in `minimum-rate` of the models that are known. */
  readonly minimumRateMlPerDay: number;
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
    /** Left the catheter's tip: pumped, and displaced by what was injected. */
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
  /** Its instants count from `midnight`, milliseconds since 1970. */
  readonly trace: Trace;
  readonly midnight: number;
}

/** Of the models that are simulated, the one whose constants are known. */
const KNOWN_MODEL = 'SynchroMed II';

/**
 * Brute force: parcels of fluid pushed one after another through tubing and catheter, from one change of flow to the
 * next. Slow and plain on purpose, it shares nothing with the service but the contract. What is found at the end of a
 * stretch may change what was before it: then all is simulated again from the beginning with what was learned.
 *
 * `events` are in acting order and possible; those after `end` do not count. `samples` are sorted, none after `end`.
 */
export function simulate(
  events: readonly SimulatedEvent[],
  end: number,
  samples: readonly number[],
  { minimumRateMlPerDay }: SimulationOptions,
): Simulation {
  // Counted from a midnight nearby: a double then holds millionths of a millisecond.
  const midnight = Math.floor((events[0]?.at ?? end) / DAY_MS) * DAY_MS;
  const acts = actsOf(
    events.filter(({ at }) => at <= end),
    midnight,
  );
  const minimumRate = (model: string) => (model === KNOWN_MODEL ? minimumRateMlPerDay : null);
  const once = (learned: Learned) => {
    const therapy = new SimulatedTherapy({ minimumRate, midnight, told: acts, learned });
    return runThrough(therapy, acts, midnight, end, samples);
  };
  return settled(once);
}

/** Simulates again and again, until the end of each stretch has been heard. */
function settled(once: (learned: Learned) => Simulation): Simulation {
  const learned: Learned = { refuted: new Map(), factors: new Map() };
  let simulation = once(learned);
  for (let number = 0; number < simulation.trace.stretches.length; number++) {
    const stretch = simulation.trace.stretches[number]!;
    if (disagrees(stretch) && stretch.acting.length > 0) {
      const refuted = new Map([...learned.refuted, [number, new Set(stretch.acting)]]);
      const without = once({ ...learned, refuted }).trace.stretches[number];
      if (without?.to === stretch.to && without.end === stretch.end && !disagrees(without)) {
        learned.refuted.set(number, new Set(stretch.acting));
        simulation = once(learned);
      }
    }
    const factor = factorOf(simulation.trace.stretches[number]!);
    if (factor !== 1) {
      learned.factors.set(number, factor);
      simulation = once(learned);
    }
  }
  return simulation;
}

function runThrough(
  therapy: SimulatedTherapy,
  { acts }: Acts,
  midnight: number,
  end: number,
  samples: readonly number[],
): Simulation {
  const asked = new Set([...samples, end]);
  const instants = new Set([...asked, ...acts.map(({ at }) => at + midnight)]);
  const taken = new Map<number, Sample>();
  let now = -Infinity;
  let next = 0;
  for (const instant of [...instants].sort((a, b) => a - b)) {
    if (now > -Infinity) therapy.run(now - midnight, instant - midnight);
    now = instant;
    for (let act = acts[next]; act !== undefined && act.at + midnight === now; act = acts[++next])
      therapy.apply(act);
    if (asked.has(now)) taken.set(now, sampleOf(therapy, now));
  }
  return {
    samples: samples.map((at) => takenAt(taken, at)),
    final: takenAt(taken, end),
    ranDryAt: therapy.ranDryAt.map((at) => at + midnight),
    trace: therapy.trace(end - midnight),
    midnight,
  };
}

function sampleOf(therapy: SimulatedTherapy, at: number): Sample {
  const masses = therapy.plumbing.masses();
  return {
    at,
    pumpedMl: therapy.plumbing.pumpedMl,
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

import type { ActingEvent } from '../../src/therapy/acting-event.js';
import { DeliveryCheck, type Delivered, type Site } from './delivery-check.js';
import type { History } from './history-builder.js';
import { simulate, type Simulation } from './parcel-simulation.js';
import { MINIMUM_RATE_ML_PER_DAY } from './simple-therapies.js';

/** What is compared: the answers about a therapy as of an instant, all that was recorded being known. */
export interface Answers {
  /** Null where a flow in the window is not known. */
  readonly doseMcg: (drug: string, site: Site, from: number, to: number) => number | null;
  readonly delivery: (
    drug: string,
    site: Site,
    from: number,
    to: number,
  ) => Pick<Delivered, 'status' | 'lowMcg' | 'highMcg' | 'codes'>;
  /** In the reservoir at the instant asked about; 0 where there is none. */
  readonly reservoirMl: number;
}

const SITES = ['reservoir', 'tip'] as const;
const WINDOWS = 8;

/** Relative, or of what is in a reservoir. */
const close = (answered: number, simulated: number, scale: number) =>
  Math.abs(answered - simulated) <= 1e-6 * Math.abs(simulated) + 1e-9 * scale;

/**
 * Where answers differ from the simulation: as of the end and as of half the time, over windows one after another that
 * begin and end anywhere, and over all of them.
 */
export function differences(
  { events, end }: History,
  answersAsOf: (events: readonly ActingEvent[], asOf: number) => Answers,
): string[] {
  const start = (events[0]?.at ?? end) - 1;
  const half = Math.round((start + end) / 2);
  return [half, end].flatMap((asOf) => {
    const known = events.filter(({ at }) => at <= asOf);
    const answers = answersAsOf(known, asOf);
    const instants = Array.from({ length: WINDOWS + 1 }, (_, index) =>
      Math.round(start + ((asOf - start) * index) / WINDOWS),
    );
    const samples = [...new Set(instants)];
    const simulation = simulate(known, asOf, samples, { minimumRateMlPerDay: MINIMUM_RATE_ML_PER_DAY });
    const check = new DeliveryCheck(simulation, known);
    const windows = samples.slice(1).map((to, index) => ({ from: samples[index] ?? start, to }));
    const found = [...windows, { from: start, to: asOf }].flatMap((window) =>
      drugsOf(simulation).flatMap((drug) =>
        SITES.flatMap((site) => {
          const wrong = compared(check.in(drug, site, window), answers, drug, site, window);
          return wrong.map(
            (each) =>
              `as of ${iso(asOf)}, ${drug} at the ${site}, ${iso(window.from)} to ${iso(window.to)}: ${each}`,
          );
        }),
      ),
    );
    const { reservoirMl } = simulation.final;
    // After an end of the therapy nobody asks what a pump still holds, or whether it was taken out.
    const isOver = known.some(({ type }) => type === 'TherapyEnded');
    return isOver || close(answers.reservoirMl, reservoirMl, 1)
      ? found
      : [`as of ${iso(asOf)}, reservoir: ${answers.reservoirMl} mL, simulated ${reservoirMl}`, ...found];
  });
}

function compared(
  simulated: Delivered,
  answers: Answers,
  drug: string,
  site: Site,
  { from, to }: { from: number; to: number },
): string[] {
  const dose = answers.doseMcg(drug, site, from, to);
  if (dose === null || simulated.doseMcg === null)
    return dose === simulated.doseMcg ? [] : [`dose ${dose}, simulated ${simulated.doseMcg}`];
  const wrong = close(dose, simulated.doseMcg, 1e4) ? [] : [`dose ${dose}, simulated ${simulated.doseMcg}`];
  const delivery = answers.delivery(drug, site, from, to);
  // Below and above what an unknown flow leaves, the contract names no bounds.
  if (simulated.codes.includes('FLOW_UNKNOWN'))
    return delivery.status === simulated.status
      ? wrong
      : [...wrong, `${delivery.status}, simulated contradicted`];
  for (const side of ['lowMcg', 'highMcg'] as const)
    if (!close(delivery[side], simulated[side], 1e4))
      wrong.push(`${side} ${delivery[side]}, simulated ${simulated[side]}`);
  if (delivery.status !== simulated.status) wrong.push(`${delivery.status}, simulated ${simulated.status}`);
  const codes = delivery.codes.toSorted().join();
  if (codes !== simulated.codes.join()) wrong.push(`because ${codes}, simulated ${simulated.codes.join()}`);
  return wrong;
}

const iso = (at: number) => new Date(at).toISOString();

const drugsOf = ({ final: { masses } }: Simulation): string[] => [
  ...new Set([...masses.filled.keys(), ...masses.injected.keys()]),
];

import type { Mode, Shows, Told } from './pump-events.js';
import type { SimulatedPump } from './simulated-pump.js';

/** Does the next program, within the visit, set what is shown? */
export function visitSets(
  pump: SimulatedPump,
  visit: readonly Told[],
  shows: Shows,
  mode: Mode | undefined,
): boolean {
  const next = visit.at(-1);
  const nothing = mode === undefined && shows.dailyDoseMcg === undefined && !shows.concentrationMcgPerMl;
  if (next?.type !== 'PumpReprogrammed' || nothing || shows.mode === 'motor-stalled') return false;
  let { held } = pump;
  for (const { type, data } of visit) {
    const solution = type === 'ReservoirRefilled' ? data : type === 'DrugSwitched' ? data.to : undefined;
    if (solution) held = solution.concentrationMcgPerMl ?? null;
    if (type === 'ReservoirEmptied') held = null;
  }
  return pump.sets(next.data.program, held, shows, mode);
}

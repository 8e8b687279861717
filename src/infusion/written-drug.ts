import type { ActingEvent } from '../therapy/acting-event.js';
import type { Solution } from '../therapy/events/values/solution.js';
import { canonicalDrug } from './drugs.js';

/** What an event filled in; undefined where it filled in nothing. */
function solutionOf(event: ActingEvent): Solution | undefined {
  if (event.type === 'ReservoirRefilled') return event.data;
  if (event.type === 'DrugSwitched') return event.data.to;
  return event.type === 'TherapyTakenOver' ? event.data.reservoir : undefined;
}

/** How a drug was written in the last of some events that filled it in, where that is not its known name. */
export function writtenOtherwise(events: readonly ActingEvent[], drug: string): string | undefined {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const solution = solutionOf(events[index]!);
    const named =
      solution && [solution, ...(solution.with ?? [])].find((one) => canonicalDrug(one.drug) === drug);
    if (named) return named.drug === drug ? undefined : named.drug;
  }
  return undefined;
}

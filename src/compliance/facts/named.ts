import { plainName } from '../../infusion/known-names.js';
import { NOT_RECORDED } from '../../infusion/delivery.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import { DRUG_FREE } from '../../therapy/drug-free.js';
import type { Catheter } from '../../therapy/events/values/catheter.js';
import type { Solution } from '../../therapy/events/values/solution.js';
import { pumpPutIn } from './hardware-changes.js';

/** What an event filled into the reservoir, or said that it held; undefined where it did neither. */
export function filledIn(event: ActingEvent): Solution | undefined {
  if (event.type === 'ReservoirRefilled') return event.data;
  if (event.type === 'DrugSwitched') return event.data.to;
  return event.type === 'TherapyTakenOver' ? event.data.reservoir : undefined;
}

const drugsOf = (solution: Solution): string[] =>
  [solution, ...(solution.with ?? [])].map(({ drug }) => drug);

/** The drugs that an event names for the spinal fluid, as written; what is taken by mouth may be any other. */
export function drugsNamedIn(event: ActingEvent): readonly string[] {
  const named = namedIn(event);
  return named.filter((drug) => drug !== DRUG_FREE);
}

function namedIn(event: ActingEvent): readonly string[] {
  const filled = filledIn(event);
  if (event.type === 'DrugSwitched') return [...drugsOf(event.data.from), ...drugsOf(event.data.to)];
  if (filled) return drugsOf(filled);
  if (event.type === 'PumpInterrogated')
    return event.data.shows?.drug === undefined ? [] : [event.data.shows.drug];
  const namesOne =
    event.type === 'BolusTestPerformed' ||
    event.type === 'BolusGiven' ||
    event.type === 'HolidayPlanned' ||
    event.type === 'ToleranceDiagnosed';
  return namesOne ? [event.data.drug] : [];
}

/** The catheter that an event describes as it lies from then on. */
function catheterDescribed(event: ActingEvent): Catheter | undefined {
  if (event.type === 'CatheterImplanted') return event.data;
  const describesOne =
    event.type === 'CatheterReplaced' ||
    event.type === 'CatheterRevised' ||
    event.type === 'TherapyTakenOver';
  return describesOne ? event.data.catheter : undefined;
}

/** A device as an event describes it, with what is recorded of it. */
export interface Described {
  readonly event: ActingEvent;
  readonly kind: 'pump' | 'catheter';
  readonly model: string;
  /** Whether its volume is recorded: of a pump the tubing’s. */
  readonly hasVolume: boolean;
}

export function devicesDescribedIn(event: ActingEvent): readonly Described[] {
  const pump = pumpPutIn(event)?.data;
  const catheter = catheterDescribed(event);
  return [
    ...(pump
      ? [{ event, kind: 'pump' as const, model: pump.model, hasVolume: pump.tubingVolumeMl !== undefined }]
      : []),
    ...(catheter && catheter.model !== NOT_RECORDED
      ? [
          {
            event,
            kind: 'catheter' as const,
            model: catheter.model,
            hasVolume: catheter.volumeMl !== undefined,
          },
        ]
      : []),
  ];
}

/** Groups what bears one name, however it was written; in order of the first of each. */
export function byName<T>(items: readonly T[], nameOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const plain = plainName(nameOf(item));
    const group = groups.get(plain);
    if (group) group.push(item);
    else groups.set(plain, [item]);
  }
  return [...groups.values()];
}

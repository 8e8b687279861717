import type { ActingEvent } from '../../../therapy/acting-event.js';

type Dated = Pick<ActingEvent, 'earliest' | 'latest' | 'precision'>;

export const isUncertain = ({ earliest, latest }: Pick<ActingEvent, 'earliest' | 'latest'>): boolean =>
  latest > earliest;

/** Of one stated day, month or year: then they act in the order in which they were recorded, in every choice. */
export const isOfOneDate = (a: Dated, b: Dated): boolean =>
  isUncertain(a) &&
  a.precision === b.precision &&
  a.precision !== 'interval' &&
  a.earliest === b.earliest &&
  a.latest === b.latest;

const FILLS: readonly ActingEvent['type'][] = ['ReservoirRefilled', 'DrugSwitched'];
const OPENS_VISIT: readonly ActingEvent['type'][] = [
  ...FILLS,
  'PumpImplanted',
  'PumpReplaced',
  'PumpExplanted',
];

export const isFill = ({ type }: Pick<ActingEvent, 'type'>): boolean => FILLS.includes(type);
const goesOnVisit = (fact: ActingEvent): boolean => isFill(fact) || fact.type === 'PumpReprogrammed';

/** Facts of one stated date, in the order in which they act. */
export interface OneDate {
  readonly facts: readonly ActingEvent[];
  /** Of each fact, where it opens a visit, the one with which the visit goes on: indices within the date. */
  readonly visits: readonly (readonly [opens: number, goesOn: number])[];
}

/** @param facts in the order in which they act */
export function datesOf(facts: readonly ActingEvent[]): OneDate[] {
  const byDate = new Map<string, ActingEvent[]>();
  for (const fact of facts) {
    if (!isUncertain(fact)) continue;
    const { precision, earliest, latest, id } = fact;
    const key = precision === 'interval' ? id : `${precision} ${earliest} ${latest}`;
    const same = byDate.get(key);
    if (same) same.push(fact);
    else byDate.set(key, [fact]);
  }
  return [...byDate.values()].map((same) => ({ facts: same, visits: visitsOf(same) }));
}

function visitsOf(facts: readonly ActingEvent[]): (readonly [number, number])[] {
  if (facts[0]!.precision !== 'day') return [];
  return facts.flatMap((fact, index) => {
    if (!OPENS_VISIT.includes(fact.type)) return [];
    const next = facts.findIndex((other, later) => later > index && goesOnVisit(other));
    return next < 0 ? [] : [[index, next] as const];
  });
}

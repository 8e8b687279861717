import type { ActingEvent } from '../../therapy/acting-event.js';

/** Whether something holds for all instants within the dates, for none, or only for some. */
export type Order = 'yes' | 'no' | 'unknown';

type Dated = Pick<ActingEvent, 'earliest' | 'latest' | 'revision'>;

const isInstant = ({ earliest, latest }: Dated): boolean => earliest === latest;

/** Whether one fact came after another; of two facts at one instant the one recorded later did. */
export function happenedAfter(fact: Dated, other: Dated): Order {
  if (fact.earliest > other.latest) return 'yes';
  if (fact.latest < other.earliest) return 'no';
  if (isInstant(fact) && isInstant(other)) return fact.revision > other.revision ? 'yes' : 'no';
  return 'unknown';
}

/** Whether a fact happened before another or at its instant. */
export function happenedBy(fact: Dated, other: Dated): Order {
  if (fact.latest <= other.earliest) return 'yes';
  return fact.earliest > other.latest ? 'no' : 'unknown';
}

/** Whether a fact happened no longer before another than a time, ms. */
export function happenedSince(fact: Dated, other: Dated, withinMs: number): Order {
  if (fact.earliest >= other.latest - withinMs) return 'yes';
  return fact.latest < other.earliest - withinMs ? 'no' : 'unknown';
}

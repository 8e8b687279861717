import { MINUTE_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { EventId, Instant } from '../../../therapy/envelope.js';
import type { OneDate } from './stated.js';

/** An instant for each fact whose date is an interval. */
export type Choice = ReadonlyMap<EventId, Instant>;

export const fixed = (facts: readonly ActingEvent[], choice: Choice): ActingEvent[] =>
  facts.map((fact) => {
    const at = choice.get(fact.id);
    return at === undefined ? fact : { ...fact, at, earliest: at, latest: at };
  });

/** The choice nearest to a wish in which facts of one date keep their order, and visits do not last too long. */
export function keepingOrders(
  dates: readonly OneDate[],
  visitMinutes: number,
  wish: (fact: ActingEvent, place: number, of: number) => Instant,
): Choice {
  const choice = new Map<EventId, Instant>();
  for (const { facts, visits } of dates) {
    const most = facts.map(({ latest }) => latest);
    let before = Number.NEGATIVE_INFINITY;
    facts.forEach((fact, index) => {
      const at = Math.min(
        Math.max(Math.round(wish(fact, index, facts.length)), fact.earliest, before),
        most[index]!,
      );
      before = at;
      choice.set(fact.id, at);
      for (const [opens, goesOn] of visits)
        if (opens === index)
          for (let next = index + 1; next <= goesOn; next += 1)
            most[next] = Math.min(most[next]!, at + visitMinutes * MINUTE_MS);
    });
  }
  return choice;
}

/**
 * A few choices that differ as much as choices can: the ends, evenly spread, and each of the dates early while those
 * after it are late. What none of them shows is not thereby impossible.
 */
export function sampleChoices(dates: readonly OneDate[], visitMinutes: number, most: number): Choice[] {
  const early = (fact: ActingEvent) => fact.earliest;
  const late = (fact: ActingEvent) => fact.latest;
  const spread = (fact: ActingEvent, place: number, of: number) =>
    fact.earliest + ((fact.latest - fact.earliest) * (place + 1)) / (of + 1);
  const pivots = dates.map(({ facts }) => facts[0]!.earliest).sort((a, b) => a - b);
  const apart = [...new Set(pivots)];
  // Those in the middle first: where there are too many, they are tried evenly.
  const stride = Math.max(1, Math.ceil((2 * apart.length) / Math.max(1, most - 6)));
  const sides = apart
    .filter((_, index) => index % stride === 0)
    .flatMap((pivot) => [
      (fact: ActingEvent) => (fact.earliest < pivot ? fact.earliest : fact.latest),
      (fact: ActingEvent) => (fact.earliest < pivot ? fact.latest : fact.earliest),
    ]);
  const alternately = (odd: number) => {
    const order = new Map(dates.map((date, index) => [date.facts[0]!.id, index]));
    const ofFact = new Map(
      dates.flatMap(({ facts }) => facts.map((fact) => [fact.id, facts[0]!.id] as const)),
    );
    return (fact: ActingEvent) =>
      order.get(ofFact.get(fact.id)!)! % 2 === odd ? fact.earliest : fact.latest;
  };
  // Within one date the first early and the rest late, and so on.
  const cut = (share: number) => (fact: ActingEvent, place: number, of: number) =>
    place < share * of ? fact.earliest : fact.latest;
  const wishes = [
    spread,
    early,
    late,
    alternately(0),
    alternately(1),
    cut(0.5),
    ...sides,
    cut(1 / 3),
    cut(0.99),
  ];
  return wishes.slice(0, most).map((wish) => keepingOrders(dates, visitMinutes, wish));
}

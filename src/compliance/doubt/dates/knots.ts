import { MINUTE_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { Instant } from '../../../therapy/envelope.js';
import { Network } from './network.js';
import { isSurelyBefore } from './record.js';
import { datesOf, isUncertain } from './stated.js';

/** All choices of a zone: its facts, then the exact instants of which readings tell, tied by what always holds. */
export interface Knots {
  readonly facts: readonly ActingEvent[];
  readonly marks: readonly Instant[];
  readonly network: Network | undefined;
}

export function knotsOf(facts: readonly ActingEvent[], visitMinutes: number): Knots {
  const marks = [...new Set(facts.flatMap(marksIn))];
  const spans = [
    ...facts.map(({ earliest, latest }) => [earliest, latest] as const),
    ...marks.map((at) => [at, at] as const),
  ];
  let network: Network | undefined = Network.within(spans);
  facts.forEach((first, i) => {
    for (let j = i + 1; j < facts.length; j += 1) {
      const second = facts[j]!;
      if (second.earliest > first.latest || (!isUncertain(first) && !isUncertain(second))) continue;
      if (isSurelyBefore(first, second)) network = network?.with(j + 1, i + 1, 0);
    }
  });
  const placeOf = new Map(facts.map(({ id }, index) => [id, index + 1]));
  for (const date of datesOf(facts))
    for (const [opens, goesOn] of date.visits) {
      const [a, b] = [placeOf.get(date.facts[opens]!.id)!, placeOf.get(date.facts[goesOn]!.id)!];
      network = network?.with(a, b, visitMinutes * MINUTE_MS);
    }
  return { facts, marks, network };
}

function marksIn(fact: ActingEvent): Instant[] {
  if (fact.type !== 'PumpInterrogated' || !fact.data.shows) return [];
  const { stoppedSince, motorStalls = [], patientBoluses } = fact.data.shows;
  return [
    stoppedSince,
    ...motorStalls.flatMap(({ from, to }) => [from, to]),
    patientBoluses?.since,
    ...(patientBoluses?.at ?? []).slice(0, 10),
  ].flatMap((instant) => (instant === undefined ? [] : [Date.parse(instant)]));
}

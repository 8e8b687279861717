import type { ActingEvent } from './acting-event.js';
import type { Instant } from './envelope.js';
import { actsFirst, explantsFirst } from './first.js';
import type { Impossibility } from './impossibility.js';
import { NO_PUMP, type PumpSituation, actsOnPump, after, impossibility } from './possibility.js';

export interface Impossible {
  readonly event: ActingEvent;
  readonly reason: Impossibility;
}

export interface Placed {
  /** In the order in which they act: by instant, then by the original's revision. */
  readonly acting: readonly ActingEvent[];
  /** Facts that cannot act anywhere within their dates; they are shown, and move nothing. */
  readonly impossible: readonly Impossible[];
  /** The situation after the last fact. */
  readonly situation: PumpSituation;
}

const inOrder = (a: ActingEvent, b: ActingEvent) => a.at - b.at || actsFirst(a, b) || a.revision - b.revision;

const isSorted = (facts: readonly ActingEvent[]) =>
  facts.every((fact, index) => index === 0 || inOrder(facts[index - 1]!, fact) <= 0);

const movedTo = (fact: ActingEvent, at: number): ActingEvent => ({ ...fact, at });

/** Keeps `queue` sorted; it is short, since only facts with an interval that had to wait are in it. */
function enqueue(queue: ActingEvent[], fact: ActingEvent): void {
  const index = queue.findIndex((other) => inOrder(fact, other) < 0);
  queue.splice(index < 0 ? queue.length : index, 0, fact);
}

/** The first instant from one on at which a fact is possible as the situation stands; undefined where there is none. */
function possibleFrom(event: ActingEvent, at: Instant, situation: PumpSituation): Instant | undefined {
  const reason = impossibility(situation, movedTo(event, at));
  const first = reason ? reason.until && Math.ceil(reason.until) : at;
  return first !== undefined && first <= event.latest ? first : undefined;
}

/**
 * Puts each fact at the first instant of its interval at which it is possible. A fact that is not possible yet waits
 * for the fact, or for the end of the bolus, that makes it so.
 */
export function place(facts: readonly ActingEvent[]): Placed {
  const sorted = explantsFirst(isSorted(facts) ? facts : facts.toSorted(inOrder));
  const acting: ActingEvent[] = [];
  const again: ActingEvent[] = [];
  let waiting: Impossible[] = [];
  const impossible: Impossible[] = [];
  let situation: PumpSituation = NO_PUMP;
  let next = 0;

  while (next < sorted.length || again.length > 0) {
    const fromAgain = again.length > 0 && (next >= sorted.length || inOrder(again[0]!, sorted[next]!) < 0);
    const fact = fromAgain ? again.shift()! : sorted[next++]!;
    if (!actsOnPump(fact.type)) {
      acting.push(fact);
      continue;
    }
    const reason = impossibility(situation, fact);
    if (reason) {
      const at = possibleFrom(fact, fact.at, situation);
      if (at !== undefined) enqueue(again, movedTo(fact, at));
      else (fact.latest > fact.at ? waiting : impossible).push({ event: fact, reason });
      continue;
    }
    situation = after(situation, fact);
    acting.push(fact);
    const sooner = (event: ActingEvent) =>
      possibleFrom(event, event.revision > fact.revision ? fact.at : fact.at + 1, situation);
    for (const event of again.splice(0))
      enqueue(again, movedTo(event, Math.min(event.at, sooner(event) ?? event.at)));
    waiting = waiting.filter(({ event }) => {
      const at = sooner(event);
      if (at !== undefined) enqueue(again, movedTo(event, at));
      return at === undefined;
    });
  }
  return { acting, impossible: [...impossible, ...waiting], situation };
}

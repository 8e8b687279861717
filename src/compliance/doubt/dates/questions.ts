import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../infusion/schedule.js';
import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { Policy } from '../../policies/policy.js';
import type { Network } from './network.js';
import { isFill, isOfOneDate, isUncertain } from './stated.js';
import { tellsOfHalt } from './halts.js';

/** Is a node so much, ms, or more after another? Nodes count from 1. */
export interface Question {
  readonly a: number;
  readonly b: number;
  readonly ms: number;
}

export const isOpen = (network: Network, { a, b, ms }: Question): boolean =>
  network.atLeast(a, b) < ms && network.atMost(a, b) >= ms;

/** The choices in which it is, and those in which it is not. */
export const divided = (network: Network, { a, b, ms }: Question): Network[] =>
  [network.with(b, a, -ms), network.with(a, b, ms - 1)].filter((part) => part !== undefined);

/**
 * What decides how the facts of a zone work on one another, but for the doses that follow from them.
 * @param marks how many exact instants of which readings tell come after the facts
 */
export function questionsOf(
  facts: readonly ActingEvent[],
  marks: number,
  policies: readonly Policy[],
): Question[] {
  const questions: Question[] = [];
  const visits = new Set(policies.map(({ visitMinutes }) => visitMinutes.value * MINUTE_MS));
  facts.forEach((first, i) => {
    for (let j = i + 1; j < facts.length; j += 1) {
      const second = facts[j]!;
      const [a, b] = [i + 1, j + 1];
      if (!isUncertain(first) && !isUncertain(second)) continue;
      if (!isOfOneDate(first, second)) questions.push({ a, b, ms: first.revision < second.revision ? 0 : 1 });
      for (const [from, to, earlier, later] of [
        [a, b, first, second],
        [b, a, second, first],
      ] as const) {
        const lasts = durationOf(earlier);
        if (lasts !== undefined) questions.push({ a: from, b: to, ms: lasts });
        if (isFill(earlier) && later.type === 'PumpReprogrammed')
          for (const visit of visits) questions.push({ a: from, b: to, ms: visit + 1 });
        const mayAnswer = earlier.type === 'PumpInterrogated' && later.type === 'PumpReprogrammed';
        if (mayAnswer || tellsOfHalt(earlier) || tellsOfHalt(later))
          questions.push({ a: from, b: to, ms: DAY_MS }, { a: from, b: to, ms: DAY_MS + 1 });
      }
    }
    if (isUncertain(first))
      for (let mark = 1; mark <= marks; mark += 1)
        questions.push(
          { a: facts.length + mark, b: i + 1, ms: 0 },
          { a: facts.length + mark, b: i + 1, ms: 1 },
        );
  });
  return questions;
}

/** How long what an event starts runs before its program, ms. */
export function durationOf(fact: ActingEvent): number | undefined {
  if (fact.type === 'PumpReprogrammed') {
    const minutes = fact.data.program.startsWith?.durationMinutes;
    return minutes === undefined ? undefined : Math.round(minutes * MINUTE_MS);
  }
  if (fact.type === 'BolusTestPerformed' || fact.type === 'BolusGiven')
    return fact.data.route === 'pump' && fact.data.durationMinutes !== undefined
      ? Math.round(fact.data.durationMinutes * MINUTE_MS)
      : undefined;
  return undefined;
}

/** An instant at which the daily dose changes, as so much after a node. */
export interface Level {
  readonly node: number;
  readonly afterMs: number;
  readonly at: number;
  readonly fromMcgPerDay: number;
  readonly toMcgPerDay: number;
  /** A `startsWith` that is left out begins. */
  readonly isHeld: boolean;
}

const isMonotone = (levels: readonly Level[], first: number, end: number): boolean => {
  for (let index = first; index < end; index += 1) {
    const { fromMcgPerDay, toMcgPerDay, isHeld } = levels[index]!;
    if (isHeld || !(toMcgPerDay > 0 && toMcgPerDay < fromMcgPerDay)) return false;
  }
  return true;
};

/** What decides which changes of the dose count, and which of them belong together. */
export function questionOfLevels(
  network: Network,
  levels: readonly Level[],
  policies: readonly Policy[],
): Question | undefined {
  const least = new Set(policies.map(({ minHoursToCount }) => minHoursToCount.value * HOUR_MS));
  const gaps = new Set(policies.map(({ maxDaysWithoutFall }) => maxDaysWithoutFall.value * DAY_MS));
  const asked = (first: Level, second: Level, ms: number): Question | undefined => {
    if (first.node === second.node) return undefined;
    const question = { a: first.node, b: second.node, ms: ms - second.afterMs + first.afterMs };
    return isOpen(network, question) ? question : undefined;
  };
  for (let i = 0; i < levels.length; i += 1) {
    const first = levels[i]!;
    for (let j = i + 1; j < levels.length; j += 1) {
      const second = levels[j]!;
      const together = j === i + 1 ? asked(first, second, 1) : undefined;
      if (together) return together;
      if (!isMonotone(levels, i, j))
        for (const ms of least) {
          const counts = asked(first, second, ms);
          if (counts) return counts;
        }
      for (const ms of gaps) {
        const isFall = ({ fromMcgPerDay, toMcgPerDay }: Level) => toMcgPerDay < fromMcgPerDay;
        const isNext = !levels.slice(i + 1, j).some(isFall);
        const apart = isNext && isFall(first) && isFall(second) ? asked(first, second, ms) : undefined;
        if (apart) return apart;
      }
    }
  }
  return undefined;
}

import type { ActingEvent } from '../../../therapy/acting-event.js';
import type { EventId, Instant } from '../../../therapy/envelope.js';
import type { AuditTime } from '../../audit-time.js';
import { rawStretches } from '../../dose/raw-doses.js';
import type { Policy } from '../../policies/policy.js';
import { type Knots, knotsOf } from './knots.js';
import type { Network } from './network.js';
import {
  type Level,
  type Question,
  divided,
  durationOf,
  isOpen,
  questionOfLevels,
  questionsOf,
} from './questions.js';
import type { DatedRecord } from './record.js';
import { isUncertain } from './stated.js';
import { type Way, wayOf } from './way.js';
import type { Zone } from './zone.js';

/**
 * Choices of a zone between which nothing changes but instants: the same facts in the same order, the same changes of
 * the dose, and the same of them together. So one of them speaks for all, but for how far apart its instants are.
 */
export interface Cell {
  readonly knots: Knots;
  readonly network: Network;
  readonly way: Way;
  /** Changes of a drug’s daily dose at the reservoir in the time that is looked at; undefined where one hangs on no fact. */
  levels(drug: string, policy: Policy): readonly Level[] | undefined;
}

/** How many ways may still be worked out. */
export interface Purse {
  left: number;
}

export interface Looked {
  readonly record: DatedRecord;
  readonly time: AuditTime;
  readonly policies: readonly Policy[];
  readonly purse: Purse;
}

/**
 * All choices of a zone, in cells; `undefined` once where there are more than may be worked out.
 */
export function* cellsOf(
  { record, time, policies, purse }: Looked,
  zone: Zone,
  drugs: readonly string[],
  window: { readonly from: Instant; readonly to: Instant },
): Generator<Cell | undefined> {
  const visitMinutes = Math.max(...policies.map((policy) => policy.visitMinutes.value));
  const knots = knotsOf(zone.facts, visitMinutes);
  const questions = questionsOf(zone.facts, knots.marks.length, policies);
  const open: Network[] = knots.network ? [knots.network] : [];
  while (open.length > 0) {
    const network = open.pop()!;
    const question = questions.find((one) => isOpen(network, one));
    if (question) {
      // Nobody would work through so many.
      if (open.length > purse.left) {
        yield undefined;
        return;
      }
      open.push(...divided(network, question));
      continue;
    }
    if (purse.left <= 0) {
      yield undefined;
      return;
    }
    purse.left -= 1;
    const instants = network.choice();
    const choice = new Map<EventId, Instant>();
    zone.facts.forEach((fact, index) => {
      if (isUncertain(fact)) choice.set(fact.id, instants[index]!);
    });
    const way = wayOf(record, choice, time, policies);
    if (!way) continue;
    const levelsOf = (drug: string, policy: Policy) =>
      levelsIn(way, knots, instants, drug, time, policy, window);
    let more: Question | undefined;
    for (const drug of drugs)
      for (const policy of countings(policies))
        more ??= questionOfLevels(network, levelsOf(drug, policy).known, policies);
    if (more) {
      open.push(...divided(network, more));
      continue;
    }
    yield {
      knots,
      network,
      way,
      levels: (drug, policy) => {
        const { known, isWhole } = levelsOf(drug, policy);
        return isWhole ? known : undefined;
      },
    };
  }
}

/** One of those that count doses alike. */
const countings = (policies: readonly Policy[]): Policy[] => [
  ...new Map(
    policies.map((policy) => [`${policy.minHoursToCount.value} ${policy.visitMinutes.value}`, policy]),
  ).values(),
];

function levelsIn(
  { delivery }: Way,
  { facts, marks }: Knots,
  instants: readonly Instant[],
  drug: string,
  time: AuditTime,
  policy: Policy,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): { known: Level[]; isWhole: boolean } {
  const [minHours, visitMinutes] = [policy.minHoursToCount.value, policy.visitMinutes.value];
  const raw = rawStretches(delivery, { drug, site: 'reservoir', minHours, visitMinutes }, time);
  const known: Level[] = [];
  let isWhole = true;
  raw.forEach(({ start, mcgPerDay, held }, index) => {
    const before = raw[index - 1];
    if (!before || start < from || start > to) return;
    if (before.mcgPerDay === mcgPerDay && before.held === held) return;
    const anchor = anchorOf(start, facts, marks, instants);
    if (!anchor && !isFixed(start, facts, instants)) {
      isWhole = false;
      return;
    }
    known.push({
      ...(anchor ?? { node: 0, afterMs: start }),
      at: start,
      fromMcgPerDay: before.mcgPerDay,
      toMcgPerDay: mcgPerDay,
      isHeld: held || before.held,
    });
  });
  return { known, isWhole };
}

function anchorOf(
  start: Instant,
  facts: readonly ActingEvent[],
  marks: readonly Instant[],
  instants: readonly Instant[],
): Pick<Level, 'node' | 'afterMs'> | undefined {
  const own = facts.findLastIndex((_, index) => instants[index] === start);
  if (own >= 0) return { node: own + 1, afterMs: 0 };
  const mark = marks.indexOf(start);
  if (mark >= 0) return { node: facts.length + mark + 1, afterMs: 0 };
  const started = facts.findLastIndex(
    (fact, index) => instants[index]! + (durationOf(fact) ?? Number.NaN) === start,
  );
  return started < 0 ? undefined : { node: started + 1, afterMs: start - instants[started]! };
}

/** Whether what nobody recorded, like running dry, comes at the same instant in every choice. */
const isFixed = (start: Instant, facts: readonly ActingEvent[], instants: readonly Instant[]): boolean =>
  !facts.some((fact, index) => isUncertain(fact) && (instants[index]! <= start || fact.earliest <= start));

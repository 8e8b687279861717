import { actsOnDelivery } from '../../infusion/effects.js';
import { replay } from '../../infusion/replay.js';
import { DAY_MS, HOUR_MS } from '../../infusion/schedule.js';
import type { ActingEvent } from '../../therapy/acting-event.js';
import type { Instant } from '../../therapy/envelope.js';
import { type Placed, place } from '../../therapy/placement.js';
import { actedBy } from '../acted-by.js';
import type { Assumption } from '../assumptions.js';
import type { AuditTime } from '../audit-time.js';
import { type Cessation, cessationsOf } from '../taper/cessations.js';
import { auditContext } from '../context.js';
import { statesCatheterCondition } from './catheter-condition.js';
import type { Policy } from '../policies/policy.js';
import { showInstant } from '../show.js';
import type { Outcome, Reason, RuleOutcome } from '../outcome.js';

/** More choices than this are not tried for one audit: what they would decide is undetermined. */
const MOST_CHOICES = 400;
/** A date this close to a cessation is tried together with others; one further away only by itself. */
const NEAR_MS = 2 * DAY_MS;

export interface AcrossDates {
  readonly cessations: readonly Cessation[];
  readonly assumptions: readonly Assumption[];
}

/** What a policy makes of the acting instants. */
interface Judged {
  readonly policy: Policy;
  readonly cessations: readonly Cessation[];
}

type Choice = ReadonlyMap<string, Instant>;

const DATES_UNCERTAIN: Reason = {
  code: 'DATES_UNCERTAIN',
  detail: 'the dates are intervals, and the outcome differs within them',
};

/**
 * What holds for every choice of instants within the dates, policy by policy; the rest is undetermined. Tried are the
 * choices in which a rule can tip: the ends of the intervals and the orders of overlapping ones, each date alone, and
 * of those near a cessation each two together, all before one late and all after it early (and the reverse), and all
 * ends together where they are few. Steps and instants stay the acting ones.
 */
export function acrossDates(
  facts: readonly ActingEvent[],
  placed: Placed,
  time: AuditTime,
  judged: readonly Judged[],
): AcrossDates[] {
  const uncertain = facts.filter(
    (fact) =>
      fact.latest > fact.earliest &&
      (actsOnDelivery(fact) || statesCatheterCondition(fact.type)) &&
      time.hasCome(fact.earliest),
  );
  if (uncertain.length === 0) return judged.map(({ cessations }) => ({ cessations, assumptions: [] }));
  const impossible = new Set(placed.impossible.map(({ event }) => event.id));
  const tried = judged.map(({ policy, cessations }) => choicesFor(uncertain, facts, cessations, policy));
  const others: (readonly Cessation[])[][] = judged.map(() => []);
  for (const [choice, numbers] of byChoice(tried)) {
    const moved = facts.map((fact) => fixed(fact, choice.get(fact.id)));
    const otherwise = place(moved);
    // A choice that makes a recorded fact impossible is not how it was.
    if (otherwise.impossible.some(({ event }) => !impossible.has(event.id))) continue;
    const acting = actedBy(otherwise, time);
    const { delivery } = replay(acting);
    for (const number of numbers) {
      const context = auditContext(acting, delivery, time, judged[number]!.policy, otherwise.acting);
      others[number]!.push(cessationsOf(context));
    }
  }
  return judged.map(({ cessations }, number) => ({
    cessations: cessations.map((cessation) => {
      const held = others[number]!.reduce(
        (so, other) => agreed(so, counterpart(cessation, cessations, other)),
        cessation,
      );
      return tried[number]!.length <= MOST_CHOICES ? held : agreed(held, undefined);
    }),
    assumptions: possible(cessations, others[number]!, uncertain),
  }));
}

function choicesFor(
  uncertain: readonly ActingEvent[],
  facts: readonly ActingEvent[],
  cessations: readonly Cessation[],
  policy: Policy,
): Choice[] {
  const gapMs = policy.maxDaysWithoutFall.value * DAY_MS;
  const times = cessations.map(({ startedAt, reachedZeroAt }) => ({
    from: earliestStart(startedAt, facts, gapMs) - NEAR_MS,
    to: reachedZeroAt + NEAR_MS,
  }));
  const isNear = (fact: ActingEvent) =>
    times.some(({ from, to }) => fact.latest >= from && fact.earliest <= to);
  const near = uncertain.filter(isNear);
  return [
    ...together(near, facts),
    ...alone(
      uncertain.filter((fact) => !isNear(fact)),
      facts,
    ),
  ];
}

/**
 * Where a taper can have begun at the earliest: a date that is an interval may join falls before it to the taper, which
 * the acting instants put too far away.
 */
function earliestStart(startedAt: Instant, facts: readonly ActingEvent[], gapMs: number): Instant {
  const before = facts
    .filter((fact) => actsOnDelivery(fact) && fact.earliest < startedAt)
    .toSorted((a, b) => b.latest - a.latest);
  let start = startedAt;
  let joined = startedAt;
  for (const { earliest, latest } of before) {
    if (latest <= start - gapMs) break;
    start = Math.min(start, earliest);
    if (latest > earliest) joined = start;
  }
  return joined;
}

/** Each choice once, with the numbers of the policies that try it. */
function byChoice(tried: readonly (readonly Choice[])[]): ReadonlyMap<Choice, readonly number[]> {
  const first = new Map<string, Choice>();
  const numbers = new Map<Choice, number[]>();
  tried.forEach((choices, number) => {
    for (const choice of choices.slice(0, MOST_CHOICES)) {
      const key = [...choice].join(' ');
      const same = first.get(key) ?? choice;
      first.set(key, same);
      const already = numbers.get(same) ?? [];
      if (already.at(-1) !== number) numbers.set(same, [...already, number]);
    }
  });
  return numbers;
}

/** Cessations that only other choices show: they cannot be listed, having no acting instants, nor be kept silent. */
function possible(
  cessations: readonly Cessation[],
  others: readonly (readonly Cessation[])[],
  uncertain: readonly ActingEvent[],
): Assumption[] {
  const keyOf = ({ drug, site }: Cessation) => `${drug} ${site}`;
  const shown = new Map<string, Cessation>();
  for (const other of others) {
    for (const cessation of other) {
      const count = (list: readonly Cessation[]) =>
        list.filter((one) => keyOf(one) === keyOf(cessation)).length;
      const isNew = count(other) > count(cessations) && !cessations.some(({ id }) => id === cessation.id);
      if (isNew && !shown.has(keyOf(cessation))) shown.set(keyOf(cessation), cessation);
    }
  }
  return [...shown.values()].map(({ drug, site, cause, reachedZeroAt }): Assumption => ({
    code: 'CESSATION_POSSIBLE',
    detail: `within the dates ${drug} may also have ceased at the ${site} (${cause}), about ${showInstant(reachedZeroAt)}`,
    eventIds: uncertain.map(({ id }) => id),
  }));
}

const fixed = (fact: ActingEvent, at: Instant | undefined): ActingEvent =>
  at === undefined ? fact : { ...fact, at, earliest: at, latest: at };

/** The same cessation in another choice: the drug's and site's one with the same number. */
function counterpart(
  cessation: Cessation,
  all: readonly Cessation[],
  others: readonly Cessation[],
): Cessation | undefined {
  const same = (other: Cessation) => other.drug === cessation.drug && other.site === cessation.site;
  const mine = all.filter(same);
  const theirs = others.filter(same);
  return mine.length === theirs.length ? theirs[mine.indexOf(cessation)] : undefined;
}

const both = <T extends string>(a: T, b: T | undefined): T | 'undetermined' => (a === b ? a : 'undetermined');

function agreed(cessation: Cessation, other: Cessation | undefined): Cessation {
  const verdict = both(cessation.verdict, other?.verdict);
  const conformance = both(cessation.conformance, other?.conformance);
  const tipVerdict = both(cessation.tip.verdict, other?.tip.verdict);
  const changed = verdict !== cessation.verdict || conformance !== cessation.conformance;
  const sameSteps = other?.steps.length === cessation.steps.length;
  return {
    ...cessation,
    verdict,
    conformance,
    steps: cessation.steps.map((step, index) => ({
      ...step,
      rules: step.rules.map((rule) => agreedRule(rule, sameSteps ? other.steps[index]?.rules : undefined)),
    })),
    reasons: changed ? withReason(cessation.reasons, verdict === 'undetermined') : cessation.reasons,
    tip:
      tipVerdict === cessation.tip.verdict
        ? cessation.tip
        : { ...cessation.tip, verdict: tipVerdict, reasons: withReason(cessation.tip.reasons, true) },
  };
}

const withReason = (reasons: readonly Reason[], alone: boolean): Reason[] => [
  ...(alone ? [] : reasons.filter(({ code }) => code !== DATES_UNCERTAIN.code)),
  DATES_UNCERTAIN,
];

function agreedRule(rule: RuleOutcome, others: readonly RuleOutcome[] | undefined): RuleOutcome {
  const outcome: Outcome = both(rule.outcome, others?.find((other) => other.rule === rule.rule)?.outcome);
  return outcome === rule.outcome ? rule : { ...rule, outcome, detail: DATES_UNCERTAIN.detail };
}

type Pick = readonly [ActingEvent, Instant];

const choiceOf = (picks: readonly Pick[]): Choice => new Map(picks.map(([fact, at]) => [fact.id, at]));

const alone = (uncertain: readonly ActingEvent[], facts: readonly ActingEvent[]): Choice[] =>
  uncertain.flatMap((fact) => within(fact, facts).map((at) => choiceOf([[fact, at]])));

function together(uncertain: readonly ActingEvent[], facts: readonly ActingEvent[]): Choice[] {
  const all: Choice[] = [];
  const ends = (fact: ActingEvent) => [fact.earliest, fact.latest];
  const add = (picks: readonly Pick[]) => all.push(choiceOf(picks));

  if (uncertain.length <= 5)
    for (let bits = 0; bits < 2 ** uncertain.length; bits += 1)
      add(uncertain.map((fact, index) => [fact, (bits >> index) & 1 ? fact.latest : fact.earliest]));
  add(uncertain.map((fact) => [fact, fact.earliest]));
  add(uncertain.map((fact) => [fact, fact.latest]));
  for (const pivot of uncertain) {
    const sides = (early: boolean) =>
      uncertain.map(
        (fact) => [fact, fact.earliest < pivot.earliest === early ? fact.latest : fact.earliest] as const,
      );
    add(sides(true));
    add(sides(false));
  }
  all.push(...alone(uncertain, facts));
  if (uncertain.length > 10) return all;
  for (const [index, first] of uncertain.entries())
    for (const second of uncertain.slice(index + 1, index + 4))
      for (const a of ends(first))
        for (const b of ends(second))
          add([
            [first, a],
            [second, b],
          ]);
  return all;
}

/** The ends of a date, and the instants around each other fact that lies within it. */
function within(fact: ActingEvent, facts: readonly ActingEvent[]): Instant[] {
  const inside = facts
    .filter((other) => other !== fact && actsOnDelivery(other))
    .flatMap(({ at, latest }) => [at - 1, at + 1, at + 12 * HOUR_MS, latest - 1, latest + 1])
    .filter((at) => at > fact.earliest && at < fact.latest);
  return [fact.earliest, Math.round((fact.earliest + fact.latest) / 2), fact.latest, ...inside.slice(0, 12)];
}

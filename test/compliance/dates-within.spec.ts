import fc from 'fast-check';
import { Network } from '../../src/compliance/doubt/dates/network.js';
import { keepingOrders } from '../../src/compliance/doubt/dates/choice.js';
import { datesOf } from '../../src/compliance/doubt/dates/stated.js';
import {
  type Apart,
  conformanceWithin,
  rulesWithin,
  verdictWithin,
} from '../../src/compliance/doubt/dates/within.js';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import { type StopPolicy, stopPolicy } from '../../src/compliance/policies/policy.js';
import type { Step } from '../../src/compliance/outcome.js';
import { conformanceOf, ruled, stepFactsOf } from '../../src/compliance/taper/steps.js';
import { verdictOf } from '../../src/compliance/taper/verdict.js';
import type { EventId } from '../../src/therapy/envelope.js';
import { factOf } from '../../src/therapy/timeline.js';
import { History } from '../support/history.js';
import { FULL } from '../support/full.js';

const HOUR = 3_600_000;
const runs = FULL ? 20_000 : 400;
const policies = shippedPolicies
  .map(({ policy }) => policy)
  .filter((policy) => stopPolicy(policy, 'baclofen'));

/** A way to zero, each step so many hours after the one before: some up again on the way. */
const way = fc
  .array(
    fc.record({
      hours: fc.oneof(fc.constantFrom(1, 24, 26, 27, 70, 72), fc.integer({ min: 1, max: 120 })),
      dose: fc.oneof(fc.constantFrom(100, 300, 400, 600), fc.integer({ min: 10, max: 900 })),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => {
    let [at, from] = [0, 1000];
    const moves = [...all, { hours: all[0]!.hours, dose: 0 }].flatMap(({ hours, dose }, index) => {
      at += hours * HOUR;
      if (dose === from) return [];
      const move = { at, fromMcgPerDay: from, toMcgPerDay: dose, eventId: `e${index}` as EventId };
      from = dose;
      return [move];
    });
    return moves;
  });

const exactly = (steps: readonly Step[]): Apart => ({
  least: (a, b) => steps[b]!.at - steps[a]!.at,
  most: (a, b) => steps[b]!.at - steps[a]!.at,
});

const outcomesOf = (rules: readonly (readonly { rule: string; outcome: string }[])[]) =>
  rules.map((all) => all.map(({ rule, outcome }) => `${rule} ${outcome}`));

describe('what holds within bounds', () => {
  it.each(policies)('of exact instants is what $id says of them', (policy) => {
    const stop: StopPolicy = stopPolicy(policy, 'baclofen')!;
    fc.assert(
      fc.property(way, (moves) => {
        const steps = ruled(stepFactsOf(moves), policy, 'baclofen');
        const { verdict } = verdictOf(steps, stop);
        expect(verdictWithin(steps, stop, exactly(steps))).toBe(verdict);
        const rules = rulesWithin(steps, stop, exactly(steps));
        expect(outcomesOf(rules)).toEqual(outcomesOf(steps.map((step) => step.rules)));
        expect(conformanceWithin(rules, verdict)).toBe(conformanceOf(steps, verdict));
      }),
      { numRuns: runs },
    );
  });

  it.each(policies)(
    'holds for each choice, and is open only where two choices differ, under $id',
    (policy) => {
      const stop = stopPolicy(policy, 'baclofen')!;
      const seen = { definite: 0, open: 0 };
      fc.assert(
        fc.property(way, fc.infiniteStream(fc.integer({ min: 0, max: 12 })), (moves, loose) => {
          // Each step up to some hours later, before the next one.
          const latest = moves.map(({ at }, index) =>
            Math.min(at + loose.next().value * HOUR, (moves[index + 1]?.at ?? Infinity) - 1),
          );
          const apart: Apart = {
            least: (a, b) => (a === b ? 0 : moves[b]!.at - latest[a]!),
            most: (a, b) => (a === b ? 0 : latest[b]! - moves[a]!.at),
          };
          const at = (late: (index: number) => boolean) =>
            ruled(
              stepFactsOf(
                moves.map((move, index) => ({ ...move, at: late(index) ? latest[index]! : move.at })),
              ),
              policy,
              'baclofen',
            );
          const steps = at(() => false);
          const verdict = verdictWithin(steps, stop, apart);
          const rules = rulesWithin(steps, stop, apart);
          const verdicts = new Set<string>();
          const contradicted: string[] = [];
          for (let bits = 0; bits < 2 ** moves.length; bits += 1) {
            const chosen = at((index) => ((bits >> index) & 1) === 1);
            verdicts.add(verdictOf(chosen, stop).verdict);
            const outcomes = outcomesOf(chosen.map((step) => step.rules));
            outcomesOf(rules).forEach((ofStep, index) =>
              ofStep.forEach((said, place) => {
                const is = outcomes[index]![place];
                if (!said.endsWith('undetermined') && is !== said) contradicted.push(`${said}, ${is}`);
              }),
            );
          }
          expect(contradicted).toEqual([]);
          if (verdict === 'undetermined') seen.open += 1;
          else {
            seen.definite += 1;
            expect([...verdicts]).toEqual([verdict]);
          }
        }),
        { numRuns: runs / 8 },
      );
    },
  );
});

describe('instants with bounded differences', () => {
  const bound = fc.record({
    a: fc.integer({ min: 0, max: 3 }),
    b: fc.integer({ min: 0, max: 3 }),
    ms: fc.integer({ min: -4, max: 6 }),
  });
  const span = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));

  it('differ by exactly what some choice of them differs by', () => {
    let feasible = 0;
    fc.assert(
      fc.property(fc.tuple(span, span, span), fc.array(bound, { maxLength: 4 }), (spans, bounds) => {
        const ends = spans.map(([first, more]) => [first, first + more] as const);
        let network: Network | undefined = Network.within(ends);
        for (const { a, b, ms } of bounds) if (a !== b) network = network?.with(a, b, ms);
        const choices: number[][] = [];
        const [x, y, z] = ends.map(([from, to]) =>
          Array.from({ length: to - from + 1 }, (_, more) => from + more),
        );
        for (const one of x!)
          for (const two of y!)
            for (const three of z!) {
              const all = [0, one, two, three];
              if (bounds.every(({ a, b, ms }) => a === b || all[b]! - all[a]! <= ms)) choices.push(all);
            }
        expect(network !== undefined).toBe(choices.length > 0);
        if (!network) return;
        feasible += 1;
        for (let a = 0; a < 4; a += 1)
          for (let b = 0; b < 4; b += 1) {
            const differences = choices.map((all) => all[b]! - all[a]!);
            expect(network.atMost(a, b)).toBe(Math.max(...differences));
            expect(network.atLeast(a, b)).toBe(Math.min(...differences));
          }
        expect(choices).toContainEqual([0, ...network.choice()]);
      }),
      { numRuns: runs },
    );
    expect(feasible).toBeGreaterThan(runs / 5);
  });
});

describe('choices', () => {
  const MINUTE = 60_000;
  const day = new History()
    .event('2021-02-01', 'PumpInterrogated', { displayed: {} })
    .filled('2021-02-01')
    .event('2021-02-01', 'CatheterAspirated', { success: true })
    .programmed('2021-02-01', 300)
    .programmed('2021-02-01', 200)
    .events.map((event) => factOf(event));

  it('keep the order of one date, and a fill and its program within the hour', () => {
    const first = day[0]!.earliest;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 86_399_999 }), { minLength: 5, maxLength: 5 }),
        (wishes) => {
          const choice = keepingOrders(datesOf(day), 60, (_, place) => first + wishes[place]!);
          const at = day.map(({ id }) => choice.get(id)!);
          expect(at).toEqual(at.toSorted((a, b) => a - b));
          // From the fill to its program, and what came between; not the second program.
          expect(at[3]! - at[1]!).toBeLessThanOrEqual(60 * MINUTE);
          expect(at[0]).toBe(first + wishes[0]!);
          if (wishes[4]! >= Math.max(...wishes.slice(0, 4))) expect(at[4]).toBe(first + wishes[4]!);
        },
      ),
    );
  });

  it('of a month are no visit', () => {
    const month = day.map((fact) => ({ ...fact, precision: 'month' as const }));
    expect(datesOf(month)[0]!.visits).toEqual([]);
    expect(datesOf(day)[0]!.visits).toEqual([[1, 3]]);
  });
});

import fc from 'fast-check';
import { History, ms } from '../support/history.js';
import { FULL } from '../support/full.js';

/*
 * The verdict on programmed doses by counting hours, from the words of the contract alone: every program begins at a
 * whole hour, and what is looked at is one dose an hour.
 */
const HOUR = 3_600_000;
const START = ms('2021-01-01T00:00:00Z');
const FIRST = 40 * 24;

/** The dose of each hour. */
type Hours = readonly number[];

type Move =
  /** For so many hours, to a lower dose, zero at last. */
  | { readonly kind: 'fall'; readonly hours: number; readonly part: number }
  /** Up or to zero for so many hours, and back to the dose before. */
  | { readonly kind: 'blip'; readonly hours: number; readonly dose: number; readonly after: number };

function hoursOf(first: number, moves: readonly Move[]): number[] {
  const doses: number[] = Array.from({ length: FIRST }, () => first);
  let dose = first;
  const go = (to: number, hours: number) => doses.push(...Array.from({ length: hours }, () => to));
  for (const move of moves) {
    if (move.kind === 'fall') go((dose = Math.max(10, Math.round((dose * move.part) / 10) * 10)), move.hours);
    else {
      go(move.dose === 0 ? 0 : dose + move.dose, move.hours);
      go(dose, move.after);
    }
  }
  go(0, 72);
  return doses;
}

/** Every run of hours of a kind that is shorter than 6 takes the dose before it. */
function withoutShort(doses: Hours, isOdd: (dose: number, before: number) => boolean): number[] {
  const left = [...doses];
  for (let hour = 1; hour < left.length; hour += 1) {
    const before = left[hour - 1]!;
    if (!isOdd(left[hour]!, before)) continue;
    let end = hour;
    while (end < left.length && isOdd(left[end]!, before)) end += 1;
    if (end - hour < 6 && end < left.length) left.fill(before, hour, end);
  }
  return left;
}

interface Answer {
  readonly steps: readonly (readonly [hour: number, from: number, to: number])[];
  readonly verdict: string;
  readonly conformance: string;
}

/** Of the last zero. */
function judged(raw: Hours): Answer {
  const doses = withoutShort(
    withoutShort(raw, (dose, before) => before > 0 && dose > before),
    (dose, before) => before > 0 && dose === 0,
  );
  let zero = doses.length - 1;
  while (doses[zero - 1] === 0) zero -= 1;
  const steps: [number, number, number][] = [];
  let lastFall = zero;
  for (let hour = zero; hour > 0; hour -= 1) {
    const [from, to] = [doses[hour - 1]!, doses[hour]!];
    if (to > from || lastFall - hour >= 28 * 24) break;
    if (to === from) continue;
    steps.unshift([hour, from, to]);
    lastFall = hour;
  }
  const baseline = steps[0]![1];
  // Two falls exactly 24 h apart are not within 24 h.
  const lost = (from: number) =>
    steps.filter(([hour]) => hour >= from && hour < from + 24).reduce((sum, [, a, b]) => sum + a - b, 0);
  const abrupt = steps.some(([hour]) => lost(hour) > baseline / 2) || lost(zero - 23) > 300;
  const kept = steps.every(
    ([hour, from, to], index) => from - to <= 300 && (index === 0 || hour - steps[index - 1]![0] >= 70),
  );
  return { steps, verdict: abrupt ? 'abrupt' : 'tapered', conformance: kept ? 'pass' : 'fail' };
}

/** The same therapy as a pump was programmed. */
function historyOf(doses: Hours): History {
  const at = (hour: number) => new Date(START + hour * HOUR).toISOString();
  const history = new History().registered().implanted(at(0)).filled(at(0), 20_000);
  history.programmed(at(0), doses[0]!, {
    startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 20 },
  });
  doses.forEach((dose, hour) => {
    if (hour > 0 && dose !== doses[hour - 1]) history.programmed(at(hour), dose);
  });
  return history;
}

const hours = fc.oneof(
  fc.constantFrom(1, 2, 5, 6, 12, 23, 24, 25, 69, 70, 71, 72, 73, 96, 120),
  fc.constantFrom(27 * 24, 28 * 24 - 1, 28 * 24, 30 * 24),
);
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('fall' as const),
      hours,
      part: fc.double({ min: 0.2, max: 0.95, noNaN: true }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('blip' as const),
      hours: fc.integer({ min: 1, max: 9 }),
      dose: fc.constantFrom(0, 50, 300),
      after: fc.integer({ min: 12, max: 80 }),
    }),
  },
);

describe('a programmed taper', () => {
  it('is what counting hours says', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 90 }),
        fc.array(move, { minLength: 0, maxLength: 7 }),
        (tens, moves) => {
          const doses = hoursOf(tens * 10, moves);
          const expected = judged(doses);
          const asOf = new Date(START + doses.length * HOUR).toISOString();
          const found = historyOf(doses).audit(asOf).cessations.at(-1)!;
          const steps = found.steps.map(({ at, fromMcgPerDay, toMcgPerDay }) => [
            (at - START) / HOUR,
            Math.round(fromMcgPerDay),
            Math.round(toMcgPerDay),
          ]);
          expect({ steps, verdict: found.verdict, conformance: found.conformance }).toEqual(expected);
          const kind = `${expected.verdict}/${expected.conformance}`;
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
        },
      ),
      { numRuns: FULL ? 5000 : 300 },
    );
    expect([...seen.keys()].toSorted()).toEqual([
      'abrupt/fail',
      'abrupt/pass',
      'tapered/fail',
      'tapered/pass',
    ]);
  });
});

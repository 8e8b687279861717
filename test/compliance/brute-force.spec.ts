import fc from 'fast-check';
import { audit } from '../../src/compliance/audit.js';
import { caseReport2024 } from '../../src/compliance/policies/case-report-2024.js';
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
  /** For so many hours, to a part of the dose. */
  | { readonly kind: 'to'; readonly hours: number; readonly part: number }
  /** Up or to zero for so many hours, and back to the dose before. */
  | { readonly kind: 'blip'; readonly hours: number; readonly dose: number; readonly after: number };

function hoursOf(first: number, moves: readonly Move[]): number[] {
  const doses: number[] = Array.from({ length: FIRST }, () => first);
  let dose = first;
  const go = (to: number, hours: number) => doses.push(...Array.from({ length: hours }, () => to));
  for (const move of moves) {
    if (move.kind === 'to')
      go((dose = Math.min(2000, Math.max(20, Math.round(dose * move.part)))), move.hours);
    else {
      go(move.dose === 0 ? 0 : dose + move.dose, move.hours);
      go(dose, move.after);
    }
  }
  go(0, 72);
  return doses;
}

/** Within 1 % of the last dose that counted. */
const isStill = (counted: number, dose: number) => Math.abs(dose - counted) <= counted / 100 + 1e-9;

/** A rise counts as high as it stays for 6 hours; a move within 1 % of the last dose that counted is none. */
function counted(raw: Hours): number[] {
  let now = raw[0]!;
  return raw.map((dose, hour) => {
    const stays = dose < now ? dose : Math.min(...raw.slice(hour, hour + 6));
    if (dose < now ? !isStill(now, dose) : stays > now && !isStill(now, stays)) now = stays;
    return now;
  });
}

/** Zeros shorter than 6 hours take the dose before them. */
function withoutInterruptions(doses: Hours): number[] {
  const left = [...doses];
  for (let hour = 1; hour < left.length; hour += 1) {
    const before = left[hour - 1]!;
    if (before > 0 && left[hour] === 0) {
      let end = hour;
      while (left[end] === 0) end += 1;
      if (end - hour < 6) left.fill(before, hour, end);
    } else if (isStill(before, left[hour]!)) left[hour] = before;
  }
  return left;
}

interface Step {
  readonly hour: number;
  readonly from: number;
  readonly to: number;
}

interface Course {
  readonly first: number;
  lowest: number;
  fell: number;
  /** Hours that it has stood half way back up. */
  stood: number;
  readonly steps: Step[];
}

/** The steps of the course that the last zero ends. */
function courseOf(doses: Hours): Step[] {
  let zero = doses.length - 1;
  while (doses[zero - 1] === 0) zero -= 1;
  let course: Course | undefined;
  for (let hour = 1; hour <= zero; hour += 1) {
    const [from, to] = [doses[hour - 1]!, doses[hour]!];
    if (from === 0 || (course && hour - course.fell >= 28 * 24)) course = undefined;
    if (to < from) course ??= { first: from, lowest: from, fell: hour, stood: 0, steps: [] };
    if (!course) continue;
    if (to !== from) course.steps.push({ hour, from, to });
    if (to < from) course.fell = hour;
    course.lowest = Math.min(course.lowest, to);
    course.stood = to - course.lowest >= course.first - to - 1e-9 ? course.stood + 1 : 0;
    if (course.stood >= 6) course = undefined;
  }
  return course!.steps;
}

interface Answer {
  readonly steps: readonly (readonly [hour: number, from: number, to: number, since: number | null])[];
  /** For each step whether a rule of it fails; null of a rise. */
  readonly failed: readonly (boolean | null)[];
  readonly verdict: string;
  readonly conformance: string;
}

/** Of the last zero. */
function judged(raw: Hours): Answer {
  const steps = courseOf(withoutInterruptions(counted(raw)));
  const baseline = steps[0]!.from;
  const isFall = ({ from, to }: Step) => to < from;
  // Falls of up to 26 hours add up, less what was regained between them.
  const losses = steps.flatMap((first, i) =>
    steps
      .slice(i)
      .filter((last) => isFall(first) && isFall(last) && last.hour - first.hour <= 26)
      .map((last) => ({
        last,
        lost: steps
          .filter(({ hour }) => hour >= first.hour && hour <= last.hour)
          .reduce((sum, { from, to }) => sum + from - to, 0),
      })),
  );
  const abrupt = losses.some(
    ({ last, lost }) => lost > baseline / 2 + 1e-6 || (last === steps.at(-1) && lost > 300 + 1e-6),
  );
  const since = steps.map(({ hour, from, to }, index) => {
    if (index === 0) return null;
    const reached = to < from && steps.slice(0, index).find((step) => isFall(step) && step.to <= from);
    return hour - (reached || steps[index - 1]!).hour;
  });
  const failed = steps.map((step, index) => {
    if (!isFall(step)) return null;
    const wasThere = steps.slice(0, index).some(({ to }) => to <= step.to);
    const isTooSoon = !wasThere && index > 0 && since[index]! < 70;
    return step.from - step.to > 300 || isTooSoon;
  });
  return {
    steps: steps.map(({ hour, from, to }, index) => [hour, from, to, since[index]!]),
    failed,
    verdict: abrupt ? 'abrupt' : 'tapered',
    conformance: abrupt || failed.includes(true) ? 'fail' : 'pass',
  };
}

/** The same therapy as a pump was programmed that takes every dose. */
function historyOf(doses: Hours): History {
  const at = (hour: number) => new Date(START + hour * HOUR).toISOString();
  const history = new History()
    .registered()
    .implanted(at(0), { model: 'of no known rate' })
    .filled(at(0), 20_000);
  history.programmed(at(0), doses[0]!, {
    startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 20 },
  });
  doses.forEach((dose, hour) => {
    if (hour > 0 && dose !== doses[hour - 1]) history.programmed(at(hour), dose);
  });
  return history;
}

/** Spikes would change the steps, and are looked at by themselves. */
const policy = { ...caseReport2024, drugs: { baclofen: { stop: caseReport2024.drugs['baclofen']!.stop } } };

function found(doses: Hours): Answer {
  const asOf = START + doses.length * HOUR;
  const { cessations } = audit(historyOf(doses).events, { policy, asOf, knownAt: Number.POSITIVE_INFINITY });
  const { steps, verdict, conformance } = cessations.findLast(({ site }) => site === 'reservoir')!;
  return {
    steps: steps.map(({ at, fromMcgPerDay, toMcgPerDay, daysSincePrevious }) => [
      (at - START) / HOUR,
      Math.round(fromMcgPerDay),
      Math.round(toMcgPerDay),
      daysSincePrevious === null ? null : Math.round(daysSincePrevious * 24),
    ]),
    failed: steps.map(({ changeMcgPerDay, rules }) =>
      changeMcgPerDay > 0 && rules.length === 0 ? null : rules.some(({ outcome }) => outcome === 'fail'),
    ),
    verdict,
    conformance,
  };
}

const hours = fc.oneof(
  fc.constantFrom(1, 2, 5, 6, 12, 23, 24, 25, 26, 27, 69, 70, 71, 72, 73, 96, 120),
  fc.constantFrom(27 * 24, 28 * 24 - 1, 28 * 24, 30 * 24),
);
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('to' as const),
      hours,
      part: fc.oneof(
        { weight: 4, arbitrary: fc.double({ min: 0.2, max: 0.98, noNaN: true }) },
        { weight: 1, arbitrary: fc.double({ min: 0.985, max: 1.015, noNaN: true }) },
        { weight: 2, arbitrary: fc.double({ min: 1.02, max: 2.5, noNaN: true }) },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('blip' as const),
      hours: fc.integer({ min: 1, max: 9 }),
      dose: fc.constantFrom(0, 1, 50, 300),
      after: fc.integer({ min: 12, max: 80 }),
    }),
  },
);

/** Days apart, and never far: most of these keep the policy. */
const gentle: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('to' as const),
  hours: fc.constantFrom(70, 72, 73, 96, 120),
  part: fc.oneof(
    { weight: 4, arbitrary: fc.double({ min: 0.6, max: 0.9, noNaN: true }) },
    { weight: 1, arbitrary: fc.double({ min: 1.02, max: 1.2, noNaN: true }) },
  ),
});
/** The same with less than three days between some. */
const hasty: fc.Arbitrary<Move> = fc.oneof(
  { weight: 2, arbitrary: gentle },
  { weight: 1, arbitrary: gentle.map((made) => ({ ...made, hours: 48 })) },
);
const moves = fc.oneof(
  { weight: 3, arbitrary: fc.array(move, { minLength: 0, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.array(gentle, { minLength: 3, maxLength: 8 }) },
  { weight: 1, arbitrary: fc.array(hasty, { minLength: 3, maxLength: 8 }) },
);

describe('a programmed taper', () => {
  it('is what counting hours says', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 900 }), moves, (first, made) => {
        const doses = hoursOf(first, made);
        const expected = judged(doses);
        expect(found(doses)).toEqual(expected);
        const { verdict, conformance, failed } = expected;
        const regained = failed.includes(null) ? ' regained' : '';
        const kind = `${verdict}/${conformance}${regained}`;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      { numRuns: FULL ? 5000 : 250 },
    );
    expect([...seen.keys()].toSorted()).toEqual([
      'abrupt/fail',
      'abrupt/fail regained',
      'tapered/fail',
      'tapered/fail regained',
      'tapered/pass',
      'tapered/pass regained',
    ]);
  });

  it('does not hide a step of 499 behind a microgram', () => {
    // 900 to 401, up to 402 (within 1 %) or 410 (more), and down to zero: 499 of 900 within a day.
    for (const up of [402, 410]) {
      const doses = hoursOf(900, [
        { kind: 'to', hours: 12, part: 401 / 900 },
        { kind: 'to', hours: 100, part: up / 401 },
        { kind: 'to', hours: 100, part: 200 / up },
      ]);
      expect(judged(doses)).toMatchObject({ verdict: 'abrupt', conformance: 'fail' });
      expect(found(doses)).toEqual(judged(doses));
    }
  });
});

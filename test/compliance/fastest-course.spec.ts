import fc from 'fast-check';
import {
  type FastestCourse,
  beyondWindowMs,
  fastestCourse,
} from '../../src/compliance/taper/fastest-course.js';
import { type StepFacts } from '../../src/compliance/outcome.js';
import { shippedBook } from '../support/shipped-book.js';
import { type StopPolicy, stopPolicy } from '../../src/compliance/policies/policy.js';
import { rulesOfSteps } from '../../src/compliance/taper/step-rules.js';
import { verdictOf } from '../../src/compliance/taper/verdict.js';
import { History } from '../support/history.js';
import { FULL } from '../support/full.js';

const runs = FULL ? 1500 : 150;
const HOUR = 3_600_000;
const T0 = Date.UTC(2021, 2, 10, 8);

const stopBy = (policy: string, drug = 'baclofen') => stopPolicy(shippedBook.find(policy, 0)!.policy, drug)!;
const courseBy = (policy: string, baseline: number) => fastestCourse(stopBy(policy), baseline, T0);
const inHours = ({ levels }: FastestCourse) =>
  levels.map(({ from, mcgPerDay }) => [(from - T0) / HOUR, Number(mcgPerDay.toFixed(6))]);

describe('the fastest course that a policy allows, by hand', () => {
  it('case-report-2024 from 1000: 300 at a time, 72 h apart', () => {
    const course = courseBy('case-report-2024', 1000);
    expect(inHours(course)).toEqual([
      [0, 700],
      [72, 400],
      [144, 100],
      [216, 0],
    ]);
    expect(course).toMatchObject({ zeroAt: T0 + 216 * HOUR, toleranceHours: 2 });
  });

  it('case-report-2024 from 400: a step of 300 would lose more than half of the baseline in a day', () => {
    expect(inHours(courseBy('case-report-2024', 400))).toEqual([
      [0, 200],
      [72, 0],
    ]);
  });

  it('label-holiday from 1000: half at once, any dose above zero beyond 26 h, zero on the 14th day', () => {
    const course = courseBy('label-holiday', 1000);
    // A ms more than the window of 24 h with its 2 h of tolerance.
    expect(inHours(course)).toEqual([
      [0, 500],
      [26 + 1 / HOUR, 0],
      [336, 0],
    ]);
    expect(course.zeroAt).toBe(T0 + 336 * HOUR);
  });

  // 1000 times 0.8 again and again; 85.899346 is the first at or below 100, from which a step may take all.
  const BY_FIFTHS = [
    800, 640, 512, 409.6, 327.68, 262.144, 209.7152, 167.77216, 134.217728, 107.374182, 85.899346, 0,
  ];

  it.each([
    ['best-practice-titration', 24],
    ['strict', 72],
  ])('%s from 1000: a fifth of the dose before, %d h apart', (policy, hours) => {
    expect(inHours(courseBy(policy, 1000))).toEqual(BY_FIFTHS.map((dose, index) => [index * hours, dose]));
  });

  it('strict from 100: a fifth of the baseline, and zero not before the 14th day', () => {
    const course = courseBy('strict', 100);
    expect(inHours(course)).toEqual([
      [0, 80],
      [72, 60],
      [144, 40],
      [216, 20],
      [288, 0],
      [336, 0],
    ]);
    expect(course.zeroAt).toBe(T0 + 336 * HOUR);
  });

  it('never comes to zero by parts of the dose alone', () => {
    const { floorMcgPerDay: _, ...stop } = stopBy('best-practice-titration');
    const course = fastestCourse(stop, 1000, T0);
    expect(course.zeroAt).toBeUndefined();
    expect(course.levels.every(({ mcgPerDay }) => mcgPerDay > 0)).toBe(true);
  });

  it.each(['case-report-2024', 'best-practice-titration', 'strict'])(
    '%s has nothing against its own course when it is pumped',
    (policy) => {
      const history = new History().running('2021-01-01T08:00:00Z', 1000);
      const { levels, zeroAt } = courseBy(policy, 1000);
      for (const { from, mcgPerDay } of levels) history.programmed(new Date(from).toISOString(), mcgPerDay);
      const audit = history.audit(new Date(zeroAt! + 48 * HOUR).toISOString(), { policy });
      expect(audit.cessations.find(({ site }) => site === 'reservoir')).toMatchObject({
        verdict: 'tapered',
        conformance: 'pass',
        reachedZeroAt: zeroAt,
      });
    },
  );
});

interface Fall {
  readonly at: number;
  readonly to: number;
}

function stepsOf(falls: readonly Fall[], baseline: number): StepFacts[] {
  return falls.map(({ at, to }, index) => {
    const before = falls[index - 1];
    const from = before?.to ?? baseline;
    return {
      at,
      fromMcgPerDay: from,
      toMcgPerDay: to,
      changeMcgPerDay: to - from,
      changePct: (100 * (to - from)) / from,
      daysSincePrevious: before ? (at - before.at) / (24 * HOUR) : null,
      eventId: null,
    };
  });
}

function isAllowed(falls: readonly Fall[], baseline: number, stop: StopPolicy): boolean {
  const steps = stepsOf(falls, baseline);
  const outcomes = rulesOfSteps(steps, stop).flat();
  return outcomes.every(({ outcome }) => outcome === 'pass') && verdictOf(steps, stop).verdict === 'tapered';
}

const figure = (value: number | undefined) =>
  value === undefined ? undefined : { value, source: 'test', certainty: 'proposed' as const };
const maybe = (values: readonly number[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const stops: fc.Arbitrary<StopPolicy> = fc
  .record({
    window: fc.constantFrom(12, 24, 48),
    tolerance: maybe([0, 2]),
    ofBaseline: fc.constantFrom(20, 50, 100),
    ofDose: maybe([40, 60]),
    last: maybe([30, 100, 300]),
    step: maybe([50, 120, 300]),
    ofPrevious: maybe([20, 50]),
    stepOfBaseline: maybe([10, 35]),
    hours: maybe([0, 6, 24, 48, 72]),
    days: maybe([3, 9]),
    // Without one, parts of the dose never come to zero.
    floor: fc.constantFrom(60, 150),
  })
  .map((given) => ({
    abrupt: {
      windowHours: figure(given.window)!,
      toleranceHours: figure(given.tolerance),
      maxDropPctOfBaseline: figure(given.ofBaseline)!,
      maxDropPctOfDose: figure(given.ofDose),
      maxLastFallMcgPerDay: figure(given.last),
    },
    taper: {
      maxStepMcgPerDay: figure(given.step),
      maxStepPctOfPrevious: figure(given.ofPrevious),
      maxStepPctOfBaseline: figure(given.stepOfBaseline),
      minHoursBetweenSteps: figure(given.hours),
      minTotalDays: figure(given.days),
    },
    floorMcgPerDay: figure(given.floor),
  }));

const BASELINE = 400;

interface Attempt {
  readonly hours: number;
  readonly part: number;
}

/** What decides only at the end is left out. */
const ofPrefixes = ({ abrupt, taper, ...stop }: StopPolicy): StopPolicy => ({
  ...stop,
  abrupt: { ...abrupt, maxLastFallMcgPerDay: undefined },
  taper: { ...taper, minTotalDays: undefined },
});

/** Falls as attempted, each smaller where the policy forbids it, and zero as soon as it allows it after them. */
function attempted(attempts: readonly Attempt[], stop: StopPolicy): readonly Fall[] {
  let falls: readonly Fall[] = [];
  let at = T0;
  for (const { hours, part } of attempts) {
    const dose = falls.at(-1)?.to ?? BASELINE;
    const allowed = [1, 0.6, 0.35, 0.2, 0.1, 0.05]
      .map((share) => [...falls, { at, to: dose * (1 - 0.999 * part * share) }])
      .find((tried) => isAllowed(tried, BASELINE, ofPrefixes(stop)));
    falls = allowed ?? falls;
    at = (falls[0] ? at : T0) + (falls[0] ? hours * HOUR : 0);
  }
  for (let wait = 0; wait < 40; wait += 1, at += 12 * HOUR) {
    const ended = [...falls, { at, to: 0 }];
    if (isAllowed(ended, BASELINE, stop)) return ended;
  }
  return [];
}

const attempts: fc.Arbitrary<readonly Attempt[]> = fc.array(
  fc.record({
    hours: fc.constantFrom(0.5, 6, 12, 24, 48, 72, 96),
    part: fc.constantFrom(0.05, 0.1, 0.2, 0.35, 0.5, 0.5, 0.8, 1),
  }),
  { minLength: 0, maxLength: 30, size: 'max' },
);

describe('whatever the policy', () => {
  it('nothing that it allows is ever below its fastest course', () => {
    let allowed = 0;
    fc.assert(
      fc.property(stops, attempts, (stop, tried) => {
        const falls = attempted(tried, stop);
        if (falls.length === 0) return;
        allowed += 1;
        const course = fastestCourse(stop, BASELINE, T0);
        for (const { at, to } of falls) {
          const lowest = course.levels.findLast(({ from }) => from <= at)!.mcgPerDay;
          expect(to).toBeGreaterThanOrEqual(lowest * (1 - 1e-6));
        }
        expect(falls.at(-1)!.at).toBeGreaterThanOrEqual(course.zeroAt!);
      }),
      { numRuns: runs },
    );
    expect(allowed).toBeGreaterThan(runs / 10);
  });

  it('it allows its own fastest course, where its steps lie no closer than the window of an abrupt loss', () => {
    let looked = 0;
    fc.assert(
      fc.property(stops, fc.integer({ min: 20, max: 2000 }), (stop, baseline) => {
        const { minHoursBetweenSteps: hours } = stop.taper;
        const { levels, zeroAt } = fastestCourse(stop, baseline, T0);
        const isOne = levels.filter(({ mcgPerDay }) => mcgPerDay === 0).length === 1;
        if (!hours || hours.value * HOUR < beyondWindowMs(stop.abrupt) || zeroAt === undefined || !isOne)
          return;
        looked += 1;
        const falls = levels.map(({ from, mcgPerDay }) => ({ at: from, to: mcgPerDay }));
        expect(isAllowed(falls, baseline, stop)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(looked).toBeGreaterThan(150);
  });
});

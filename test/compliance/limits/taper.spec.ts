import { rulesOfSteps } from '../../../src/compliance/taper/step-rules.js';
import { lossesWithin } from '../../../src/compliance/taper/losses.js';
import { stepFactsOf } from '../../../src/compliance/taper/steps.js';
import { verdictOf } from '../../../src/compliance/taper/verdict.js';
import { type StopPolicy, stopPolicy } from '../../../src/compliance/policies/policy.js';
import { shippedBook } from '../../support/shipped-book.js';
import { HOUR } from '../findings.js';

const paper = stopPolicy(shippedBook.find('case-report-2024', 0)!.policy, 'baclofen')!;
const MS = 1 / HOUR;

/** Hours, and the dose from then on. */
type Doses = readonly (readonly [number, number])[];
/** The steps of a course, from a baseline. */
function steps(baseline: number, ...doses: Doses) {
  let before = baseline;
  return stepFactsOf(
    doses.map(([hours, toMcgPerDay]) => {
      const fromMcgPerDay = before;
      before = toMcgPerDay;
      return { at: Math.round(hours * HOUR), fromMcgPerDay, toMcgPerDay, eventId: null };
    }),
  );
}

describe('the verdict of the paper, at its limits', () => {
  const TAPERED = ['tapered', 'CONSISTENT_WITH_TAPER'];
  const BASELINE = ['abrupt', 'BASELINE_LOST_WITHIN_WINDOW'];
  const LAST = ['abrupt', 'LAST_FALL_ABOVE_STEP'];
  const cases: readonly [string, number, Doses, readonly string[]][] = [
    [
      'exactly half, and 300 at last',
      600,
      [
        [0, 300],
        [72, 0],
      ],
      TAPERED,
    ],
    [
      '1 mcg more than half',
      600,
      [
        [0, 299],
        [72, 0],
      ],
      BASELINE,
    ],
    [
      'a part in three million more than half',
      600,
      [
        [0, 299.9999],
        [72, 0],
      ],
      TAPERED,
    ],
    [
      'a part in thirty thousand more than half',
      600,
      [
        [0, 299.99],
        [72, 0],
      ],
      BASELINE,
    ],
    [
      '300 in the last day',
      1000,
      [
        [0, 600],
        [72, 300],
        [144, 0],
      ],
      TAPERED,
    ],
    [
      '301 in the last day',
      1000,
      [
        [0, 600],
        [72, 301],
        [144, 0],
      ],
      LAST,
    ],
    [
      'two falls 26 hours apart',
      600,
      [
        [0, 400],
        [26, 200],
        [200, 0],
      ],
      BASELINE,
    ],
    [
      'two falls a ms further apart',
      600,
      [
        [0, 400],
        [26 + MS, 200],
        [200, 0],
      ],
      TAPERED,
    ],
    [
      'last falls 26 hours apart',
      1000,
      [
        [0, 700],
        [72, 400],
        [144, 200],
        [170, 0],
      ],
      LAST,
    ],
    [
      'last falls a ms further apart',
      1000,
      [
        [0, 700],
        [72, 400],
        [144, 200],
        [170 + MS, 0],
      ],
      TAPERED,
    ],
    [
      'what was regained counts for it',
      600,
      [
        [0, 400],
        [10, 500],
        [20, 300],
        [200, 0],
      ],
      TAPERED,
    ],
    [
      'what was regained does not hide the fall',
      600,
      [
        [0, 400],
        [10, 500],
        [20, 299],
        [200, 0],
      ],
      BASELINE,
    ],
    ['both', 1000, [[0, 0]], [...BASELINE, 'LAST_FALL_ABOVE_STEP']],
  ];

  it.each(cases)('%s', (_, baseline, doses, [verdict, ...codes]) => {
    const found = verdictOf(steps(baseline, ...doses), paper);
    expect([found.verdict, found.reasons.map(({ code }) => code)]).toEqual([verdict, codes]);
  });

  it('says what was lost', () => {
    const { reasons } = verdictOf(steps(1000, [0, 600], [72, 299], [144, 0]), paper);
    expect(reasons[0]!.detail).toBe(
      'at most 400 of 1000 mcg/day were lost within 24 h (2 h tolerance), and 299 mcg/day in the last ones before zero',
    );
  });

  it('of no steps is none of a loss', () => {
    expect(verdictOf([], paper).reasons).toMatchObject([
      { detail: expect.stringContaining('at most 0 of 0 ') },
    ]);
  });
});

describe('the loss that ends with each fall', () => {
  it('takes the highest dose of the window, and leaves out rises', () => {
    const losses = lossesWithin(steps(600, [0, 500], [10, 550], [20, 400], [24, 300], [48, 200]), 24);
    // The first fall is exactly 24 h before the third; before the last, the third is, and the second is not within.
    expect(losses.map(({ ofMcgPerDay, mcgPerDay }) => [ofMcgPerDay, mcgPerDay])).toEqual([
      [600, 100],
      [600, 200],
      [600, 300],
      [400, 200],
    ]);
  });
});

describe('days since the previous step', () => {
  it('count from the fall that first came as low', () => {
    const all = steps(600, [0, 400], [24, 500], [48, 450], [72, 300], [96, 0]);
    // From 500 and from 450 it is the fall to 400; from 300 the one to 300.
    expect(all.map(({ daysSincePrevious }) => daysSincePrevious)).toEqual([null, 1, 2, 3, 1]);
    expect(all.map(({ changeMcgPerDay }) => changeMcgPerDay)).toEqual([-200, 100, -50, -150, -300]);
    expect(all.map(({ changePct }) => changePct)).toEqual([-20000 / 600, 25, -10, -15000 / 450, -100]);
  });

  it('from a level that was reached exactly, count from when it was', () => {
    expect(steps(600, [0, 400], [24, 500], [48, 400], [96, 300]).at(-1)!.daysSincePrevious).toBe(4);
  });
});

describe('the rules of each step, at their limits', () => {
  const outcomes = (stop: StopPolicy, baseline: number, ...doses: Doses) =>
    rulesOfSteps(steps(baseline, ...doses), stop).map((rules) =>
      rules.map(({ rule, outcome }) => `${rule} ${outcome}`),
    );

  it('of the paper: 300 at a time, and 70 hours', () => {
    expect(outcomes(paper, 1000, [0, 700], [70, 399], [139.99, 100])).toEqual([
      ['max-step pass', 'min-interval pass'],
      ['max-step fail', 'min-interval pass'],
      ['max-step pass', 'min-interval fail'],
    ]);
  });

  it('a rise has none, and a fall to a dose that was reached before none of its interval', () => {
    expect(outcomes(paper, 1000, [0, 800], [10, 900], [20, 800], [30, 799])).toEqual([
      ['max-step pass', 'min-interval pass'],
      [],
      ['max-step pass'],
      // From 800, reached 30 hours ago.
      ['max-step pass', 'min-interval fail'],
    ]);
  });
});

import { AuditTime } from '../../../src/compliance/audit-time.js';
import type { DoseStretch } from '../../../src/compliance/dose/daily-dose.js';
import { MaxOver } from '../../../src/compliance/dose/max-over.js';
import { zeroRuns } from '../../../src/compliance/taper/zero-runs.js';
import { HOUR } from '../findings.js';

describe('the largest between two indices that grow', () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, -8, -9, -7, 9];

  it.each([1, 2, 3, 5])('of %d values at a time', (width) => {
    const most = new MaxOver((index) => values[index]!);
    for (let last = 0; last < values.length; last += 1) {
      const first = last - width + 1;
      const all = values.slice(Math.max(0, first), last + 1);
      expect([last, most.over(first, last)]).toEqual([last, Math.max(0, ...all)]);
    }
  });

  it('of none is 0', () => {
    expect(new MaxOver((index) => values[index]!).over(2, 1)).toBe(0);
  });
});

describe('a zero that lasts', () => {
  /** mcg/day and hours of each. */
  function runs(asOfHours: number, ...doses: readonly (readonly [number, number])[]) {
    let start = 0;
    const stretches = doses.map(([mcgPerDay, hours]) => {
      const begin = start;
      start += hours * HOUR;
      return { start: begin, end: start, mcgPerDay } as DoseStretch;
    });
    return zeroRuns(stretches, new AuditTime(asOfHours * HOUR), 6).map((run) => [
      run.start / HOUR,
      run.end === undefined ? undefined : run.end / HOUR,
    ]);
  }
  const FOR_GOOD = Number.POSITIVE_INFINITY;

  it.each<[string, number, (readonly [number, number])[], (readonly (number | undefined)[])[]]>([
    [
      'of six hours',
      100,
      [
        [300, 10],
        [0, 6],
        [300, FOR_GOOD],
      ],
      [[10, 16]],
    ],
    [
      'of a ms less',
      100,
      [
        [300, 10],
        [0, 6 - 1 / HOUR],
        [300, FOR_GOOD],
      ],
      [],
    ],
    [
      'six hours old',
      16,
      [
        [300, 10],
        [0, FOR_GOOD],
      ],
      [[10, undefined]],
    ],
    [
      'a ms younger',
      16 - 1 / HOUR,
      [
        [300, 10],
        [0, FOR_GOOD],
      ],
      [],
    ],
    [
      'after less than a microgram',
      100,
      [
        [0.5, 10],
        [0, FOR_GOOD],
      ],
      [[10, undefined]],
    ],
    [
      'before the first dose',
      100,
      [
        [0, 10],
        [300, FOR_GOOD],
      ],
      [],
    ],
    [
      'after an unknown dose, before which there was one',
      100,
      [
        [300, 1],
        [Number.NaN, 9],
        [0, FOR_GOOD],
      ],
      [[10, undefined]],
    ],
    [
      'after an unknown dose alone',
      100,
      [
        [Number.NaN, 10],
        [0, FOR_GOOD],
      ],
      [],
    ],
    [
      'twice',
      100,
      [
        [300, 10],
        [0, 10],
        [300, 10],
        [0, FOR_GOOD],
      ],
      [
        [10, 20],
        [30, undefined],
      ],
    ],
  ])('%s', (_, asOf, doses, expected) => expect(runs(asOf, ...doses)).toEqual(expected));
});

import fc from 'fast-check';
import type { DoseStretch } from '../../src/compliance/dose/daily-dose.js';
import { withoutSpikes } from '../../src/compliance/taper/course-doses.js';
import type { EventId } from '../../src/therapy/envelope.js';
import { FULL } from '../support/full.js';
import { found, later, running, runningAt } from './findings.js';

const HOUR = 3_600_000;
const NEAR = 72 * HOUR;

/** Doses that last a whole number of hours each; the last goes on. */
function stretches(parts: readonly (readonly [hours: number, mcgPerDay: number])[]): DoseStretch[] {
  let start = 0;
  return parts.map(([hours, mcgPerDay], index) => {
    const end = index === parts.length - 1 ? Number.POSITIVE_INFINITY : start + hours * HOUR;
    const stretch = { start, end, mcgPerDay, held: false, eventId: `e${index}` as EventId };
    start = end;
    return stretch;
  });
}
const spike = (at: number, until?: number) => ({
  at: at * HOUR,
  ...(until !== undefined && { until: until * HOUR }),
  eventIds: [],
});
const levels = (doses: readonly DoseStretch[]) => doses.map(({ mcgPerDay }) => mcgPerDay);

describe('a spike in the doses of a course', () => {
  it.each([
    ['is taken back whole', [300, 2000, 300], [300, 300, 300]],
    ['leaves what stays of its rise', [300, 2000, 350], [300, 350, 350]],
    ['counts a fall below from the dose before', [300, 2000, 100], [300, 300, 100]],
    ['ends with the fall that takes most of it', [300, 2000, 1800, 320, 100], [300, 320, 320, 320, 100]],
    ['began from nothing', [0, 2000, 200], [0, 200, 200]],
    ['was all that was given', [0, 2000, 0], [0, 2000, 0]],
    ['goes on', [300, 2000], [300, 2000]],
  ])('%s', (_, doses, left) => {
    const all = stretches(doses.map((dose) => [10, dose]));
    expect(levels(withoutSpikes(all, [spike(10, 20)], NEAR))).toEqual(left);
  });

  it('that is not over for the tip ends all the same with the fall within three days', () => {
    const stood = (hours: number) =>
      stretches([
        [10, 300],
        [hours, 2000],
        [10, 300],
      ]);
    expect(levels(withoutSpikes(stood(71), [spike(10, 14)], NEAR))).toEqual([300, 300, 300]);
    // A body is used to what it was given for three days: its end is a fall.
    expect(levels(withoutSpikes(stood(72), [spike(10, 14)], NEAR))).toEqual([300, 2000, 300]);
  });

  it('never raises a dose, nor touches one before or after it', () => {
    let changed = 0;
    const parts = fc.array(fc.tuple(fc.integer({ min: 6, max: 90 }), fc.integer({ min: 0, max: 20 })), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(parts, fc.nat(11), (given, which) => {
        const doses = stretches(given.map(([hours, hundreds]) => [hours, hundreds * 100]));
        const { start: at } = doses[which % doses.length]!;
        const left = withoutSpikes(doses, [{ at, eventIds: [] }], NEAR);
        left.forEach(({ start, mcgPerDay }, index) => {
          const before = doses[index]!.mcgPerDay;
          expect(mcgPerDay).toBeLessThanOrEqual(before);
          if (start < at || start >= at + NEAR) expect(mcgPerDay).toBe(before);
          if (mcgPerDay < before) changed += 1;
        });
      }),
      { numRuns: FULL ? 5000 : 500 },
    );
    expect(changed).toBeGreaterThan(50);
  });
});

describe('a strength that was wrong, and put right', () => {
  it('is no loss at either site', () => {
    // 0.6 mL/day of 2000 where 500 was told: 1200 mcg/day, at the tip 16 hours later; after 24 hours told and bridged.
    const history = runningAt(500, 300)
      .filled(later(0), 2000)
      .programmed(later(0.5), 300, { concentrationMcgPerMl: 500 })
      .programmed(later(24), 300, { concentrationMcgPerMl: 2000 });
    expect(found(history, 'DOSE_SPIKE')).toHaveLength(1);
    expect(found(history, 'ABRUPT_REDUCTION')).toEqual([]);
  });

  it('is one where it goes below the dose before', () => {
    const history = running(300).programmed(later(0), 2000).programmed(later(7), 140);
    expect(found(history, 'ABRUPT_REDUCTION')).toHaveLength(1);
  });
});

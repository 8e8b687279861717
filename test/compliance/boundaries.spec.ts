import { History, ms } from '../support/history.js';
import { claim, since } from './attacks/claims.js';
import { VISIT, bridge, found, later, running, runningAt } from './findings.js';
import { at } from './table/entry.js';

const MINUTE = 1 / 60;
const days = (count: number) => count * 24;

describe('at a limit and one step beyond', () => {
  it.each([
    [5, 0],
    [-5, 0],
    [5.1, 1],
    [-5.1, 1],
  ])('PUMP_CLOCK_OFFSET: %d minutes, where 5 are allowed', (clockOffsetMinutes, count) => {
    const history = running(300)
      .event(VISIT, 'PumpReprogrammed', {
        program: {
          mode: 'flex',
          basalDailyDoseMcg: 200,
          boluses: [{ startTime: '08:00', doseMcg: 50, durationMinutes: 30 }],
        },
      })
      .event(later(2), 'PumpInterrogated', { clockOffsetMinutes });
    expect(found(history, 'PUMP_CLOCK_OFFSET')).toHaveLength(count);
  });

  it.each([
    [48, 0],
    [48 + MINUTE, 1],
  ])('TUBE_SET_RISK: stopped for %d h, where 48 are allowed', (hours, count) => {
    const history = running(300).programmed(VISIT, 0).programmed(later(hours), 150);
    expect(found(history, 'TUBE_SET_RISK')).toHaveLength(count);
  });

  it.each([
    [200, 0],
    [200.1, 1],
  ])('RESTART_DOSE_HIGH: %d mcg/day, where 200 are allowed', (dose, count) => {
    const history = running(300)
      .programmed(VISIT, 0)
      .programmed(later(days(10)), dose);
    expect(found(history, 'RESTART_DOSE_HIGH')).toHaveLength(count);
  });

  // At the tip half of 24 h of stall would be a finding of its own: 6 h of standstill are a cessation, less are none.
  it.each([
    [6 - MINUTE, 0],
    [6, 1],
  ])('a cessation: stopped for %d h, where 6 count', (hours, count) => {
    const history = running(300).programmed(VISIT, 0).programmed(later(hours), 300);
    expect(history.audit('2021-03-01T00:00:00Z').cessations).toHaveLength(count);
  });

  it.each([
    [90, true],
    [90 + MINUTE / 24, false],
  ])('a holiday planned %d days before zero, where 90 count', (before, declaredHoliday) => {
    const history = running(300)
      .event(later(days(100 - before)), 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' })
      .programmed(later(days(100)), 0);
    const { cessations } = history.audit(later(days(110)));
    expect(cessations).toMatchObject([{ declaredHoliday }]);
  });

  it.each([
    [48, 'adverse-event'],
    [48 + MINUTE, undefined],
  ])(
    'the circumstance of a serious adverse event %d h before the first fall, where 48 count',
    (hours, kind) => {
      const history = running(300)
        .event(later(days(10) - hours), 'AdverseEventObserved', { description: 'coma', serious: true })
        .programmed(later(days(10)), 0);
      const [stop] = history.audit('2021-03-01T00:00:00Z').cessations;
      expect(stop!.circumstance?.kind).toBe(kind);
    },
  );

  it.each([
    [72, 'revision'],
    [72 + MINUTE, undefined],
  ])(
    'the circumstance of a faulty catheter found %d h before the first fall, where 72 count',
    (hours, kind) => {
      const history = running(300)
        .event(later(days(10) - hours), 'CatheterStudied', { method: 'x-ray', finding: 'kink' })
        .programmed(later(days(10)), 0);
      const [stop] = history.audit('2021-03-01T00:00:00Z').cessations;
      expect(stop!.circumstance?.kind).toBe(kind);
    },
  );

  // Baclofen is filled at 50-4,000 mcg/mL: five times beyond are 10 and 20,000.
  it.each([
    [4000, undefined],
    [4001, 'warning'],
    [19_999, 'warning'],
    [20_000, 'critical'],
    [50, undefined],
    [49.9, 'warning'],
    [10.1, 'warning'],
    [10, 'critical'],
  ])('CONCENTRATION_UNUSUAL: %d mcg/mL', (strength, severity) => {
    const history = runningAt(strength, strength * 0.1);
    expect(found(history, 'CONCENTRATION_UNUSUAL').map((one) => one.severity)).toEqual(
      severity ? [severity] : [],
    );
  });

  // Two satisfactory tests of 50 mcg at most: twice it is 100.
  it.each([
    [100, 0],
    [100.1, 1],
  ])('FIRST_DOSE_HIGH: %d mcg/day after a screening dose of 50 mcg', (dose, count) => {
    const history = new History()
      .registered()
      .event('2020-12-01T10:00:00Z', 'BolusTestPerformed', {
        purpose: 'screening',
        route: 'lumbar-puncture',
        drug: 'baclofen',
        doseMcg: 50,
        response: 'satisfactory',
      })
      .implanted('2021-01-01T00:00:00Z')
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', dose);
    expect(found(history, 'FIRST_DOSE_HIGH')).toHaveLength(count);
  });

  // 0.4 mL of 2000 mcg/mL are 800 mcg, and the hour before gave 12.5: 1.5 times 300 mcg/day give 812.5 in 43 h 20 min.
  it.each([
    [2540, 0],
    [2539, 1],
  ])(
    'BRIDGE_TOO_FAST: the path in %d minutes, where 1.5 times the dose before is allowed',
    (minutes, count) => {
      const history = running(300).programmed(VISIT, 300, bridge(0.4, minutes));
      expect(found(history, 'BRIDGE_TOO_FAST')).toHaveLength(count);
    },
  );

  // Of the dose before, 1.5 times 300, 48 hours allow 900 mcg; of the one to begin again with, 200, they allow 400.
  it.each([
    [days(7), 0],
    [days(7) + MINUTE, 1],
  ])('BRIDGE_TOO_FAST: %d h after the last dose, where it counts for 7 days', (hours, count) => {
    const history = running(300)
      .programmed(VISIT, 0)
      .programmed(later(hours), 300, bridge(0.4, 47 * 60));
    expect(found(history, 'BRIDGE_TOO_FAST')).toHaveLength(count);
  });

  it.each([
    [390, 0],
    [390.1, 1],
  ])('DOSE_INCREASE_LARGE: 300 to %d mcg/day, where 30 %% are allowed', (dose, count) => {
    expect(found(running(300).programmed(VISIT, dose), 'DOSE_INCREASE_LARGE')).toHaveLength(count);
  });

  // 480 mcg in 24 h pass twice 240 and L, 100 mcg, more; exactly twice is none.
  it.each([
    [480, 0],
    [481, 1],
  ])('DOSE_SPIKE: 240 to %d mcg/day', (dose, count) => {
    expect(found(running(240).programmed(VISIT, dose), 'DOSE_SPIKE')).toHaveLength(count);
  });

  // Exactly L more is enough: 50 to 150 mcg/day.
  it.each([
    [149.9, 0],
    [150, 1],
  ])('DOSE_SPIKE: 50 to %d mcg/day, where 100 mcg more are enough', (dose, count) => {
    const history = runningAt(2000, 50, 'baclofen', { model: 'of no known rate' }).programmed(VISIT, dose);
    expect(found(history, 'DOSE_SPIKE')).toHaveLength(count);
  });

  // Three of four micrograms: what is lost counts by its part, however little it is.
  it.each([
    [2, 0],
    [1, 1],
  ])('ABRUPT_REDUCTION: 4 to %d mcg/day, where half is allowed', (dose, count) => {
    const history = runningAt(2000, 4, 'baclofen', { model: 'of no known rate' }).programmed(VISIT, dose);
    expect(found(history, 'ABRUPT_REDUCTION')).toHaveLength(count);
  });

  it('DOSE_SPIKE: through a catheter that was faulty it is possible, beside the pump it is certain', () => {
    const leak = { method: 'ct', finding: 'leak' };
    const history = running(240)
      .programmed(VISIT, 600)
      .event(later(days(5)), 'BolusGiven', {
        purpose: 'rescue',
        route: 'lumbar-puncture',
        drug: 'baclofen',
        doseMcg: 150,
      })
      .event(later(days(10)), 'CatheterStudied', leak);
    expect(found(history, 'DOSE_SPIKE')).toMatchObject([
      { confidence: 'possible' },
      { confidence: 'certain' },
    ]);
  });

  it('REPLACEMENT_DUE_PASSED: from the day after the one by which it was due', () => {
    const history = new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z', { replacementDueOn: '2021-02-10' });
    expect(found(history, 'REPLACEMENT_DUE_PASSED', '2021-02-10T23:59:59Z')).toEqual([]);
    expect(found(history, 'REPLACEMENT_DUE_PASSED', '2021-02-11T00:00:00Z')).toMatchObject([
      { at: ms('2021-02-11T00:00:00Z') },
    ]);
  });

  // 0.2 of 0.5 in a day are less than half: what is less than a microgram is no more abrupt for it.
  it('a taper by parts of a microgram is one', () =>
    claim({
      title: 'parts of a microgram',
      says: 'abrupt when within some 24 hours the falls add up to more than 50 % of the baseline',
      history: () =>
        new History()
          .registered()
          .implanted('2021-01-01T00:00:00Z', { model: 'of no known rate' })
          .filled('2021-01-01T00:00:00Z')
          .programmed('2021-01-01T00:00:00Z', 0.5)
          .programmed(at(0), 0.3)
          .programmed(at(3), 0.1)
          .programmed(at(6), 0),
      stops: ['0.5>0.3>0.1>0 tapered/pass'],
    }));

  // 28 days without a fall end a course.
  it.each([
    [28 - MINUTE / 24, '900>700>400>100>0 tapered/pass'],
    [28, '700>400>100>0 tapered/pass'],
    [28 + MINUTE / 24, '700>400>100>0 tapered/pass'],
  ])('a fall %d days before the next', (gap, stop) =>
    claim({
      title: 'an early fall',
      says: 'it ends … at 28 days without a fall',
      history: () =>
        since(900)
          .programmed(at(-gap), 700)
          .programmed(at(0), 400)
          .programmed(at(3), 100)
          .programmed(at(6), 0),
      stops: [stop],
    }),
  );
});

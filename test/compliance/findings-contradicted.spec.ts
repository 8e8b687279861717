import { ms } from '../support/history.js';
import { aspirated, days, refill, twenty } from './fills.js';
import { VISIT, found, later, running } from './findings.js';

const ASKED = '2021-09-01T00:00:00Z';
const code = 'DELIVERY_CONTRADICTED';

describe('DELIVERY_CONTRADICTED by a volume', () => {
  it('what was computed, what it can have been at least and at most', () => {
    // 36 days at 0.5 mL/day: 18 mL, 36,000 mcg. 5 mL found, 2 expected: 15 mL were moved, 6,000 mcg less.
    const [one, ...others] = found(aspirated(5), code, ASKED);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      at: ms(VISIT),
      until: ms(days(36)),
      sites: ['reservoir', 'tip'],
      cause: 'next',
      eventIds: ['next', 'fill'],
    });
    expect(one!.detail).toContain(
      'at the reservoir 36000 mcg of baclofen were computed, and it can have been 30000 mcg at least and 36000 mcg at most',
    );
  });

  it.each([
    // 18 mL due: 9 mL moved are half.
    [11, 'warning'],
    [11.01, 'critical'],
  ])('%d mL found where 2 were due: %s', (volume, severity) => {
    expect(found(aspirated(volume), code, ASKED)).toMatchObject([{ severity }]);
  });

  it.each([
    // 5 mL due in 10 days, 15 expected: 10 mL moved are twice as much.
    [10, 'warning'],
    [9.99, 'critical'],
  ])('%d mL found where 15 were due: %s', (volume, severity) => {
    expect(found(aspirated(volume, 10), code, ASKED)).toMatchObject([{ severity }]);
  });

  it('what agrees is none: 2 mL and 14.5 %, or half a mL', () => {
    expect(found(aspirated(4), code, ASKED)).toEqual([]);
    expect(found(aspirated(0), code, ASKED)).toEqual([]);
    expect(found(aspirated(4.01), code, ASKED)).toHaveLength(1);
    expect(found(aspirated(18.5, 2), code, ASKED)).toEqual([]);
  });

  it('not for less than a day', () => {
    const checked = (hours: number) =>
      twenty().event(later(hours), 'ReservoirVolumeChecked', { conclusion: 'deficit', measuredVolumeMl: 16 });
    expect(found(checked(23.9), code, ASKED)).toEqual([]);
    expect(found(checked(23.9), 'REFILL_DISCREPANCY', ASKED)).toHaveLength(1);
    expect(found(checked(24), code, ASKED)).toHaveLength(1);
  });

  it('of a pump that was computed dry and was not: both ways', () => {
    // 25 mL would have been moved in 50 days, 15 were: from 5 to 25 mL.
    const [one] = found(aspirated(5, 50), code, ASKED);
    expect(one).toMatchObject({ severity: 'critical' });
    expect(one!.detail).toContain('30000 mcg of baclofen were computed, and it can have been 10000 mcg');
  });

  it('of a stopped pump from which something went', () => {
    const stopped = twenty()
      .programmed(VISIT, 0)
      .event(days(10), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 17 }));
    const [one] = found(stopped, code, ASKED);
    expect(one).toMatchObject({ severity: 'critical', sites: ['reservoir', 'tip'] });
    expect(one!.detail).toContain('0 mcg of baclofen were computed, and it can have been 0 mcg at least');
  });

  it('no drug, no dose that is another', () => {
    const saline = twenty()
      .event(days(1), 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 20 })
      .event(days(20), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 15 }));
    // At the tip the path’s 0.4 mL of baclofen came first, and may not have.
    expect(found(saline, code, ASKED)).toMatchObject([{ sites: ['tip'], severity: 'critical' }]);
  });
});

describe('DELIVERY_CONTRADICTED by a reading', () => {
  const read = (shows: object, hours = 0) =>
    running(300).event(later(hours), 'PumpInterrogated', { shows }, {}, 'read');

  it('from the last program on, by which another dose was set', () => {
    // 31 days 10 hours since the program at 300 mcg/day; 100 shown: a third.
    const [one, ...others] = found(read({ dailyDoseMcg: 100 }), code);
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      severity: 'critical',
      at: ms('2021-01-01T00:00:00Z'),
      until: ms(VISIT),
      cause: 'read',
      eventIds: ['read'],
    });
    expect(found(read({ dailyDoseMcg: 250 }), code)).toMatchObject([{ severity: 'warning' }]);
    expect(found(read({ dailyDoseMcg: 302 }), code)).toEqual([]);
  });

  it('a pump found stopped, and the stop, share the reading', () => {
    const both = read({ mode: 'stopped' })
      .audit('2021-02-05T00:00:00Z')
      .findings.filter(({ cause }) => cause === 'read');
    expect(both.map((one) => one.code).toSorted()).toEqual(
      expect.arrayContaining([code, 'REPORTED_STOPPED']),
    );
  });

  it('not where it was programmed less than a day before', () => {
    const history = running(300)
      .programmed(later(-23), 320)
      .event(VISIT, 'PumpInterrogated', { shows: { dailyDoseMcg: 300 } });
    expect(found(history, code)).toEqual([]);
  });
});

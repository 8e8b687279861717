import { History, ms } from '../support/history.js';
import { HOUR, VISIT, found, later, running } from './findings.js';

describe('DELIVERY_BELOW_SCHEDULE', () => {
  const below = 'DELIVERY_BELOW_SCHEDULE';

  const tested = (hours: number) =>
    running(300).event(
      VISIT,
      'BolusTestPerformed',
      {
        purpose: 'troubleshooting',
        route: 'pump',
        drug: 'baclofen',
        doseMcg: 1,
        durationMinutes: hours * 60,
        response: 'not-recorded',
      },
      {},
      'test',
    );

  it('less than half of what the daily dose promises for a day', () => {
    // In place of 300 mcg/day a test gives 1 mcg in 13 hours: 11 x 12.5 + 1 = 138.5 mcg are left of 300.
    const [finding, ...others] = found(tested(13), below);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'critical', sites: ['reservoir', 'tip'] });
    expect(finding!.detail).toContain('gave 138.5 of the 300 mcg');
    // Half is reached again when the test is a little less than 12 hours of the last 24.
    expect(finding!.until! - ms(VISIT)).toBeGreaterThan(24 * HOUR);
    expect(finding!.until! - ms(VISIT)).toBeLessThan(25.2 * HOUR);
    expect(found(tested(12), below)).toEqual([]);
    // A stop too short to count is not so long.
    expect(found(running(300).programmed(VISIT, 0).programmed(later(5.9), 300), below)).toEqual([]);
  });

  const flex = (at: string, startTime: string, weekdays?: string[]) =>
    [
      at,
      'PumpReprogrammed',
      {
        program: {
          mode: 'flex',
          basalDailyDoseMcg: 60,
          boluses: [{ startTime, doseMcg: 240, durationMinutes: 10, ...(weekdays && { weekdays }) }],
        },
      },
    ] as const;

  it('what a stall explains is another finding', () => {
    const stalled = (hour: number) =>
      running(300)
        .event(...flex(later(-24 * 10), '12:00'))
        .event(later(hour), 'MotorStallDetected')
        .event(later(hour + 2), 'MotorStallRecovered');
    // From 11:00 to 13:00 it cost the bolus of noon.
    expect(found(stalled(1), below)).toEqual([]);
    expect(found(stalled(1), 'MOTOR_STALLED')).toHaveLength(1);
    // A program at 12:05 ends the bolus, and nothing explains that.
    const cut = stalled(4).event(...flex(later(2.01), '11:00'));
    expect(found(cut, below)).toHaveLength(1);
  });

  it('a warning where a new program cost one bolus', () => {
    // At 10:00, before the bolus of noon, set to 09:00: none from the noon before to the next morning.
    const once = running(300)
      .event(...flex(later(-48), '12:00'))
      .event(...flex(VISIT, '09:00'));
    expect(found(once, below, later(50))).toMatchObject([{ severity: 'warning' }]);
    // Each day anew.
    once.event(...flex(later(22.5), '08:00')).event(...flex(later(45), '06:30'));
    expect(found(once, below)).toMatchObject([{ severity: 'critical' }]);
  });

  it('a quarter where a flex program has weekdays', () => {
    // 300 mcg/day by the mean of a week; on days without bolus the basal rate alone.
    const weekly = (basalDailyDoseMcg: number) =>
      running(300).event(VISIT, 'PumpReprogrammed', {
        program: {
          mode: 'flex',
          basalDailyDoseMcg,
          boluses: [
            {
              startTime: '12:00',
              doseMcg: (300 - basalDailyDoseMcg) * 7,
              durationMinutes: 60,
              weekdays: ['mon'],
            },
          ],
        },
      });
    expect(found(weekly(75), below)).toEqual([]);
    expect(found(weekly(74), below)).toHaveLength(1);
  });

  it('not while delivery begins, stands or is stopped', () => {
    const begun = new History()
      .registered()
      .implanted('2021-01-01T13:00:00Z', { filledWith: 'solution' }, { filledWith: 'solution' })
      .filled('2021-01-01T13:00:00Z')
      .event(...flex('2021-01-01T13:00:00Z', '12:00'));
    expect(found(begun, below)).toEqual([]);
    expect(found(begun.programmed(VISIT, 0), below)).toEqual([]);
    expect(found(running(1000).filled(VISIT, 2000, 1), below)).toEqual([]);
  });
});

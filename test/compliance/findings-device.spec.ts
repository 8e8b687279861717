import { History, ms } from '../support/history.js';
import { DAY, HOUR, VISIT, found, running } from './findings.js';

describe('FLOW_OUT_OF_RANGE', () => {
  const code = 'FLOW_OUT_OF_RANGE';
  const program = (program: object, model = 'SynchroMed II') =>
    new History()
      .registered()
      .implanted(VISIT, { model })
      .filled(VISIT)
      .event(VISIT, 'PumpReprogrammed', { program }, {}, 'program');
  const simple = (dailyDoseMcg: number) => ({ mode: 'simple-continuous', dailyDoseMcg });

  it.each([
    // 0.048 mL/day at 2000 mcg/mL is 96 mcg/day, 24 mL/day are 48,000.
    [96, 0],
    [95.9, 1],
    [48_000, 0],
    [48_001, 1],
  ])('%d mcg/day: %d findings', (dose, count) => {
    const findings = found(program(simple(dose)), code);
    expect(findings).toHaveLength(count);
    for (const one of findings)
      expect(one).toMatchObject({ severity: 'warning', at: ms(VISIT), eventIds: ['program'] });
  });

  it('a bolus above the maximum, whatever the day’s mean', () => {
    const boluses = (bolusDurationMinutes: number) => ({
      mode: 'periodic-bolus',
      bolusDoseMcg: 100,
      intervalMinutes: 240,
      bolusDurationMinutes,
      basalDailyDoseMcg: 0,
    });
    // 0.05 mL in 3 minutes are 24 mL/day.
    expect(found(program(boluses(3)), code)).toEqual([]);
    expect(found(program(boluses(2.9)), code)[0]!.detail).toContain('during a bolus');
    // With a basal rate on top it is above.
    expect(found(program({ ...boluses(3), basalDailyDoseMcg: 100 }), code)).toHaveLength(1);
  });

  it('stopped and minimum rate are in range, and of another model nothing is known', () => {
    expect(found(program({ mode: 'minimum-rate' }), code)).toEqual([]);
    expect(found(program({ mode: 'stopped' }), code)).toEqual([]);
    expect(found(program(simple(10), 'of another maker'), code)).toEqual([]);
  });
});

describe('END_OF_SERVICE_PASSED', () => {
  const code = 'END_OF_SERVICE_PASSED';
  /** Refilled until some days before the 84 months end on 2021-02-01. */
  const old = (model = 'SynchroMed II') =>
    new History()
      .registered()
      .implanted('2014-02-01T10:00:00Z', { model })
      .filled('2014-02-01T10:00:00Z')
      .programmed('2014-02-01T10:00:00Z', 300)
      .filled('2021-01-20T10:00:00Z');
  const end = '2021-02-01T10:00:00Z';

  it('84 calendar months after the implant', () => {
    expect(found(old(), code, '2021-02-01T09:59:59Z')).toEqual([]);
    expect(found(old(), code)).toMatchObject([
      { severity: 'critical', confidence: 'likely', at: ms(end), eventIds: ['e2'] },
    ]);
  });

  it('only while it really delivers', () => {
    expect(found(old().programmed('2021-01-25T00:00:00Z', 0), code)).toEqual([]);
    expect(found(old().event('2021-01-25T00:00:00Z', 'PumpExplanted', { reason: 'end' }), code)).toEqual([]);
    const later = old().programmed('2021-01-25T00:00:00Z', 0).programmed('2021-02-05T00:00:00Z', 300);
    expect(found(later, code)).toMatchObject([{ at: ms('2021-02-05T00:00:00Z') }]);
    const slow = { program: { mode: 'minimum-rate' } };
    expect(found(old().event('2021-01-25T00:00:00Z', 'PumpReprogrammed', slow), code)).toEqual([]);
  });

  it('the last day of a month that is shorter', () => {
    const history = new History()
      .registered()
      .implanted('2016-02-29T00:00:00Z')
      .filled('2016-02-29T00:00:00Z')
      .programmed('2016-02-29T00:00:00Z', 300)
      .filled('2023-02-01T00:00:00Z');
    expect(found(history, code, '2023-03-05T00:00:00Z')).toMatchObject([{ at: ms('2023-02-28T00:00:00Z') }]);
  });

  it('90 days after an elective-replacement alarm, the first of them, also one that was read', () => {
    const alarm = { alarm: 'elective-replacement' };
    const alarmed = running(300)
      .event('2021-01-02T00:00:00Z', 'PumpAlarmRaised', alarm, {}, 'alarm')
      .event('2021-02-02T00:00:00Z', 'PumpAlarmRaised', alarm);
    const due = ms('2021-01-02T00:00:00Z') + 90 * DAY;
    expect(found(alarmed, code, new Date(due - 1).toISOString())).toEqual([]);
    expect(found(alarmed, code, new Date(due + HOUR).toISOString())).toMatchObject([
      { at: due, eventIds: ['e2', 'alarm'] },
    ]);
    const read = running(300).event('2021-01-02T00:00:00Z', 'PumpInterrogated', {
      displayed: {},
      alarms: ['elective-replacement'],
    });
    expect(found(read, code, new Date(due + HOUR).toISOString())).toMatchObject([{ at: due }]);
  });

  it('90 days after the implant, where the alarm is dated by a month in which the pump was implanted', () => {
    // Implanted at 2021-01-15T09:00Z: at the earliest the alarm was then.
    const history = new History()
      .registered()
      .implanted('2021-01-15T09:00:00Z')
      .filled('2021-01-15T09:00:00Z')
      .programmed('2021-01-15T09:00:00Z', 300)
      .event('2021-01', 'PumpAlarmRaised', { alarm: 'elective-replacement' }, {}, 'alarm')
      .filled('2021-03-20T09:00:00Z');
    const due = ms('2021-01-15T09:00:00Z') + 90 * DAY;
    expect(found(history, code, new Date(due - 1).toISOString())).toEqual([]);
    expect(found(history, code, new Date(due + HOUR).toISOString())).toMatchObject([
      { at: due, confidence: 'possible' },
    ]);
    // In the month before no alarm can have been of this pump.
    const other = new History()
      .registered()
      .event('2020-12', 'PumpAlarmRaised', { alarm: 'elective-replacement' })
      .implanted('2021-01-15T09:00:00Z')
      .filled('2021-01-15T09:00:00Z')
      .programmed('2021-01-15T09:00:00Z', 300)
      .filled('2021-03-20T09:00:00Z');
    expect(found(other, code, new Date(due + HOUR).toISOString())).toEqual([]);
  });

  it('not after an end-of-service alarm, by which the pump has stopped, also of an unknown model', () => {
    const history = new History()
      .registered()
      .implanted('2010-01-01T00:00:00Z', { model: 'of another maker' })
      .filled('2021-01-20T00:00:00Z')
      .programmed('2021-01-20T00:00:00Z', 300);
    expect(found(history, code)).toEqual([]);
    history.event(VISIT, 'PumpAlarmRaised', { alarm: 'end-of-service' });
    expect(found(history, code)).toEqual([]);
    expect(history.audit('2021-03-01T00:00:00Z').cessations).toMatchObject([
      { cause: 'end-of-service', reachedZeroAt: ms(VISIT), verdict: 'abrupt' },
    ]);
  });

  it('a new pump begins anew', () => {
    const history = old()
      .event('2021-01-31T00:00:00Z', 'PumpExplanted', { reason: 'end' })
      .implanted('2021-01-31T00:00:00Z')
      .filled('2021-01-31T00:00:00Z')
      .programmed('2021-01-31T00:00:00Z', 300);
    expect(found(history, code)).toEqual([]);
  });
});

describe('REPLACEMENT_DUE_PASSED', () => {
  const code = 'REPLACEMENT_DUE_PASSED';
  const due = () =>
    new History().registered().implanted('2021-01-01T00:00:00Z', { replacementDueOn: '2021-02-10' });

  it('on the day after', () => {
    expect(found(due(), code, '2021-02-10T23:59:59Z')).toEqual([]);
    expect(found(due(), code, '2021-02-11T00:00:00Z')).toMatchObject([
      { severity: 'info', at: ms('2021-02-11T00:00:00Z'), eventIds: ['e2'] },
    ]);
    const replaced = due().event('2021-02-10T12:00:00Z', 'PumpExplanted', { reason: 'end' });
    expect(found(replaced, code)).toEqual([]);
  });
});

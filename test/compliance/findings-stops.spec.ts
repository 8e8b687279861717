import { ms } from '../support/history.js';
import { aspirated, days, refill, twenty } from './fills.js';
import { VISIT, found, later, running } from './findings.js';

describe('MOTOR_STALLED', () => {
  const code = 'MOTOR_STALLED';
  const MRI = { fieldTesla: 1.5 };
  const stalled = (from: string, to?: string) => {
    const history = running(300).event(from, 'MotorStallDetected', {}, {}, 'stall');
    return to === undefined ? history : history.event(to, 'MotorStallRecovered', {}, {}, 'recovery');
  };

  it('recorded it is certain and critical, until it recovered', () => {
    expect(found(stalled(VISIT), code)).toMatchObject([
      {
        severity: 'critical',
        confidence: 'certain',
        at: ms(VISIT),
        sites: ['reservoir', 'tip'],
        settledBy: 'interrogate the pump',
        eventIds: ['stall'],
      },
    ]);
    expect(found(stalled(VISIT, later(3)), code)).toMatchObject([
      { severity: 'critical', until: ms(later(3)), eventIds: ['stall', 'recovery'] },
    ]);
  });

  it('told by an alarm or a reading it is certain too', () => {
    const alarm = running(300).event(VISIT, 'PumpAlarmRaised', { alarm: 'motor-stall' }, {}, 'alarm');
    expect(found(alarm, code)).toMatchObject([
      { severity: 'critical', confidence: 'certain', eventIds: ['alarm'] },
    ]);
    const mode = running(300).event(
      VISIT,
      'PumpInterrogated',
      { shows: { mode: 'motor-stalled' } },
      {},
      'read',
    );
    expect(found(mode, code)).toMatchObject([{ severity: 'critical', eventIds: ['read'] }]);
    const logged = running(300).event(
      later(48),
      'PumpInterrogated',
      { shows: { motorStalls: [{ from: VISIT, to: later(7) }] } },
      {},
      'read',
    );
    expect(found(logged, code)).toMatchObject([
      { severity: 'critical', at: ms(VISIT), until: ms(later(7)), eventIds: ['read'] },
    ]);
  });

  it('told by an alarm, by who came and by a reading, it is one until it recovered', () => {
    const told = running(300)
      .event(VISIT, 'PumpAlarmRaised', { alarm: 'motor-stall' }, {}, 'alarm')
      .event(later(0.5), 'MotorStallDetected', {}, {}, 'stall')
      .event(later(1), 'PumpInterrogated', { shows: { mode: 'motor-stalled' } }, {}, 'read');
    expect(found(told, code)).toMatchObject([{ at: ms(VISIT), eventIds: ['alarm', 'stall'] }]);
    told
      .event(later(2), 'MotorStallRecovered', {}, {}, 'recovery')
      .event(later(3), 'MotorStallDetected', {}, {}, 'again');
    expect(found(told, code)).toMatchObject([
      { until: ms(later(2)), eventIds: ['alarm', 'recovery', 'stall'] },
      { at: ms(later(3)), eventIds: ['again'] },
    ]);
  });

  describe('and an MRI', () => {
    const explained = (at: string, hours: number) =>
      stalled(VISIT, later(hours)).event(at, 'MriPerformed', MRI, {}, 'mri');

    it.each([
      ['of that day, over within 6 hours', VISIT, 6, 'info'],
      ['of that day, over later', VISIT, 6.1, 'critical'],
      ['of that day, dated by it', '2021-02-01', 3, 'info'],
      // 10:00 by the visit's clock.
      ['in the night before', '2021-02-01T00:00:00Z', 3, 'info'],
      ['of the day before', '2021-01-31T23:59:59Z', 3, 'critical'],
      ['after it was over', later(4), 3, 'critical'],
    ])('%s', (_, mri, hours, severity) => {
      expect(found(explained(mri, hours), code)).toMatchObject([{ severity }]);
    });

    it.each([
      ['2021-02-01T23:50:00Z', 'critical'],
      ['2021-02-02T00:00:00Z', 'info'],
      ['2021-02-02', 'info'],
      ['2021-02', 'critical'],
    ])('at %s, of a stall shortly after midnight', (mri, severity) => {
      const history = stalled('2021-02-02T00:10:00Z', '2021-02-02T02:00:00Z').event(mri, 'MriPerformed', MRI);
      expect(found(history, code)).toMatchObject([{ severity }]);
    });

    it('does not explain one that nobody saw end', () => {
      expect(found(stalled(VISIT).event(VISIT, 'MriPerformed', MRI), code)).toMatchObject([
        { severity: 'critical' },
      ]);
    });

    it('nor one that may have lasted longer, by its dates', () => {
      const dated = running(300)
        .event('2021-02-01', 'MotorStallDetected')
        .event('2021-02-01', 'MotorStallRecovered')
        .event('2021-02-01', 'MriPerformed', MRI);
      expect(found(dated, code)).toMatchObject([{ severity: 'critical' }]);
    });
  });

  it('that the volumes refute it is no certain and no critical one', () => {
    // 36 days at 0.5 mL/day: 18 mL of 20. Had it stalled on day 10, 15 mL would be left.
    const history = (aspiratedVolumeMl: number) =>
      twenty()
        .event(days(10), 'MotorStallDetected', {}, {}, 'stall')
        .event(days(36), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }), {}, 'next');
    const [refuted, ...others] = found(history(2), code, days(37));
    expect(others).toEqual([]);
    expect(refuted).toMatchObject({
      severity: 'warning',
      confidence: 'possible',
      eventIds: ['stall', 'next'],
    });
    expect(found(history(15), code, days(37))).toMatchObject([
      { severity: 'critical', confidence: 'certain' },
    ]);
  });

  it('in the log of a pump that runs it is told once, where nothing else tells it', () => {
    const read = { shows: { mode: 'simple-continuous' }, alarms: ['motor-stall'] };
    const running0 = running(300).event(VISIT, 'PumpInterrogated', read, {}, 'read');
    expect(found(running0, code)).toMatchObject([
      { severity: 'info', confidence: 'possible', eventIds: ['read'] },
    ]);
    expect(running0.audit('2021-02-05T00:00:00Z').cessations).toEqual([]);
    const known = stalled(later(-5), later(-2)).event(VISIT, 'PumpInterrogated', read);
    expect(found(known, code)).toMatchObject([{ eventIds: ['stall', 'recovery'] }]);
  });
});

describe('REPORTED_STOPPED', () => {
  const code = 'REPORTED_STOPPED';
  const read = (shows: object, more: object = {}) =>
    running(300).event(VISIT, 'PumpInterrogated', { shows, ...more }, {}, 'read');

  it('a reading that shows a stop which nobody recorded', () => {
    expect(found(read({ mode: 'stopped' }), code)).toMatchObject([
      {
        severity: 'critical',
        confidence: 'certain',
        at: ms(VISIT),
        sites: ['reservoir', 'tip'],
        eventIds: ['read'],
      },
    ]);
    expect(found(read({ mode: 'stopped' }), code)[0]!.detail).toContain('does not say since when');
    const since = read({ mode: 'stopped', stoppedSince: later(-72) }).programmed(later(1), 300);
    expect(found(since, code)).toMatchObject([{ at: ms(later(-72)), until: ms(later(1)) }]);
    expect(found(read({ stoppedSince: later(-72) }), code)).toHaveLength(1);
  });

  it('an alarm of the end of service, by which the pump stops', () => {
    const alarm = running(300).event(VISIT, 'PumpAlarmRaised', { alarm: 'end-of-service' }, {}, 'alarm');
    expect(found(alarm, code)).toMatchObject([{ severity: 'critical', eventIds: ['alarm'] }]);
  });

  it('not where somebody stopped it, be it written down by another clock or by the day', () => {
    const stopped = (at: string) => (shows: object) =>
      running(300).programmed(at, 0).event(VISIT, 'PumpInterrogated', { shows });
    expect(found(stopped(later(-72))({ mode: 'stopped' }), code)).toEqual([]);
    expect(found(stopped(later(-72))({ mode: 'stopped', stoppedSince: later(-72.5) }), code)).toEqual([]);
    expect(found(stopped(later(-72))({ mode: 'stopped', stoppedSince: later(-74) }), code)).toHaveLength(1);
    const day = stopped('2021-01-29')({ mode: 'stopped', stoppedSince: '2021-01-29T15:00:00Z' });
    expect(found(day, code)).toEqual([]);
  });

  it('not of a pump that runs, nor for a stall, which has a finding of its own', () => {
    expect(found(read({ mode: 'simple-continuous', dailyDoseMcg: 300 }), code)).toEqual([]);
    expect(found(read({ mode: 'motor-stalled' }), code)).toEqual([]);
    expect(found(read({ stoppedSince: later(-72) }, { alarms: ['motor-stall'] }), code)).toEqual([]);
    expect(found(read({ mode: 'minimum-rate' }), code)).toEqual([]);
  });
});

describe('care without fault', () => {
  const CODES = [
    'RESERVOIR_RAN_EMPTY',
    'MOTOR_STALLED',
    'REPORTED_STOPPED',
    'DELIVERY_CONTRADICTED',
    'DELIVERY_UNKNOWN',
    'REFILL_DISCREPANCY',
    'REFILL_OVERDUE',
    'RESERVOIR_MAY_HAVE_RUN_EMPTY',
    'TUBE_SET_RISK',
    'PUMP_LEFT_STOPPED',
    'END_OF_SERVICE_PASSED',
    'DRUG_TOO_OLD_IN_PUMP',
    'FLOW_OUT_OF_RANGE',
  ];
  const alarming = (history: ReturnType<typeof running>, asOf: string) =>
    history
      .audit(asOf)
      .findings.filter(({ code, severity }) => CODES.includes(code) && severity !== 'info')
      .map(({ code }) => code);

  it('a year of fills every 30 days, 5 mL left within the limits, is quiet', () => {
    // 15 mL pumped of 20: 2 mL and 14.5 % of 15, 2.175 mL, allow 3 to 7 mL.
    const offsets = [0, 1.9, -1.9, 0.4, -1, 2, 0, -2, 1, -0.3, 0.8, -1.2];
    const year = offsets.reduce(
      (history, offset, index) =>
        history.event(
          days(30 * (index + 1)),
          'ReservoirRefilled',
          refill(20, { aspiratedVolumeMl: 5 + offset }),
        ),
      twenty(),
    );
    expect(alarming(year, days(365))).toEqual([]);
  });

  it('an MRI with a short stall, read afterwards, is quiet', () => {
    const history = running(300)
      .event(VISIT, 'MriPerformed', { fieldTesla: 1.5 })
      .event(later(0.1), 'MotorStallDetected')
      .event(later(1), 'MotorStallRecovered')
      .event(later(2), 'PumpInterrogated', {
        shows: {
          mode: 'simple-continuous',
          dailyDoseMcg: 300,
          motorStalls: [{ from: later(0.1), to: later(1) }],
        },
        alarms: ['motor-stall'],
      });
    expect(alarming(history, later(72))).toEqual([]);
  });

  it('a pump replaced in time, its rest drawn out, is quiet', () => {
    const history = aspirated(5, 30)
      .event(days(40), 'PumpAlarmRaised', { alarm: 'elective-replacement' })
      .event(days(50), 'PumpReplaced', {
        reason: 'end of service',
        aspiratedVolumeMl: 10,
        pump: {
          manufacturer: 'Medtronic',
          model: 'SynchroMed II',
          reservoirCapacityMl: 20,
          tubingVolumeMl: 0.2,
        },
      })
      .event(days(50), 'ReservoirRefilled', refill(20))
      .programmed(days(50), 1000, { startsWith: { kind: 'priming', volumeMl: 0.2, durationMinutes: 20 } });
    expect(alarming(history, days(60))).toEqual([]);
  });
});

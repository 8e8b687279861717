import { History, ms } from '../support/history.js';
import { DAY, HOUR, VISIT, found, later, running } from './findings.js';

const stop = (history: History, at = VISIT) => history.programmed(at, 0);

describe('TUBE_SET_RISK', () => {
  const code = 'TUBE_SET_RISK';

  it('stopped for over 48 hours, then running again', () => {
    expect(found(stop(running(300)).programmed(later(48), 300), code)).toEqual([]);
    expect(found(stop(running(300)).programmed(later(48.01), 300), code)).toMatchObject([
      { severity: 'warning', confidence: 'certain', at: ms(later(48.01)), eventIds: ['e7', 'e6'] },
    ]);
    expect(found(stop(running(300)), code)).toEqual([]);
  });

  it('stalled for as long', () => {
    const stalled = (hours: number) =>
      running(300).event(VISIT, 'MotorStallDetected').event(later(hours), 'MotorStallRecovered');
    expect(found(stalled(48), code)).toEqual([]);
    expect(found(stalled(49), code)).toMatchObject([{ at: ms(later(49)), eventIds: ['e7', 'e6'] }]);
    expect(found(stalled(49), code, later(48.9))).toEqual([]);
  });

  it('a stall and a stop that follow each other are one', () => {
    const history = running(300)
      .event(VISIT, 'MotorStallDetected')
      .programmed(later(30), 0)
      .event(later(40), 'MotorStallRecovered')
      .programmed(later(60), 300);
    expect(found(history, code)).toMatchObject([{ at: ms(later(60)), eventIds: ['e9', 'e6'] }]);
  });

  it('a rotor that turns meanwhile: minimum rate, a bolus, a dry pump, a program’s own pauses', () => {
    const minimum = running(300)
      .event(VISIT, 'PumpReprogrammed', { program: { mode: 'minimum-rate' } })
      .programmed(later(100), 300);
    expect(found(minimum, code)).toEqual([]);
    const bolus = stop(running(300))
      .event(later(30), 'BolusTestPerformed', {
        purpose: 'troubleshooting',
        route: 'pump',
        drug: 'baclofen',
        doseMcg: 50,
        durationMinutes: 30,
        response: 'partial',
      })
      .programmed(later(70), 300);
    expect(found(bolus, code)).toEqual([]);
    // 1 mL at 0.5 mL/day is gone in two days.
    const dry = running(1000)
      .filled(VISIT, 2000, 1)
      .filled(later(24 * 10));
    expect(found(dry, 'RESERVOIR_RAN_EMPTY')).toHaveLength(1);
    expect(found(dry, code)).toEqual([]);
    const pauses = running(300).event(VISIT, 'PumpReprogrammed', {
      program: {
        mode: 'periodic-bolus',
        bolusDoseMcg: 100,
        intervalMinutes: 72 * 60,
        bolusDurationMinutes: 60,
        basalDailyDoseMcg: 0,
      },
    });
    expect(found(pauses, code)).toEqual([]);
  });

  it('on a model whose minimum rate nobody knows the rotor turns all the same', () => {
    const history = new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z', { model: 'of another maker' })
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', 300)
      .event(VISIT, 'PumpReprogrammed', { program: { mode: 'minimum-rate' } })
      .programmed(later(100), 300);
    expect(found(history, code)).toEqual([]);
  });

  it('twice is two, told apart', () => {
    const history = stop(stop(running(300)).programmed(later(50), 300), later(60)).programmed(
      later(120),
      300,
    );
    const findings = found(history, code);
    expect(findings.map(({ at }) => at)).toEqual([ms(later(50)), ms(later(120))]);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });

  it('another pump is another rotor', () => {
    const history = stop(running(300))
      .event(later(50), 'PumpExplanted', { reason: 'infection' })
      .implanted(later(50))
      .filled(later(50))
      .programmed(later(50), 300);
    expect(found(history, code)).toEqual([]);
  });

  it('possible where the dates leave less than 48 hours', () => {
    // From some time on 1 February to 10:00 on the 4th: 58 to 82 hours; to the 3rd: 34 to 58.
    const stopped = (at: string) => running(300).programmed('2021-02-01', 0).programmed(at, 300);
    expect(found(stopped('2021-02-04T10:00:00Z'), code)).toMatchObject([{ confidence: 'certain' }]);
    expect(found(stopped('2021-02-03T10:00:00Z'), code)).toMatchObject([{ confidence: 'possible' }]);
  });
});

describe('PUMP_LEFT_STOPPED', () => {
  const code = 'PUMP_LEFT_STOPPED';

  it('stopped for over 48 hours and still so', () => {
    expect(found(stop(running(300)), code, later(48))).toEqual([]);
    const [one] = found(stop(running(300)), code, later(49));
    expect(one).toMatchObject({ severity: 'warning', at: ms(later(48)), eventIds: ['e6'] });
    expect(one).toMatchObject({ confidence: 'likely', settledBy: 'interrogate the pump' });
    expect(found(stop(running(300)), code, later(480))).toEqual([one]);
    expect(found(stop(running(300)).programmed(later(100), 300), code)).toEqual([]);
  });

  it('until it was taken out', () => {
    const history = (hours: number) =>
      stop(running(300)).event(later(hours), 'PumpExplanted', { reason: 'infection' });
    expect(found(history(48), code)).toEqual([]);
    expect(found(history(49), code)).toMatchObject([{ confidence: 'certain', eventIds: ['e6', 'e7'] }]);
  });

  it('a stall is not a stop', () => {
    expect(found(running(300).event(VISIT, 'MotorStallDetected'), code)).toEqual([]);
  });
});

describe('RESET_NOT_REPROGRAMMED', () => {
  const code = 'RESET_NOT_REPROGRAMMED';
  const reset = () => running(300).event(VISIT, 'PumpAlarmRaised', { alarm: 'memory-reset' });

  it('no programming within 24 hours', () => {
    expect(found(reset().programmed(later(24), 300), code)).toEqual([]);
    expect(found(reset().programmed(later(24.01), 300), code)).toMatchObject([
      { severity: 'critical', confidence: 'likely', at: ms(VISIT), eventIds: ['e6'] },
    ]);
    expect(found(reset(), code, later(23.9))).toEqual([]);
    expect(found(reset(), code, later(24))).toHaveLength(1);
  });

  it('not of a pump that was taken out, nor for another alarm', () => {
    expect(found(reset().event(later(5), 'PumpExplanted', { reason: 'defect' }), code)).toEqual([]);
    expect(found(running(300).event(VISIT, 'PumpAlarmRaised', { alarm: 'other' }), code)).toEqual([]);
  });
});

describe('MRI_NOT_FOLLOWED_BY_INTERROGATION', () => {
  const code = 'MRI_NOT_FOLLOWED_BY_INTERROGATION';
  const read = (hours: number) =>
    running(300)
      .event(VISIT, 'MriPerformed', { fieldTesla: 1.5 })
      .event(later(hours), 'PumpInterrogated', { displayed: {} });

  it('within 24 hours', () => {
    expect(found(read(24), code)).toEqual([]);
    expect(found(read(25), code)).toMatchObject([
      { severity: 'warning', confidence: 'possible', at: ms(VISIT), eventIds: ['e6'] },
    ]);
    expect(found(read(-1), code)).toHaveLength(1);
    expect(found(read(25), code, later(23))).toEqual([]);
  });

  it('without a pump there is nothing to read', () => {
    expect(found(new History().registered().event(VISIT, 'MriPerformed'), code)).toEqual([]);
  });
});

describe('PUMP_CLOCK_OFFSET', () => {
  const code = 'PUMP_CLOCK_OFFSET';
  const flex = {
    mode: 'flex',
    basalDailyDoseMcg: 100,
    boluses: [{ startTime: '08:00', doseMcg: 50, durationMinutes: 30 }],
  };
  const read = (clockOffsetMinutes: number, program: object = flex) =>
    running(300)
      .event(VISIT, 'PumpReprogrammed', { program })
      .event(later(1), 'PumpInterrogated', { displayed: {}, clockOffsetMinutes }, {}, 'read');

  it('over 5 minutes either way, in flex mode', () => {
    expect(found(read(5), code)).toEqual([]);
    expect(found(read(6), code)).toMatchObject([{ severity: 'info', eventIds: ['read', 'e6'] }]);
    expect(found(read(-60), code)[0]!.detail).toContain('60 min behind');
    expect(found(read(60, { mode: 'simple-continuous', dailyDoseMcg: 300 }), code)).toEqual([]);
  });
});

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

  it('after an end-of-service alarm at once, also of an unknown model', () => {
    const history = new History()
      .registered()
      .implanted('2010-01-01T00:00:00Z', { model: 'of another maker' })
      .filled('2021-01-20T00:00:00Z')
      .programmed('2021-01-20T00:00:00Z', 300);
    expect(found(history, code)).toEqual([]);
    history.event(VISIT, 'PumpAlarmRaised', { alarm: 'end-of-service' });
    expect(found(history, code)).toMatchObject([{ at: ms(VISIT) }]);
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

describe('CATHETER_FAULT_FOUND', () => {
  const code = 'CATHETER_FAULT_FOUND';

  it('from the last good study until the replacement', () => {
    const history = running(300)
      .event('2021-01-20T00:00:00Z', 'CatheterStudied', { method: 'x-ray', finding: 'patent' })
      .event(VISIT, 'CatheterStudied', { method: 'ct', finding: 'leak' }, {}, 'study');
    expect(found(history, code)).toMatchObject([{ severity: 'warning', at: ms(VISIT), eventIds: ['study'] }]);
    expect(found(history, code)[0]!.detail).toMatch(/ct found: leak; from 2021-01-20.* until it is replaced/);
    history.event(later(24), 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC' } });
    expect(found(history, code)[0]!.detail).toContain('until it was replaced 2021-02-02');
    // As of the day between, what is known of later changes no word.
    expect(found(history, code, later(1))[0]!.detail).toContain('until it is replaced');
    expect(found(history, code, later(-1))).toEqual([]);
  });

  it.each(['patent', 'inconclusive'])('not when it was %s', (finding) => {
    expect(found(running(300).event(VISIT, 'CatheterStudied', { method: 'ct', finding }), code)).toEqual([]);
  });
});

describe('CATHETER_OCCLUSION_POSSIBLE', () => {
  const code = 'CATHETER_OCCLUSION_POSSIBLE';
  const failed = (history = running(300)) =>
    history.event(VISIT, 'CatheterAspirated', { success: false }, {}, 'failed');

  it('an aspiration without success', () => {
    expect(found(failed(), code)).toMatchObject([
      { severity: 'warning', confidence: 'possible', at: ms(VISIT), eventIds: ['failed'] },
    ]);
    expect(found(running(300).event(VISIT, 'CatheterAspirated', { success: true }), code)).toEqual([]);
  });

  it('likely after more was found in the reservoir than expected', () => {
    // 0.15 mL/day from New Year and 0.4 mL primed: some 35 mL are left.
    const measured = (measuredVolumeMl: number) =>
      failed(
        running(300).event(
          later(-1),
          'ReservoirVolumeChecked',
          { conclusion: 'excess', measuredVolumeMl },
          {},
          'check',
        ),
      );
    expect(found(measured(39), code)).toMatchObject([
      { confidence: 'likely', eventIds: ['failed', 'check'] },
    ]);
    expect(found(measured(35), code)).toMatchObject([{ confidence: 'possible' }]);
    expect(found(measured(31), code)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('settled by what showed the same catheter open later', () => {
    const patent = (method: string) =>
      failed().event(later(2), 'CatheterStudied', { method, finding: 'patent' });
    expect(found(patent('contrast-myelography'), code)).toEqual([]);
    expect(found(patent('x-ray'), code)).toHaveLength(1);
    expect(found(failed().event(later(2), 'CatheterAspirated', { success: true }), code)).toEqual([]);
    const replaced = failed()
      .event(later(1), 'CatheterReplaced', { reason: 'occlusion', catheter: { model: '8731SC' } })
      .event(later(2), 'CatheterAspirated', { success: true });
    expect(found(replaced, code)).toHaveLength(1);
  });
});

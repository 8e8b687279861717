import { History, ms } from '../support/history.js';
import { VISIT, found, later, running } from './findings.js';

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

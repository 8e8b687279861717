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

  it('what a program starts with, faster or slower than the pump can go', () => {
    const starting = (volumeMl: number, durationMinutes: number) => ({
      ...simple(200),
      startsWith: { kind: 'bridge', volumeMl, durationMinutes },
    });
    // 0.4 mL in 24 minutes are 24 mL/day; in 12,000 minutes (200 h) 0.048.
    expect(found(program(starting(0.4, 24)), code)).toEqual([]);
    expect(found(program(starting(0.4, 23)), code)).toMatchObject([{ eventIds: ['program'] }]);
    expect(found(program(starting(0.4, 23)), code)[0]!.detail).toContain(
      'programmed to start with 25.0435 mL/day',
    );
    expect(found(program(starting(0.4, 12_000)), code)).toEqual([]);
    expect(found(program(starting(0.4, 12_001)), code)).toHaveLength(1);
    // Both faults of one program are one finding.
    const both = found(program({ ...starting(0.4, 23), dailyDoseMcg: 90 }), code);
    expect(both).toHaveLength(1);
    expect(both[0]!.detail).toMatch(/to start with 25.0435 mL\/day, programmed to 0.045 mL\/day/);
  });

  it('a bolus by the pump, be it a test or not', () => {
    const bolus = (type: 'BolusTestPerformed' | 'BolusGiven', doseMcg: number, durationMinutes: number) =>
      program(simple(200)).event(
        '2021-02-02T10:00:00Z',
        type,
        {
          purpose: type === 'BolusGiven' ? 'rescue' : 'tolerance',
          route: 'pump',
          drug: 'baclofen',
          doseMcg,
          durationMinutes,
          ...(type === 'BolusTestPerformed' && { response: 'satisfactory' }),
        },
        {},
        'bolus',
      );
    for (const type of ['BolusTestPerformed', 'BolusGiven'] as const) {
      // 100 mcg are 0.05 mL: in 3 minutes 24 mL/day, in 25 hours 0.048.
      expect(found(bolus(type, 100, 3), code)).toEqual([]);
      expect(found(bolus(type, 100, 2.9), code)).toMatchObject([
        { eventIds: ['bolus'], at: ms('2021-02-02T10:00:00Z') },
      ]);
      expect(found(bolus(type, 100, 1500), code)).toEqual([]);
      expect(found(bolus(type, 100, 1501), code)).toHaveLength(1);
    }
  });

  it('one that the patient asks for, on top of the basal rate', () => {
    const asked = (durationMinutes: number) => ({
      ...simple(200),
      patientBolus: { doseMcg: 100, durationMinutes, lockoutMinutes: 60, maxPerDay: 4 },
    });
    // 24 mL/day and 0.1 of the program; 0.05 mL in 4 minutes are 18.
    expect(found(program(asked(3)), code)).toHaveLength(1);
    expect(found(program(asked(4)), code)).toEqual([]);
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

describe('DRUG_TOO_OLD_IN_PUMP', () => {
  const code = 'DRUG_TOO_OLD_IN_PUMP';
  const ASKED = '2022-06-01T00:00:00Z';
  const after = (count: number) => new Date(ms(VISIT) + count * DAY).toISOString();
  /** 40 mL at 0.1 mL/day last 400 days. */
  const filled = (drug: string, concentrationMcgPerMl: number, more: object = {}) =>
    running(200)
      .event(
        VISIT,
        'ReservoirRefilled',
        { drug, concentrationMcgPerMl, filledVolumeMl: 40, ...more },
        {},
        'fill',
      )
      .programmed(VISIT, 0.1 * concentrationMcgPerMl);
  const refilled = (history: History, day: number) =>
    history.event(
      after(day),
      'ReservoirRefilled',
      { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40 },
      {},
      'next',
    );

  it.each([
    // A visit at a later hour of the last day is in time.
    ['baclofen', 2000, 180.9, 0],
    ['baclofen', 2000, 181, 1],
    ['lioresal', 2000, 181, 1],
    ['morphine', 10_000, 90.9, 0],
    ['morphine', 10_000, 91, 1],
    // As sold, 84 days; diluted 40.
    ['ziconotide', 25, 84.5, 0],
    ['ziconotide', 25, 85, 1],
    ['ziconotide', 10, 41, 1],
    // Of it nothing is known.
    ['of-another-kind', 2000, 350, 0],
  ])('%s of %d mcg/mL for %d days: %d', (drug, strength, count, findings) => {
    expect(
      found(refilled(filled(drug, strength), count), code, ASKED).filter(
        ({ eventIds }) => eventIds[0] === 'fill',
      ),
    ).toHaveLength(findings);
  });

  it('from when it is too old until it is filled again, or goes on', () => {
    const [one] = found(refilled(filled('baclofen', 2000), 200), code, after(201));
    expect(one).toMatchObject({
      severity: 'warning',
      confidence: 'certain',
      at: ms(after(181)),
      until: ms(after(200)),
      sites: ['reservoir'],
      eventIds: ['fill', 'next'],
    });
    expect(found(filled('baclofen', 2000), code, after(180.9))).toEqual([]);
    expect(found(filled('baclofen', 2000), code, after(181))).toMatchObject([
      { confidence: 'likely', settledBy: 'whether it was filled since' },
    ]);
  });

  it('what is mixed in is judged too', () => {
    const mixed = () =>
      filled('baclofen', 2000, { with: [{ drug: 'clonidine', concentrationMcgPerMl: 100 }] });
    expect(found(refilled(mixed(), 100), code, ASKED)[0]!.detail).toContain('clonidine');
    expect(
      found(refilled(mixed(), 90), code, ASKED).filter(({ eventIds }) => eventIds[0] === 'fill'),
    ).toEqual([]);
  });

  it('not of what was gone by then, nor of a pump that was taken out', () => {
    // 10 mL at 0.1 mL/day last 100 days.
    expect(found(refilled(filled('baclofen', 2000, { filledVolumeMl: 10 }), 200), code, after(201))).toEqual(
      [],
    );
    const out = filled('baclofen', 2000).event(after(100), 'PumpExplanted', { reason: 'infection' });
    expect(found(out, code, ASKED)).toEqual([]);
  });

  it('the first fill of a pump keeps less of what its walls take up', () => {
    const first = (fills: number) => {
      const history = new History().registered().implanted(VISIT);
      for (let number = 0; number < fills; number += 1)
        history.event(after(number * 10), 'ReservoirRefilled', {
          drug: 'ziconotide',
          concentrationMcgPerMl: 25,
          filledVolumeMl: 20,
        });
      return history.programmed(after(0), 2);
    };
    expect(found(first(1), code, after(14.9))).toEqual([]);
    expect(found(first(1), code, after(15))).toHaveLength(1);
    expect(found(first(2), code, after(60))).toEqual([]);
  });

  it('possible where the days of the fills leave less', () => {
    const dated = running(200)
      .event('2021-02', 'ReservoirRefilled', {
        drug: 'baclofen',
        concentrationMcgPerMl: 2000,
        filledVolumeMl: 40,
      })
      .filled('2021-08-10T00:00:00Z');
    expect(found(dated, code, '2021-08-11T00:00:00Z')).toMatchObject([
      { confidence: 'possible', settledBy: 'the days of both fills' },
    ]);
  });
});

import { UnknownTherapy } from '../../src/therapy/decider.js';
import { History } from '../support/history.js';
import {
  NOW,
  type Told,
  decided,
  pump,
  refill,
  continuous,
  stopped,
  priming,
  bolus,
  morphine,
  day,
  registered,
  implanted,
  filled,
  running,
} from './deciding.js';

describe('impossible is refused', () => {
  it.each<[string, History, Told, string, string]>([
    [
      'a second registration',
      registered(),
      [day('01-01'), 'TherapyRegistered'],
      'ALREADY_REGISTERED',
      '/type',
    ],
    [
      'a future date',
      running(),
      ['2026-01-01T00:00:00.001Z', 'MriPerformed'],
      'OCCURRED_IN_FUTURE',
      '/occurredAt',
    ],
    ['a future month', running(), ['2026-02', 'MriPerformed'], 'OCCURRED_IN_FUTURE', '/occurredAt'],
    [
      'a refill above the capacity',
      implanted(),
      [day('01-02'), 'ReservoirRefilled', refill(20.1)],
      'RESERVOIR_OVERFILLED',
      '/data/filledVolumeMl',
    ],
    [
      'a switch above the capacity',
      running(),
      [day('01-02'), 'DrugSwitched', { ...morphine, filledVolumeMl: 21 }],
      'RESERVOIR_OVERFILLED',
      '/data/filledVolumeMl',
    ],
    [
      'a refill without a pump',
      registered(),
      [day('01-02'), 'ReservoirRefilled', refill()],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a refill before the implant',
      implanted(),
      ['2020-12-31T08:00:00Z', 'ReservoirRefilled', refill()],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a switch without a pump',
      registered(),
      [day('01-02'), 'DrugSwitched', morphine],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a program without a pump',
      registered(),
      [day('01-02'), 'PumpReprogrammed', stopped],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a pump bolus without a pump',
      registered(),
      [day('01-02'), 'BolusTestPerformed', bolus()],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a refill after the explant',
      running().event(day('02-01'), 'PumpExplanted', { reason: 'infection' }),
      [day('02-02'), 'ReservoirRefilled', refill()],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a second implant without an explant',
      implanted(),
      [day('02-01'), 'PumpImplanted', pump],
      'PUMP_ALREADY_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a program of a pump never filled',
      implanted(),
      [day('01-02'), 'PumpReprogrammed', continuous(100)],
      'NOTHING_FILLED',
      '/data/program/mode',
    ],
    [
      'the minimum rate of a pump never filled',
      implanted(),
      [day('01-02'), 'PumpReprogrammed', { program: { mode: 'minimum-rate' } }],
      'NOTHING_FILLED',
      '/data/program/mode',
    ],
    [
      'a pump bolus of a pump never filled',
      implanted(),
      [day('01-02'), 'BolusTestPerformed', bolus()],
      'NOTHING_FILLED',
      '/data/route',
    ],
    [
      'a pump bolus without a program',
      filled(),
      [day('01-02'), 'BolusTestPerformed', bolus()],
      'NO_PROGRAM',
      '/data/route',
    ],
    [
      'a pump bolus during a startsWith',
      filled().event(day('01-02'), 'PumpReprogrammed', continuous(100, priming(20))),
      [day('01-02', '08:19:59'), 'BolusTestPerformed', bolus()],
      'STARTS_WITH_RUNNING',
      '/occurredAt',
    ],
    [
      'a pump bolus during another',
      running().event(day('01-02'), 'BolusTestPerformed', bolus()),
      [day('01-02', '08:29:59'), 'BolusTestPerformed', bolus()],
      'BOLUS_RUNNING',
      '/occurredAt',
    ],
    [
      'an interval throughout impossible',
      implanted(),
      ['2020', 'ReservoirRefilled', refill()],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
  ])('%s', (_, history, told, code, pointer) => {
    expect(decided(history, told)).toMatchObject({ code, pointer });
  });

  it('anything before the registration', () => {
    expect(() => decided(new History(), [day('01-01'), 'PumpImplanted', pump])).toThrow(UnknownTherapy);
    expect(decided(new History(), ['2021', 'TherapyRegistered'])).toBeUndefined();
  });

  it('a new pump has neither fill nor program of the old one', () => {
    const exchanged = running()
      .event(day('02-01'), 'PumpExplanted', { reason: 'end of service' })
      .event(day('02-01'), 'PumpImplanted', pump);
    expect(decided(exchanged, [day('02-01'), 'PumpReprogrammed', continuous(100)])?.code).toBe(
      'NOTHING_FILLED',
    );
    exchanged.event(day('02-01'), 'ReservoirRefilled', refill());
    expect(decided(exchanged, [day('02-02'), 'BolusTestPerformed', bolus()])?.code).toBe('NO_PROGRAM');
  });
});

describe('unwise is recorded', () => {
  const flex = {
    program: {
      mode: 'flex',
      basalDailyDoseMcg: 350,
      boluses: [{ startTime: '08:00', doseMcg: 50, durationMinutes: 600 }],
    },
  };
  it.each<[string, History, Told]>([
    ['a full reservoir', implanted(), [day('01-02'), 'ReservoirRefilled', refill(20)]],
    ['`stopped` in a pump never filled', implanted(), [day('01-02'), 'PumpReprogrammed', stopped]],
    [
      'a program of a reservoir computed dry',
      running(),
      ['2025-01-01T00:00:00Z', 'PumpReprogrammed', continuous(500)],
    ],
    [
      'a pump bolus of a reservoir computed dry',
      running(),
      ['2025-01-01T00:00:00Z', 'BolusTestPerformed', bolus()],
    ],
    [
      'a program of a stalled pump',
      running().event(day('01-02'), 'MotorStallDetected'),
      [day('01-03'), 'PumpReprogrammed', continuous(500)],
    ],
    [
      'a pump bolus of a stalled pump',
      running().event(day('01-02'), 'MotorStallDetected'),
      [day('01-03'), 'BolusTestPerformed', bolus()],
    ],
    [
      'a pump bolus of a stopped pump',
      running().event(day('01-02'), 'PumpReprogrammed', stopped),
      [day('01-03'), 'BolusTestPerformed', bolus()],
    ],
    ['a flow outside the model’s range', running(), [day('01-02'), 'PumpReprogrammed', continuous(900_000)]],
    ['a drug off label', running(), [day('01-02'), 'ReservoirRefilled', refill(18, 'ziconotide')]],
    [
      'an expired lot',
      running(),
      [
        day('01-02'),
        'ReservoirRefilled',
        { ...refill(), lots: [{ lotNumber: 'A1', expiresOn: '2019-01-01' }] },
      ],
    ],
    [
      'a switch from what the reservoir does not hold',
      running(),
      [
        day('01-02'),
        'DrugSwitched',
        { ...morphine, from: { drug: 'ziconotide', concentrationMcgPerMl: 25 } },
      ],
    ],
    [
      'a pump bolus of another drug',
      running(),
      [day('01-02'), 'BolusTestPerformed', { ...bolus(), drug: 'morphine' }],
    ],
    [
      'a pump bolus that replaces a scheduled one',
      running().event(day('01-02'), 'PumpReprogrammed', flex),
      [day('01-03', '09:00:00'), 'BolusTestPerformed', bolus()],
    ],
    [
      'a lumbar puncture bolus without a pump',
      registered(),
      [day('01-02'), 'BolusTestPerformed', bolus(30, 'lumbar-puncture')],
    ],
    [
      'a lumbar puncture bolus during a pump bolus',
      running().event(day('01-02'), 'BolusTestPerformed', bolus()),
      [day('01-02'), 'BolusTestPerformed', bolus(30, 'lumbar-puncture')],
    ],
    ['a stall without a pump', registered(), [day('01-02'), 'MotorStallDetected']],
    [
      'a second stall',
      running().event(day('01-02'), 'MotorStallDetected'),
      [day('01-03'), 'MotorStallDetected'],
    ],
    ['an explant without a pump', registered(), [day('01-02'), 'PumpExplanted', { reason: 'infection' }]],
    [
      'a replacement of a catheter that nobody recorded',
      registered(),
      [day('01-02'), 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC' } }],
    ],
    [
      'an aspiration without a catheter',
      registered(),
      [day('01-02'), 'CatheterAspirated', { success: true }],
    ],
    ['a fact of this very instant', running(), [NOW, 'MriPerformed']],
    ['a fact of this year, which is not over', running(), ['2026', 'MriPerformed']],
    [
      'a programming that ends a running pump bolus',
      running().event(day('01-02'), 'BolusTestPerformed', bolus()),
      [day('01-02', '08:10:00'), 'PumpReprogrammed', continuous(50)],
    ],
    [
      'a pump bolus at the very end of another',
      running().event(day('01-02'), 'BolusTestPerformed', bolus()),
      [day('01-02', '08:30:00'), 'BolusTestPerformed', bolus()],
    ],
    [
      'a pump bolus at the very end of a startsWith',
      filled().event(day('01-02'), 'PumpReprogrammed', continuous(100, priming(20))),
      [day('01-02', '08:20:00'), 'BolusTestPerformed', bolus()],
    ],
    [
      'a pump bolus up to the very start of another',
      running().event(day('01-02'), 'BolusTestPerformed', bolus()),
      [day('01-02', '07:30:00'), 'BolusTestPerformed', bolus()],
    ],
    ['an interval that begins before the implant', implanted(), ['2021', 'ReservoirRefilled', refill()]],
    [
      'a day on which a pump bolus ran already',
      running().event(day('01-02', '00:00:00'), 'BolusTestPerformed', bolus()),
      ['2021-01-02', 'BolusTestPerformed', bolus()],
    ],
  ])('%s', (_, history, told) => {
    expect(decided(history, told)).toBeUndefined();
  });
});

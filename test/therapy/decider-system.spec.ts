import type { History } from '../support/history.js';
import {
  type Told,
  bolus,
  byPort,
  byPump,
  continuous,
  day,
  decided,
  filled,
  given,
  implanted,
  priming,
  pump,
  refill,
  registered,
  running,
  stopped,
  takenOver,
} from './deciding.js';

const replaced = { reason: 'end of service', pump };
const catheter = { model: '8731SC' };
const segment = { reason: 'kink', segment: 'pump-end' };
const explanted = { reason: 'infection' };

describe('a pump replaced, a reservoir emptied, a bolus given', () => {
  it.each<[string, History, Told, string, string]>([
    [
      'a replacement of no pump',
      registered(),
      [day('01-02'), 'PumpReplaced', replaced],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'the emptying of no pump',
      registered(),
      [day('01-02'), 'ReservoirEmptied'],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a bolus by no pump',
      registered(),
      [day('01-02'), 'BolusGiven', byPump],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'a bolus by a pump never filled',
      implanted(),
      [day('01-02'), 'BolusGiven', byPump],
      'NOTHING_FILLED',
      '/data/route',
    ],
    [
      'a bolus by a pump without a program',
      filled(),
      [day('01-02'), 'BolusGiven', byPump],
      'NO_PROGRAM',
      '/data/route',
    ],
    [
      'a bolus during a startsWith',
      filled().event(day('01-02'), 'PumpReprogrammed', continuous(100, priming(20))),
      [day('01-02', '08:19:59'), 'BolusGiven', byPump],
      'STARTS_WITH_RUNNING',
      '/occurredAt',
    ],
    [
      'a bolus during a bolus test',
      running().event(day('01-02'), 'BolusTestPerformed', bolus()),
      [day('01-02', '08:29:59'), 'BolusGiven', byPump],
      'BOLUS_RUNNING',
      '/occurredAt',
    ],
    [
      'a bolus test during a bolus',
      running().event(day('01-02'), 'BolusGiven', byPump),
      [day('01-02', '08:29:59'), 'BolusTestPerformed', bolus()],
      'BOLUS_RUNNING',
      '/occurredAt',
    ],
    [
      'a fill above the new pump’s capacity',
      running().event(day('01-02'), 'PumpReplaced', {
        ...replaced,
        pump: { ...pump, reservoirCapacityMl: 10 },
      }),
      [day('01-03'), 'ReservoirRefilled', refill(18)],
      'RESERVOIR_OVERFILLED',
      '/data/filledVolumeMl',
    ],
    [
      'a program of the new pump before it was filled',
      running().event(day('01-02'), 'PumpReplaced', replaced),
      [day('01-03'), 'PumpReprogrammed', continuous(100)],
      'NOTHING_FILLED',
      '/data/program/mode',
    ],
    [
      'a second implant after a replacement',
      running().event(day('01-02'), 'PumpReplaced', replaced),
      [day('01-03'), 'PumpImplanted', pump],
      'PUMP_ALREADY_IN_PLACE',
      '/occurredAt',
    ],
  ])('%s is refused', (_, history, told, code, pointer) => {
    expect(decided(history, told)).toMatchObject({ code, pointer });
  });

  it.each<[string, History, Told]>([
    ['a replacement', running(), [day('01-02'), 'PumpReplaced', replaced]],
    ['an emptying', running(), [day('01-02'), 'ReservoirEmptied', { aspiratedVolumeMl: 3 }]],
    ['an emptying of a pump never filled', implanted(), [day('01-02'), 'ReservoirEmptied']],
    [
      'a program of a pump that was emptied: something was filled into it once',
      running().event(day('01-02'), 'ReservoirEmptied'),
      [day('01-03'), 'PumpReprogrammed', continuous(100)],
    ],
    ['a bolus by the pump', running(), [day('01-02'), 'BolusGiven', byPump]],
    [
      'a bolus at the end of a bolus',
      running().event(day('01-02'), 'BolusGiven', byPump),
      [day('01-02', '08:30:00'), 'BolusGiven', byPump],
    ],
    ...['lumbar-puncture', 'temporary-catheter', 'pocket'].map((route): [string, History, Told] => [
      `a bolus by ${route} without a pump`,
      registered(),
      [day('01-02'), 'BolusGiven', given(route)],
    ]),
    ['a bolus by the port without a pump', registered(), [day('01-02'), 'BolusGiven', byPort]],
    ['a revision of no catheter on record', registered(), [day('01-02'), 'CatheterRevised', segment]],
    [
      'a volume measured in no pump',
      registered(),
      [day('01-02'), 'ReservoirVolumeChecked', { measuredVolumeMl: 60, conclusion: 'excess' }],
    ],
  ])('%s is recorded', (_, history, told) => {
    expect(decided(history, told)).toBeUndefined();
  });
});

describe('an explant and an implant of one stated date', () => {
  const old = { ...pump, reservoirCapacityMl: 20 };
  const next = { ...pump, reservoirCapacityMl: 40 };
  /** The new pump holds more than the old one. */
  const isNewPump = (history: History) =>
    decided(history, ['2021-03-11', 'ReservoirRefilled', refill(39)]) === undefined;

  it.each(['2021-03-10', '2021-03', '2021-03-10T09:00:00Z'])('%s: either may be recorded first', (date) => {
    const explantFirst = registered()
      .event(day('01-01'), 'PumpImplanted', old)
      .event(date, 'PumpExplanted', explanted)
      .event(date, 'PumpImplanted', next);
    const implantFirst = registered().event(date, 'PumpImplanted', next);
    expect(decided(implantFirst, [date, 'PumpExplanted', explanted])).toBeUndefined();
    implantFirst.event(date, 'PumpExplanted', explanted);
    expect(decided(implantFirst, [day('01-01'), 'PumpImplanted', old])).toBeUndefined();
    implantFirst.event(day('01-01'), 'PumpImplanted', old);
    expect([explantFirst, implantFirst].map(isNewPump)).toEqual([true, true]);
  });

  it('of two dates the implant needs the explant before it', () => {
    const history = registered().event('2021-03-10', 'PumpImplanted', next);
    history.event('2021-03-11', 'PumpExplanted', explanted);
    expect(decided(history, [day('01-01'), 'PumpImplanted', old])?.code).toBe('PUMP_ALREADY_IN_PLACE');
  });
});

describe('a take-over', () => {
  it.each<[string, History, Told, string, string]>([
    [
      'holds no more than the pump can',
      registered(),
      [day('01-02'), 'TherapyTakenOver', takenOver({}, { volumeMl: 20.1 })],
      'RESERVOIR_OVERFILLED',
      '/data/reservoir/volumeMl',
    ],
    [
      'is none of a pump in place',
      running(),
      [day('01-02'), 'TherapyTakenOver', takenOver()],
      'PUMP_ALREADY_IN_PLACE',
      '/occurredAt',
    ],
    [
      'is no second one',
      registered().event(day('01-02'), 'TherapyTakenOver', takenOver()),
      [day('01-03'), 'TherapyTakenOver', takenOver()],
      'PUMP_ALREADY_IN_PLACE',
      '/occurredAt',
    ],
    [
      'has no implant before it',
      registered().event(day('01-02'), 'TherapyTakenOver', takenOver(), {}, 'over'),
      [day('01-01'), 'PumpImplanted', pump],
      'PUMP_ALREADY_IN_PLACE',
      '/occurredAt',
    ],
    [
      'has no fill before it',
      registered().event(day('01-02'), 'TherapyTakenOver', takenOver()),
      [day('01-01'), 'ReservoirRefilled', refill()],
      'NO_PUMP_IN_PLACE',
      '/occurredAt',
    ],
    [
      'is none of a therapy that went on after it was said to have ended',
      running()
        .event(day('02-01'), 'TherapyEnded', { reason: 'transferred' })
        .event(day('02-02'), 'ReservoirRefilled', refill()),
      [day('03-01'), 'TherapyTakenOver', takenOver()],
      'PUMP_ALREADY_IN_PLACE',
      '/occurredAt',
    ],
  ])('%s', (_, history, told, code, pointer) => {
    expect(decided(history, told)).toMatchObject({ code, pointer });
  });

  const BEFORE: readonly (readonly [Told[1], object])[] = [
    ['CatheterImplanted', catheter],
    ['CatheterReplaced', { reason: 'leak', catheter }],
    ['CatheterRevised', segment],
    ['CatheterAspirated', { success: true }],
    ['CatheterStudied', { method: 'contrast-myelography', finding: 'patent' }],
    ['CatheterStudied', { method: 'x-ray', finding: 'patent', contrastVolumeMl: 1 }],
    ['BolusGiven', byPort],
  ];

  it.each(BEFORE)('has no %s before it since the last explant, whichever is recorded first', (type, data) => {
    const first = registered().event(day('01-01'), type, data, {}, 'one');
    expect(decided(first, [day('01-02'), 'TherapyTakenOver', takenOver()])).toMatchObject({
      code: 'RECORDED_BEFORE_TAKE_OVER',
      pointer: '/occurredAt',
      message: `${type} one acts before it: a take-over is the opening balance, with nothing of this system before it`,
    });
    const second = registered().event(day('01-02'), 'TherapyTakenOver', takenOver(), {}, 'over');
    const refusal = decided(second, [day('01-01'), type, data, 'one']);
    expect(refusal).toMatchObject({ code: 'RECORDED_BEFORE_TAKE_OVER', pointer: '/occurredAt' });
    expect(refusal?.message).toMatch(
      new RegExp(`TherapyTakenOver over of 2021-01-02.*${type} one acts before it`),
    );
    expect(decided(second, [day('01-03'), type, data])).toBeUndefined();

    first.event(day('01-01', '09:00:00'), 'PumpExplanted', explanted);
    expect(decided(first, [day('01-02'), 'TherapyTakenOver', takenOver()])).toBeUndefined();
  });

  it.each<[string, History, Told[0]]>([
    ['where nothing is on record', registered(), day('01-02')],
    ['after an explant', running().event(day('02-01'), 'PumpExplanted', explanted), day('02-02')],
    [
      'after the end of the therapy',
      running().event(day('02-01'), 'TherapyEnded', { reason: 'other' }),
      day('02-02'),
    ],
    [
      'where what followed the end opened nothing',
      running()
        .event(day('02-01'), 'TherapyEnded', { reason: 'transferred' })
        .event(day('02-02'), 'ReservoirEmptied')
        .event(day('02-02'), 'PumpReprogrammed', stopped)
        .event(day('02-02'), 'PumpInterrogated')
        .event(day('02-02'), 'PumpAlarmRaised', { alarm: 'other' })
        .event(day('02-02'), 'ReservoirVolumeChecked', { measuredVolumeMl: 1, conclusion: 'as-expected' }),
      day('03-01'),
    ],
    [
      'behind what moves nothing',
      registered()
        .event(day('01-01'), 'CatheterStudied', { method: 'mri', finding: 'patent' })
        .event(day('01-01'), 'CatheterAspirated', { success: false })
        .event(day('01-01'), 'BolusGiven', given('lumbar-puncture'))
        .event(day('01-01'), 'MriPerformed'),
      day('01-02'),
    ],
    ['at a capacity just reached', registered(), day('01-02')],
  ])('is recorded %s', (_, history, when) => {
    expect(decided(history, [when, 'TherapyTakenOver', takenOver({}, { volumeMl: 20 })])).toBeUndefined();
  });

  it('is a pump that is filled and has a program', () => {
    const history = registered().event(day('01-02'), 'TherapyTakenOver', takenOver());
    expect(decided(history, [day('01-03'), 'BolusTestPerformed', bolus()])).toBeUndefined();
    expect(decided(history, [day('01-03'), 'PumpReprogrammed', continuous(50)])).toBeUndefined();
    expect(decided(history, [day('01-03'), 'ReservoirRefilled', refill(21)])?.code).toBe(
      'RESERVOIR_OVERFILLED',
    );
    expect(decided(history, [day('01-03'), 'PumpImplanted', pump])?.code).toBe('PUMP_ALREADY_IN_PLACE');
  });

  it('that was voided stands in nobody’s way', () => {
    const history = registered().event(day('01-02'), 'TherapyTakenOver', takenOver(), {}, 'over');
    history.event(day('01-04'), 'EventVoided', { voids: 'over', reason: 'slip' });
    expect(decided(history, [day('01-01'), 'CatheterImplanted', catheter])).toBeUndefined();
  });
});

it('an end needs nothing, and is recorded twice', () => {
  expect(decided(registered(), [day('01-02'), 'TherapyEnded', { reason: 'death' }])).toBeUndefined();
  const ended = running().event(day('02-01'), 'TherapyEnded', { reason: 'lost-to-follow-up' });
  expect(decided(ended, [day('02-02'), 'TherapyEnded', { reason: 'death' }])).toBeUndefined();
  expect(decided(ended, [day('02-02'), 'PumpImplanted', pump])?.code).toBe('PUMP_ALREADY_IN_PLACE');
  expect(decided(ended, [day('02-02'), 'PumpReprogrammed', continuous(50)])).toBeUndefined();
});

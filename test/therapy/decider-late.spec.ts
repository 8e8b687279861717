import { frontierOf } from '../../src/therapy/decider.js';
import type { RecordableName } from '../../src/therapy/events/index.js';
import {
  type When,
  type Told,
  decided,
  pump,
  refill,
  continuous,
  priming,
  bolus,
  day,
  implanted,
  running,
} from './deciding.js';

describe('late entries', () => {
  it('are judged in their place', () => {
    const explanted = running().event(day('02-01'), 'PumpExplanted', { reason: 'infection' });
    expect(decided(explanted, [day('01-15'), 'ReservoirRefilled', refill()])).toBeUndefined();
    expect(decided(explanted, [day('01-15'), 'ReservoirRefilled', refill(21)])?.code).toBe(
      'RESERVOIR_OVERFILLED',
    );
    expect(decided(explanted, [day('01-15'), 'BolusTestPerformed', bolus()])).toBeUndefined();
  });

  it('one that makes a recorded fact impossible is refused, and says which', () => {
    const history = running().event(day('01-02'), 'BolusTestPerformed', bolus(), {}, 'bolus');
    const late = decided(history, [day('01-02', '07:45:00'), 'BolusTestPerformed', bolus()]);
    expect(late).toMatchObject({ code: 'BOLUS_RUNNING', pointer: '/occurredAt' });
    expect(late!.detail).toContain('bolus of 2021-01-02');
    const startsWith = continuous(100, priming(60));
    expect(decided(history, [day('01-02', '07:30:00'), 'PumpReprogrammed', startsWith])?.code).toBe(
      'STARTS_WITH_RUNNING',
    );
    expect(decided(history, [day('01-02', '06:30:00'), 'PumpReprogrammed', startsWith])).toBeUndefined();
  });

  it('an implant before the recorded one needs the explant first', () => {
    expect(decided(running(), ['2015-01-01T08:00:00Z', 'PumpImplanted', pump])?.code).toBe(
      'PUMP_ALREADY_IN_PLACE',
    );
  });

  it('a pump exchange that nobody recorded in time: explant, then implant, fill and program', () => {
    const history = running()
      .event(day('06-01'), 'ReservoirRefilled', refill(), {}, 'second')
      .event(day('06-01'), 'PumpReprogrammed', continuous(200), {}, 'second program');
    const late: Told[] = [
      [day('03-01'), 'PumpExplanted', { reason: 'end of service' }, 'explant'],
      [day('03-01'), 'PumpImplanted', pump, 'implant'],
      [day('03-01'), 'ReservoirRefilled', refill(), 'refill'],
      [day('03-01'), 'PumpReprogrammed', continuous(100), 'reprogram'],
    ];
    for (const told of late) {
      expect(decided(history, told)).toBeUndefined();
      history.event(told[0], told[1], told[2], {}, told[3]);
    }
    expect(frontierOf(history.events).kind).toBe('settled');
  });

  it('meanwhile a later fact without a pump is still refused', () => {
    const history = running()
      .event(day('06-01'), 'ReservoirRefilled', refill())
      .event(day('03-01'), 'PumpExplanted', { reason: 'end of service' });
    expect(decided(history, [day('07-01'), 'ReservoirRefilled', refill()])?.code).toBe('NO_PUMP_IN_PLACE');
    expect(decided(history, [day('07-01'), 'MriPerformed'])).toBeUndefined();
  });
});

describe('corrections and voids', () => {
  const correct = (corrects: string, type: RecordableName, occurredAt: When, data: object): Told => [
    day('12-01'),
    'EventCorrected',
    { corrects, reason: 'slip', replacement: { type, occurredAt, data } },
  ];
  const makeVoid = (voids: string): Told => [day('12-01'), 'EventVoided', { voids, reason: 'slip' }];

  it('of what is not recorded', () => {
    expect(decided(running(), makeVoid('nothing'))).toMatchObject({
      code: 'UNKNOWN_EVENT',
      pointer: '/data/voids',
    });
    expect(decided(running(), correct('nothing', 'MriPerformed', '2021', {}))).toMatchObject({
      code: 'UNKNOWN_EVENT',
      pointer: '/data/corrects',
    });
  });

  it('the registration can be corrected by a registration only, and not voided', () => {
    expect(decided(running(), makeVoid('e1'))?.code).toBe('REGISTRATION_NOT_VOIDABLE');
    expect(decided(running(), correct('e1', 'MriPerformed', '2021', {}))?.code).toBe(
      'REGISTRATION_NOT_REPLACEABLE',
    );
    expect(decided(running(), correct('fill', 'TherapyRegistered', '2021', {}))?.code).toBe(
      'REGISTRATION_NOT_REPLACEABLE',
    );
    expect(decided(running(), correct('e1', 'TherapyRegistered', '2020', {}))).toBeUndefined();
  });

  it('a replacement that is impossible, or lies in the future', () => {
    expect(decided(running(), correct('fill', 'ReservoirRefilled', day('01-01'), refill(21)))).toMatchObject({
      code: 'RESERVOIR_OVERFILLED',
      pointer: '/data/replacement/data/filledVolumeMl',
    });
    expect(decided(running(), correct('fill', 'ReservoirRefilled', '2030', refill()))).toMatchObject({
      code: 'OCCURRED_IN_FUTURE',
      pointer: '/data/replacement/occurredAt',
    });
    expect(
      decided(running(), correct('fill', 'ReservoirRefilled', day('01-01'), refill(19))),
    ).toBeUndefined();
  });

  it.each<[string, Told, string]>([
    ['voiding the implant', makeVoid('pump'), 'NO_PUMP_IN_PLACE'],
    ['voiding the only fill', makeVoid('fill'), 'NOTHING_FILLED'],
    [
      'moving the implant behind the fill',
      correct('pump', 'PumpImplanted', day('01-02'), pump),
      'NO_PUMP_IN_PLACE',
    ],
    [
      'a smaller reservoir',
      correct('pump', 'PumpImplanted', day('01-01'), { ...pump, reservoirCapacityMl: 10 }),
      'RESERVOIR_OVERFILLED',
    ],
    ['another type', correct('fill', 'MriPerformed', day('01-01'), {}), 'NOTHING_FILLED'],
  ])('%s would make another fact impossible', (_, told, code) => {
    expect(decided(running(), told)?.code).toBe(code);
  });

  it('voiding the program that no bolus needs is recorded; the one that a bolus needs is not', () => {
    expect(decided(running(), makeVoid('program'))).toBeUndefined();
    const tested = running().event(day('01-02'), 'BolusTestPerformed', bolus());
    expect(decided(tested, makeVoid('program'))?.code).toBe('NO_PROGRAM');
  });

  it('voiding a correction or a void brings back what must be possible still', () => {
    const history = running().event(...(makeVoid('program') as [string, RecordableName, object]), {}, 'void');
    history.event(day('03-01'), 'PumpExplanted', { reason: 'infection' });
    expect(decided(history, makeVoid('void'))).toBeUndefined();
    const corrected = implanted()
      .event(day('01-01'), 'ReservoirRefilled', refill(15), {}, 'fill')
      .event(
        ...(correct('pump', 'PumpImplanted', day('01-01'), { ...pump, reservoirCapacityMl: 40 }) as [
          string,
          RecordableName,
          object,
        ]),
        {},
        'larger',
      )
      .event(day('02-01'), 'ReservoirRefilled', refill(38));
    expect(decided(corrected, makeVoid('larger'))?.code).toBe('RESERVOIR_OVERFILLED');
  });

  it('a void has nothing to correct', () => {
    const history = running().event(...(makeVoid('program') as [string, RecordableName, object]), {}, 'void');
    expect(decided(history, correct('void', 'MriPerformed', '2021', {}))?.code).toBe('NOT_CORRECTABLE');
  });
});

import { readContent } from '../../src/therapy/content.js';
import { type Json, body, programs } from './samples.js';

const errors = (program: unknown) => {
  const read = readContent(
    { ...body('PumpReprogrammed'), data: { program } },
    { defaultSourceKind: 'manual' },
  );
  return read.ok ? [] : read.errors;
};
const pointers = (program: unknown) => errors(program).map(({ pointer }) => pointer);
const flex = (...boluses: (readonly [string, number])[]) => ({
  mode: 'flex',
  basalDailyDoseMcg: 10,
  boluses: boluses.map(([startTime, durationMinutes]) => ({ startTime, doseMcg: 5, durationMinutes })),
});
const periodic = (change: Json) => {
  const { program } = programs['periodic-bolus']!['data'] as { program: Json };
  return { ...program, ...change };
};

test('an unknown mode is refused with what is accepted', () => {
  for (const mode of ['single-bolus', 'constructor', '__proto__', 1, null, undefined])
    expect(errors({ mode })).toEqual([
      {
        pointer: '/data/program/mode',
        detail:
          'must be one of simple-continuous, periodic-bolus, flex, constant-flow, minimum-rate, stopped',
      },
    ]);
});

test('a program has only the properties of its mode', () => {
  expect(pointers({ mode: 'stopped', dailyDoseMcg: 0 })).toEqual(['/data/program/dailyDoseMcg']);
});

describe('flex', () => {
  test('boluses that touch do not overlap, also past midnight', () => {
    expect(pointers(flex(['08:00', 60], ['09:00', 60]))).toEqual([]);
    expect(pointers(flex(['23:30', 60], ['00:30', 60]))).toEqual([]);
    expect(pointers(flex(['12:00', 1440]))).toEqual([]);
  });

  test('boluses that overlap are refused, also past midnight and with themselves', () => {
    const at = ['/data/program/boluses'];
    expect(pointers(flex(['08:00', 61], ['09:00', 60]))).toEqual(at);
    expect(pointers(flex(['09:00', 60], ['08:00', 61]))).toEqual(at);
    expect(pointers(flex(['23:30', 60.5], ['00:30', 60]))).toEqual(at);
    expect(pointers(flex(['08:00', 1], ['08:00', 1]))).toEqual(at);
    expect(pointers(flex(['12:00', 1441]))).toEqual(at);
  });

  test('has at most 13 boluses at times that exist', () => {
    const hourly = (count: number) =>
      Array.from({ length: count }, (_, hour) => [`${String(hour).padStart(2, '0')}:00`, 10] as const);
    expect(pointers(flex(...hourly(13)))).toEqual([]);
    expect(pointers(flex(...hourly(14)))).toEqual(['/data/program/boluses']);
    for (const time of ['24:00', '7:00', '12:60', '12:00:00', '-1:00'])
      expect(pointers(flex([time, 10]))).toEqual(['/data/program/boluses/0/startTime']);
    expect(pointers({ mode: 'flex', basalDailyDoseMcg: 0, boluses: [null, [], 3] })).toEqual([
      '/data/program/boluses/0',
      '/data/program/boluses/1',
      '/data/program/boluses/2',
    ]);
  });

  test('its day stays within the largest daily dose', () => {
    const bolus = { startTime: '08:00', doseMcg: 100_000, durationMinutes: 10 };
    const day = (basalDailyDoseMcg: number, ...weekdays: string[][]) => ({
      mode: 'flex',
      basalDailyDoseMcg,
      boluses: weekdays.length > 0 ? weekdays.map((days) => ({ ...bolus, weekdays: days })) : [bolus],
    });
    expect(pointers(day(900_000))).toEqual([]);
    expect(pointers(day(900_001))).toEqual(['/data/program/boluses']);
    expect(pointers(day(900_000, ['mon'], ['tue', 'sun']))).toEqual([]);
    expect(pointers(day(900_001, ['sun']))).toEqual(['/data/program/boluses']);
  });

  describe('by weekday', () => {
    const at = ['/data/program/boluses'];
    const weekly = (...boluses: (readonly [string, number, ...string[]])[]) => ({
      mode: 'flex',
      basalDailyDoseMcg: 10,
      boluses: boluses.map(([startTime, durationMinutes, ...weekdays]) => ({
        startTime,
        doseMcg: 5,
        durationMinutes,
        ...(weekdays.length > 0 && { weekdays }),
      })),
    });

    test('boluses of other days do not overlap, but past midnight', () => {
      expect(pointers(weekly(['08:00', 60, 'mon'], ['08:00', 60, 'tue']))).toEqual([]);
      expect(pointers(weekly(['08:00', 60, 'mon', 'tue'], ['08:30', 60, 'tue']))).toEqual(at);
      expect(pointers(weekly(['23:30', 60, 'mon'], ['00:30', 60, 'tue']))).toEqual([]);
      expect(pointers(weekly(['23:30', 61, 'mon'], ['00:30', 60, 'tue']))).toEqual(at);
      expect(pointers(weekly(['23:30', 61, 'tue'], ['00:30', 60, 'tue']))).toEqual([]);
      expect(pointers(weekly(['23:30', 61, 'sat'], ['00:30', 60, 'sun']))).toEqual(at);
      expect(pointers(weekly(['23:30', 61, 'sun'], ['00:30', 60, 'mon']))).toEqual(at);
      expect(pointers(weekly(['23:30', 61, 'sun'], ['00:30', 60]))).toEqual(at);
    });

    test('a bolus lasts at most until it begins again', () => {
      expect(pointers(weekly(['12:00', 7 * 1440, 'wed']))).toEqual([]);
      expect(pointers(weekly(['12:00', 7 * 1440 + 1, 'wed']))).toEqual(at);
      expect(pointers(weekly(['12:00', 2 * 1440, 'mon', 'wed']))).toEqual([]);
      expect(pointers(weekly(['12:00', 2 * 1440 + 1, 'mon', 'wed']))).toEqual(at);
    });

    test('at most 13 fall on one day, by the day on which they begin', () => {
      const hourly = (count: number, ...weekdays: string[]) =>
        Array.from(
          { length: count },
          (_, hour) => [`${String(hour).padStart(2, '0')}:00`, 10, ...weekdays] as const,
        );
      const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
      const full = days.flatMap((one) => hourly(13, one));
      expect(pointers(weekly(...full))).toEqual([]);
      expect(pointers(weekly(...full.slice(0, -1), ['20:00', 300, 'sun']))).toEqual(at);
      expect(pointers(weekly(...full.slice(0, -1), ['20:00', 240, 'sun']))).toEqual([]);
      expect(pointers(weekly(...hourly(13, 'mon'), ['20:00', 10]))).toEqual(at);
      expect(pointers(weekly(...hourly(13, 'mon'), ['20:00', 10, 'tue']))).toEqual([]);
    });

    test('names at least one day, and none twice', () => {
      const named = (...weekdays: unknown[]) => {
        const program = weekly(['08:00', 60]);
        return errors({ ...program, boluses: [{ ...program.boluses[0], weekdays }] });
      };
      expect(named('mon', 'sun')).toEqual([]);
      for (const wrong of [[], ['mon', 'mon']])
        expect(named(...wrong)).toEqual([
          {
            pointer: '/data/program/boluses/0/weekdays',
            detail: 'must name at least one day, and none twice',
          },
        ]);
      expect(named('monday')[0]?.detail).toBe(
        'must be a list of at most 7 of mon, tue, wed, thu, fri, sat, sun',
      );
    });
  });

  test('has no bolus of its own only where the patient may ask for some', () => {
    const patientBolus = { doseMcg: 10, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 6 };
    const none = { mode: 'flex', basalDailyDoseMcg: 10, boluses: [] };
    expect(errors(none)).toEqual([
      {
        pointer: '/data/program/boluses',
        detail: 'must have at least one bolus, but where there is a patientBolus',
      },
    ]);
    expect(errors({ ...none, patientBolus })).toEqual([]);
  });
});

test('a patient may ask for boluses in every mode that moves something of its own', () => {
  const patientBolus = { doseMcg: 10, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 6 };
  for (const mode of ['periodic-bolus', 'flex', 'constant-flow'])
    expect(pointers({ ...(programs[mode]!['data'] as { program: Json }).program, patientBolus })).toEqual([]);
  expect(pointers({ mode: 'simple-continuous', dailyDoseMcg: 100, patientBolus })).toEqual([]);
  for (const mode of ['minimum-rate', 'stopped'])
    expect(pointers({ mode, patientBolus })).toEqual(['/data/program/patientBolus']);
  for (const maxPerDay of [0, 1.5, 1441])
    expect(
      pointers({ mode: 'simple-continuous', dailyDoseMcg: 1, patientBolus: { ...patientBolus, maxPerDay } }),
    ).toEqual(['/data/program/patientBolus/maxPerDay']);
});

test('an even flow is at most 100 mL a day', () => {
  const flow = (flowMlPerDay: number) => pointers({ mode: 'constant-flow', flowMlPerDay });
  expect([1e-6, 0.5, 100].flatMap(flow)).toEqual([]);
  for (const refused of [0, -1, 100.001]) expect(flow(refused)).toEqual(['/data/program/flowMlPerDay']);
});

describe('periodic bolus', () => {
  test('a bolus lasts no longer than the interval', () => {
    expect(pointers(periodic({ bolusDurationMinutes: 240 }))).toEqual([]);
    expect(pointers(periodic({ bolusDurationMinutes: 240.1 }))).toEqual([
      '/data/program/bolusDurationMinutes',
    ]);
  });

  test('its day stays within the largest daily dose', () => {
    expect(pointers(periodic({ bolusDoseMcg: 100_000, intervalMinutes: 144 }))).toEqual([]);
    expect(pointers(periodic({ bolusDoseMcg: 100_000, intervalMinutes: 143 }))).toEqual([
      '/data/program/bolusDoseMcg',
    ]);
  });
});

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
        detail: 'must be one of simple-continuous, periodic-bolus, flex, minimum-rate, stopped',
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
    const day = (basalDailyDoseMcg: number) => ({ mode: 'flex', basalDailyDoseMcg, boluses: [bolus] });
    expect(pointers(day(900_000))).toEqual([]);
    expect(pointers(day(900_001))).toEqual(['/data/program/boluses']);
  });
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

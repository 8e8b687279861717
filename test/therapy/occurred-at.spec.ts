import {
  isCalendarDate,
  isPartialDate,
  lastDayOf,
  readOccurredAt,
  utcOffsetMinutes,
} from '../../src/therapy/occurred-at.js';

const read = (value: unknown) => {
  const result = readOccurredAt(value);
  return result.ok ? [result.value.earliest, result.value.latest, result.value.precision] : undefined;
};
const errors = (value: unknown) => {
  const result = readOccurredAt(value);
  return result.ok ? [] : result.errors.map(({ pointer }) => pointer);
};

test.each([
  ['2021-03-10T09:00:00+01:00', '2021-03-10T08:00:00.000Z'],
  ['2021-03-10T09:00:00Z', '2021-03-10T09:00:00.000Z'],
  ['2021-03-10t09:00:00z', '2021-03-10T09:00:00.000Z'],
  ['2021-03-10T09:00:00.5-05:30', '2021-03-10T14:30:00.500Z'],
  ['2021-03-10T09:00:00.123456789+00:00', '2021-03-10T09:00:00.123Z'],
  ['2021-03-10T09:00:00.9999Z', '2021-03-10T09:00:00.999Z'],
  ['2021-12-31T23:30:00-01:00', '2022-01-01T00:30:00.000Z'],
  ['2024-02-29T12:00:00Z', '2024-02-29T12:00:00.000Z'],
  ['2021-03-10T09:00:00-00:00', '2021-03-10T09:00:00.000Z'],
  ['2021-03-10T00:30:00+23:59', '2021-03-09T00:31:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
])('the instant %s', (stated, utc) => {
  expect(readOccurredAt(stated)).toEqual({
    ok: true,
    value: { stated, earliest: utc, latest: utc, precision: 'instant' },
  });
});

test.each([
  ['2021', '2021-01-01T00:00:00.000Z', '2021-12-31T23:59:59.999Z', 'year'],
  ['1900', '1900-01-01T00:00:00.000Z', '1900-12-31T23:59:59.999Z', 'year'],
  ['9999', '9999-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', 'year'],
  ['2021-03', '2021-03-01T00:00:00.000Z', '2021-03-31T23:59:59.999Z', 'month'],
  ['2021-04', '2021-04-01T00:00:00.000Z', '2021-04-30T23:59:59.999Z', 'month'],
  ['2021-02', '2021-02-01T00:00:00.000Z', '2021-02-28T23:59:59.999Z', 'month'],
  ['2024-02', '2024-02-01T00:00:00.000Z', '2024-02-29T23:59:59.999Z', 'month'],
  ['2000-02', '2000-02-01T00:00:00.000Z', '2000-02-29T23:59:59.999Z', 'month'],
  ['2100-02', '2100-02-01T00:00:00.000Z', '2100-02-28T23:59:59.999Z', 'month'],
  ['2021-12', '2021-12-01T00:00:00.000Z', '2021-12-31T23:59:59.999Z', 'month'],
  ['2021-03-10', '2021-03-10T00:00:00.000Z', '2021-03-10T23:59:59.999Z', 'day'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-02-29T23:59:59.999Z', 'day'],
  ['2021-12-31', '2021-12-31T00:00:00.000Z', '2021-12-31T23:59:59.999Z', 'day'],
])('the partial date %s', (stated, earliest, latest, precision) => {
  expect(readOccurredAt(stated)).toEqual({ ok: true, value: { stated, earliest, latest, precision } });
});

test.each([
  '2021-02-30',
  '2021-02-29',
  '2100-02-29',
  '2021-04-31',
  '2021-13',
  '2021-00',
  '2021-01-00',
  '2021-1-1',
  '1899',
  '1899-12-31T23:59:59Z',
  '0000',
  '10000',
  '+2021-01-01',
  '2021-03-10T25:61:00Z',
  '2021-03-10T24:00:00Z',
  '2021-03-10T09:60:00Z',
  '2021-03-10T09:00:60Z',
  '2021-03-10T09:00:00',
  '2021-03-10T09:00Z',
  '2021-03-10 09:00:00Z',
  '2021-03-10T09:00:00.Z',
  '2021-03-10T09:00:00.1234567890Z',
  '2021-03-10T09:00:00+0100',
  '2021-03-10T09:00:00+24:00',
  '2021-03-10T09:00:00+01:60',
  '2021-02-29T09:00:00Z',
  '1900-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59-00:01',
  ' 2021',
  '2021\n',
  '',
  2021,
  null,
  undefined,
  true,
  [],
  ['2021'],
])('%p is refused with what is accepted', (value) => {
  const result = readOccurredAt(value);
  expect(result.ok ? [] : result.errors).toEqual([
    { pointer: '/occurredAt', detail: expect.stringContaining('RFC 3339') as string },
  ]);
});

describe('intervals', () => {
  test('reach from the first millisecond of one end to the last of the other', () => {
    const stated = { earliest: '2021-03', latest: '2021-05-02T10:00:00+02:00' };
    expect(readOccurredAt(stated)).toEqual({
      ok: true,
      value: {
        stated,
        earliest: '2021-03-01T00:00:00.000Z',
        latest: '2021-05-02T08:00:00.000Z',
        precision: 'interval',
      },
    });
    expect(read({ earliest: '2021', latest: '2021' })).toEqual([
      '2021-01-01T00:00:00.000Z',
      '2021-12-31T23:59:59.999Z',
      'interval',
    ]);
    const at = '2021-03-10T09:00:00Z';
    expect(read({ earliest: at, latest: at })).toEqual([
      '2021-03-10T09:00:00.000Z',
      '2021-03-10T09:00:00.000Z',
      'interval',
    ]);
  });

  test('need both ends, in order, and nothing else', () => {
    expect(errors({})).toEqual(['/occurredAt/earliest', '/occurredAt/latest']);
    expect(errors({ earliest: '2021' })).toEqual(['/occurredAt/latest']);
    expect(errors({ earliest: '2021', latest: null })).toEqual(['/occurredAt/latest']);
    expect(errors({ earliest: '2021-02-30', latest: '2021-03' })).toEqual(['/occurredAt/earliest']);
    expect(errors({ earliest: '2022', latest: '2021' })).toEqual(['/occurredAt/latest']);
    expect(errors({ earliest: '2021', latest: '2021', precision: 'day' })).toEqual(['/occurredAt/precision']);
  });
});

test.each([
  ['2021-03-10T09:00:00+01:00', 60],
  ['2021-03-10T09:00:00-05:30', -330],
  ['2021-03-10T09:00:00.25+05:45', 345],
  ['2021-03-10t09:00:00z', 0],
  ['2021-03-10T09:00:00-00:00', 0],
  ['2021-03-10', 0],
  [{ earliest: '2021-03-10T09:00:00+01:00', latest: '2021-03-11T09:00:00+01:00' }, 60],
  [{ earliest: '2021-03-10T09:00:00+01:00', latest: '2021-04-11T09:00:00+02:00' }, 0],
  [{ earliest: '2021-03-10T09:00:00+01:00', latest: '2021-04' }, 0],
])('the offset of %p is %i minutes', (stated, minutes) => {
  expect(utcOffsetMinutes({ stated })).toBe(minutes);
});

test('calendar dates are whole days that exist', () => {
  expect(['2024-02-29', '2021-02-29', '2021-02', '2021-02-01T00:00:00Z', 5].map(isCalendarDate)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

it('the last day of a day, month or year', () => {
  expect(['2024-02', '2023-02', '2024', '2024-02-10'].map(lastDayOf)).toEqual([
    '2024-02-29',
    '2023-02-28',
    '2024-12-31',
    '2024-02-10',
  ]);
  expect(['2024', '2024-02', '2024-02-29'].map(isPartialDate)).toEqual([true, true, true]);
  expect(['2024-13', '2023-02-29', '1899', '2024-02-01T00:00:00Z', 2024].map(isPartialDate)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});

import { NO_RECORD, headOf, recordAfter, recordIn } from '../../../src/access/log/chain.js';
import { grouped } from '../../../src/access/log/groups.js';
import { keptParameters } from '../../../src/access/log/parameters.js';
import { partsOf } from '../../../src/access/log/parts.js';
import { purposeOf } from '../../../src/access/log/purpose.js';
import type { Entry } from '../../../src/access/log/record.js';
import { unusualDays } from '../../../src/access/log/unusual.js';

const entry: Entry = {
  at: '2026-03-10T08:00:00.000Z',
  service: 'a',
  kind: 'read',
  subject: { $sd: 'who' },
  via: 'session',
  session: null,
  address: null,
  action: 'GET /v1/therapies/{therapyId}/state',
  parameters: { therapyId: 'T1' },
  therapies: ['T1'],
  site: 'north',
  purpose: 'HOPERAT',
  identified: false,
  outcome: { status: 200 },
  items: 1,
  requestId: 'r',
};

test('each record names the one before, counts on, and is never earlier', () => {
  const first = recordAfter(NO_RECORD, entry);
  const second = recordAfter(headOf(first), { ...entry, at: '2026-03-10T07:00:00.000Z' });
  expect(first.record).toMatchObject({ n: 1, previous: '0'.repeat(64), at: entry.at });
  expect(second.record).toMatchObject({ n: 2, previous: first.hash, at: entry.at });
  expect(recordIn(second.bytes)).toEqual(second.record);
});

test('more therapies than a record holds go on in further parts of the same request', () => {
  const therapies = Array.from({ length: 1_001 }, (_, index) => `T${index}`);
  const parts = partsOf({ ...entry, therapies });
  expect(parts.map(({ therapies: own, part }) => [own.length, part])).toEqual([
    [500, undefined],
    [500, 2],
    [1, 3],
  ]);
  expect(parts.flatMap((part) => part.therapies)).toEqual(therapies);
});

test('codes, dates and ids are kept; what people type is a digest', () => {
  const keeping = { wereTaken: true, isTherapy: (id: string) => id === 'T1', digest: () => 'd' };
  const given = {
    therapyId: 'T1',
    asOf: '2026-03-10T08:00:00Z',
    drug: 'morphine',
    q: 'Miller',
    from: '2021',
    empty: '',
    cause: 'Miller, Anna',
  };
  expect(keptParameters(given, keeping)).toEqual({
    therapyId: 'T1',
    asOf: '2026-03-10T08:00:00Z',
    drug: 'morphine',
    q: { $hmac: 'd' },
    from: '2021',
    cause: { $hmac: 'd' },
  });
});

test('an id that is no therapy, and what was refused, are digests', () => {
  const keeping = { wereTaken: false, isTherapy: () => false, digest: () => 'd' };
  expect(keptParameters({ therapyId: 'Miller', drug: 'Miller', asOf: '2021' }, keeping)).toEqual({
    therapyId: { $hmac: 'd' },
    drug: { $hmac: 'd' },
    asOf: '2021',
  });
});

test('the purpose is what a token states where the role may have it, else the role’s first', () => {
  expect([
    purposeOf('reader'),
    purposeOf('recorder', 'TREAT'),
    purposeOf('reviewer', 'TREAT'),
    purposeOf('officer', 'http://terminology.hl7.org/CodeSystem/v3-ActReason#PATSFTY'),
    purposeOf('vigilance'),
    purposeOf('device'),
    purposeOf(undefined, 'TREAT'),
  ]).toEqual(['HOPERAT', 'TREAT', 'HQUALIMP', 'PATSFTY', 'PATSFTY', 'HOPERAT', 'HOPERAT']);
});

test('what one session does with one therapy within five minutes stands together', () => {
  const row = (at: string, by = 'a', therapy = 'T1') => ({ at: `2026-03-10T08:${at}:00.000Z`, by, therapy });
  const groups = grouped([row('20'), row('19', 'b'), row('18'), row('15'), row('14'), row('13', 'a', 'T2')]);
  expect(
    groups.map(({ rows }) => rows.map(({ at, by, therapy }) => [at.slice(14, 16), by, therapy])),
  ).toEqual([
    [
      ['20', 'a', 'T1'],
      ['18', 'a', 'T1'],
      ['15', 'a', 'T1'],
    ],
    [['19', 'b', 'T1']],
    [['14', 'a', 'T1']],
    [['13', 'a', 'T2']],
  ]);
});

describe('unusual days', () => {
  const days = (counts: readonly number[]) =>
    counts.map((count, index) => ({
      day: `2026-03-${String(index + 1).padStart(2, '0')}`,
      count,
      denied: 0,
    }));
  const ten = [10, 10, 10, 10, 10, 10, 10, 10, 10];

  test('more than three times the median, from the tenth day on', () => {
    expect(unusualDays(days([...ten, 31]))).toEqual([
      { day: '2026-03-10', count: 31, denied: 0, median: 10, why: 'MORE_THAN_USUAL' },
    ]);
    expect(unusualDays(days([...ten, 30]))).toEqual([]);
    expect(unusualDays(days([...ten.slice(1), 31]))).toEqual([]);
  });

  test('only the ninety days before count', () => {
    const old = ten.map((count, index) => ({ day: `2025-11-0${index + 1}`, count, denied: 0 }));
    expect(unusualDays([...old, { day: '2026-03-10', count: 31, denied: 0 }])).toEqual([]);
  });

  test('denied tries from the first day on', () => {
    expect(unusualDays([{ day: '2026-03-10', count: 2, denied: 1 }])).toMatchObject([
      { why: 'DENIED_TRIES' },
    ]);
  });
});

import { careAt, careRecord } from '../../src/therapy/care.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { readOccurredAt } from '../../src/therapy/occurred-at.js';
import type { StatedDate } from '../../src/therapy/events/index.js';

type Said = readonly [type: string, occurredAt: StatedDate, data: object];

const eventsOf = (...said: readonly Said[]): readonly Sealed[] =>
  said.map(([type, stated, data], index) => {
    const read = readOccurredAt(stated);
    if (!read.ok) throw new Error('a date of the test cannot be read');
    return {
      id: `event-${index + 1}`,
      type,
      revision: index + 1,
      occurredAt: read.value,
      recordedAt: `2026-01-01T00:00:0${index}Z`,
      source: { kind: 'manual', assertion: 'stated' },
      data,
    } as unknown as Sealed;
  });

const at = (now: string, ...said: readonly Said[]) => careAt(careRecord(eventsOf(...said)), Date.parse(now));

const NORTH: Said = ['CareAssigned', '2024-01-01T00:00:00Z', { site: 'north', unit: 'ward-3' }];
const SOUTH: Said = ['CareAssigned', '2025-01-01T00:00:00Z', { site: 'south' }];
const restricted = (occurredAt: StatedDate, is: boolean): Said => [
  'AccessRestricted',
  occurredAt,
  { restricted: is, reason: 'r' },
];

test('nobody assigned it', () => expect(at('2026-01-01T00:00:00Z')).toEqual({ restricted: false }));

test('the latest that acts counts, in whichever order they were recorded', () => {
  const south = { place: { site: 'south' }, restricted: false };
  expect(at('2026-01-01T00:00:00Z', NORTH, SOUTH)).toEqual(south);
  expect(at('2026-01-01T00:00:00Z', SOUTH, NORTH)).toEqual(south);
  expect(at('2024-12-31T23:59:59Z', SOUTH, NORTH).place).toEqual({ site: 'north', unit: 'ward-3' });
});

test('of one instant the one that was recorded later counts', () => {
  const again: Said = ['CareAssigned', NORTH[1], { site: 'west' }];
  expect(at('2026-01-01T00:00:00Z', NORTH, again).place).toEqual({ site: 'west' });
});

test('an interval counts from its latest end', () => {
  const within: Said = ['CareAssigned', { earliest: '2024-06-01', latest: '2026-06-01' }, { site: 'west' }];
  expect(at('2026-05-31T00:00:00Z', within, SOUTH).place).toEqual({ site: 'south' });
  expect(at('2026-06-03T00:00:00Z', within, SOUTH).place).toEqual({ site: 'west' });
});

test('a restriction begins as early, and ends as late, as its date allows', () => {
  const begun = restricted('2025-05', true);
  expect(at('2025-04-30T00:00:00Z', NORTH, begun).restricted).toBe(false);
  expect(at('2025-05-02T00:00:00Z', NORTH, begun).restricted).toBe(true);
  const ended = restricted('2025-07', false);
  expect(at('2025-07-20T00:00:00Z', begun, ended).restricted).toBe(true);
  expect(at('2025-08-02T00:00:00Z', begun, ended).restricted).toBe(false);
});

test('what was voided does not count, and a correction does', () => {
  const voided: Said = ['EventVoided', '2025-02-01T00:00:00Z', { voids: 'event-2', reason: 'wrong patient' }];
  expect(at('2026-01-01T00:00:00Z', NORTH, SOUTH, voided).place?.site).toBe('north');
  const corrected: Said = [
    'EventCorrected',
    '2025-02-01T00:00:00Z',
    {
      corrects: 'event-2',
      reason: 'wrong site',
      replacement: { type: 'CareAssigned', occurredAt: SOUTH[1], data: { site: 'west' } },
    },
  ];
  expect(at('2026-01-01T00:00:00Z', NORTH, SOUTH, corrected).place).toEqual({ site: 'west' });
});

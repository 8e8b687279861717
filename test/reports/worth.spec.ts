import type { StretchDto } from '../../src/answers/dto/delivery.dto.js';
import { rowsOf } from '../../src/reports/csv/rows.js';
import { dosesInWords, whyInWords, worthInWords } from '../../src/reports/worth.js';
import type { AuditDto } from '../../src/answers/dto/audit.dto.js';

const dose = { drug: 'baclofen', doseMcg: 8400, lowMcg: 8400, highMcg: 8400 };
const stretch = (status: StretchDto['status'], more: Partial<StretchDto> = {}): StretchDto => ({
  site: 'reservoir',
  from: '2026-01-05T09:00:00.000Z',
  to: '2026-02-09T09:00:00.000Z',
  status,
  because: [],
  doses: [dose],
  ...more,
});
const disagrees = {
  code: 'VOLUME_DISAGREES',
  from: '2026-01-05T09:00:00.000Z',
  to: '2026-02-09T09:00:00.000Z',
  detail: 'by the volumes the pump moved 1 mL, by computation 4.2 mL',
  eventIds: ['a', 'b'],
} as const;
// 20 mL, 4.2 mL computed to be moved, 19 mL found: 3.2 mL of 2,000 mcg/mL less, 6,400 mcg.
const contradicted = stretch('contradicted', {
  because: [{ ...disagrees, eventIds: ['a', 'b'] }],
  doses: [{ ...dose, lowMcg: 2000 }],
});

it('says how much of the delivery a volume confirms', () => {
  const tip = { site: 'tip' } as const;
  expect(worthInWords([])).toBe('Nothing was filled in.');
  expect(
    worthInWords([stretch('confirmed'), contradicted, stretch('unconfirmed'), stretch('confirmed', tip)]),
  ).toBe(
    'Of 3 stretches between known volumes of the reservoir, 1 is confirmed by the volume at the end, 1 contradicted, and 1 unconfirmed.',
  );
});

it('says what a dose can have been where it is not certain, and why', () => {
  expect(dosesInWords(stretch('confirmed'))).toBe('baclofen 8400 mcg');
  expect(dosesInWords(contradicted)).toBe('baclofen 8400 mcg (2000 to 8400)');
  const unknown = { drug: 'morphine', doseMcg: null, lowMcg: null, highMcg: null };
  expect(dosesInWords(stretch('unconfirmed', { doses: [dose, unknown] }))).toBe(
    'baclofen 8400 mcg, morphine: not known',
  );
  expect(whyInWords(contradicted)).toBe(
    'VOLUME_DISAGREES: by the volumes the pump moved 1 mL, by computation 4.2 mL',
  );
});

it('has a line of each drug and stretch in the table', () => {
  const audit = {
    headline: { text: 'nothing', verdict: null, reservations: [], proven: {} },
    gaps: [],
    cessations: [],
    findings: [],
    workups: [],
    delivery: [contradicted],
    assumptions: [],
    signatures: [],
    reviews: [],
    parameters: [],
  } as unknown as AuditDto;
  expect(rowsOf(audit, (ids) => ({ eventIds: ids.join(' ') })).slice(1)).toEqual([
    {
      record: 'delivery',
      drug: 'baclofen',
      site: 'reservoir',
      at: '2026-01-05T09:00:00.000Z',
      until: '2026-02-09T09:00:00.000Z',
      status: 'contradicted',
      doseMcg: 8400,
      lowMcg: 2000,
      highMcg: 8400,
      reasons: 'VOLUME_DISAGREES: by the volumes the pump moved 1 mL, by computation 4.2 mL',
      eventIds: 'a b',
    },
  ]);
});

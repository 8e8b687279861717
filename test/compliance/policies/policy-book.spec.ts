import { PolicyBook, type PolicyVersion, shippedPolicies } from '../../../src/compliance/policies/index.js';
import { shippedBook } from '../../support/shipped-book.js';
import { ms } from '../../support/history.js';

const { policy } = shippedPolicies[0]!;
const version = (name: string, inForceFrom?: string): PolicyVersion => ({
  policy: { ...policy, id: 'ours', version: name, ...(inForceFrom !== undefined && { inForceFrom }) },
  sha256: name,
  origin: 'hospital',
});

// Neither in the order of their dates nor in that of their names.
const book = new PolicyBook([
  ...shippedPolicies,
  version('2', '2025-06-01T00:00:00+02:00'),
  version('0', '2026'),
  version('1', '2024-03'),
]);
const found = (reference: string, at: string) => book.find(reference, ms(at))?.policy.version;

test.each([
  ['2024-02-29T23:59:59.999Z', undefined],
  ['2024-03-01T00:00:00.000Z', '1'],
  // Midnight of 1 June at +02:00 is 22:00 UTC of 31 May.
  ['2025-05-31T21:59:59.999Z', '1'],
  ['2025-05-31T22:00:00.000Z', '2'],
  ['2026-01-01T00:00:00.000Z', '0'],
])('known at %s, the id means version %s', (at, expected) => {
  expect(found('ours', at)).toBe(expected);
  const inForce = book.versions.filter(
    (known) => known.policy.id === 'ours' && book.isInForce(known, ms(at)),
  );
  expect(inForce.map(({ policy }) => policy.version)).toEqual(expected === undefined ? [] : [expected]);
});

test('a version that is named is found whenever it was in force', () => {
  expect(found('ours@0', '2020-01-01T00:00:00Z')).toBe('0');
  expect(found('ours@3', '2030-01-01T00:00:00Z')).toBeUndefined();
});

test('a version without a date always was in force', () => {
  expect(
    shippedBook.versions.every((shipped) => shippedBook.isInForce(shipped, ms('1900-01-01T00:00:00Z'))),
  ).toBe(true);
});

test.each([
  ['2024-02-29T23:59:59.999Z', Number.NEGATIVE_INFINITY],
  ['2024-03-01T00:00:00.000Z', ms('2024-03-01T00:00:00Z')],
  ['2025-05-31T21:59:59.999Z', ms('2024-03-01T00:00:00Z')],
  ['2025-05-31T22:00:00.000Z', ms('2025-05-31T22:00:00Z')],
])('by %s the last version came into force at %d', (by, at) => {
  expect(book.lastChange(ms(by))).toBe(at);
});

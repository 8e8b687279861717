import { readFileSync } from 'node:fs';
import { shippedPolicies } from '../../../src/compliance/policies/index.js';

const golden = JSON.parse(
  readFileSync(new URL('../../golden/policies.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

/**
 * A version that was released never changes: data directories that know it refuse other bytes under its name. Before
 * its release a figure may still change, and its hash in test/golden/policies.json with it; after it, the changed
 * figures go into a new version with an inForceFrom, beside the old one, and the file only grows.
 */
test('the shipped versions are those that were released', () => {
  const shipped = shippedPolicies.map(
    ({ policy, sha256 }) => [`${policy.id}@${policy.version}`, sha256] as const,
  );
  expect(Object.fromEntries(shipped)).toEqual(golden);
});

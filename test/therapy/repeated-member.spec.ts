import fc from 'fast-check';
import { jsonFaults } from '../../src/compliance/policies/files/json-scan.js';
import { repeatedMember } from '../../src/therapy/repeated-member.js';
import { FULL } from '../support/full.js';

test.each([
  ['{"a":1,"a":1}', '/a'],
  ['{"a":1,"b":{"c":[0,{"d":1},{"d":[{}],"e":2,"d":3}]}}', '/b/c/2/d'],
  ['{"a":1,"\\u0061":2}', '/a'],
  ['{"a/b":1,"x~":{},"a\\/b":2}', '/a~1b'],
  ['{"é":1,"\\u00e9":2}', '/é'],
  ['{"":1,"":2}', '/'],
  ['{"__proto__":1,"__proto__":2}', '/__proto__'],
  ['{"a\\\\":1,"a\\\\":2}', '/a\\'],
  ['[[{"k":"v"}],{"k":{"k":1}, "l" : "k" ,"k":2}]', '/1/k'],
])('%s names %s twice', (text, pointer) => expect(repeatedMember(text)).toBe(pointer));

test.each([
  '{"a":"a","b":["a","a"],"c":{"a":{"a":1}}}',
  '{"a":"x\\",\\"a\\":1","b":"\\\\"}',
  '{"a":{"b":1},"c":{"b":1}}',
  '[{"a":1},{"a":2}]',
  '"{\\"a\\":1,\\"a\\":2}"',
  '1',
  '{"A":1,"a":2}',
])('%s names nothing twice', (text) => expect(repeatedMember(text)).toBeUndefined());

test('says the same as a scan that reads all of JSON', () => {
  const name = fc.constantFrom('a', 'b', '\\u0061', 'c"'.replace('"', '\\"'), '\\\\', '');
  const { text } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('1', 'null', '"a"', '"\\""', '"{,["', '[]', '{}'),
      fc.array(tie('text'), { maxLength: 3 }).map((items) => `[${items.join(' , ')}]`),
      fc
        .array(fc.tuple(name, tie('text')), { maxLength: 4 })
        .map((members) => `{${members.map(([key, value]) => `"${key}" : ${value}`).join(',')}}`),
    ),
  }));
  let repeated = 0;
  fc.assert(
    fc.property(text, (json) => {
      JSON.parse(json);
      const faults = jsonFaults(json);
      repeated += faults.length > 0 ? 1 : 0;
      expect(repeatedMember(json) !== undefined).toBe(faults.length > 0);
    }),
    { numRuns: FULL ? 3000 : 1000 },
  );
  expect(repeated).toBeGreaterThan(100);
});

test('reads a hundred megabytes in seconds, and a deep text without recursion', () => {
  const line = JSON.stringify({ type: 'X', data: { a: 'x'.repeat(300), b: [1, 2, { c: '\\"' }] }, id: 'i' });
  const started = performance.now();
  for (let number = 0; number < 100_000; number += 1) repeatedMember(line);
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(repeatedMember('['.repeat(500_000) + ']'.repeat(500_000))).toBeUndefined();
});

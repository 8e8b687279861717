import fc from 'fast-check';
import { jsonFaults, lineAndColumn } from '../../../../src/compliance/policies/files/json-scan.js';
import { FULL } from '../../../support/full.js';

const parses = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const notJson = (text: string) => jsonFaults(text).filter(({ detail }) => detail.startsWith('is not JSON'));

/** Valid JSON, with or without white space, in which some characters are put in, taken out or replaced. */
const nearlyJson = fc
  .tuple(
    fc.jsonValue({ maxDepth: 4 }),
    fc.constantFrom(0, 1, '\t'),
    fc.array(fc.tuple(fc.nat(200), fc.nat(1), fc.constantFrom(...'{}[],:"\\0.-eu\t\u0001 x', 'null')), {
      maxLength: 3,
    }),
  )
  .map(([value, indent, edits]) =>
    edits.reduce(
      (text, [at, taken, put]) => {
        const offset = at % (text.length + 1);
        return text.slice(0, offset) + put + text.slice(offset + taken);
      },
      JSON.stringify(value, null, indent),
    ),
  );

test('says that a text is not JSON exactly where JSON.parse does', () => {
  fc.assert(
    fc.property(nearlyJson, (text) => {
      expect(notJson(text)).toHaveLength(parses(text) ? 0 : 1);
    }),
    { numRuns: FULL ? 2_000 : 700 },
  );
});

test.each([
  ['', 0, 'a value'],
  ['{"a":1,}', 7, 'a name in double quotes'],
  ['{"a" 1}', 5, '":"'],
  ['{"a":1 "b":2}', 7, '"," or "}"'],
  ['[1 2]', 3, '"," or "]"'],
  ['{"a":01}', 6, '"," or "}"'],
  ['{} {}', 3, 'the end of the file'],
  ["{'a':1}", 1, 'a name in double quotes'],
  ['{"a":"x\ty"}', 5, 'a value'],
  ['[NaN]', 1, 'a value'],
  ['{"a":1} // why', 8, 'the end of the file'],
])('%j', (text, offset, expected) => {
  expect(jsonFaults(text)).toEqual([{ offset, detail: `is not JSON here; expected is ${expected}` }]);
});

test('names that an object has twice are found at any depth, however they are written', () => {
  const text = '{"a":{"b":1,"c":{"b":2}},"d":[{"e":1,"\\u0065":2}],"a":3}';
  expect(jsonFaults(text)).toEqual([
    { offset: text.indexOf('"\\u0065"'), detail: '"e" stands twice in the object; once is accepted' },
    { offset: text.lastIndexOf('"a"'), detail: '"a" stands twice in the object; once is accepted' },
  ]);
});

test('nesting without an end does not exhaust the stack', () => {
  expect(jsonFaults('['.repeat(1_000_000))).toEqual([
    { offset: 32, detail: 'is not JSON here; expected is no more than 32 levels' },
  ]);
});

test('a text as long as a file may be is read at once', () => {
  const megabyte = 'x\\n'.repeat(350_000);
  const begun = Date.now();
  expect(jsonFaults(`{"a":"${megabyte}"}`)).toEqual([]);
  expect(notJson(`{"a":"${megabyte}`)).toHaveLength(1);
  expect(Date.now() - begun).toBeLessThan(10_000);
});

test.each([
  ['ab', 0, 'line 1, column 1'],
  ['ab', 2, 'line 1, column 3'],
  ['a\nb', 2, 'line 2, column 1'],
  ['a\r\n\r\nbc', 6, 'line 3, column 2'],
])('in %j offset %d is %s', (text, offset, expected) => {
  expect(lineAndColumn(text, offset)).toBe(expected);
});

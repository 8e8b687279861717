import { canonicalDrug, drugs, knownDrug, nearestDrug } from '../../src/infusion/drugs.js';
import { stabilityDaysOf } from '../../src/infusion/drugs/stability.js';
import { editDistance } from '../../src/infusion/edit-distance.js';
import { plainName } from '../../src/infusion/known-names.js';
import { figuresIn, withoutSource } from './figures.js';

it.each([
  ['baclofen', 'baclofen'],
  ['Baclofen ', 'baclofen'],
  ['baclofeno', 'baclofen'],
  ['baclofène', 'baclofen'],
  ['lioresal', 'baclofen'],
  ['Lioresal® Intrathecal', 'baclofen'],
  ['gablofen', 'baclofen'],
  ['morfina', 'morphine'],
  ['morphin', 'morphine'],
  ['infumorph', 'morphine'],
  ['duramorph', 'morphine'],
  ['morphine-sulfate', 'morphine'],
  ['prialt', 'ziconotide'],
  ['ziconotida', 'ziconotide'],
  ['hidromorfona', 'hydromorphone'],
  ['hydromorphon', 'hydromorphone'],
  ['idromorfone', 'hydromorphone'],
  ['dilaudid', 'hydromorphone'],
  ['bupivacaína', 'bupivacaine'],
  ['clonidina', 'clonidine'],
  ['fentanilo', 'fentanyl'],
  ['sufentanilo', 'sufentanil'],
])('%s is %s', (recorded, name) => {
  expect([canonicalDrug(recorded), knownDrug(recorded)?.name]).toEqual([name, name]);
});

it.each(['drug-free', 'ropivacaine', 'tizanidine', 'constructor', '', 'lioresal-forte'])(
  '%p stays what it is, and unknown',
  (recorded) => {
    expect([canonicalDrug(recorded), knownDrug(recorded)]).toEqual([recorded, undefined]);
  },
);

it('each name leads to its drug, and no other has it', () => {
  const names = drugs.flatMap((drug) =>
    [drug.name, ...drug.aliases.map(({ value }) => value)].map((name) => ({ name, drug })),
  );
  for (const { name, drug } of names) expect([name, knownDrug(name)]).toEqual([name, drug]);
  const plain = names.map(({ name }) => plainName(name));
  expect(new Set(plain).size).toBe(plain.length);
  for (const { name } of drugs) expect(name).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
});

it('each figure and alias has a source and says how sure it is', () => {
  const figures = figuresIn(drugs);
  expect(figures.length).toBeGreaterThan(drugs.length);
  expect(withoutSource(figures)).toEqual([]);
  expect(withoutSource(figuresIn({ a: 1, b: { value: 2, source: '', certainty: 'derived' } }))).toHaveLength(
    2,
  );
});

it('a range of strengths holds all that are sold', () => {
  for (const { strengthsSoldMcgPerMl, strengthRangeMcgPerMl } of drugs)
    for (const strength of strengthRangeMcgPerMl ? strengthsSoldMcgPerMl!.value : []) {
      expect(strength).toBeGreaterThanOrEqual(strengthRangeMcgPerMl!.value.min);
      expect(strength).toBeLessThanOrEqual(strengthRangeMcgPerMl!.value.max);
    }
});

describe('the nearest drug', () => {
  it.each([
    ['baclofn', 'baclofen'],
    ['balcofen', 'baclofen'],
    ['lioresol', 'baclofen'],
    ['morpine', 'morphine'],
    ['hydromorhone', 'hydromorphone'],
    ['ziconotyde', 'ziconotide'],
    ['fentanyll', 'fentanyl'],
  ])('of %s is %s', (recorded, name) => {
    expect(nearestDrug(recorded)?.name).toBe(name);
  });

  it.each([
    'baclofen', // known
    'ropivacaine', // two letters from bupivacaine
    'mepivacaine',
    'alfentanil', // as near to fentanyl as to sufentanil
    'hydrocodone',
    'drug-free',
    'x',
    '',
  ])('of %p is none', (recorded) => {
    expect(nearestDrug(recorded)).toBeUndefined();
  });
});

it.each([
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['saturday', 'sunday', 3],
  ['baclofen', 'baclofen', 0],
])('from %p to %p are %d slips', (one, other, slips) => {
  expect([editDistance(one, other), editDistance(other, one)]).toEqual([slips, slips]);
});

it.each([
  ['baclofen', 2000, true, 180],
  ['baclofen', 700, false, 180],
  ['ziconotide', 25, true, 14],
  ['ziconotide', 25, false, 84],
  ['ziconotide', 100, false, 84],
  ['ziconotide', 5, false, 40],
  ['fentanyl', 50, false, undefined],
])('%s at %d mcg/mL, first fill %p, keeps %p days', (name, concentrationMcgPerMl, isFirstOfPump, days) => {
  expect(stabilityDaysOf(knownDrug(name)!, { concentrationMcgPerMl, isFirstOfPump })?.value).toBe(days);
});

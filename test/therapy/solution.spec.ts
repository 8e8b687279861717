import { fieldErrors } from '../../src/therapy/checker.js';
import { Solution } from '../../src/therapy/events/values/solution.js';
import type { RecordableName } from '../../src/therapy/events/index.js';
import { readContent } from '../../src/therapy/content.js';
import { body, changed } from './samples.js';

const faults = (solution: unknown) =>
  fieldErrors(solution, Solution).map(({ pointer, detail }) => `${pointer} ${detail}`);
const mixed = (...drugs: string[]) => ({
  drug: 'morphine',
  concentrationMcgPerMl: 10_000,
  with: drugs.map((drug) => ({ drug, concentrationMcgPerMl: 50 })),
});

test('holds a drug in a strength, with up to four others', () => {
  expect(faults({ drug: 'baclofen', concentrationMcgPerMl: 500 })).toEqual([]);
  expect(faults(mixed())).toEqual([]);
  expect(faults(mixed('bupivacaine', 'clonidine', 'ziconotide', 'baclofen'))).toEqual([]);
  expect(faults(mixed('a', 'b', 'c', 'd', 'e'))).toEqual(['/with must be a list of at most 4 objects']);
  expect(faults({ drug: 'baclofen' })).toEqual([
    '/concentrationMcgPerMl is required: must be a number of mcg/mL from 1 to 100000: nothing weaker is infused',
  ]);
});

test.each([
  [['morphine'], ['/with must not name a drug of the same solution twice']],
  [['clonidine', 'clonidine'], ['/with must not name a drug of the same solution twice']],
  [['drug-free'], ['/with/0/drug must be a drug: drug-free is none']],
])('no drug stands in it twice, and none that is none: %j', (drugs, expected) => {
  expect(faults(mixed(...drugs))).toEqual(expected);
});

test('without a drug it has no strength and nothing beside it', () => {
  expect(faults({ drug: 'drug-free' })).toEqual([]);
  expect(faults({ drug: 'drug-free', concentrationMcgPerMl: 0 })).toEqual([
    '/concentrationMcgPerMl must be left out: drug-free has no strength',
  ]);
  for (const further of [[], [{ drug: 'clonidine', concentrationMcgPerMl: 50 }]])
    expect(faults({ drug: 'drug-free', with: further })).toEqual([
      '/with must be left out: drug-free holds no drug',
    ]);
});

test.each<[RecordableName, string, boolean]>([
  ['DrugSwitched', 'from', true],
  ['DrugSwitched', 'to', true],
  ['ReservoirRefilled', '', true],
  ['BolusTestPerformed', 'drug', false],
  ['BolusGiven', 'drug', false],
  ['HolidayPlanned', 'drug', false],
  ['HolidayPlanned', 'replacementDrug', false],
])('drug-free in %s %s: %s', (type, place, accepted) => {
  const { data } = body(type) as { data: object };
  const value = accepted
    ? place === ''
      ? { filledVolumeMl: 18, drug: 'drug-free' }
      : { ...data, [place]: { drug: 'drug-free' } }
    : { ...data, [place]: 'drug-free' };
  const read = readContent(changed(body(type), ['data'], value), { defaultSourceKind: 'manual' });
  expect(read.ok ? [] : read.errors).toEqual(
    accepted ? [] : [{ pointer: `/data/${place}`, detail: 'must be a drug: drug-free is none' }],
  );
});

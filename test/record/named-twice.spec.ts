import { InvalidContent } from '../../src/record/errors.js';
import { LineIds } from '../../src/record/line-id.js';
import { readLine } from '../../src/record/import-line.js';
import { Occurrences } from '../../src/record/occurrences.js';
import { readRecording } from '../../src/record/read-recording.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import { serviceKeys } from '../support/disclosures.js';
import { type Json, body } from '../therapy/samples.js';

const mixed = (drug: string, ...further: string[]) => ({
  drug,
  concentrationMcgPerMl: 2000,
  with: further.map((one) => ({ drug: one, concentrationMcgPerMl: 50 })),
});
const refilled = (solution: object): Json => ({
  type: 'ReservoirRefilled',
  occurredAt: '2024',
  data: { ...solution, filledVolumeMl: 18 },
});
const switched = (from: object, to: object): Json => ({
  type: 'DrugSwitched',
  occurredAt: '2024',
  data: { reason: 'x', from, to, filledVolumeMl: 18 },
});
const takenOver = (solution: object): Json => {
  const example = body('TherapyTakenOver');
  return { ...example, data: { ...(example['data'] as Json), reservoir: { ...solution, volumeMl: 10 } } };
};
const corrected = (replacement: Json): Json => ({
  type: 'EventCorrected',
  occurredAt: '2024',
  data: { corrects: 'x', reason: 'slip', replacement },
});

function faults(read: () => unknown): unknown {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof InvalidContent) return error.errors;
    throw error;
  }
}
const recorded = (event: Json) => faults(() => readRecording('t' as TherapyId, event, {}));
const imported = (event: Json) =>
  faults(() =>
    readLine(
      { number: 1, text: JSON.stringify({ therapyId: 't', ...event }) },
      new LineIds(serviceKeys),
      new Occurrences(),
    ),
  );

const one = mixed('baclofen', 'clonidine', 'lioresal');
const detail = 'must not name a drug of the same solution twice: lioresal is baclofen';

it.each([
  ['/data', refilled(one)],
  ['/data/from', switched(one, mixed('morphine'))],
  ['/data/to', switched(mixed('morphine'), one)],
  ['/data/reservoir', takenOver(one)],
  ['/data/replacement/data', corrected(refilled(one))],
])('a drug and its brand in one solution are refused at %s', (at, event) => {
  const expected = [{ pointer: `${at}/with/1/drug`, detail }];
  expect(recorded(event)).toEqual(expected);
  expect(imported(event)).toEqual(expected);
});

it('drugs that nobody knows are told apart by their names', () => {
  expect(recorded(refilled(mixed('drug-a', 'drug-b')))).toEqual([]);
  expect(recorded(switched(mixed('baclofen'), mixed('lioresal')))).toEqual([]);
  expect(imported(refilled(mixed('baclofen', 'clonidine')))).toEqual([]);
});

import type { PumpStateDto } from '../../src/answers/dto/state.dto.js';
import type { RecordableName } from '../../src/therapy/events/index.js';
import { bodyOf, newForm } from '../../src/web/record/event-form.js';
import { knownData } from '../../src/web/record/types-offered.js';

const at = '2024-03-04T09:00:00.000Z';
const STATE = {
  therapyId: 't',
  asOf: at,
  knownAt: at,
  revision: 9,
  pump: {
    eventId: 'p',
    implantedAt: at,
    manufacturer: 'Medtronic',
    model: 'SynchroMed II',
    serialNumber: 'EXAMPLE-1',
    reservoirCapacityMl: 40,
    tubingVolumeMl: 0.199,
    nonExtractableVolumeMl: 0,
    replacementDueOn: '2031-03-01',
    activity: 'running',
  },
  catheter: {
    eventId: 'c',
    implantedAt: at,
    model: '8731SC',
    implantedLengthCm: 70,
    volumeMl: 0.154,
    volumeFrom: 'implanted-length',
  },
  reservoir: {
    eventId: 'f',
    drug: 'morphine',
    concentrationMcgPerMl: 10_000,
    with: [{ drug: 'clonidine', concentrationMcgPerMl: 50 }],
    filledAt: at,
    filledVolumeMl: 40,
    estimatedVolumeMl: 31.25,
    alarmVolumeMl: 2,
    lowAlarmAt: null,
    emptyAt: null,
  },
  program: {
    mode: 'simple-continuous',
    eventId: 'q',
    programmedAt: at,
    dailyDoseMcg: 1000,
    concentrationMcgPerMl: 10_000,
    patientBolus: { doseMcg: 50, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 6 },
    startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 20 },
  },
  delivering: { reservoir: [], tip: [], verified: true },
  alarms: [],
  assumptions: [],
} as unknown as PumpStateDto;

const filledIn = (type: RecordableName, state: PumpStateDto = STATE) =>
  bodyOf(newForm(type, { data: knownData(type, state) })).value['data'];

const pump = {
  manufacturer: 'Medtronic',
  model: 'SynchroMed II',
  reservoirCapacityMl: 40,
  tubingVolumeMl: 0.199,
  nonExtractableVolumeMl: 0,
};
const catheter = { model: '8731SC', implantedLengthCm: 70 };
const solution = {
  drug: 'morphine',
  concentrationMcgPerMl: 10_000,
  with: [{ drug: 'clonidine', concentrationMcgPerMl: 50 }],
};
const program = {
  mode: 'simple-continuous',
  dailyDoseMcg: 1000,
  patientBolus: { doseMcg: 50, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 6 },
};

it.each<[RecordableName, object]>([
  ['ReservoirRefilled', solution],
  ['DrugSwitched', { from: solution, to: {} }],
  ['PumpReprogrammed', { program }],
  ['PumpReplaced', { pump }],
  ['CatheterRevised', { catheter }],
  ['BolusGiven', { drug: 'morphine' }],
  [
    'TherapyTakenOver',
    {
      pump: { ...pump, serialNumber: 'EXAMPLE-1', replacementDueOn: '2031-03-01' },
      catheter,
      reservoir: solution,
      program,
    },
  ],
  // What is measured or read is never filled in: it would agree with the computation.
  ['ReservoirEmptied', {}],
  ['PumpInterrogated', {}],
])('%s is filled in with what the state knows', (type, known) => {
  expect(filledIn(type)).toEqual(known);
});

it('knows nothing where nothing is in place', () => {
  const none = { ...STATE, pump: null, catheter: null, reservoir: null, program: null };
  expect(filledIn('PumpReplaced', none)).toEqual({ pump: {} });
  expect(filledIn('CatheterRevised', none)).toEqual({});
  expect(filledIn('TherapyTakenOver', none)).toEqual({ pump: {}, reservoir: {}, program: {} });
});

it('fills in no strength and no dose of a fluid without a drug', () => {
  const free = { ...STATE.reservoir!, drug: 'drug-free', concentrationMcgPerMl: null, with: undefined };
  const state = { ...STATE, reservoir: free };
  expect(filledIn('ReservoirRefilled', state)).toEqual({ drug: 'drug-free' });
  expect(filledIn('BolusGiven', state)).toEqual({});
});

import { readContent } from '../../src/therapy/content.js';
import { type RecordableName, recordableNames } from '../../src/therapy/events/index.js';
import { replacePersonalValues } from '../../src/therapy/personal.js';
import { type Json, body, copyOf } from './samples.js';

const contentOf = (value: Json) => {
  const result = readContent(
    { ...value, source: { kind: 'publication', document: 'doi:10.1/x', note: 'page 3' } },
    { defaultSourceKind: 'manual' },
  );
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.content;
};

/** The whole list of the contract, for examples that have every property. */
const PERSONAL: Readonly<Record<RecordableName, readonly string[]>> = {
  ReservoirRefilled: [],
  PumpReprogrammed: ['/data/reason'],
  CatheterReplaced: ['/data/reason'],
  BolusTestPerformed: [],
  DrugSwitched: ['/data/reason'],
  TherapyRegistered: ['/data/birthYear', '/data/indication', '/data/patientPseudonym', '/data/sex'],
  PumpImplanted: ['/data/serialNumber', '/data/udi'],
  PumpReplaced: ['/data/pump/serialNumber', '/data/pump/udi', '/data/reason'],
  TherapyTakenOver: ['/data/pump/serialNumber', '/data/pump/udi'],
  TherapyEnded: ['/data/note'],
  PumpExplanted: ['/data/reason'],
  CatheterImplanted: [],
  CatheterRevised: ['/data/reason'],
  CatheterStudied: [],
  CatheterAspirated: [],
  ReservoirVolumeChecked: [],
  PumpInterrogated: ['/data/displayed'],
  ReservoirEmptied: ['/data/reason'],
  BolusGiven: [],
  OutcomeAssessed: ['/data/site'],
  MotorStallDetected: [],
  MotorStallRecovered: [],
  PumpAlarmRaised: [],
  MriPerformed: [],
  SpasticityAssessed: ['/data/site'],
  OralMedicationChanged: [],
  AdverseEventObserved: ['/data/description', '/data/outcome', '/data/seriousness', '/data/suspect'],
  HolidayPlanned: ['/data/reason'],
  ToleranceDiagnosed: ['/data/basis'],
  EventCorrected: ['/data/reason', '/data/replacement/data/site'],
  EventVoided: ['/data/reason'],
  InferenceReviewed: ['/data/reason'],
  CareAssigned: [],
  AccessRestricted: ['/data/reason'],
};

test.each(recordableNames)('%s', (name) => {
  const content = contentOf(body(name));
  const before = copyOf(content);
  const seen: string[] = [];
  replacePersonalValues(content, (value, { pointer }) => {
    seen.push(pointer);
    return value;
  });
  expect(seen.sort()).toEqual([...PERSONAL[name], '/source/document', '/source/note']);

  const without = replacePersonalValues(content, () => undefined);
  expect(content).toEqual(before);
  expect(without.source).toEqual({ kind: 'publication', assertion: 'stated' });
  for (const pointer of PERSONAL[name]) {
    const path = pointer.split('/').slice(1);
    const parent = path.slice(0, -1).reduce<Json>((at, key) => at[key] as Json, without as unknown as Json);
    expect(Object.hasOwn(parent, path.at(-1)!)).toBe(false);
  }
});

test.each([
  [
    'AuditSigned',
    { statement: 'read', signer: { name: 'A. Reviewer', role: 'quality' } },
    { '/data/signer/name': 'A. Reviewer', '/data/statement': undefined },
  ],
  [
    'PatientErased',
    { reason: 'asked for', authority: 'DPO' },
    { '/data/authority': 'DPO', '/data/reason': 'DPO' },
  ],
] as const)('of %s some are of staff, and say of whom', (type, data, expected) => {
  const seen: Record<string, string | undefined> = {};
  replacePersonalValues(
    { type, data, source: { kind: 'manual', assertion: 'stated' } } as never,
    (value, at) => {
      seen[at.pointer] = at.person;
      return value;
    },
  );
  expect(seen).toEqual(expected);
});

test('inside a replacement the personal values are those of its type', () => {
  for (const name of recordableNames) {
    if (name === 'EventCorrected' || name === 'EventVoided') continue;
    const { id: _id, ...replacement } = body(name);
    const content = contentOf({
      ...body('EventCorrected'),
      data: { corrects: 'x', replacement, reason: 'y' },
    });
    const seen: string[] = [];
    replacePersonalValues(content, (_, { pointer }) => void seen.push(pointer));
    expect(seen.filter((pointer) => pointer.startsWith('/data/replacement')).sort()).toEqual(
      PERSONAL[name].map((pointer) => `/data/replacement${pointer}`),
    );
  }
});

test('a value put in place of a personal one stands where it stood', () => {
  const content = contentOf(body('TherapyRegistered'));
  const replaced = replacePersonalValues(content, (_, { name }) => ({ $sd: name }));
  expect(replaced.data).toMatchObject({ patientPseudonym: { $sd: 'patientPseudonym' }, lesionLevel: 'C5' });
  expect(replaced.occurredAt).toBe(content.occurredAt);
  expect(replacePersonalValues(content, (value) => value)).toEqual(content);
});

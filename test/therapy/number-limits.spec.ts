import 'reflect-metadata';
import { fieldErrors } from '../../src/therapy/checker.js';
import { eventTypes } from '../../src/therapy/events/index.js';
import { type DataClass, shapeOf } from '../../src/therapy/events/fields/nested.js';

/** The least that the contract accepts besides 0, by how a name ends: a second, a nanogram, a nanolitre. */
const FLOORS: readonly (readonly [RegExp, number])[] = [
  [/McgPerMl$/, 1],
  [/Mcg$/, 1e-3],
  [/DoseMg$|^doseMg$/, 1e-6],
  [/Ml$|MlPerDay$/, 1e-6],
  [/Minutes$/, 1 / 60],
  [/^hoursAfter$/, 1 / 3600],
  [/Cm$/, 0.1],
  [/^timesPerDay$/, 0.01],
  [/Tesla$/, 1e-3],
];
/** The contract's fields that are not above 0 but from 0 on. */
const FROM_ZERO = [
  'PeriodicBolusProgram.basalDailyDoseMcg',
  'FlexProgram.basalDailyDoseMcg',
  'PlannedStep.dailyDoseMcg',
  'PumpImplanted.tubingVolumeMl',
  'PumpImplanted.nonExtractableVolumeMl',
  'Pump.tubingVolumeMl',
  'Pump.nonExtractableVolumeMl',
  'PumpExplanted.aspiratedVolumeMl',
  'PumpReplaced.aspiratedVolumeMl',
  'ReservoirEmptied.aspiratedVolumeMl',
  'TakenOverReservoir.volumeMl',
  'CatheterRevised.segmentVolumeMl',
  'Shows.dailyDoseMcg',
  'Shows.reservoirVolumeMl',
  'ReservoirRefilled.aspiratedVolumeMl',
  'DrugSwitched.aspiratedVolumeMl',
  'CatheterStudied.aspiratedVolumeMl',
  'CatheterAspirated.volumeMl',
  'ReservoirVolumeChecked.expectedVolumeMl',
  'ReservoirVolumeChecked.measuredVolumeMl',
  'Assessment.hoursAfter',
  'OralMedicationChanged.timesPerDay',
];
/** Where a number below another is meant: an offset to both sides, a year; and where things are counted. */
const WITHOUT_FLOOR = [
  'PumpInterrogated.clockOffsetMinutes',
  'TherapyRegistered.birthYear',
  'PatientBolus.maxPerDay',
  'ShownPatientBoluses.count',
];

/** The most, by the contract's line of what is absurd; a bolus and a day's dose have different ones. */
const CEILINGS: readonly (readonly [RegExp, number])[] = [
  [/\.\w*dailyDoseMcg$|^BolusGiven\.doseMcg$/i, 1_000_000],
  [/Mcg$/, 100_000],
  [/McgPerMl$/, 100_000],
  [/^(Pump(Implanted)?\.tubingVolumeMl|CatheterRevised\.segmentVolumeMl|Catheter(Implanted)?\.volumeMl)$/, 2],
  [/Ml$|^ConstantFlowProgram\.flowMlPerDay$/, 100],
  [/Minutes$/, 43_200],
  [/^Assessment\.hoursAfter$/, 720],
];

interface Schema {
  readonly type?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: unknown;
}

function reached(dataClass: DataClass, seen: Set<DataClass>): Set<DataClass> {
  if (seen.has(dataClass)) return seen;
  seen.add(dataClass);
  for (const name of namesOf(dataClass)) {
    const shape = shapeOf(dataClass, name);
    if (shape?.kind === 'union') for (const one of shape.of.values()) reached(one, seen);
    else if (shape?.kind === 'object' || shape?.kind === 'list') reached(shape.of, seen);
  }
  return seen;
}

const namesOf = ({ prototype }: DataClass): string[] =>
  (
    (Reflect.getMetadata('swagger/apiModelPropertiesArray', prototype as object) as string[] | undefined) ??
    []
  ).map((name) => name.slice(1));

const schemaOf = ({ prototype }: DataClass, name: string): Schema =>
  Reflect.getMetadata('swagger/apiModelProperties', prototype as object, name) as Schema;

const classes = Object.values(eventTypes).reduce(
  (seen, { dataClass }) => reached(dataClass, seen),
  new Set<DataClass>(),
);
const numbers = [...classes].flatMap((dataClass) =>
  namesOf(dataClass)
    .filter((name) => ['number', 'integer'].includes(String(schemaOf(dataClass, name).type)))
    .map((name) => [`${dataClass.name}.${name}`, dataClass, name] as const),
);
const limited = numbers.filter(([field]) => !WITHOUT_FLOOR.includes(field));

const faultOf = (dataClass: DataClass, name: string, value: number): string | undefined =>
  fieldErrors({ [name]: value }, dataClass).find(({ pointer }) => pointer === `/${name}`)?.detail;

/** Rules between fields see no other field here. */
const refuses = (dataClass: DataClass, name: string, value: number): boolean =>
  faultOf(dataClass, name, value)?.startsWith('must be a number of') ?? false;

test('the walk over the classes reaches programs, boluses, plans and what programs start with', () => {
  const fields = numbers.map(([field]) => field);
  expect(fields).toEqual(
    expect.arrayContaining([
      'SimpleContinuousProgram.dailyDoseMcg',
      'PeriodicBolusProgram.intervalMinutes',
      'FlexBolus.durationMinutes',
      'StartsWith.volumeMl',
      'PlannedStep.dailyDoseMcg',
      'MriPerformed.fieldTesla',
      ...FROM_ZERO,
      ...WITHOUT_FLOOR,
    ]),
  );
  expect(fields.length).toBeGreaterThan(30);
});

test.each(limited)('%s has a floor, and says why', (field, dataClass, name) => {
  const floor = FLOORS.find(([ending]) => ending.test(name))?.[1];
  expect(floor).toBeDefined();
  for (const tiny of [5e-324, floor! * 1e-9, floor! * (1 - 1e-9)]) {
    expect(refuses(dataClass, name, tiny)).toBe(true);
    expect(faultOf(dataClass, name, tiny)).toMatch(/: .*\b(least|weaker|less often|measured)\b/);
  }
  for (const value of [floor!, floor! * 1.5]) expect(refuses(dataClass, name, value)).toBe(false);
  expect(refuses(dataClass, name, 0)).toBe(!FROM_ZERO.includes(field));
  expect(refuses(dataClass, name, -floor!)).toBe(true);
});

test.each(limited)('%s has a ceiling', (field, dataClass, name) => {
  const { maximum, minimum, anyOf } = schemaOf(dataClass, name);
  expect(refuses(dataClass, name, maximum!)).toBe(false);
  expect(refuses(dataClass, name, maximum! * (1 + 1e-9))).toBe(true);
  const ceiling = CEILINGS.find(([ending]) => ending.test(field))?.[1];
  if (ceiling !== undefined) expect(maximum).toBe(ceiling);
  const floor = FLOORS.find(([ending]) => ending.test(name))![1];
  if (FROM_ZERO.includes(field))
    expect({ minimum, anyOf }).toEqual({ minimum: 0, anyOf: [{ enum: [0] }, { minimum: floor }] });
  else expect(minimum).toBe(floor);
});

test('a message shows a floor that is accepted', () => {
  const interval = eventTypes.BolusTestPerformed.dataClass;
  expect(faultOf(interval, 'durationMinutes', 1e-9)).toBe(
    'must be a number of minutes from 0.0166667 to 43200: a second is the least that counts as a duration',
  );
  expect(refuses(interval, 'durationMinutes', 0.0166667)).toBe(false);
  expect(faultOf(eventTypes.ReservoirRefilled.dataClass, 'aspiratedVolumeMl', 1e-9)).toBe(
    'must be a number of mL that is 0, or from 0.000001 to 100: a nanolitre is the least that counts as a volume',
  );
});

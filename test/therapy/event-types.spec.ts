import { fieldErrors } from '../../src/therapy/checker.js';
import { readContent } from '../../src/therapy/content.js';
import { type RecordableName, recordableNames, eventTypes } from '../../src/therapy/events/index.js';
import { exampleOrder } from '../support/example-order.js';
import { readOccurredAt } from '../../src/therapy/occurred-at.js';
import { type Json, type Path, bodies, body, changed, faultOf, places, pointerOf } from './samples.js';

const read = (value: unknown) => readContent(value, { defaultSourceKind: 'manual' });
const pointers = (value: unknown): string[] => {
  const result = read(value);
  return result.ok ? [] : result.errors.map(({ pointer }) => pointer);
};

const REQUIRED: Readonly<Record<RecordableName, readonly string[]>> = {
  ReservoirRefilled: ['drug', 'concentrationMcgPerMl', 'filledVolumeMl', 'lots/0/lotNumber'],
  PumpReprogrammed: ['program', 'program/mode', 'program/dailyDoseMcg', 'program/startsWith/kind'],
  CatheterReplaced: ['reason', 'catheter', 'catheter/model'],
  BolusTestPerformed: ['purpose', 'route', 'drug', 'response', 'assessments/0/scale'],
  DrugSwitched: ['reason', 'from', 'from/drug', 'to', 'to/concentrationMcgPerMl', 'filledVolumeMl'],
  TherapyRegistered: ['patientPseudonym', 'indication', 'aetiology'],
  PumpImplanted: ['manufacturer', 'model', 'reservoirCapacityMl'],
  PumpReplaced: ['reason', 'pump', 'pump/manufacturer', 'pump/model', 'pump/reservoirCapacityMl'],
  TherapyTakenOver: [
    'pump',
    'pump/model',
    'catheter/model',
    'reservoir',
    'reservoir/drug',
    'reservoir/concentrationMcgPerMl',
    'reservoir/with/0/drug',
    'reservoir/with/0/concentrationMcgPerMl',
    'reservoir/volumeMl',
    'program',
    'program/mode',
    'path',
  ],
  TherapyEnded: ['reason'],
  PumpExplanted: ['reason'],
  CatheterImplanted: ['model'],
  CatheterRevised: ['reason', 'segment'],
  CatheterStudied: ['method', 'finding'],
  CatheterAspirated: ['success'],
  ReservoirVolumeChecked: ['conclusion'],
  PumpInterrogated: [],
  ReservoirEmptied: [],
  BolusGiven: ['purpose', 'route', 'drug', 'doseMcg', 'volumeMl'],
  OutcomeAssessed: ['scale', 'value'],
  MotorStallDetected: [],
  MotorStallRecovered: [],
  PumpAlarmRaised: ['alarm'],
  MriPerformed: [],
  SpasticityAssessed: ['scale', 'low'],
  OralMedicationChanged: ['drug', 'doseMg', 'timesPerDay'],
  AdverseEventObserved: ['description', 'serious'],
  HolidayPlanned: ['drug', 'reason', 'steps/0/on', 'steps/0/dailyDoseMcg'],
  ToleranceDiagnosed: ['drug', 'basis'],
  InferenceReviewed: ['inference', 'outcome', 'reason'],
  CareAssigned: ['site'],
  AccessRestricted: ['restricted', 'reason'],
  EventCorrected: ['corrects', 'replacement', 'replacement/type', 'replacement/data/low', 'reason'],
  EventVoided: ['voids', 'reason'],
};

/** Places of the data that are not inside an open object. */
const placesOf = (value: Json): (readonly [Path, unknown])[] =>
  places(value['data'], ['data']).filter(([path]) => path[1] !== 'displayed' || path.length === 2);

describe.each(bodies)('%s', (_, sample) => {
  const inside = placesOf(sample);
  const table = (wanted: (value: unknown) => boolean) =>
    inside.filter(([path, value]) => path.length > 0 && wanted(value)).map(([path]) => path);

  test('is accepted', () => {
    expect(pointers(sample)).toEqual([]);
  });

  test('refuses null everywhere', () => {
    for (const [path, value] of inside)
      expect(pointers(changed(sample, path, null))).toContain(faultOf(path, value));
  });

  test('refuses another type everywhere', () => {
    const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : typeof value);
    for (const [path, value] of inside) {
      for (const other of ['1', 7, true, [], {}, [[{}]]].filter((other) => kindOf(other) !== kindOf(value)))
        expect(pointers(changed(sample, path, other)).join(' ')).toContain(faultOf(path, value));
    }
  });

  test('refuses unknown properties in every object', () => {
    const objects = table((value) => typeof value === 'object' && !Array.isArray(value));
    for (const path of objects.filter((path) => path[1] !== 'displayed'))
      expect(pointers(changed(sample, [...path, 'a~b/c'], 1))).toEqual([`${pointerOf(path)}/a~0b~1c`]);
  });

  test('refuses absurd numbers', () => {
    for (const path of table((value) => typeof value === 'number'))
      for (const absurd of [-1e7, 1e7, 1e308])
        expect(pointers(changed(sample, path, absurd))).toContain(pointerOf(path));
  });

  test('refuses text that is empty, too long or no Unicode', () => {
    for (const path of table((value) => typeof value === 'string'))
      for (const text of ['', 'x'.repeat(2_001), 'a\uD800b', '\uDC00'])
        expect(pointers(changed(sample, path, text))).toContain(faultOf(path, text));
  });
});

test.each(recordableNames)('%s needs what the contract says', (name) => {
  for (const property of REQUIRED[name]) {
    const path = ['data', ...property.split('/')];
    expect(pointers(changed(body(name), path, undefined))).toEqual([pointerOf(path)]);
  }
  const result = read({ ...body(name), data: {} });
  // What only a route asks for is not asked for where no route is given.
  const top = REQUIRED[name].filter((property) => !property.includes('/') && property !== 'volumeMl');
  expect(result.ok ? [] : result.errors.map(({ pointer }) => pointer).sort()).toEqual(
    top.map((property) => `/data/${property}`).sort(),
  );
});

test('the examples happened in the order in which they can be recorded', () => {
  expect([...exampleOrder].sort()).toEqual([...recordableNames].sort());
  const starts = exampleOrder.map((name) => {
    const when = readOccurredAt(eventTypes[name].example.occurredAt);
    return when.ok ? when.value.earliest : '';
  });
  expect(starts).toEqual([...starts].sort());
  expect(exampleOrder[0]).toBe('TherapyRegistered');
});

describe('bounds', () => {
  const at = (type: RecordableName, path: string, value: unknown) =>
    pointers(changed(body(type), ['data', ...path.split('/')], value));

  test.each<[RecordableName, string, number[], number[]]>([
    ['ReservoirRefilled', 'concentrationMcgPerMl', [1, 100_000], [0, 100_000.1]],
    ['ReservoirRefilled', 'filledVolumeMl', [0.1, 100], [0, 100.01]],
    ['ReservoirRefilled', 'aspiratedVolumeMl', [0, 100], [-0.01, 100.01]],
    ['PumpReprogrammed', 'program/dailyDoseMcg', [0.1, 1_000_000], [0, 1_000_001]],
    ['PumpReprogrammed', 'program/startsWith/volumeMl', [0.001, 100], [0, 101]],
    ['PumpReprogrammed', 'program/startsWith/durationMinutes', [1, 43_200], [0, 43_201]],
    ['BolusTestPerformed', 'doseMcg', [1, 100_000], [0, 100_001]],
    ['PumpImplanted', 'reservoirCapacityMl', [10, 100], [0, 100.5]],
    ['PumpImplanted', 'tubingVolumeMl', [0, 2], [-1, 2.1]],
    ['PumpImplanted', 'nonExtractableVolumeMl', [0, 1.4], [-1]],
    ['CatheterImplanted', 'volumeMl', [0.1, 2], [0, 2.1]],
    ['OralMedicationChanged', 'timesPerDay', [0, 3], [-1]],
    ['HolidayPlanned', 'steps/0/dailyDoseMcg', [0, 1_000_000], [-1, 1_000_001]],
    ['PumpInterrogated', 'clockOffsetMinutes', [-43_200, 43_200], [43_201]],
    ['PumpInterrogated', 'shows/dailyDoseMcg', [0, 1_000_000], [-1, 1_000_001]],
    ['PumpInterrogated', 'shows/reservoirVolumeMl', [0, 100], [-1, 100.1]],
    ['PumpExplanted', 'aspiratedVolumeMl', [0, 100], [-1, 100.1]],
    ['PumpReplaced', 'aspiratedVolumeMl', [0, 100], [-1, 100.1]],
    ['ReservoirEmptied', 'aspiratedVolumeMl', [0, 100], [-1, 100.1]],
    ['TherapyTakenOver', 'reservoir/volumeMl', [0, 40], [-1, 100.1]],
    ['TherapyTakenOver', 'reservoir/with/0/concentrationMcgPerMl', [1, 100_000], [0, 100_001]],
    ['CatheterRevised', 'segmentVolumeMl', [0, 2], [-1, 2.1]],
    ['BolusGiven', 'doseMcg', [0.001, 1_000_000], [0, 1_000_001]],
    ['BolusGiven', 'volumeMl', [1e-6, 100], [0, 101]],
    ['BolusGiven', 'durationMinutes', [1, 43_200], [0, 43_201]],
    ['TherapyRegistered', 'birthYear', [1900, 2000], [1899, 1980.5]],
  ])('%s %s', (type, path, accepted, refused) => {
    for (const value of accepted) expect(at(type, path, value)).toEqual([]);
    for (const value of refused) expect(at(type, path, value)).toEqual([`/data/${path}`]);
  });

  test('text is counted in characters', () => {
    expect(at('PumpExplanted', 'reason', '😀'.repeat(200))).toEqual([]);
    expect(at('PumpExplanted', 'reason', '😀'.repeat(201))).toEqual(['/data/reason']);
    expect(at('AdverseEventObserved', 'description', 'x'.repeat(2_000))).toEqual([]);
  });

  test('drugs, codes and ids', () => {
    expect(at('ReservoirRefilled', 'drug', 'Baclofen')).toEqual(['/data/drug']);
    expect(at('TherapyRegistered', 'aetiology', 'Spinal cord')).toEqual(['/data/aetiology']);
    expect(at('TherapyRegistered', 'aetiology', 'hereditary-spastic-paraplegia')).toEqual([]);
    expect(at('EventVoided', 'voids', 'a b')).toEqual(['/data/voids']);
  });
});

describe('rules of one type', () => {
  test('MAS and PSFS have their own grades, as strings', () => {
    const grade = (scale: string, low: unknown) =>
      pointers({ ...body('SpasticityAssessed'), data: { scale, low } });
    for (const low of ['0', '1', '1+', '2', '3', '4']) expect(grade('MAS', low)).toEqual([]);
    for (const low of ['5', '1.5', 2, '']) expect(grade('MAS', low)).toEqual(['/data/low']);
    expect(grade('PSFS', '4')).toEqual([]);
    expect(grade('PSFS', '1+')).toEqual(['/data/low']);
    expect(grade('Ashworth', '2')).toEqual(['/data/scale']);
  });

  test('a bolus by the pump needs dose and duration, others need neither', () => {
    const {
      doseMcg: _dose,
      durationMinutes: _duration,
      ...rest
    } = body('BolusTestPerformed')['data'] as Json;
    const bolus = (data: Json) => pointers({ ...body('BolusTestPerformed'), data });
    expect(bolus(rest)).toEqual([]);
    expect(bolus({ ...rest, route: 'pump' })).toEqual(['/data/doseMcg', '/data/durationMinutes']);
    expect(bolus({ ...rest, route: 'pump', doseMcg: 10, durationMinutes: 5 })).toEqual([]);
  });

  test('a range does not end below where it begins', () => {
    const range = (scale: string, low: string, high: string) => {
      const result = read({ ...body('SpasticityAssessed'), data: { scale, low, high } });
      return result.ok ? [] : result.errors;
    };
    const below = [{ pointer: '/data/high', detail: 'must not be below low' }];
    expect(range('MAS', '1', '1+')).toEqual([]);
    expect(range('MAS', '1+', '1+')).toEqual([]);
    expect(range('MAS', '1+', '1')).toEqual(below);
    expect(range('MAS', '2', '1+')).toEqual(below);
    expect(range('PSFS', '4', '0')).toEqual(below);
    expect(range('PSFS', '0', '1+')[0]?.detail).toMatch(/^must be one of the strings 0, 1/);
    expect(range('MAS', '9', '1')).toHaveLength(1);
  });

  test('an outcome is graded by any scale but those of spasticity', () => {
    const graded = (scale: unknown) => pointers(changed(body('OutcomeAssessed'), ['data', 'scale'], scale));
    for (const scale of ['NRS-PAIN', 'WEIGHT-KG', 'X', 'A1-', 'A'.repeat(32)])
      expect(graded(scale)).toEqual([]);
    for (const scale of ['MAS', 'PSFS', 'mas', '1A', '-A', 'VAS PAIN', 'A'.repeat(33)])
      expect(graded(scale)).toEqual(['/data/scale']);
    const value = (text: unknown) => pointers(changed(body('OutcomeAssessed'), ['data', 'value'], text));
    for (const text of ['3', '4/10', '62.5', 'much better']) expect(value(text)).toEqual([]);
    expect(value(3)).toEqual(['/data/value']);
  });

  test('a bolus asks for its volume by the port, for its duration by the pump, and for neither elsewhere', () => {
    const given = (route: string, more: Json = {}) =>
      pointers({
        ...body('BolusGiven'),
        data: { purpose: 'rescue', route, drug: 'baclofen', doseMcg: 525_000, ...more },
      });
    expect(given('catheter-port')).toEqual(['/data/volumeMl']);
    expect(given('catheter-port', { volumeMl: 1 })).toEqual([]);
    expect(given('pump')).toEqual(['/data/durationMinutes']);
    expect(given('pump', { durationMinutes: 5 })).toEqual([]);
    for (const route of ['lumbar-puncture', 'temporary-catheter', 'pocket']) expect(given(route)).toEqual([]);
  });

  test('a connector holds nothing', () => {
    const revised = (segment: string, segmentVolumeMl?: number) =>
      pointers({ ...body('CatheterRevised'), data: { reason: 'leak', segment, segmentVolumeMl } });
    for (const segment of ['pump-end', 'tip-end', 'connector']) {
      expect(revised(segment)).toEqual([]);
      expect(revised(segment, 0)).toEqual([]);
    }
    expect(revised('tip-end', 0.1)).toEqual([]);
    expect(revised('connector', 0.1)).toEqual(['/data/segmentVolumeMl']);
  });

  test('a pump that already runs was not filled before it was put in place, and its program has no beginning', () => {
    const over = (path: Path, value: unknown) => {
      const result = read(changed(body('TherapyTakenOver'), ['data', ...path], value));
      return result.ok ? [] : result.errors;
    };
    expect(over(['pump', 'filledWith'], 'solution')).toMatchObject([{ pointer: '/data/pump/filledWith' }]);
    const startsWith = { kind: 'bridge', volumeMl: 0.4, durationMinutes: 60 };
    for (const program of [{ mode: 'stopped' }, { mode: 'constant-flow', flowMlPerDay: 1 }]) {
      expect(over(['program'], program)).toEqual([]);
      expect(over(['program'], { ...program, startsWith })).toEqual([
        { pointer: '/data/program/startsWith', detail: 'must be left out: the program runs already' },
      ]);
    }
    for (const date of ['2021', '2021-03', '2021-03-10', '2021-03-10T09:00:00+01:00'])
      expect(over(['pumpImplantedOn'], date)).toEqual([]);
    expect(over(['catheterImplantedOn'], 'last year')).toMatchObject([
      { pointer: '/data/catheterImplantedOn' },
    ]);
  });

  test('days that do not exist are refused', () => {
    const due = (replacementDueOn: string) =>
      pointers(changed(body('PumpImplanted'), ['data', 'replacementDueOn'], replacementDueOn));
    expect(due('2028-02-29')).toEqual([]);
    for (const day of ['2027-02-29', '2027-2-3', '2027-02', '2027-02-03T00:00:00Z'])
      expect(due(day)).toEqual(['/data/replacementDueOn']);
  });

  test('what a programmer displays is open, but JSON of a sensible depth', () => {
    const displayed = (value: unknown) =>
      pointers(changed(body('PumpInterrogated'), ['data', 'displayed'], value));
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
    expect(displayed(deep(32))).toEqual([]);
    expect(displayed(deep(33))).toEqual([`/data/displayed${'/a'.repeat(32)}`]);
    expect(displayed({ a: [null, { 'x/y': '\uD800' }] })).toEqual(['/data/displayed/a/1/x~1y']);
    const infinite = JSON.parse('{"a":1e999}') as Json;
    const event = body('PumpInterrogated');
    (event['data'] as Json)['displayed'] = infinite;
    expect(pointers(event)).toEqual(['/data/displayed/a']);
  });

  test('a replacement is checked as the type that it is', () => {
    const replacement = (value: Json) =>
      pointers(changed(body('EventCorrected'), ['data', 'replacement'], value));
    for (const name of recordableNames) {
      const { id: _id, ...fact } = body(name);
      const allowed = name !== 'EventCorrected' && name !== 'EventVoided';
      expect(replacement(fact)).toEqual(allowed ? [] : ['/data/replacement/type']);
    }
    const fact = body('ReservoirRefilled');
    expect(replacement(changed(fact, ['data', 'filledVolumeMl'], 1000))).toEqual([
      '/data/replacement/data/filledVolumeMl',
    ]);
    expect(replacement({ ...fact, occurredAt: '2021-02-30' })).toEqual(['/data/replacement/occurredAt']);
    expect(replacement({ ...fact, source: {} })).toEqual(['/data/replacement/source']);
  });
});

test('a type without data takes an empty object only', () => {
  expect(fieldErrors({}, eventTypes.MotorStallDetected.dataClass)).toEqual([]);
  expect(fieldErrors([], eventTypes.MotorStallDetected.dataClass)).toHaveLength(1);
});

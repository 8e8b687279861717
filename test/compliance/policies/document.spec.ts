import { readPolicy } from '../../../src/compliance/policies/document/index.js';
import type { PolicyFields } from '../../../src/compliance/policies/document/policy-fields.js';
import { figuresIn } from '../../../src/answers/form/figures.js';
import { shippedPolicies } from '../../../src/compliance/policies/index.js';
import type { Policy } from '../../../src/compliance/policies/policy.js';
import { ourHospital } from './files/our-hospital.js';

/** With every optional member as a required one, so that none is overlooked. */
type Whole<T> = { readonly [Name in keyof T]-?: Whole<T[Name]> };
type Assignable<From, To> = [From, Whole<From>] extends [To, Whole<To>] ? true : false;
/** Does not compile where a member of Policy is missing from the classes that check files, or is of another type. */
const pinned: readonly [Assignable<Policy, PolicyFields>, Assignable<PolicyFields, Policy>] = [true, true];

const errorsOf = (changes: Readonly<Record<string, unknown>>) => {
  const read = readPolicy(ourHospital(changes));
  return read.ok ? [] : read.errors;
};

test('the classes that check files and the type that audits read are one shape', () => {
  expect(pinned).toEqual([true, true]);
});

test.each(shippedPolicies.map(({ policy }) => [policy.id, policy] as const))(
  'the shipped %s would be accepted as a file',
  (_, policy) => {
    expect(readPolicy(JSON.parse(JSON.stringify(policy)))).toEqual({ ok: true, policy });
  },
);

const figure = (value: unknown) => ({ value, source: 'a test', certainty: 'approved-by-hospital' });
const STOP = '/drugs/baclofen/stop';

describe('what is refused', () => {
  it.each<[string, Readonly<Record<string, unknown>>, string, RegExp]>([
    [
      'an unknown member',
      { '/titel': 'x' },
      '/titel',
      /known are id, version, inForceFrom, title, text, drugs/,
    ],
    ['an id with an @', { '/id': 'a@b' }, '/id', /\[A-Za-z0-9\]/],
    ['a version that is a number', { '/version': 1 }, '/version', /must be an id/],
    ['no title', { '/title': undefined }, '/title', /is required: must be a text of 1 to 200/],
    [
      'a date that does not exist',
      { '/inForceFrom': '2025-02-30' },
      '/inForceFrom',
      /RFC 3339.*partial date/,
    ],
    ['null for a member', { '/replacement': null }, '/replacement', /must be an object/],
    ['no drugs at all', { '/drugs': undefined }, '/drugs', /is required/],
    ['no drug', { '/drugs': {} }, '/drugs', /at least one member/],
    ['a list of drugs', { '/drugs': [] }, '/drugs', /must be an object/],
    [
      'an unknown drug',
      { '/drugs/baclophen': {} },
      '/drugs/baclophen',
      /known are baclofen, morphine, ziconotide, hydromorphone, bupivacaine, clonidine, fentanyl, sufentanil$/,
    ],
    ['what objects inherit', { '/drugs/constructor': {} }, '/drugs/constructor', /known are baclofen/],
    ['a drug of which nothing is said', { '/drugs/fentanyl': {} }, '/drugs/fentanyl', /at least one of stop/],
    ['a missing figure', { '/tip/overlapHours': undefined }, '/tip/overlapHours', /is required: .*certainty/],
    ['a bare number', { '/tip/overlapHours': 6 }, '/tip/overlapHours', /must be a figure: \{ value, source/],
    [
      'a further member of a figure',
      { '/tip/overlapHours/unit': 'h' },
      '/tip/overlapHours/unit',
      /known are value, source, certainty$/,
    ],
    [
      'a figure without a source',
      { '/tip/overlapHours/source': undefined },
      '/tip/overlapHours/source',
      /1 to 2000/,
    ],
    ['an empty source', { '/tip/overlapHours/source': '' }, '/tip/overlapHours/source', /1 to 2000/],
    [
      'an unknown certainty',
      { '/tip/overlapHours/certainty': 'sure' },
      '/tip/overlapHours/certainty',
      /proposed, approved-by-hospital$/,
    ],
    [
      'a text for a number',
      { '/tubeSetHours/value': '48' },
      '/tubeSetHours/value',
      /number of hours above 0 and at most 8760/,
    ],
    ['no hours', { '/tubeSetHours/value': 0 }, '/tubeSetHours/value', /above 0/],
    ['more than a year', { '/tubeSetHours/value': 8760.5 }, '/tubeSetHours/value', /at most 8760/],
    [
      'more days than a year',
      { '/maxDaysWithoutFall/value': 366 },
      '/maxDaysWithoutFall/value',
      /days .*at most 365/,
    ],
    [
      'a percentage above 100',
      { '/refill/accuracyPct/value': 101 },
      '/refill/accuracyPct/value',
      /at most 100/,
    ],
    ['a percentage of 0', { '/refill/accuracyPct/value': 0 }, '/refill/accuracyPct/value', /above 0/],
    [
      'a negative step',
      { [`${STOP}/taper/maxStepMcgPerDay/value`]: -300 },
      `${STOP}/taper/maxStepMcgPerDay/value`,
      /mcg\/day above 0 and at most 1000000/,
    ],
    [
      'an absurd step',
      { [`${STOP}/taper/maxStepMcgPerDay/value`]: 1e9 },
      `${STOP}/taper/maxStepMcgPerDay/value`,
      /1000000/,
    ],
    [
      'an infinite number',
      { '/refill/maxDiscrepancyMl/value': Infinity },
      '/refill/maxDiscrepancyMl/value',
      /mL above 0 and at most 100/,
    ],
    ['a negative volume', { '/refill/emptyMl/value': -1 }, '/refill/emptyMl/value', /from 0 to 100/],
    [
      'half a fill',
      { '/refill/trendFills/value': 2.5 },
      '/refill/trendFills/value',
      /whole number of fills from 2/,
    ],
    ['an overdose that is none', { '/tip/overdoseRatio/value': 1 }, '/tip/overdoseRatio/value', /above 1/],
    ['an underdose that is none', { '/tip/underdoseRatio/value': 1 }, '/tip/underdoseRatio/value', /below 1/],
    [
      'an unknown examination',
      { '/toleranceWorkup/items/value': ['biopsy'] },
      '/toleranceWorkup/items/value',
      /interrogation, volume-check/,
    ],
    [
      'no examination',
      { '/toleranceWorkup/items/value': [] },
      '/toleranceWorkup/items/value',
      /at least one of/,
    ],
    [
      'an examination twice',
      { '/toleranceWorkup/items/value': ['x-ray', 'x-ray'] },
      '/toleranceWorkup/items/value',
      /none twice/,
    ],
    [
      'an unknown aetiology',
      { '/drugs/baclofen/increases/spinal/aetiologies/value': ['als'] },
      '/drugs/baclofen/increases/spinal/aetiologies/value',
      /spinal-cord-injury.*stroke/,
    ],
    [
      'an aetiology in two groups',
      { '/drugs/baclofen/increases/spinal/aetiologies/value': ['stroke'] },
      '/drugs/baclofen/increases/cerebral/aetiologies/value/2',
      /spinal has stroke too/,
    ],
    [
      'a group’s name that is none',
      { '/drugs/baclofen/increases/a b': {} },
      '/drugs/baclofen/increases/a b',
      /must be named by/,
    ],
    ['no group', { '/drugs/baclofen/increases': {} }, '/drugs/baclofen/increases', /at least one member/],
    [
      'a taper without a rule',
      { [`${STOP}/taper`]: {} },
      `${STOP}/taper`,
      /at least one of maxStepMcgPerDay/,
    ],
    [
      'a taper of tolerance alone',
      { [`${STOP}/taper`]: { toleranceHours: figure(2) } },
      `${STOP}/taper`,
      /a rule/,
    ],
    [
      'a tolerance as long as the interval',
      {
        [`${STOP}/taper/minHoursBetweenSteps/value`]: 5,
        [`${STOP}/taper/toleranceHours/value`]: 5,
      },
      `${STOP}/taper/toleranceHours/value`,
      /less than minHoursBetweenSteps, which is 5/,
    ],
    [
      'a tolerance as long as the taper',
      { [`${STOP}/taper`]: { minTotalDays: figure(0.25), toleranceHours: figure(6) } },
      `${STOP}/taper/toleranceHours/value`,
      /less than minTotalDays, which is 6/,
    ],
    ['a stop without what is abrupt', { [`${STOP}/abrupt`]: undefined }, `${STOP}/abrupt`, /is required/],
    [
      'an empty restart',
      { '/drugs/baclofen/restart': {} },
      '/drugs/baclofen/restart',
      /at least one of maxDose/,
    ],
  ])('%s', (_, changes, pointer, detail) => {
    expect(errorsOf(changes)).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  it.each([[null], [[]], ['policy'], [3]])('%j', (document) => {
    expect(readPolicy(document)).toEqual({
      ok: false,
      errors: [{ pointer: '', detail: 'must be an object' }],
    });
  });

  it('all of it at once', () => {
    const errors = errorsOf({ '/version': '', '/tip/overlapHours': 6, '/drugs/aspirin': {} });
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/version', '/drugs/aspirin', '/tip/overlapHours']);
  });
});

describe('what is accepted', () => {
  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['the example', {}],
    ['no date', { '/inForceFrom': undefined }],
    ['a year', { '/inForceFrom': '2027' }],
    ['no tolerance', { [`${STOP}/taper/toleranceHours`]: undefined }],
    ['a tolerance of none', { [`${STOP}/taper/toleranceHours/value`]: 0 }],
    [
      'a tolerance just below the interval',
      { [`${STOP}/taper/minHoursBetweenSteps/value`]: 5, [`${STOP}/taper/toleranceHours/value`]: 4.9 },
    ],
    [
      'a drug off label',
      {
        '/drugs/fentanyl': { usualDose: { maxMcgPerDay: figure(500) } },
      },
    ],
    ['a cessation of one drug alone', { '/drugs/morphine': undefined }],
    ['an interval alone', { [`${STOP}/taper`]: { minHoursBetweenSteps: figure(72) } }],
    ['100 percent', { '/refill/accuracyPct/value': 100 }],
  ])('%s', (_, changes) => {
    expect(errorsOf(changes)).toEqual([]);
  });
});

describe('a limit that nothing can fail', () => {
  const ABRUPT = `${STOP}/abrupt`;
  const DROPS = [
    '/abruptReduction/maxDropPct',
    `${ABRUPT}/maxDropPctOfBaseline`,
    `${ABRUPT}/maxDropPctOfDose`,
    '/drugs/morphine/stop/abrupt/maxDropPctOfBaseline',
  ];
  const WINDOWS = ['/abruptReduction/windowHours', `${ABRUPT}/windowHours`];
  const TOLERANCES = [
    '/abruptReduction/toleranceHours',
    `${ABRUPT}/toleranceHours`,
    `${STOP}/taper/toleranceHours`,
    '/drugs/hydromorphone/stop/taper/toleranceHours',
  ];
  const cases = [
    ...DROPS.map((at) => ({
      at,
      refused: [75, 90, 100],
      accepted: [74.9, 50, 1],
      says: /above 0 and below 75/,
    })),
    ...WINDOWS.map((at) => ({ at, refused: [11.9, 48.1, 1], accepted: [12, 24, 48], says: /from 12 to 48/ })),
    ...TOLERANCES.map((at) => ({ at, refused: [6.1, 24], accepted: [0, 6], says: /from 0 to 6/ })),
    { at: '/minHoursToCount', refused: [24.1, 48], accepted: [24, 6], says: /above 0 and at most 24/ },
  ];

  it.each(cases)('$at: $refused is refused, and said what would be accepted', ({ at, refused, says }) => {
    for (const value of refused)
      expect(errorsOf({ [`${at}/value`]: value })).toEqual([
        { pointer: `${at}/value`, detail: expect.stringMatching(says) },
      ]);
  });

  it.each(cases)('$at: $accepted is accepted', ({ at, accepted }) => {
    for (const value of accepted) expect(errorsOf({ [`${at}/value`]: value })).toEqual([]);
  });
});

describe('what the shipped policies say', () => {
  const policyOf = (id: string) => shippedPolicies.find(({ policy }) => policy.id === id)!.policy;

  test.each(['label-holiday', 'best-practice-titration', 'strict'])('%s judges stops of opioids', (id) => {
    for (const drug of ['morphine', 'hydromorphone']) {
      const { abrupt, taper } = policyOf(id).drugs[drug]!.stop!;
      expect([abrupt.maxDropPctOfBaseline.value, abrupt.windowHours.value]).toEqual([50, 24]);
      expect([taper.maxStepPctOfPrevious!.value, taper.minHoursBetweenSteps!.value]).toEqual([20, 24]);
      for (const figure of [abrupt.maxDropPctOfBaseline, taper.maxStepPctOfPrevious!])
        expect(figure.certainty).toBe('proposed');
    }
  });

  test('case-report-2024 judges stops of baclofen alone, and says what its first rule makes abrupt', () => {
    const { drugs, text } = policyOf('case-report-2024');
    expect(Object.keys(drugs).filter((drug) => drugs[drug]!.stop)).toEqual(['baclofen']);
    expect(text).toMatch(
      /a course from 301-599 mcg\/day whose first or second step halves it is abrupt although each step is allowed/,
    );
  });

  test('what has no source says that the hospital must approve it, and nothing else does', () => {
    for (const { policy } of shippedPolicies)
      for (const { name, source, certainty } of figuresIn(policy))
        expect([name, /the hospital must approve it/.test(source)]).toEqual([name, certainty === 'proposed']);
  });
});

import { readPolicy } from '../../../src/compliance/policies/document/index.js';
import type { PolicyFields } from '../../../src/compliance/policies/document/policy-fields.js';
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
    ['an unknown member', { '/titel': 'x' }, '/titel', /known are id, version, inForceFrom, title, drugs/],
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
      { '/abruptReduction/maxDropPct/value': 101 },
      '/abruptReduction/maxDropPct/value',
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
      { [`${STOP}/taper/toleranceHours/value`]: 72 },
      `${STOP}/taper/toleranceHours/value`,
      /less than minHoursBetweenSteps, which is 72/,
    ],
    [
      'a tolerance as long as the taper',
      { [`${STOP}/taper`]: { minTotalDays: figure(1), toleranceHours: figure(24) } },
      `${STOP}/taper/toleranceHours/value`,
      /less than minTotalDays, which is 24/,
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
    ['a tolerance just below the interval', { [`${STOP}/taper/toleranceHours/value`]: 71.9 }],
    [
      'a drug off label',
      {
        '/drugs/fentanyl': { usualDose: { maxMcgPerDay: figure(500) } },
      },
    ],
    ['a cessation of one drug alone', { '/drugs/morphine': undefined }],
    ['an interval alone', { [`${STOP}/taper`]: { minHoursBetweenSteps: figure(72) } }],
    ['100 percent', { '/abruptReduction/maxDropPct/value': 100 }],
  ])('%s', (_, changes) => {
    expect(errorsOf(changes)).toEqual([]);
  });
});

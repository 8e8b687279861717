import fc from 'fast-check';
import { audits } from '../../src/compliance/audit.js';
import { shippedPolicies } from '../../src/compliance/policies/index.js';
import {
  assumptionCatalogue,
  assumptionCodes,
} from '../../src/compliance/assumptions/assumption-catalogue.js';
import { type FindingCode, findingCatalogue, findingCodes } from '../../src/compliance/rules/catalogue.js';
import type { Sealed } from '../../src/therapy/envelope.js';
import { History } from '../support/history.js';
import { sprinkled } from './sprinkled.js';
import { tables } from './table/tables.js';

const policies = shippedPolicies.map(({ policy }) => policy);
const LATER = Date.parse('2030-01-01T00:00:00Z');

const audited = (events: readonly Sealed[], asOf = LATER) =>
  audits(events, { policies, asOf, knownAt: Number.POSITIVE_INFINITY });

/** What neither the tables nor the random therapies come to. */
const others = [
  new History('plan-not-kept')
    .running('2021-01-01T00:00:00Z', 600)
    .event('2021-02-01T08:00:00Z', 'HolidayPlanned', {
      drug: 'baclofen',
      reason: 'tolerance',
      steps: [{ on: '2021-02-05', dailyDoseMcg: 0 }],
    })
    .programmed('2021-02-02T09:00:00Z', 0),
  new History('wrong-drug')
    .running('2021-01-01T00:00:00Z', 600)
    .filled('2021-02-01T08:00:00Z', 2000, 40, 'fentanyl'),
  new History('overdue').implanted('2021-01-01T00:00:00Z', { replacementDueOn: '2026-01-01' }),
  new History('signed').running('2021-01-01T00:00:00Z', 600).event('2021-02-01T08:00:00Z', 'AuditSigned', {
    policy: policies[0]!.id,
    policyVersion: policies[0]!.version,
    asOf: '2021-02-01T08:00:00.000Z',
    knownAt: '2021-02-01T08:00:00.000Z',
    factsHash: 'of other facts',
    meaning: 'review',
    signer: { name: 'test' },
  }),
  new History('volumes-of-models').implanted(
    '2021-01-01T00:00:00Z',
    { tubingVolumeMl: undefined },
    { volumeMl: undefined },
  ),
  new History('volume-of-length').implanted(
    '2021-01-01T00:00:00Z',
    {},
    { volumeMl: undefined, implantedLengthCm: 60 },
  ),
  new History('of-no-known-cause')
    .event('2020', 'TherapyRegistered', {
      patientPseudonym: 'p',
      indication: 'spasticity',
      aetiology: 'of-unknown-origin',
    })
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', 100),
  new History('nothing-to-stop').programmed('2021-01-01T00:00:00Z', 0),
].map(({ events }) => audited(events));

const all = [
  ...others,
  ...Object.values(tables)
    .flat()
    .map(({ history }) => audited(history().events)),
  ...fc.sample(sprinkled, { numRuns: 60, seed: 1 }).map(({ events, end }) => audited(events, end)),
].flat();

it('each finding of the catalogue is found in some therapy, with its severity', () => {
  const found = new Set<FindingCode>();
  for (const { findings } of all)
    for (const { code, severity } of findings)
      if (severity === findingCatalogue[code].severity) found.add(code);
  expect([...found].sort()).toEqual([...findingCodes].sort());
});

it('each assumption of the catalogue is made in some therapy', () => {
  const made = new Set(all.flatMap(({ assumptions }) => assumptions.map(({ code }) => code)));
  expect([...made].sort()).toEqual([...assumptionCodes].sort());
});

it('each code means something in one plain sentence', () => {
  const meanings = findingCodes.map((code) => findingCatalogue[code].meaning);
  for (const meaning of [...meanings, ...Object.values(assumptionCatalogue)])
    expect(meaning).toMatch(/^[A-Z][^\n]{10,110}\.$/);
});

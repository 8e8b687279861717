import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

/*
 * case-report-2024: abrupt when falls within some 24 h (and 2 h of tolerance) add up to over 50 % of the baseline, or
 * those in the last 24 h (and 2 h) before zero to over 300 mcg/day; pass when each step is at most 300 mcg/day and 72 h
 * (2 h of tolerance) after the one before, and never where it is abrupt.
 */
const UNREAD = 'while some may be asked for and are not read, the dose is not zero';
const OPIOIDS = 'All shipped policies but `case-report-2024` also judge stops of morphine';
const patient = { doseMcg: 50, durationMinutes: 30, lockoutMinutes: 60, maxPerDay: 10 };
const asked = () =>
  since(200).event(at(0), 'PumpReprogrammed', {
    program: { mode: 'flex', basalDailyDoseMcg: 0, boluses: [], patientBolus: patient },
  });
const read = (count: number) =>
  asked().event(at(10), 'PumpInterrogated', {
    shows: { patientBoluses: { since: at(0), count, doseMcg: 50, durationMinutes: 30 } },
  });
const morphine = (...steps: readonly (readonly [number, number])[]): History =>
  steps.reduce(
    (history, [day, dose]) => history.programmed(at(day), dose),
    new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z')
      .filled('2021-01-01T00:00:00Z', 10_000, 40, 'morphine')
      .programmed('2021-01-01T00:00:00Z', 1000, bridge(0.4, 0.5, 'priming')),
  );
/** A fifth at a time, a day apart, to under the floor of 200. */
const FIFTHS = [800, 640, 512, 410, 328, 263, 211, 169, 0].map((dose, day) => [day, dose] as const);

/** 0.1 mL/day of baclofen 2000 and morphine 10,000. */
const shared = () =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z')
    .event('2021-01-01T00:00:00Z', 'ReservoirRefilled', {
      drug: 'baclofen',
      concentrationMcgPerMl: 2000,
      filledVolumeMl: 40,
      with: [{ drug: 'morphine', concentrationMcgPerMl: 10_000 }],
    })
    .programmed('2021-01-01T00:00:00Z', 200, bridge(0.4, 0.5, 'priming'));
const ended = (reason: string) =>
  since(400).filled(at(0), 2000, 10).event(at(10), 'TherapyEnded', { reason });
const SHARED = 'every answer about a drug counts those that travel with it';
const ENDED =
  '`TherapyEnded`: after death, explant or transfer nothing flows; `lost-to-follow-up` and `other` project on';
const DECLARED = '`declaredHoliday`: a `HolidayPlanned` for the drug within the 90 days before zero';
const declared = (days: number, drug = 'baclofen') =>
  since(100).event(at(0), 'HolidayPlanned', { drug, reason: 'tolerance' }).programmed(at(days), 0);

export const kindsOfZero: readonly Attack[] = [
  {
    title: 'two drugs in one reservoir, stopped at once: the one that is programmed',
    says: SHARED,
    history: () => shared().programmed(at(0), 0),
    stops: ['200>0 abrupt/fail'],
  },
  {
    title: 'two drugs in one reservoir, stopped at once: the other',
    says: SHARED,
    policy: 'strict',
    drug: 'morphine',
    history: () => shared().programmed(at(0), 0),
    // 0.1 mL/day of 10,000.
    stops: ['1000>0 abrupt/fail'],
  },
  {
    title: 'a fill without the drug that travelled with the other',
    says: SHARED,
    policy: 'strict',
    drug: 'morphine',
    history: () => shared().filled(at(0)).programmed(at(0), 200),
    finds: ['BRIDGE_NOT_RECORDED critical once'],
    stops: [['1000>0 abrupt/fail', { cause: 'drug-switch', tip: 'undetermined' }]],
  },
  {
    title: 'the same drug by its brand',
    says: '`lioresal` is baclofen',
    history: () => since(200).filled(at(0), 2000, 40, 'lioresal').programmed(at(0), 200),
    never: ['BRIDGE_NOT_RECORDED', 'DRUG_MISMATCH'],
    stops: [],
  },
  {
    // 10 mL last 50 days.
    title: 'a patient lost to follow-up',
    says: ENDED,
    history: () => ended('lost-to-follow-up'),
    asOf: at(60),
    stops: [['400>0 undetermined/undetermined', { zero: at(50), reasons: ['AFTER_LAST_RECORD'] }]],
  },
  {
    title: 'a patient who died',
    says: ENDED,
    history: () => ended('death'),
    asOf: at(60),
    stops: [],
    never: ['RESERVOIR_RAN_EMPTY'],
  },
  {
    title: 'a holiday planned 90 days before',
    says: DECLARED,
    history: () => declared(90),
    asOf: at(91),
    stops: [['100>0 abrupt/fail', { declared: true }]],
  },
  {
    title: 'a holiday planned 91 days before',
    says: DECLARED,
    history: () => declared(91),
    asOf: at(92),
    stops: [['100>0 abrupt/fail', { declared: false }]],
  },
  {
    title: 'a holiday of another drug',
    says: DECLARED,
    history: () => declared(3, 'morphine'),
    stops: [['100>0 abrupt/fail', { declared: false }]],
  },
  {
    // 0.005 mL/day is below the model's 0.006.
    title: 'a flow below the minimum rate',
    says: 'Zero are: a flow below the model’s minimum rate',
    history: () => doses(200, [0, 10]),
    stops: ['200>0 abrupt/fail'],
  },
  {
    // 0.0065 mL/day.
    title: 'a flow above the minimum rate',
    says: 'Zero are: a flow below the model’s minimum rate',
    history: () => doses(200, [0, 13]),
    finds: ['ABRUPT_REDUCTION warning'],
    stops: [],
  },
  {
    title: 'a `startsWith` before `stopped`',
    says: 'a `startsWith` before `stopped` or `minimum-rate` is zero from its beginning',
    history: () => since(200).programmed(at(0), 0, bridge(0.1, 24)),
    stops: [['200>0 abrupt/fail', { zero: at(0) }]],
  },
  {
    title: 'only patient boluses, not read',
    says: UNREAD,
    history: asked,
    stops: [],
  },
  {
    title: 'only patient boluses, read: none was asked for',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () => read(0).event(at(11), 'PumpInterrogated', { displayed: {} }),
    asOf: at(12),
    stops: [['200>0 abrupt/fail', { zero: at(0) }]],
  },
  {
    // 40 x 50 in ten days: 200 a day, as before.
    title: 'only patient boluses, read: as much as before',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () => read(40),
    asOf: at(10),
    stops: [],
    never: ['ABRUPT_REDUCTION'],
  },
  {
    // 18 x 50 in ten days: 90 a day of 200.
    title: 'only patient boluses, read: less than half of before',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () => read(18),
    asOf: at(10),
    finds: ['ABRUPT_REDUCTION'],
  },
  {
    title: 'morphine stopped at once, under the default policy',
    says: 'Other drugs: both `undetermined`, reason `NO_POLICY_FOR_DRUG`',
    history: () => morphine([0, 0]),
    drug: 'morphine',
    stops: [['1000>0 undetermined/undetermined', { reasons: ['NO_POLICY_FOR_DRUG'] }]],
  },
  ...['strict', 'label-holiday', 'best-practice-titration'].map((policy): Attack => ({
    title: `morphine stopped at once, under ${policy}`,
    says: OPIOIDS,
    policy,
    history: () => morphine([0, 0]),
    drug: 'morphine',
    stops: ['1000>0 abrupt/fail'],
  })),
  {
    title: 'morphine by fifths, a day apart',
    says: 'steps of at most 20 % of the dose before, a day apart',
    policy: 'strict',
    history: () => morphine(...FIFTHS),
    drug: 'morphine',
    stops: ['1000>800>640>512>410>328>263>211>169>0 tapered/pass'],
  },
  {
    title: 'morphine by a little more than a fifth',
    says: 'steps of at most 20 % of the dose before, a day apart',
    policy: 'strict',
    history: () => morphine([0, 790], ...FIFTHS.slice(1)),
    drug: 'morphine',
    stops: ['1000>790>640>512>410>328>263>211>169>0 tapered/fail'],
  },
];

import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { since } from './claims.js';

/*
 * A verdict and each rule are definite only where they hold for every choice of instants within the intervals that the
 * order of recording allows.
 */
const EVERY = 'definite only where they hold for *every* choice of instants; else `undetermined`';
const PROGRAMMED_FAIL =
  'where it is undetermined, undetermined, or fail where a programmed step fails in every choice';
const SOME = 'A cessation that only some choice shows is listed, `certainty: possible`, `undetermined`';
const FINDING = 'a finding that only some choice shows is listed with confidence `possible`';

const dated = (from: number, ...steps: readonly (readonly [string, number])[]): History =>
  steps.reduce((history, [on, dose]) => history.programmed(on, dose), since(from));

const neverTapered: Attack['holds'] = ({ cessations, headline }) => {
  expect(cessations.length).toBeGreaterThan(0);
  for (const { verdict, conformance } of cessations) {
    expect(verdict).not.toBe('tapered');
    expect(conformance).not.toBe('pass');
  }
  expect(headline.verdict).not.toBe('tapered');
};

export const dates: readonly Attack[] = [
  {
    // Stated days three apart are 48 to 96 h apart: over 26 h, but not over 70 in every choice.
    title: 'steps on days three apart',
    says: EVERY,
    history: () => dated(900, ['2021-02-01', 600], ['2021-02-04', 300], ['2021-02-07', 0]),
    asOf: at(10),
    stops: [['900>600>300>0 tapered/undetermined', { certainty: 'certain', tip: 'tapered' }]],
  },
  {
    // Four apart are 72 to 120 h: over 70 in every choice.
    title: 'steps on days four apart',
    says: EVERY,
    history: () => dated(900, ['2021-02-01', 600], ['2021-02-05', 300], ['2021-02-09', 0]),
    asOf: at(10),
    stops: [['900>600>300>0 tapered/pass', { certainty: 'certain' }]],
  },
  {
    // Between 0 and 48 h: within 26 h, or not; under 70 h in every choice.
    title: '600, 300, 0 on two days that follow each other',
    says: PROGRAMMED_FAIL,
    history: () => dated(600, ['2021-02-01', 300], ['2021-02-02', 0]),
    asOf: at(10),
    stops: ['600>300>0 undetermined/fail'],
  },
  {
    // 24 to 72 h.
    title: '600, 300, 0 on two days with one between them',
    says: PROGRAMMED_FAIL,
    history: () => dated(600, ['2021-02-01', 300], ['2021-02-03', 0]),
    asOf: at(10),
    stops: ['600>300>0 undetermined/undetermined'],
  },
  {
    // Within 24 h in every choice: 600 of 600.
    title: '600, 300, 0 on one stated day',
    says: EVERY,
    history: () => dated(600, ['2021-02-01', 300], ['2021-02-01', 0]),
    asOf: at(10),
    // Both act at the first instant of the day.
    stops: ['600>0 abrupt/fail'],
  },
  {
    // 400 mcg/day at once is over a step whenever it was.
    title: 'a step too large in every choice, on a day that nobody knows',
    says: PROGRAMMED_FAIL,
    history: () => dated(1000, ['2021-02-01', 600], ['2021-02-02', 300], ['2021-02-06', 0]),
    asOf: at(10),
    // 700 of 1000 within 26 h, or not.
    stops: ['1000>600>300>0 undetermined/fail'],
  },
  {
    // From the last day of January to the first of February, or nearly 59 days.
    title: 'a taper whose steps are dated by months',
    says: EVERY,
    history: () => dated(900, ['2021-02', 600], ['2021-03', 300], ['2021-04', 0]),
    asOf: '2021-05-10T00:00:00Z',
    holds: neverTapered,
  },
  {
    title: 'a taper whose steps are dated by one year',
    says: EVERY,
    // 0.05 mL/day: 40 mL last over two years.
    history: () => dated(100, ['2022', 60], ['2022', 30], ['2022', 0]),
    asOf: '2023-01-10T00:00:00Z',
    holds: neverTapered,
  },
  {
    title: 'a taper whose steps are dated by years that follow each other',
    says: EVERY,
    history: () => dated(100, ['2022', 60], ['2023', 0]),
    asOf: '2024-01-10T00:00:00Z',
    holds: neverTapered,
  },
  {
    // From no time to a day without.
    title: 'stopped and started on one stated day',
    says: SOME,
    history: () => dated(200, ['2021-02-01', 0], ['2021-02-01', 200]),
    asOf: at(10),
    stops: [['200>0 undetermined/undetermined', { certainty: 'possible' }]],
  },
  {
    // 24 to 72 h; TUBE_SET_RISK needs over 48.
    title: 'stopped on one day, on again two days later',
    says: FINDING,
    history: () => dated(200, ['2021-02-01', 0], ['2021-02-03', 200]),
    asOf: at(10),
    finds: ['TUBE_SET_RISK warning possible'],
  },
  {
    // 72 to 120 h.
    title: 'stopped on one day, on again four days later',
    says: '`certain` means in every choice',
    history: () => dated(200, ['2021-02-01', 0], ['2021-02-05', 200]),
    asOf: at(10),
    finds: ['TUBE_SET_RISK warning certain'],
  },
  {
    // Five hours of 20,000, or less, or none: it began some time in two hours.
    title: 'a spike whose begin nobody knows to the hour',
    says: '`certain` means in every choice',
    history: () =>
      since(200)
        .programmed({ earliest: at(0), latest: at(0, 1) }, 20_000)
        .programmed(at(0, 5), 200),
    finds: ['DOSE_SPIKE critical certain once'],
  },
  {
    // At 2,000 mcg/day 83 mcg an hour: 5 h are 417 less 42, over 200 + 200; an hour gives 83 less 8.
    title: 'a rise that some choices make a spike',
    says: FINDING,
    history: () =>
      since(200)
        .programmed({ earliest: at(0), latest: at(0, 4) }, 2000)
        .programmed(at(0, 5), 200),
    finds: ['DOSE_SPIKE critical possible once'],
  },
  {
    // Filled and programmed on one stated day: one visit, 60 minutes at most.
    title: 'a new strength and its program on one stated day',
    says: 'A fill and the next program of the same stated day are one visit: at most 60 minutes apart in every choice',
    history: () => since(200).filled('2021-02-03', 1000).programmed('2021-02-03', 200, bridge(0.4, 96)),
    asOf: at(10),
    never: ['CONCENTRATION_MISMATCH', 'TIP_OVERDOSE', 'TIP_UNDERDOSE', 'BRIDGE_NOT_RECORDED', 'DOSE_SPIKE'],
    stops: [],
  },
  {
    // The day after: 0 to 48 h at half the strength.
    title: 'a new strength, programmed on the day after',
    says: FINDING,
    history: () => since(200).filled('2021-02-03', 1000).programmed('2021-02-04', 200, bridge(0.4, 96)),
    asOf: at(10),
    finds: ['CONCENTRATION_MISMATCH critical possible'],
  },
  {
    // They move nothing, and none of these findings looks at them.
    title: 'a magnet, a plan and an adverse event dated by the month',
    says: '`certain` means in every choice',
    history: () =>
      since(200)
        .event('2021-02', 'MriPerformed', {})
        .event('2021-02', 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' })
        .event('2021-02', 'AdverseEventObserved', { description: 'fever', serious: true })
        .programmed(at(0), 2000)
        .programmed(at(0, 12), 200),
    asOf: '2021-03-03T00:00:00Z',
    finds: ['DOSE_SPIKE critical certain once', 'DOSE_INCREASE_LARGE warning certain once'],
  },
  {
    // On the day of the fall, or not: a warning or a critical finding.
    title: 'an adverse event dated by the month beside a steep fall',
    says: '`certain` means in every choice',
    history: () =>
      since(1000)
        .event('2021-02', 'AdverseEventObserved', { description: 'fever', serious: true })
        .programmed(at(0), 400),
    asOf: '2021-03-03T00:00:00Z',
    finds: ['ABRUPT_REDUCTION likely once'],
  },
  {
    // Declared by the first of the days that the month leaves open alone: else the step is no info.
    title: 'a steep step of a day that the holiday of its month may not have come before',
    says: FINDING,
    history: () =>
      since(400)
        .event('2021-02', 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' })
        .programmed(at(0), 150),
    asOf: at(40),
    finds: ['ABRUPT_REDUCTION warning possible once'],
  },
  {
    // 5 to 9 days at 0.3 mL/day: of 1.5 to 3.1 mL that were due 1.6 stayed by the last of them.
    title: 'a volume that is off by half on some days only',
    says: FINDING,
    history: () =>
      since(600).event(
        { earliest: '2021-01-06T00:00:00Z', latest: '2021-01-10T00:00:00Z' },
        'ReservoirRefilled',
        { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40, aspiratedVolumeMl: 38.5 },
      ),
    finds: ['REFILL_DISCREPANCY critical possible once'],
  },
];

import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { since } from './claims.js';

/*
 * The path's 0.4 mL of 2000 hold 800 mcg. At 200 mcg/day an hour gives 8.33 mcg.
 */
const STRENGTH =
  'a strength outside the range that the drug is known to be filled at, critical from five times beyond';
const REVISED =
  'within 24 hours after a `CatheterReplaced` or `CatheterRevised` of a catheter found faulty or of unknown reason, the daily dose is not below the one before';
const MISMATCH = '`DRUG_MISMATCH`: also a pump bolus of a drug that the reservoir does not hold';
const INCREASE =
  'in every shipped policy; where the aetiology is not one that the policy knows, the strictest figure counts';
const strong = (concentrationMcgPerMl: number, drug = 'baclofen') =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z', concentrationMcgPerMl, 40, drug);
const revised = (before: (history: History) => History, dose: number) =>
  before(since(200))
    .event(at(0), 'CatheterRevised', { reason: 'no effect', segment: 'connector' })
    .programmed(at(0, 1), dose);
const studied = (finding: string, day: number) => (history: History) =>
  history.event(at(day), 'CatheterStudied', { method: 'ct', finding });
const aetiology = (code: string, to: number) =>
  new History()
    .event('2020', 'TherapyRegistered', { patientPseudonym: 'p', indication: 'spasticity', aetiology: code })
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', 100, bridge(0.4, 0.5, 'priming'))
    .programmed(at(0), to);

export const strengths: readonly Attack[] = [
  ...(
    [
      [50, 'baclofen', undefined],
      [49, 'baclofen', 'warning'],
      [10.1, 'baclofen', 'warning'],
      [10, 'baclofen', 'critical'],
      [4000, 'baclofen', undefined],
      [4001, 'baclofen', 'warning'],
      [19_999, 'baclofen', 'warning'],
      [20_000, 'baclofen', 'critical'],
      [50_000, 'morphine', undefined],
      [50_001, 'morphine', 'warning'],
      [499, 'morphine', 'warning'],
      [100, 'morphine', 'critical'],
    ] as const
  ).map(([mcgPerMl, drug, severity]): Attack => {
    const words = `CONCENTRATION_UNUSUAL ${severity} once`;
    return {
      title: `${drug} of ${mcgPerMl} mcg/mL`,
      says: STRENGTH,
      history: () => strong(mcgPerMl, drug),
      ...(severity ? { finds: [words] } : { never: ['CONCENTRATION_UNUSUAL'] }),
    };
  }),
  {
    title: 'a drug that travels with another in an unusual strength',
    says: STRENGTH,
    history: () =>
      new History()
        .registered()
        .implanted('2021-01-01T00:00:00Z')
        .event('2021-01-01T00:00:00Z', 'ReservoirRefilled', {
          drug: 'baclofen',
          concentrationMcgPerMl: 2000,
          filledVolumeMl: 20,
          with: [{ drug: 'morphine', concentrationMcgPerMl: 60_000 }],
        }),
    finds: ['CONCENTRATION_UNUSUAL warning once'],
  },
  {
    title: 'a drug that nobody knows',
    says: '`DRUG_UNKNOWN` warning: a name that matches no known drug',
    history: () => strong(2000, 'baclofin'),
    finds: ['DRUG_UNKNOWN warning once'],
  },
  {
    title: 'a drug by its brand',
    says: '`DRUG_UNKNOWN` warning: a name that matches no known drug',
    history: () => strong(2000, 'lioresal'),
    never: ['DRUG_UNKNOWN', 'DRUG_MISMATCH'],
  },
  {
    // 0.4 mL/day of what was programmed as 500 for an hour; a day's 200 mcg in the bridge.
    title: 'a new strength programmed within the hour',
    says: '`CONCENTRATION_MISMATCH`: flow while programmed and real concentration differ by over 5 % for over 60 minutes',
    history: () => since(200, 500).filled(at(0), 2000).programmed(at(0, 1), 200, bridge(0.4, 24)),
    never: ['CONCENTRATION_MISMATCH', 'TIP_OVERDOSE', 'TIP_UNDERDOSE', 'BRIDGE_NOT_RECORDED', 'DOSE_SPIKE'],
    stops: [],
  },
  {
    title: 'a new strength programmed after an hour and a minute',
    says: '`CONCENTRATION_MISMATCH`: flow while programmed and real concentration differ by over 5 % for over 60 minutes',
    history: () =>
      since(200, 500)
        .filled(at(0), 2000)
        .programmed(at(0, 61 / 60), 200, bridge(0.4, 24)),
    finds: ['CONCENTRATION_MISMATCH critical once'],
  },
  {
    title: 'a strength up fourfold without a bridge',
    says: '`BRIDGE_NOT_RECORDED` critical: concentration (over 5 %) changes while the path holds drug',
    // 0.1 mL/day of what was 500: 50 mcg/day until the path's 0.4 mL have passed.
    history: () => since(200, 500).filled(at(0), 2000).programmed(at(0), 200),
    finds: ['BRIDGE_NOT_RECORDED critical once', 'ABRUPT_REDUCTION tip', 'TIP_UNDERDOSE warning'],
    stops: [],
  },
  {
    // The visit's hour is over once the fill is programmed: what comes half an hour later is no programming of it.
    title: 'the same, programmed once more within the hour',
    says: '`TIP_UNDERDOSE`: over some 6 hours; not for the 60 minutes between a fill and its programming',
    history: () => since(200, 500).filled(at(0), 2000).programmed(at(0), 200).programmed(at(0, 0.5), 201),
    asOf: at(0, 6),
    finds: ['TIP_UNDERDOSE warning'],
  },
  {
    // 0.4 mL/day of what was 2000: 800 mcg/day for a day.
    title: 'a strength down to a quarter without a bridge',
    says: '`BRIDGE_NOT_RECORDED` critical; what gives a spike: a wrong strength',
    history: () => since(200).filled(at(0), 500).programmed(at(0), 200),
    finds: ['BRIDGE_NOT_RECORDED critical once', 'DOSE_SPIKE critical tip once', 'TIP_OVERDOSE critical'],
    never: ['ABRUPT_REDUCTION critical'],
  },
  {
    title: 'a pump bolus of a drug that the reservoir does not hold',
    says: MISMATCH,
    history: () =>
      since(200).event(at(0), 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'pump',
        drug: 'morphine',
        doseMcg: 20,
        durationMinutes: 30,
        response: 'partial',
      }),
    finds: ['DRUG_MISMATCH warning once'],
  },
  {
    title: 'a pump bolus of what the reservoir holds, by its brand',
    says: MISMATCH,
    history: () =>
      since(200).event(at(0), 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'pump',
        drug: 'lioresal',
        doseMcg: 20,
        durationMinutes: 30,
        response: 'partial',
      }),
    never: ['DRUG_MISMATCH'],
  },
  {
    title: 'the dose before a revision whose reason nobody knows',
    says: REVISED,
    history: () => revised((history) => history, 200),
    finds: ['DOSE_NOT_REDUCED_AFTER_REVISION warning once'],
  },
  {
    title: 'less than the dose before a revision',
    says: REVISED,
    history: () => revised((history) => history, 190),
    never: ['DOSE_NOT_REDUCED_AFTER_REVISION'],
  },
  {
    title: 'the dose before a revision of a catheter found patent',
    says: '"Unknown": no study in the 90 days before found it patent',
    history: () => revised(studied('patent', -3), 200),
    never: ['DOSE_NOT_REDUCED_AFTER_REVISION'],
  },
  {
    title: 'the dose before a revision of a catheter found kinked',
    says: REVISED,
    history: () => revised(studied('kink', -3), 200),
    finds: ['DOSE_NOT_REDUCED_AFTER_REVISION warning once'],
  },
  {
    // 16 % of 100: over the 15 % of a cerebral origin, under the 30 % of a spinal one.
    title: 'a rise of 16 % where the aetiology is none that the policy knows',
    says: INCREASE,
    history: () => aetiology('dystonia', 116),
    finds: ['DOSE_INCREASE_LARGE warning'],
    holds: ({ assumptions }) =>
      expect(assumptions.filter(({ detail }) => /dystonia|aetiology/i.test(detail))).not.toEqual([]),
  },
  {
    title: 'a rise of 15 % where the aetiology is none that the policy knows',
    says: INCREASE,
    history: () => aetiology('dystonia', 115),
    never: ['DOSE_INCREASE_LARGE'],
  },
];

import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

/*
 * The path's 0.4 mL of 2000 hold 800 mcg. At 200 mcg/day an hour gives 8.33 mcg.
 */
const FAST =
  'more of a drug that was in the path than 1.5 times what its last daily dose above zero gives in that time';
const RESTART =
  'above the policy’s restart dose is the highest daily dose within 24 hours after delivery resumes';
const RESTART_TIP = 'or, by more than 5 %, what the tip gives in the 24 hours after the drug is there again';
const FIRST =
  'above twice the largest screening bolus with a satisfactory response, or above 200 mcg/day where none is recorded';
const STRENGTH =
  'a strength outside the range that the drug is known to be filled at, critical from five times beyond';
const DRUG_FREE =
  'before a drug-free fill only where the old drug leaves faster than 1.5 times its dose before';
const REVISED =
  'within 24 hours after a `CatheterReplaced` or `CatheterRevised` of a catheter found faulty or of unknown reason, the daily dose is not below the one before';
const MISMATCH = '`DRUG_MISMATCH`: also a pump bolus of a drug that the reservoir does not hold';
const INCREASE =
  'in every shipped policy; where the aetiology is not one that the policy knows, the strictest figure counts';
const POLICIES = ['case-report-2024', 'label-holiday', 'best-practice-titration', 'strict'];

const toMorphine = (history: History, hours: number) =>
  history.switched(at(0), ['baclofen', 2000], ['morphine', 2000]).programmed(at(0), 200, bridge(0.4, hours));

/** After a screening test, implanted, and begun at so much. */
const begun = (dailyDoseMcg: number, ...tests: readonly object[]): History =>
  tests
    .reduce<History>(
      (history, test) =>
        history.event('2020-12-01T10:00:00Z', 'BolusTestPerformed', {
          purpose: 'screening',
          route: 'lumbar-puncture',
          drug: 'baclofen',
          ...test,
        }),
      new History().registered(),
    )
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', dailyDoseMcg, bridge(0.4, 0.5, 'priming'));
const helped = (doseMcg: number) => ({ doseMcg, response: 'satisfactory' });

const strong = (concentrationMcgPerMl: number, drug = 'baclofen') =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z')
    .filled('2021-01-01T00:00:00Z', concentrationMcgPerMl, 40, drug);

const drugFree = (dailyDoseMcg: number) =>
  since(200)
    .event(at(0), 'DrugSwitched', {
      reason: 'infection',
      from: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
      to: { drug: 'drug-free' },
      filledVolumeMl: 40,
    })
    .programmed(at(0), dailyDoseMcg);

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

export const paths: readonly Attack[] = [
  {
    // 800 + 8.33 in 65 h; 1.5 x 8.33 x 65 = 812.5.
    title: 'a bridge of 64 hours at 200 mcg/day',
    says: FAST,
    history: () => toMorphine(since(200), 64),
    never: ['BRIDGE_TOO_FAST', 'BRIDGE_NOT_RECORDED'],
  },
  {
    // 1.5 x 8.33 x 64 = 800.
    title: 'a bridge of 63 hours at 200 mcg/day',
    says: FAST,
    history: () => toMorphine(since(200), 63),
    finds: ['BRIDGE_TOO_FAST critical certain tip once'],
    never: ['BRIDGE_NOT_RECORDED'],
  },
  {
    title: 'a bridge within an hour',
    says: FAST,
    history: () => toMorphine(since(200), 1),
    finds: ['BRIDGE_TOO_FAST critical once', 'DOSE_SPIKE critical'],
  },
  {
    // Stopped five days ago at 200: 800 in 65 h, the hour before gave none.
    title: 'a bridge of 64 hours some days after a stop',
    says: FAST,
    history: () => toMorphine(doses(200, [-5, 0]), 64),
    never: ['BRIDGE_TOO_FAST'],
  },
  {
    // Ten days ago at 800: the restart dose, 200, is the measure; 30 h would be within 1.5 times 800.
    title: 'a bridge of 30 hours long after a stop at 800 mcg/day',
    says: 'or, where that is over 7 days ago, than the policy’s restart dose',
    history: () => toMorphine(doses(800, [-10, 0]), 30),
    finds: ['BRIDGE_TOO_FAST critical once'],
  },
  {
    title: 'a bridge of 30 hours soon after a stop at 800 mcg/day',
    says: 'than 1.5 times what its last daily dose above zero before the switch gives in that time',
    history: () => toMorphine(doses(800, [-5, 0]), 30),
    never: ['BRIDGE_TOO_FAST'],
  },
  {
    title: 'a new catheter that is primed within half an hour',
    says: 'what fills a drug-free path gives nothing',
    history: () =>
      since(200)
        .event(at(0), 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } })
        .programmed(at(0), 150, bridge(0.2, 0.5, 'priming')),
    never: ['BRIDGE_TOO_FAST', 'PRIMING_NOT_RECORDED', 'DOSE_SPIKE'],
  },
  {
    // 300/200 is exactly 1.5.
    title: 'a drug-free fill behind the old drug, at 1.5 times its dose',
    says: DRUG_FREE,
    history: () => drugFree(300),
    never: ['BRIDGE_NOT_RECORDED'],
  },
  {
    title: 'a drug-free fill behind the old drug, a little faster',
    says: DRUG_FREE,
    history: () => drugFree(301),
    finds: ['BRIDGE_NOT_RECORDED critical once'],
  },
  {
    title: 'restarted at the restart dose',
    says: RESTART,
    history: () => doses(200, [0, 0], [2, 200]),
    never: ['RESTART_DOSE_HIGH'],
  },
  {
    title: 'restarted at the restart dose, and raised within a day',
    says: RESTART,
    history: () => doses(200, [0, 0], [2, 200], [at(2, 23), 230]),
    finds: ['RESTART_DOSE_HIGH warning once'],
  },
  {
    title: 'restarted at the restart dose, and raised after a day',
    says: RESTART,
    history: () => doses(200, [0, 0], [2, 200], [at(2, 25), 230]),
    never: ['RESTART_DOSE_HIGH'],
  },
  {
    // 10 mcg at once and 200 x 23.5/24 = 195.8: 205.8 of 210.
    title: 'restarted with a `single` of 10 mcg',
    says: RESTART_TIP,
    history: () => doses(200, [0, 0]).programmed(at(2), 200, bridge(0.005, 0.5, 'single')),
    never: ['RESTART_DOSE_HIGH'],
  },
  {
    // 200 + 195.8.
    title: 'restarted with a `single` of 200 mcg',
    says: RESTART_TIP,
    history: () => doses(200, [0, 0]).programmed(at(2), 200, bridge(0.1, 0.5, 'single')),
    finds: ['RESTART_DOSE_HIGH warning once'],
  },
  {
    // Programmed for 2000, filled with 4000: 400 a day.
    title: 'restarted at 200 mcg/day of twice the strength',
    says: RESTART,
    history: () =>
      doses(200, [0, 0]).filled(at(2), 4000).programmed(at(2), 200, { concentrationMcgPerMl: 2000 }),
    finds: ['RESTART_DOSE_HIGH warning', 'CONCENTRATION_MISMATCH critical'],
  },
  ...POLICIES.flatMap((policy): Attack[] => [
    {
      title: `201 mcg/day without a screening test, under ${policy}`,
      says: FIRST,
      policy,
      history: () => begun(201),
      finds: ['FIRST_DOSE_HIGH warning certain once'],
    },
    {
      title: `a rise of 31 % under ${policy}`,
      says: INCREASE,
      policy,
      history: () => doses(100, [0, 131]),
      finds: ['DOSE_INCREASE_LARGE warning'],
    },
  ]),
  {
    title: '200 mcg/day without a screening test',
    says: FIRST,
    history: () => begun(200),
    never: ['FIRST_DOSE_HIGH'],
  },
  {
    title: '1,000 mcg/day to begin with',
    says: 'critical above 1,000 mcg/day',
    history: () => begun(1000),
    finds: ['FIRST_DOSE_HIGH warning once'],
  },
  {
    title: '1,001 mcg/day to begin with',
    says: 'critical above 1,000 mcg/day',
    history: () => begun(1001),
    finds: ['FIRST_DOSE_HIGH critical once'],
  },
  {
    title: 'twice the screening bolus that helped',
    says: FIRST,
    history: () => begun(150, helped(75)),
    never: ['FIRST_DOSE_HIGH'],
  },
  {
    title: 'more than twice the screening bolus that helped',
    says: FIRST,
    history: () => begun(151, helped(75)),
    finds: ['FIRST_DOSE_HIGH warning certain once'],
  },
  {
    // The 100 did not help: the measure is twice 50.
    title: 'more than twice the largest that helped, less than twice another',
    says: FIRST,
    history: () => begun(150, helped(50), { doseMcg: 100, response: 'unsatisfactory' }),
    finds: ['FIRST_DOSE_HIGH warning once'],
  },
  {
    title: '400 mcg/day after a test that helped, without a dose on record',
    says: '`possible` where the test that helped has no dose on record',
    history: () => begun(400, { response: 'satisfactory' }),
    finds: ['FIRST_DOSE_HIGH warning possible once'],
  },
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
    title: 'a strength up fourfold without a bridge',
    says: '`BRIDGE_NOT_RECORDED` critical: concentration (over 5 %) changes while the path holds drug',
    // 0.1 mL/day of what was 500: 50 mcg/day until the path's 0.4 mL have passed.
    history: () => since(200, 500).filled(at(0), 2000).programmed(at(0), 200),
    finds: ['BRIDGE_NOT_RECORDED critical once', 'ABRUPT_REDUCTION tip', 'TIP_UNDERDOSE warning'],
    stops: [],
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

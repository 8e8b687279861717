import type { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

/* What one event makes must not be read into another one that came before or after it. */

const REDUCTION =
  '`ABRUPT_REDUCTION`: more than 50 % of the daily dose lost within 24 hours without reaching zero';
const SPIKE =
  'The rise into a `DOSE_SPIKE` and the fall that ends it are no steps as far as they take each other back';
const TIP =
  '`reachedZeroAt` from when the tip’s daily dose is zero for 6 hours or more after the reservoir’s zero';
const CATHETER = 'or at the tip alone: `cause: catheter`, and then steps and verdict speak of the tip';
const CIRCUMSTANCE =
  '`circumstance`, where the record itself shows it: within 48 hours before the first fall a `DOSE_SPIKE` or a serious adverse event';

const declared = (history: History) =>
  history.event(at(-1), 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' });

const serious = { description: 'withdrawal', serious: true };

/** So many hours without drug in the reservoir. */
const withoutDrug = (history: History, hours: number) =>
  history
    .event(at(0), 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 40 })
    .filled(at(0, hours))
    .programmed(at(0, hours + 1.5), 600);

export const oneAfterAnother: readonly Attack[] = [
  {
    // 210 of 400 are allowed; 140 more after 20 h are not.
    title: 'an allowed step of a holiday, and another one on the same day',
    says: REDUCTION,
    history: () => declared(doses(400, [0, 190], [20 / 24, 50])),
    finds: ['ABRUPT_REDUCTION critical once'],
  },
  {
    title: 'an allowed step of a holiday, and another one three days later',
    says: REDUCTION,
    history: () => declared(doses(400, [0, 190], [3, 90])),
    finds: ['ABRUPT_REDUCTION info'],
    never: ['ABRUPT_REDUCTION warning', 'ABRUPT_REDUCTION critical'],
  },
  {
    // 6.5 h at 0.3 mL/day are 0.08 mL, which pass the tip in 3.25 h at 0.6 mL/day.
    title: 'a stop that never came to the tip, and a taper weeks later',
    says: TIP,
    history: () =>
      withoutDrug(since(600), 6.5)
        .programmed(at(0, 12), 1200)
        .programmed(at(20), 600)
        .programmed(at(37), 300)
        .programmed(at(40), 0),
    asOf: at(60),
    stops: [
      ['600>0 abrupt/fail', { cause: 'drug-switch', tip: 'undetermined', reasons: [] }],
      ['1200>600>300>0 tapered/fail', { tip: 'tapered' }],
    ],
  },
  {
    // 5 h at 0.3 mL/day are 0.0625 mL, for which 0.1 mL/day take 15 h at the tip.
    title: 'a gap at the tip long after another stop',
    says: CATHETER,
    history: () => withoutDrug(doses(600, [-20, 0], [-10, 200], [-5, 600]), 5).programmed(at(1), 200),
    asOf: at(20),
    stops: ['600>0 abrupt/fail', ['600>200>0 abrupt/fail', { site: 'tip', cause: 'catheter' }]],
  },
  {
    title: 'a large fall whose program begins with a bolus that is a spike',
    says: CIRCUMSTANCE,
    history: () =>
      since(600).event(at(0), 'PumpReprogrammed', {
        program: {
          mode: 'periodic-bolus',
          bolusDoseMcg: 300,
          intervalMinutes: 2880,
          bolusDurationMinutes: 60,
          basalDailyDoseMcg: 0,
        },
      }),
    finds: ['ABRUPT_REDUCTION critical', 'DOSE_SPIKE'],
  },
  {
    title: 'a stop by a drug-free fill whose bridge is a spike',
    says: CIRCUMSTANCE,
    history: () =>
      since(600)
        .event(at(0), 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 40 })
        .programmed(at(0, 0.2), 600, bridge(0.4, 1)),
    finds: ['DOSE_SPIKE critical'],
    stops: [['600>0 abrupt/fail', { circumstance: null }]],
  },
  {
    title: 'a serious adverse event of the day of a large fall',
    says: CIRCUMSTANCE,
    history: () => doses(600, [0, 250]).event('2021-02-01', 'AdverseEventObserved', serious),
    finds: ['ABRUPT_REDUCTION critical'],
  },
  {
    title: 'a large fall of a day, and a serious adverse event of that day recorded after it',
    says: 'Events of one stated date act in the order in which they were recorded, in every choice of dates',
    history: () => doses(600, ['2021-02-01', 250]).event('2021-02-01', 'AdverseEventObserved', serious),
    finds: ['ABRUPT_REDUCTION critical'],
  },
  {
    title: 'a serious adverse event of a day, and a large fall of that day recorded after it',
    says: CIRCUMSTANCE,
    history: () =>
      since(600).event('2021-02-01', 'AdverseEventObserved', serious).programmed('2021-02-01', 250),
    finds: ['ABRUPT_REDUCTION warning'],
  },
  {
    title: 'a spike programmed in two steps, and back',
    says: SPIKE,
    history: () => doses(600, [0, 5000], [0.5 / 24, 6000], [7 / 24, 600], [3, 300], [6, 0]),
    finds: ['DOSE_SPIKE critical once'],
    never: ['ABRUPT_REDUCTION'],
    stops: ['600>300>0 tapered/pass'],
  },
  {
    title: 'a spike programmed twice, and back',
    says: SPIKE,
    history: () => doses(100, [0, 250], [1 / 24, 250], [30 / 24, 100]),
    finds: ['DOSE_SPIKE critical once'],
    never: ['ABRUPT_REDUCTION'],
  },
  {
    // 400 and 4 × 50 mcg a day; the visit ends what was read, and programs 300.
    title: 'boluses of the patient read some minutes before the next program',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () =>
      doses(400)
        .programmed(at(-5), 400, {
          patientBolus: { doseMcg: 50, durationMinutes: 10, lockoutMinutes: 60, maxPerDay: 4 },
        })
        .event(at(0), 'PumpInterrogated', {
          shows: { patientBoluses: { since: at(-5), count: 20, doseMcg: 50, durationMinutes: 10 } },
        })
        .programmed(at(0, 0.1), 300)
        .programmed(at(3, 0.1), 0),
    stops: ['600>300>0 tapered/pass'],
  },
  {
    // Stopped at any time since the third day: then the last two falls are of one instant.
    title: 'found stopped after a taper that may have ended at its last step',
    says: '`reachedZeroAt` of a pump found stopped: from the last program, fill or agreeing interrogation',
    history: () =>
      doses(900, [0, 600], [3, 300]).event(at(9), 'PumpInterrogated', { shows: { mode: 'stopped' } }),
    stops: [['900>600>300>0 undetermined/undetermined', { certainty: 'possible', zero: at(3) }]],
    holds: ({ cessations }) => {
      const last = cessations[0]!.steps.at(-1)!;
      expect(last.daysSincePrevious).toBe(0);
      expect(last.rules.find(({ rule }) => rule === 'min-interval')).toMatchObject({
        outcome: 'undetermined',
      });
    },
  },
];

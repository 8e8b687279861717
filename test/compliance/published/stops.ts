import type { History } from '../../support/history.js';
import { type Attack, doses, since } from '../attacks/claims.js';
import { at, bridge } from '../table/entry.js';
import { ALARMS, harmed, pump, refilled } from './record.js';

const QUIET = 'no alarm on faultless care';

const planned = (history: History) =>
  history.event(at(-1), 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' });
/** 0.3 mL in the first 12.6 days of the visit; from 1 January 7.9 mL at 0.25 mL/day, and the priming of 0.4 mL. */
const toSaline = () =>
  [400, 300, 200, 100]
    .reduce((history, dose, step) => history.programmed(at(3 * step), dose), planned(since(500)))
    .event(at(12), 'DrugSwitched', {
      reason: 'holiday',
      from: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
      to: { drug: 'drug-free' },
      filledVolumeMl: 20,
      aspiratedVolumeMl: 30.3,
      rinsed: true,
    });

export const stops: readonly Attack[] = [
  {
    // Neuromodulation 2018 (PMID 30325089): infected pumps, 20-50 % a day over 6 days, no withdrawal.
    title: 'an infected pump weaned a fifth to a quarter a day, then taken out',
    says: 'tapered, and fails the paper’s own interval',
    history: () =>
      doses(400, [0, 320], [1, 250], [2, 195], [3, 150], [4, 110]).event(at(6), 'PumpExplanted', {
        reason: 'infection',
        aspiratedVolumeMl: 32.6,
      }),
    never: ALARMS,
    stops: [
      [
        '400>320>250>195>150>110>0 tapered/fail',
        { cause: 'explant', certainty: 'certain', resumed: null, tip: 'tapered' },
      ],
    ],
  },
  {
    // The same by the day: three falls may lie within 26 h, and need not.
    title: 'the same weaning told by the day',
    says: '`certain` means in every choice; else `undetermined`',
    history: () =>
      doses(
        400,
        ['2021-02-01', 320],
        ['2021-02-02', 250],
        ['2021-02-03', 195],
        ['2021-02-04', 150],
        ['2021-02-05', 110],
      ).event('2021-02-07', 'PumpExplanted', { reason: 'infection' }),
    finds: ['ABRUPT_REDUCTION possible'],
    never: ['ABRUPT_REDUCTION certain'],
    stops: ['400>320>250>195>150>110>0 undetermined/fail'],
    // One thing is asked for once.
    holds: ({ headline }) => expect(headline.text.match(/the exact dates/g)).toHaveLength(1),
  },
  {
    // Practice: an infected pocket with meningitis; a good reason makes no taper of it.
    title: 'an infected pump taken out at once',
    says: '`circumstance` changes no verdict, is told with it',
    history: () =>
      harmed(since(400), at(0), 'meningitis').event(at(1), 'PumpExplanted', {
        reason: 'infection',
        aspiratedVolumeMl: 33.2,
      }),
    finds: ['ADVERSE_EVENT critical certain'],
    never: ['ABRUPT_REDUCTION', 'DELIVERY_CONTRADICTED', 'REFILL_DISCREPANCY'],
    stops: [['400>0 abrupt/fail', { cause: 'explant', circumstance: 'adverse-event', tip: 'abrupt' }]],
    holds: ({ headline }) => expect(headline.verdict).toBe('abrupt'),
  },
  {
    // Case report: second holiday, four weeks, begun again at 60 mcg/day. The bridge at 100 mcg/day takes 8 days.
    title: 'a holiday with saline, bridged and begun again low',
    says: QUIET,
    history: () =>
      toSaline()
        .programmed(at(12, 0.2), 100, bridge(0.4, 192))
        .event(at(41), 'DrugSwitched', {
          reason: 'end of the holiday',
          from: { drug: 'drug-free' },
          to: { drug: 'baclofen', concentrationMcgPerMl: 500 },
          filledVolumeMl: 20,
          aspiratedVolumeMl: 18.6,
        })
        .programmed(at(41, 0.2), 60, bridge(0.4, 0.5, 'priming')),
    asOf: at(60),
    never: ALARMS,
    stops: [['500>400>300>200>100>0 tapered/pass', { cause: 'drug-switch', declared: true, tip: 'tapered' }]],
    holds: ({ headline }) => {
      expect(headline.reservations).toEqual([]);
      expect(headline.proven).toEqual({ reservoir: 'confirmed', tip: 'confirmed' });
    },
  },
  {
    // 2 mL/day of what the path holds.
    title: 'the same holiday with the path flushed at once',
    says: 'BRIDGE_TOO_FAST: more than 1.5 times what its last daily dose gives in that time',
    history: () => toSaline().programmed(at(12, 0.2), 100, bridge(0.4, 4.8)),
    finds: ['BRIDGE_TOO_FAST critical tip'],
    asOf: at(20),
    holds: ({ headline }) => expect(headline.reservations).not.toEqual([]),
  },
  {
    // The published case with morphine at 10 mg/mL and no bridge: 0.1 mL/day leave 800 mcg in four days.
    title: 'a holiday with morphine and no bridge',
    says: 'a tip verdict where `BRIDGE_NOT_RECORDED` holds is undetermined',
    history: () =>
      [700, 400, 100]
        .reduce((history, dose, step) => history.programmed(at(3 * step), dose), planned(since(1000)))
        .switched(at(9), ['baclofen', 2000], ['morphine', 10_000], 20)
        .programmed(at(9, 0.2), 1000),
    asOf: at(30),
    finds: [
      'BRIDGE_NOT_RECORDED critical certain once',
      'TIP_OVERDOSE critical',
      'OVERLAPPING_DRUGS warning',
      'ABRUPT_REDUCTION info once',
    ],
    stops: [
      [
        '1000>700>400>100>0 tapered/pass',
        { declared: true, tip: 'undetermined', reservations: ['BRIDGE_NOT_RECORDED', 'TIP_OVERDOSE'] },
      ],
    ],
  },
  {
    // Practice: the last step is the minimum rate, which keeps the rotor moving (12 mcg/day).
    title: 'a holiday that ends at the minimum rate',
    says: 'zero are stopped and minimum-rate',
    history: () =>
      [300, 200, 100]
        .reduce((history, dose, step) => history.programmed(at(3 * step), dose), planned(since(400)))
        .event(at(9), 'PumpReprogrammed', { program: { mode: 'minimum-rate' } })
        .programmed(at(37), 100),
    asOf: at(50),
    never: [...ALARMS, 'TUBE_SET_RISK', 'PUMP_LEFT_STOPPED'],
    stops: [['400>300>200>100>0 tapered/pass', { declared: true, zero: at(9), resumed: at(37) }]],
  },
  {
    // Watve 2012 and labels: in an overdose the pump is stopped. The reason is told; the stop stays abrupt.
    title: 'a tenfold dose for 14 hours, then stopped and begun again at 200',
    says: '`circumstance` overdose; names mcg, hours and the reference',
    history: () =>
      harmed(since(400).programmed(at(0), 4000), at(0, 12), 'coma')
        .programmed(at(0, 14), 0)
        .programmed(at(2), 200),
    finds: ['DOSE_SPIKE critical certain once', 'DOSE_INCREASE_LARGE warning'],
    never: ['RESTART_DOSE_HIGH', 'ABRUPT_REDUCTION'],
    stops: [['400>0 abrupt/fail', { circumstance: 'overdose', reservations: ['DOSE_SPIKE'] }]],
  },
  {
    // Medtronic UK: at its end of service a pump stops by itself; replaced the same week by one that is filled before.
    title: 'end of service, two days unnoticed',
    says: 'end of service: cause, and REPORTED_STOPPED',
    history: () =>
      since(400)
        .event(at(0), 'PumpInterrogated', { alarms: ['end-of-service'], shows: { stoppedSince: at(-2) } })
        .event(at(0, 5), 'PumpReplaced', {
          reason: 'end of service',
          aspiratedVolumeMl: 34,
          pump: pump({ filledWith: 'solution' }),
        })
        .filled(at(0, 5.1), 2000, 40)
        .programmed(at(0, 5.3), 200),
    finds: ['REPORTED_STOPPED critical certain once'],
    never: ['RESTART_DOSE_HIGH', 'DOSE_SPIKE', 'PRIMING_NOT_RECORDED'],
    stops: [['400>0 abrupt/fail', { cause: 'end-of-service', zero: at(-2), tip: 'abrupt' }]],
  },
  {
    // Rigoli 2004: withdrawal some days before the alarm at 2 mL, with 2.7 mL left. It is no empty reservoir.
    title: 'withdrawal with 2.7 mL left',
    says: QUIET,
    history: () =>
      refilled(
        harmed(refilled(since(400), at(0), 20, 33.3), at(85), 'spasms and itching'),
        at(86.5),
        20,
        2.7,
      ),
    asOf: at(90),
    finds: ['ADVERSE_EVENT critical', 'RESERVOIR_LOW info'],
    never: ALARMS,
    stops: [],
  },
];

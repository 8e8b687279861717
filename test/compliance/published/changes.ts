import { History } from '../../support/history.js';
import { type Attack, doses, since } from '../attacks/claims.js';
import { at, bridge } from '../table/entry.js';
import { ALARMS, refilled } from './record.js';

const tested = (history: History, day: number, doseMcg: number, response: string) =>
  history.event(at(day), 'BolusTestPerformed', {
    purpose: 'screening',
    route: 'lumbar-puncture',
    drug: 'baclofen',
    doseMcg,
    response,
  });
const screened = (...all: readonly (readonly [number, number, string])[]) =>
  all.reduce(
    (history, [day, dose, response]) => tested(history, day, dose, response),
    new History().registered(),
  );
const started = (history: History, dose: number) =>
  history
    .implanted(at(0))
    .filled(at(0), 500, 20)
    .programmed(at(0, 1), dose, bridge(0.4, 0.5, 'priming'));

export const changes: readonly Attack[] = [
  {
    // The label: 50, 75, 100 mcg a day apart, then twice what helped.
    title: 'screened with 50, 75 and 100, begun at 200',
    says: 'FIRST_DOSE_HIGH: above twice the largest screening bolus with a satisfactory response',
    history: () =>
      started(screened([-10, 50, 'unsatisfactory'], [-9, 75, 'partial'], [-8, 100, 'satisfactory']), 200),
    never: [...ALARMS, 'FIRST_DOSE_HIGH'],
    stops: [],
  },
  {
    title: 'helped by 50, begun at 400',
    says: 'FIRST_DOSE_HIGH: above twice the largest screening bolus with a satisfactory response',
    history: () => started(screened([-10, 50, 'satisfactory']), 400),
    finds: ['FIRST_DOSE_HIGH warning certain once'],
    never: ALARMS,
  },
  {
    // Boster 2016: 10-30 % a day at most.
    title: 'raised by a tenth a week',
    says: 'no alarm on faultless care',
    history: () => doses(200, [0, 220], [7, 242], [14, 266], [21, 292], [28, 320]),
    asOf: at(60),
    never: [...ALARMS, 'FIRST_DOSE_HIGH'],
    stops: [],
  },
  {
    title: 'a fifth more at a refill',
    says: 'no alarm on faultless care',
    history: () => refilled(since(400), at(0), 40, 33.6).programmed(at(0, 0.3), 480),
    asOf: at(30),
    never: ALARMS,
    stops: [],
  },
  {
    // 200 and up within days, as the published case did; the rotor stood for three weeks.
    title: 'begun again at 200 after three weeks',
    says: '`RESTART_DOSE_HIGH`: above 200 mcg/day in the paper',
    history: () => doses(600, [0, 300], [4, 0], [25, 200], [27, 260], [29, 330], [31, 400]),
    asOf: at(40),
    finds: ['TUBE_SET_RISK warning'],
    never: ['RESTART_DOSE_HIGH', 'DOSE_SPIKE', 'DOSE_INCREASE_LARGE'],
    stops: [['600>300>0 tapered/pass', { zero: at(4), resumed: at(25) }]],
  },
  {
    // A magnet, the pump emptied before and filled again within the hours of one visit.
    title: 'emptied for a magnet, and filled again after three hours',
    says: 'zero that stays so for 6 hours or longer',
    history: () =>
      since(400)
        .programmed(at(0), 0)
        .event(at(0, 0.2), 'ReservoirEmptied', { aspiratedVolumeMl: 33.4, reason: 'magnet' })
        .event(at(0, 1), 'MriPerformed', {})
        .filled(at(0, 3), 2000, 33.4)
        .programmed(at(0, 3.2), 400)
        .event(at(0, 3.5), 'PumpInterrogated', { shows: { mode: 'simple-continuous', dailyDoseMcg: 400 } }),
    asOf: at(5),
    never: [...ALARMS, 'MRI_NOT_FOLLOWED_BY_INTERROGATION', 'TUBE_SET_RISK'],
    stops: [],
  },
];

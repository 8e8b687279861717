import { at } from '../table/entry.js';
import { Care, continuous, start } from './care.js';
import type { GoodCare } from './quiet.js';

/*
 * Filled with 2000 mcg/mL for high doses: the path's 0.4 mL hold 800 mcg; of 500 they hold 200, of 1000 400.
 */
const DATES = 'A fill and the next program of the same stated day are one visit';
/** At 200 mcg/day of 2000 on day 0, raised by 30 % a week to 900, and refilled. */
const at900 = (): Care =>
  [260, 338, 439, 570, 741, 900]
    .reduce(
      (care, dose, week) => care.dose(7 * (week + 1), dose),
      new Care().begun(200, 2000, 40, { reservoirCapacityMl: 40 }),
    )
    .refilled(55);
function continuousOn(dose: number, hours: number, kind = 'bridge') {
  return { program: continuous(dose, { startsWith: start(kind, 0.4, hours) }).program };
}

export const statedDays: readonly GoodCare[] = [
  {
    title: 'fills and programs of stated days',
    says: DATES,
    history: () =>
      new Care()
        .begun()
        .event('2021-03-03', 'ReservoirRefilled', {
          drug: 'baclofen',
          concentrationMcgPerMl: 500,
          filledVolumeMl: 20,
          aspiratedVolumeMl: 7.8,
        })
        .event('2021-03-03', 'PumpReprogrammed', {
          program: { mode: 'simple-continuous', dailyDoseMcg: 240 },
        })
        .event('2021-04-02', 'ReservoirRefilled', {
          drug: 'baclofen',
          concentrationMcgPerMl: 500,
          filledVolumeMl: 20,
          aspiratedVolumeMl: 5.5,
        }),
    asOf: at(65),
    stops: [],
  },
  {
    // 0.4 mL of 500 are 200 mcg: a day's dose in a day.
    title: 'a new strength and its bridge on a stated day',
    says: DATES,
    history: () =>
      new Care()
        .begun()
        .event('2021-03-03', 'ReservoirRefilled', {
          drug: 'baclofen',
          concentrationMcgPerMl: 2000,
          filledVolumeMl: 20,
          aspiratedVolumeMl: 7.8,
        })
        .event('2021-03-03', 'PumpReprogrammed', continuousOn(200, 24)),
    asOf: at(45),
    stops: [],
  },
  {
    title: 'implant, fill and program of one stated day',
    says: DATES,
    history: () =>
      new Care()
        .event('2021-02-01', 'PumpImplanted', {
          manufacturer: 'Medtronic',
          model: 'SynchroMed II',
          reservoirCapacityMl: 20,
          tubingVolumeMl: 0.2,
        })
        .event('2021-02-01', 'CatheterImplanted', { model: '8731SC', volumeMl: 0.2 })
        .event('2021-02-01', 'ReservoirRefilled', {
          drug: 'baclofen',
          concentrationMcgPerMl: 500,
          filledVolumeMl: 20,
        })
        .event('2021-02-01', 'PumpReprogrammed', continuousOn(200, 3, 'priming')),
    asOf: at(10),
    stops: [],
  },
  {
    title: 'a taper on stated days, five apart',
    says: 'definite only where they hold for *every* choice of instants',
    history: () =>
      (
        [
          ['2021-04-02', 600],
          ['2021-04-07', 300],
          ['2021-04-12', 0],
        ] as const
      ).reduce<Care>(
        (care, [on, dose]) =>
          care.event(on, 'PumpReprogrammed', {
            program: dose ? { mode: 'simple-continuous', dailyDoseMcg: dose } : { mode: 'minimum-rate' },
          }),
        at900(),
      ),
    asOf: at(75),
    stops: [['900>600>300>0 tapered/pass', { certainty: 'certain', tip: 'tapered' }]],
  },
];

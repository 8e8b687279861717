import { at } from '../table/entry.js';
import { Care, start } from './care.js';
import type { GoodCare } from './quiet.js';

/*
 * Filled with 2000 mcg/mL for high doses: the path's 0.4 mL hold 800 mcg; of 500 they hold 200, of 1000 400.
 */
const HOLIDAY =
  '`verdict` tapered, `conformance` pass: each step at most 300 mcg/day and at least 3 days after the one before';
/** At 200 mcg/day of 2000 on day 0, raised by 30 % a week to 900, and refilled. */
const at900 = (): Care =>
  [260, 338, 439, 570, 741, 900]
    .reduce(
      (care, dose, week) => care.dose(7 * (week + 1), dose),
      new Care().begun(200, 2000, 40, { reservoirCapacityMl: 40 }),
    )
    .refilled(55);
const planned = (care: Care, more: object = {}) =>
  care.on(58, 'HolidayPlanned', {
    drug: 'baclofen',
    reason: 'tolerance',
    replacementDrug: 'morphine',
    ...more,
  });
/** 900, 600, 300 so many days apart, and morphine in its place with a bridge at 300 mcg/day: 800 mcg in 64 h. */
const holiday = (days: number, begin = 60) =>
  planned(at900())
    .dose(begin, 600)
    .dose(begin + days, 300)
    .exchanged(begin + 2 * days, { drug: 'morphine', concentrationMcgPerMl: 1000 })
    .dose(begin + 2 * days, 500, start('bridge', 0.4, 64));
/** And back after four weeks: 0.4 mL of morphine 1000 within 19.2 h are 500 mcg/day; 200, then up by a fifth a week. */
const returned = (days: number) =>
  [240, 288].reduce(
    (care, dose, week) => care.dose(60 + 2 * days + 35 + 7 * week, dose),
    holiday(days)
      .exchanged(60 + 2 * days + 28, { drug: 'baclofen', concentrationMcgPerMl: 2000 })
      .dose(60 + 2 * days + 28, 200, start('bridge', 0.4, 19.2)),
  );

export const holidays: readonly GoodCare[] = [
  {
    title: 'the published protocol: 900, 600, 300 and a bridge to morphine',
    says: HOLIDAY,
    history: () => holiday(3),
    asOf: at(80),
    stops: [
      ['900>600>300>0 tapered/pass', { declared: true, cause: 'drug-switch', tip: 'tapered', zero: at(66) }],
    ],
  },
  {
    title: 'the same with a week between its steps',
    says: HOLIDAY,
    history: () => holiday(7),
    asOf: at(80),
    stops: [['900>600>300>0 tapered/pass', { declared: true, tip: 'tapered' }]],
  },
  {
    // 800 mcg in 64 h after day 66: to day 68.67.
    title: 'the holiday and its return, at 200 mcg/day and up',
    says: '`RESTART_DOSE_HIGH`: above the policy’s restart dose (200 mcg/day in the paper)',
    history: () => returned(3),
    asOf: at(110),
    stops: [['900>600>300>0 tapered/pass', { declared: true, tip: 'tapered' }]],
  },
  {
    title: 'the holiday with the steps of its plan',
    says: '`PLAN_NOT_KEPT`; '.concat(HOLIDAY),
    // From 1 February 60 days to 2 April.
    history: () =>
      planned(at900(), {
        steps: [
          { on: '2021-04-02', dailyDoseMcg: 600 },
          { on: '2021-04-05', dailyDoseMcg: 300 },
          { on: '2021-04-08', dailyDoseMcg: 0 },
        ],
      })
        .dose(60, 600)
        .dose(63, 300)
        .exchanged(66, { drug: 'morphine', concentrationMcgPerMl: 1000 })
        .dose(66, 500, start('bridge', 0.4, 64)),
    asOf: at(80),
    stops: [['900>600>300>0 tapered/pass', { declared: true, tip: 'tapered' }]],
    never: ['PLAN_NOT_KEPT'],
  },
  {
    // 150 at a time, each 3 days: 15 days to zero. No fall is over half of the dose but the last, to zero.
    title: 'the holiday of the label, over two weeks',
    says: 'the label’s drug holiday: gradual, over 2-4 weeks, restart at the initial dose',
    policy: 'label-holiday',
    history: () =>
      [750, 600, 450, 300, 150]
        .reduce((care, dose, step) => care.dose(60 + 3 * step, dose), planned(at900()))
        .exchanged(75, { drug: 'morphine', concentrationMcgPerMl: 1000 })
        // 800 mcg at 150 mcg/day: 128 h.
        .dose(75, 500, start('bridge', 0.4, 128)),
    asOf: at(85),
    stops: [['900>750>600>450>300>150>0 tapered/pass', { declared: true, tip: 'tapered' }]],
  },
  {
    // A fifth a day: 160, 128, 103; from the floor of 100 any part.
    title: 'a taper by fifths, a day apart, by the best practices',
    says: 'best-practice-titration: at most 20 % of the dose a step, once a day',
    policy: 'best-practice-titration',
    history: () =>
      [160, 128, 103, 83, 67]
        .reduce((care, dose, day) => care.dose(30 + day, dose), new Care().begun())
        .exchanged(35, { drug: 'drug-free' })
        // The last day's falls, 16 and 67 of 200. 0.4 mL of 500 at 67 mcg/day: 72 h.
        .on(35, 'PumpReprogrammed', {
          program: { mode: 'minimum-rate', startsWith: start('bridge', 0.4, 72) },
        }),
    asOf: at(40),
    stops: [['200>160>128>103>83>67>0 tapered/pass', { cause: 'drug-switch' }]],
  },
  {
    title: 'a taper that ends in a drug-free fill, as fast as before',
    says: '`BRIDGE_NOT_RECORDED`: before a drug-free fill only where the old drug leaves faster than 1.5 times its dose before',
    history: () => at900().dose(60, 600).dose(63, 300).exchanged(66, { drug: 'drug-free' }).dose(66, 300),
    asOf: at(80),
    stops: [['900>600>300>0 tapered/pass', { cause: 'drug-switch' }]],
    but: {
      TIP_OVERDOSE: 'the programmer shows 0 for any drug but the reservoir’s, and no `startsWith` runs',
    },
  },
  {
    title: 'a taper to the minimum rate',
    says: HOLIDAY,
    history: () =>
      at900()
        .dose(60, 600)
        .dose(63, 300)
        .on(66, 'PumpReprogrammed', { program: { mode: 'minimum-rate' } }),
    asOf: at(70),
    stops: [['900>600>300>0 tapered/pass', { cause: 'programmed', tip: 'tapered' }]],
  },
  {
    title: 'a taper with its reasons, visits a little early and a little late',
    says: 'at least 3 days (72 hours, 2 hours’ tolerance) after the one before',
    history: () =>
      at900()
        .dose(60, 600)
        .dose(62.95, 300)
        .on(66.1, 'PumpReprogrammed', { reasonCode: 'taper', program: { mode: 'minimum-rate' } }),
    asOf: at(70),
    stops: [['900>600>300>0 tapered/pass', { tip: 'tapered' }]],
  },
  {
    title: 'a small way back up within a taper, and on',
    says: 'a small or short way back up neither cuts a taper nor hides a step',
    history: () =>
      at900()
        .dose(60, 600)
        .dose(63, 660)
        .dose(67, 400)
        .dose(70, 200)
        .on(73, 'PumpReprogrammed', { program: { mode: 'minimum-rate' } }),
    asOf: at(75),
    stops: [['900>600>660>400>200>0 tapered/pass', { tip: 'tapered' }]],
  },
];

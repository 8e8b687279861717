import { at } from '../table/entry.js';
import { Care, continuous, start } from './care.js';
import type { GoodCare } from './quiet.js';

/*
 * Filled with 2000 mcg/mL for high doses: the path's 0.4 mL hold 800 mcg; of 500 they hold 200, of 1000 400.
 */
const RISES =
  '`DOSE_INCREASE_LARGE`: 10-30 % a day in spasticity of spinal origin, 5-15 % of cerebral origin';
const FIRST = '`FIRST_DOSE_HIGH`: above twice the largest screening bolus with a satisfactory response';
const BRIDGED =
  '`BRIDGE_NOT_RECORDED`, `BRIDGE_TOO_FAST`, `OVERLAPPING_DRUGS`: not while a bridge of at least the path’s volume runs';
const HOLIDAY =
  '`verdict` tapered, `conformance` pass: each step at most 300 mcg/day and at least 3 days after the one before';
const SLOWER = 'more than 50 % of the daily dose lost within 24 hours';
const DATES = 'A fill and the next program of the same stated day are one visit';

/** From 100 mcg/day by so much, each so many days, rounded down to 0.001. */
const rising = (aetiology: string, pct: number, every: number, times: number) => {
  const care = new Care(aetiology).begun(100, 2000);
  for (let step = 1, dose = 100; step <= times; step += 1) {
    dose = Math.floor(dose * (1000 + 10 * pct)) / 1000;
    care.dose(step * every, dose);
  }
  return care;
};

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

/** From 200 mcg/day of one strength to another with a bridge of so many hours, half-way through a fill. */
const strength = (from: number, to: number, hours: number) =>
  new Care()
    .begun(200, from)
    .refilled(20, 0, { concentrationMcgPerMl: to })
    .dose(20, 200, start('bridge', 0.4, hours));

export const doseCare: readonly GoodCare[] = [
  ...(
    [
      ['spinal-cord-injury', 10, 1, 6],
      ['spinal-cord-injury', 20, 1, 6],
      ['spinal-cord-injury', 30, 1, 6],
      ['spinal-cord-injury', 30, 7, 6],
      ['multiple-sclerosis', 25, 2, 6],
      ['multiple-sclerosis', 30, 1, 4],
      ['cerebral-palsy', 5, 1, 6],
      ['cerebral-palsy', 15, 1, 6],
      ['traumatic-brain-injury', 10, 7, 6],
      ['stroke', 15, 7, 5],
    ] as const
  ).map(([aetiology, pct, every, times]): GoodCare => ({
    title: `${aetiology}: up by ${pct} % each ${every} days`,
    says: RISES,
    // 1.3 x 1.3 x 1.3 x 1.3 = 2.86: under three times the week that ended 72 h before.
    history: () => rising(aetiology, pct, every, times),
    asOf: at(every * times + 1),
    stops: [],
  })),
  {
    title: 'a first dose of twice the screening bolus that helped',
    says: FIRST,
    history: () => new Care().begun(200, 500),
    asOf: at(5),
    stops: [],
  },
  {
    title: 'screening boluses on three days, and no pump',
    says: '`DOSE_SPIKE`: a single dose by any other route above the drug’s largest usual single dose (baclofen 100 mcg)',
    history: () => new Care().tested(-16, 75, 'partial').tested(-14, 100, 'unsatisfactory'),
    asOf: at(0),
    stops: [],
  },
  {
    title: 'a screening by a temporary catheter over a day',
    says: 'a temporary catheter’s over 6 hours or more is none',
    history: () =>
      new Care().tested(-10, 200, 'satisfactory', { route: 'temporary-catheter', durationMinutes: 1440 }),
    asOf: at(0),
    stops: [],
  },
  {
    // 30 mcg in 30 min over 200 a day: 63 in 4 h, under 100 more.
    title: 'a bolus test by the pump',
    says: 'pump test boluses don’t count; `DOSE_SPIKE`: at least 100 mcg more',
    history: () =>
      new Care().begun().on(10, 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'pump',
        drug: 'baclofen',
        doseMcg: 30,
        durationMinutes: 30,
        response: 'partial',
      }),
    asOf: at(12),
    stops: [],
  },
  {
    title: 'a reduction by a fifth a week because of weakness',
    says: SLOWER,
    history: () => new Care().begun().dose(7, 160).dose(14, 128).dose(21, 102),
    asOf: at(25),
    stops: [],
  },
  {
    title: 'a reduction to exactly half',
    says: SLOWER,
    history: () => new Care().begun().dose(7, 100),
    asOf: at(25),
    stops: [],
  },
  ...(
    [
      // 200 mcg: a day. 800: four days. 400: two days.
      [500, 2000, 24],
      [2000, 500, 96],
      [1000, 2000, 48],
      [2000, 1000, 96],
      [500, 1000, 24],
      // 200 + 8.3 of 12.5 x 19.5 = 243.75 that 1.5 times the dose would give.
      [500, 1000, 18.5],
    ] as const
  ).map(([from, to, hours]): GoodCare => ({
    title: `from ${from} to ${to} mcg/mL with a bridge of ${hours} hours`,
    says: BRIDGED,
    history: () => strength(from, to, hours),
    asOf: at(30),
    stops: [],
  })),
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
    stops: [['900>600>300>0 tapered/pass', { declared: true, tip: 'tapered', resumed: at(94) }]],
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
      [160, 128, 103, 83]
        .reduce((care, dose, day) => care.dose(30 + day, dose), new Care().begun())
        .exchanged(34, { drug: 'drug-free' })
        // 0.4 mL of 500 at 83 mcg/day: 58 h.
        .on(34, 'PumpReprogrammed', {
          program: { mode: 'minimum-rate', startsWith: start('bridge', 0.4, 58) },
        }),
    asOf: at(40),
    stops: [['200>160>128>103>83>0 tapered/pass', { cause: 'drug-switch' }]],
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

function continuousOn(dose: number, hours: number, kind = 'bridge') {
  return { program: continuous(dose, { startsWith: start(kind, 0.4, hours) }).program };
}

import { at } from '../table/entry.js';
import { Care, start } from './care.js';
import type { GoodCare } from './quiet.js';

/*
 * Filled with 2000 mcg/mL for high doses: the path's 0.4 mL hold 800 mcg; of 500 they hold 200, of 1000 400.
 */
const RISES =
  '`DOSE_INCREASE_LARGE`: 10-30 % a day in spasticity of spinal origin, 5-15 % of cerebral origin';
const FIRST = '`FIRST_DOSE_HIGH`: above twice the largest screening bolus with a satisfactory response';
const BRIDGED =
  '`BRIDGE_NOT_RECORDED`, `BRIDGE_TOO_FAST`, `OVERLAPPING_DRUGS`: not while a bridge of at least the path’s volume runs';
const SLOWER = 'more than 50 % of the daily dose lost within 24 hours';
/** From 100 mcg/day by so much, each so many days, rounded down to 0.001. */
const rising = (aetiology: string, pct: number, every: number, times: number) => {
  const care = new Care(aetiology).begun(100, 2000);
  for (let step = 1, dose = 100; step <= times; step += 1) {
    dose = Math.floor(dose * (1000 + 10 * pct)) / 1000;
    care.dose(step * every, dose);
  }
  return care;
};
/** From 200 mcg/day of one strength to another with a bridge of so many hours, half-way through a fill. */
const strength = (from: number, to: number, hours: number) =>
  new Care()
    .begun(200, from)
    .refilled(20, 0, { concentrationMcgPerMl: to })
    .dose(20, 200, start('bridge', 0.4, hours));

export const doseChanges: readonly GoodCare[] = [
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
];

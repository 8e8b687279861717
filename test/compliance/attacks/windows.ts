import { at } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

/*
 * case-report-2024: abrupt when falls within some 24 h (and 2 h of tolerance) add up to over 50 % of the baseline, or
 * those in the last 24 h (and 2 h) before zero to over 300 mcg/day; pass when each step is at most 300 mcg/day and 72 h
 * (2 h of tolerance) after the one before, and never where it is abrupt.
 */
const DAY =
  '"Within 24 hours" includes falls exactly 24 hours apart, and up to the policy’s 2 hours’ tolerance more';
const BOTH = 'the tolerance applies to both windows and to `ABRUPT_REDUCTION`';
const FAIL = '`conformance` fail also wherever the verdict is abrupt';
const INFO = 'On a step that fails no rule it is `info` where its cessation is tapered, else `warning`';
const planned = (to: string) =>
  since(1000)
    .event(at(-1), 'HolidayPlanned', { drug: to, reason: 'tolerance' })
    .programmed(at(0), 700)
    .programmed(at(3), 400)
    .programmed(at(6), 100);

export const windows: readonly Attack[] = [
  {
    // 300 + 300 of 600, and 600 in the last day.
    title: 'visits at the same hour on two days',
    says: DAY,
    history: () => doses(600, [0, 300], [1, 0]),
    stops: [['600>300>0 abrupt/fail', { tip: 'abrupt', circumstance: null }]],
  },
  {
    title: 'visits 25 h 59 min apart',
    says: DAY,
    history: () => doses(600, [0, 300], [at(0, 25 + 59 / 60), 0]),
    stops: [['600>300>0 abrupt/fail', { tip: 'abrupt' }]],
  },
  {
    title: 'visits exactly 26 h apart',
    says: DAY,
    history: () => doses(600, [0, 300], [at(0, 26), 0]),
    stops: [['600>300>0 abrupt/fail', { tip: 'abrupt' }]],
  },
  {
    // Each fall by itself: 300 of 600 is half, and no more than the largest step.
    title: 'visits 26 h 1 min apart',
    says: DAY,
    history: () => doses(600, [0, 300], [at(0, 26 + 1 / 60), 0]),
    stops: [['600>300>0 tapered/fail', { tip: 'tapered' }]],
  },
  {
    // 200 + 200 in the last window; of 900 no window holds over 450.
    title: 'the last falls a day apart add up to over a step',
    says: BOTH,
    history: () => doses(900, [0, 600], [3, 400], [6, 200], [7, 0]),
    stops: ['900>600>400>200>0 abrupt/fail'],
  },
  {
    title: 'the last falls 26 h 1 min apart',
    says: BOTH,
    history: () => doses(900, [0, 600], [3, 400], [6, 200], [at(6, 26 + 1 / 60), 0]),
    stops: ['900>600>400>200>0 tapered/fail'],
  },
  {
    // 400 of 600 within a day, at both sites; the second step comes 24 h after the first.
    title: 'a reduction on two days by more than half',
    says: BOTH,
    history: () => doses(600, [0, 400], [1, 200]),
    finds: ['ABRUPT_REDUCTION critical reservoir tip'],
    stops: [],
  },
  {
    // 200 of 600, and 200 of 400.
    title: 'the same 26 h 1 min apart',
    says: BOTH,
    history: () => doses(600, [0, 400], [at(0, 26 + 1 / 60), 200]),
    never: ['ABRUPT_REDUCTION'],
  },
  {
    title: 'what shows at both sites is one finding',
    says: 'One event gives one finding of a code: what shows at both sites names both in `sites`',
    history: () => doses(1000, [0, 400]),
    finds: ['ABRUPT_REDUCTION critical reservoir tip once'],
  },
  {
    // 101 of 200, a step of 101: no rule is broken, and no cessation follows.
    title: 'a small dose more than halved',
    says: INFO,
    history: () => doses(200, [0, 99]),
    finds: ['ABRUPT_REDUCTION warning once'],
  },
  {
    title: 'a small dose exactly halved',
    says: 'more than 50 % of the daily dose lost within 24 hours',
    history: () => doses(200, [0, 100]),
    never: ['ABRUPT_REDUCTION'],
  },
  {
    // 300 of 400 at day 6.
    title: 'the published taper tells of its steep step, and no more',
    says: INFO,
    history: () => doses(1000, [0, 700], [3, 400], [6, 100], [9, 0]),
    finds: ['ABRUPT_REDUCTION info once'],
    never: ['ABRUPT_REDUCTION critical', 'ABRUPT_REDUCTION warning'],
    stops: [['1000>700>400>100>0 tapered/pass', { reservations: ['ABRUPT_REDUCTION'] }]],
  },
  {
    title: 'the same steep step under way, the holiday declared',
    says: 'or a holiday is declared and not yet at zero',
    history: () => planned('baclofen'),
    finds: ['ABRUPT_REDUCTION info once'],
  },
  {
    title: 'the same steep step under way, a holiday of another drug declared',
    says: INFO,
    history: () => planned('morphine'),
    finds: ['ABRUPT_REDUCTION warning once'],
  },
  {
    // 251 of 500; both steps are allowed.
    title: 'by its protocol, and abrupt',
    says: FAIL,
    history: () => doses(500, [0, 249], [3, 0]),
    finds: ['ABRUPT_REDUCTION warning'],
    stops: [['500>249>0 abrupt/fail', { reservations: ['ABRUPT_REDUCTION'] }]],
  },
  {
    title: 'a small dose stopped at once',
    says: FAIL,
    history: () => doses(200, [0, 0]),
    stops: [['200>0 abrupt/fail', { tip: 'abrupt' }]],
  },
  {
    // 300.0002 is 300 to 7e-7.
    title: 'a step of 300 mcg/day and a rounding',
    says: 'Comparisons of doses hold to 1e-6 relative: exactly the limit is not above it',
    history: () => doses(900, [0, 599.9998], [3, 300], [6, 0]),
    stops: ['900>599.9998>300>0 tapered/pass'],
  },
  {
    // 300.001 is over 300 by 3e-6.
    title: 'a step of 300.001 mcg/day',
    says: 'Comparisons of doses hold to 1e-6 relative: exactly the limit is not above it',
    history: () => doses(900, [0, 599.999], [3, 300], [6, 0]),
    stops: ['900>599.999>300>0 tapered/fail'],
  },
];

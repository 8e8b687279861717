import { at } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses } from './claims.js';

/*
 * case-report-2024: abrupt when falls within some 24 h (and 2 h of tolerance) add up to over 50 % of the baseline, or
 * those in the last 24 h (and 2 h) before zero to over 300 mcg/day; pass when each step is at most 300 mcg/day and 72 h
 * (2 h of tolerance) after the one before, and never where it is abrupt.
 */
const COURSE =
  'it ends when the daily dose stands, by one rise or several, for 6 hours at least half way back';
const SMALL = 'a small or short way back up neither cuts a taper nor hides a step';
const NET = 'Falls within 24 hours count less what was regained between them';
const AGAIN = 'A fall to a level reached before has no interval rule';

export const courses: readonly Attack[] = [
  {
    // 499, then 1 up (under 1 %, no change), 250, 251: no fall over half of 1000, but a step of 499.
    title: 'a rise of 1 mcg after a step of 499',
    says: SMALL,
    history: () => doses(1000, [0, 501], [3, 502], [6, 251], [9, 0]),
    stops: ['1000>501>251>0 tapered/fail'],
  },
  {
    // Half way back is 750.5.
    title: 'a small rise after a step of 499',
    says: 'and shows as a step with a positive change and no rules',
    history: () => doses(1000, [0, 501], [3, 520], [6, 260], [9, 0]),
    stops: ['1000>501>520>260>0 tapered/fail'],
    holds: ({ cessations }) => expect(cessations[0]!.steps[1]!.rules).toEqual([]),
  },
  {
    // Half way back from 500 to 1000 is 749: one short of it. 500 is half, and above 300.
    title: 'a little less than half way back up',
    says: COURSE,
    history: () => doses(1000, [0, 500], [3, 749], [6, 450], [9, 225], [12, 0]),
    stops: ['1000>500>749>450>225>0 tapered/fail'],
  },
  {
    // 300, 225, 225 of 750.
    title: 'exactly half way back up begins anew',
    says: COURSE,
    history: () => doses(1000, [0, 500], [3, 750], [6, 450], [9, 225], [12, 0]),
    stops: ['750>450>225>0 tapered/pass'],
  },
  {
    title: 'half way back up by two rises begins anew',
    says: COURSE,
    history: () => doses(1000, [0, 500], [3, 620], [4, 750], [7, 450], [10, 225], [13, 0]),
    stops: ['750>450>225>0 tapered/pass'],
  },
  {
    // A rise under 6 h is left out: 500 goes on.
    title: 'half way back up for five hours',
    says: COURSE,
    history: () => doses(1000, [0, 500], [3, 750], [at(3, 5), 500], [6, 250], [9, 0]),
    stops: ['1000>500>250>0 tapered/fail'],
  },
  {
    // 250 + 150 less 100 regained: 300 of 600. Half way back is 475.
    title: 'falls within a day that add up to half, less what was regained',
    says: NET,
    history: () => doses(600, [0, 350], [at(0, 8), 450], [at(0, 16), 300], [4, 0]),
    stops: ['600>350>450>300>0 tapered/fail'],
  },
  {
    // 301.
    title: 'a mcg more than half, less what was regained',
    says: NET,
    history: () => doses(600, [0, 350], [at(0, 8), 450], [at(0, 16), 299], [4, 0]),
    stops: ['600>350>450>299>0 abrupt/fail'],
  },
  {
    // 600 was first reached on day 0: the fall on day 3.5 comes 3.5 days after it. 100 + 300 of 900 within a day.
    title: 'a fall to a level reached before, and the next one',
    says: AGAIN,
    history: () => doses(900, [0, 600], [2, 700], [3, 600], [3.5, 300], [7, 0]),
    stops: ['900>600>700>600>300>0 tapered/pass'],
    holds: ({ cessations }) => expect(cessations[0]!.steps[3]!.daysSincePrevious).toBeCloseTo(3.5, 9),
  },
  {
    // Two days after 600 was first reached.
    title: 'a small way back up does not stand for three days of waiting',
    says: 'for others `daysSincePrevious` counts from the fall that first reached the level from which they fall',
    history: () => doses(900, [0, 600], [1, 700], [1.5, 600], [2, 300], [5, 0]),
    stops: ['900>600>700>600>300>0 tapered/fail'],
  },
];

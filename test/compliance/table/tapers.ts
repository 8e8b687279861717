import { type Entry, at, taper } from './entry.js';

/*
 * case-report-2024: a step of at most 300 mcg/day, at least 72 h (2 h tolerance) after the one before; abrupt when
 * falls within some 24 h (2 h tolerance) add up to over 50 % of the baseline, or those of the last 24 h before zero to
 * over 300 mcg/day; what is abrupt fails. ABRUPT_REDUCTION: over 50 % of the dose lost within 24 h without reaching zero;
 * a change of rate acts at both sites, and is told once. PUMP_LEFT_STOPPED: the program is stopped for over 48 h, and
 * nothing ran after it.
 */

export const tapers: readonly Entry[] = [
  {
    // Falls 300, 300, 300, each 72 h after the other; 300 of 600 is exactly half.
    title: 'steps of exactly 300 mcg/day, exactly 72 h apart',
    history: () => taper(900, [0, 600], [3, 300], [6, 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [
      // The path's 0.4 mL of 2000 mcg/mL stay in it.
      { startedAt: at(0), zero: at(6), resumed: null, declared: false, tipZero: at(6), residualMcg: 800 },
    ],
  },
  {
    // Falls 301, 299, 300; 301 is no last fall, and under half of 900 and of any dose before it.
    title: 'a step of 301 mcg/day in the middle of a taper',
    history: () => taper(900, [0, 599], [3, 300], [6, 0]),
    cessations: ['baclofen reservoir programmed 900>599>300>0 tapered/fail tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // The last fall, 301, is above the largest step.
    title: 'a last step of 301 mcg/day',
    history: () => taper(900, [0, 600], [3, 301], [6, 0]),
    cessations: ['baclofen reservoir programmed 900>600>301>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    title: 'steps 70 h apart: within the tolerance',
    history: () => taper(900, [0, 600], [at(0, 70), 300], [at(0, 140), 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    title: 'steps a minute less than 70 h apart',
    history: () => taper(900, [0, 600], [at(0, 70 - 1 / 60), 300], [at(0, 140), 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/fail tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // 200 + 200 of 600 is over half: visits at the same hour of two days are within a day.
    title: 'two falls exactly 24 h apart that add up to more than half',
    history: () => taper(600, [0, 400], [1, 200], [4, 0]),
    cessations: ['baclofen reservoir programmed 600>400>200>0 abrupt/fail tip abrupt'],
    findings: ['ABRUPT_REDUCTION', 'PUMP_LEFT_STOPPED'],
  },
  {
    title: 'the same exactly 26 h apart: within the tolerance',
    history: () => taper(600, [0, 400], [at(1, 2), 200], [4, 0]),
    cessations: ['baclofen reservoir programmed 600>400>200>0 abrupt/fail tip abrupt'],
    findings: ['ABRUPT_REDUCTION', 'PUMP_LEFT_STOPPED'],
  },
  {
    title: 'the same a minute further apart',
    history: () => taper(600, [0, 400], [at(1, 2 + 1 / 60), 200], [4, 0]),
    cessations: ['baclofen reservoir programmed 600>400>200>0 tapered/fail tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // 900 to 401 is 499 of 900, over half with the tolerance of none; a rise of 9 on the way hides nothing.
    title: 'a fall of more than half in two, with a little regained between them',
    history: () => taper(900, [0, 600], [at(0, 8), 610], [at(0, 16), 400], [4, 200], [8, 0]),
    cessations: ['baclofen reservoir programmed 900>600>610>400>200>0 abrupt/fail tip abrupt'],
    findings: ['ABRUPT_REDUCTION', 'PUMP_LEFT_STOPPED'],
    telling: [
      {
        rules: [
          ['max-step pass', 'min-interval pass'],
          [],
          // 16 h after 600 was reached.
          ['max-step pass', 'min-interval fail'],
          ['max-step pass', 'min-interval pass'],
          ['max-step pass', 'min-interval pass'],
        ],
      },
    ],
  },
  {
    // 300 of it: not more than half of 800. 200 was reached before: no interval rule for the way back down to it. From 300
    // to 100 the days count from day 6, on which 200 was reached.
    title: 'a way back up that is less than half, and down again',
    history: () => taper(800, [0, 500], [3, 350], [6, 200], [8, 300], [9, 100], [12, 0]),
    cessations: ['baclofen reservoir programmed 800>500>350>200>300>100>0 tapered/pass tip tapered'],
    findings: ['ABRUPT_REDUCTION', 'DOSE_INCREASE_LARGE', 'PUMP_LEFT_STOPPED'],
    telling: [
      {
        startedAt: at(0),
        rules: [
          ['max-step pass', 'min-interval pass'],
          ['max-step pass', 'min-interval pass'],
          ['max-step pass', 'min-interval pass'],
          [],
          ['max-step pass', 'min-interval pass'],
          ['max-step pass', 'min-interval pass'],
        ],
      },
    ],
  },
  {
    // 400 was reached on day 3; down to it again a day after the rise: no interval rule, and no other breaks.
    title: 'down again to a dose reached before',
    history: () => taper(900, [0, 600], [3, 400], [5, 500], [6, 400], [9, 200], [12, 0]),
    cessations: ['baclofen reservoir programmed 900>600>400>500>400>200>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [
      {
        rules: [
          ['max-step pass', 'min-interval pass'],
          ['max-step pass', 'min-interval pass'],
          [],
          ['max-step pass'],
          ['max-step pass', 'min-interval pass'],
          ['max-step pass', 'min-interval pass'],
        ],
      },
    ],
  },
  {
    // From 200 half way back to 800 is 500: 490 is not, and 500 is.
    title: 'back up to just less than half way',
    history: () => taper(800, [0, 500], [3, 200], [6, 490], [9, 190], [12, 0]),
    cessations: ['baclofen reservoir programmed 800>500>200>490>190>0 tapered/pass tip tapered'],
    findings: [
      'ABRUPT_REDUCTION',
      'ABRUPT_REDUCTION',
      'DOSE_INCREASE_LARGE',
      'DOSE_SPIKE',
      'PUMP_LEFT_STOPPED',
    ],
    telling: [{ startedAt: at(0) }],
  },
  {
    title: 'back up to half way by two rises: another course',
    history: () => taper(800, [0, 500], [3, 200], [6, 350], [7, 500], [9, 250], [12, 0]),
    cessations: ['baclofen reservoir programmed 500>250>0 tapered/pass tip tapered'],
    findings: ['ABRUPT_REDUCTION', 'DOSE_INCREASE_LARGE', 'DOSE_INCREASE_LARGE', 'PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(9) }],
  },
  {
    // 601 to 600 and on: each less than 1 % of the last dose that counted, until together they are 7 of 600.
    title: 'small moves add up until they are more than 1 %',
    history: () => taper(600, [0, 597], [1, 595], [2, 594], [3, 593], [6, 300], [9, 0]),
    // 594 is exactly 1 % less than 600, and 593 more.
    cessations: ['baclofen reservoir programmed 600>593>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(3) }],
  },
  {
    // 300 of 600, then 300 as the last fall: neither is more.
    title: 'exactly half of the baseline, twice',
    history: () => taper(600, [0, 300], [3, 0]),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // 251 of 500; both steps are below 300 and 3 days apart. What is abrupt fails.
    title: 'a little more than half of a small baseline: each step is allowed, and it is abrupt',
    history: () => taper(500, [0, 249], [3, 0]),
    cessations: ['baclofen reservoir programmed 500>249>0 abrupt/fail tip abrupt'],
    findings: ['ABRUPT_REDUCTION', 'PUMP_LEFT_STOPPED'],
  },
  {
    // 200 + 200 in the last 24 h; no window has over 450. 400 to 200 is half, and the next reaches zero.
    title: 'two falls in the last 23 h that add up to over 300 mcg/day',
    history: () => taper(900, [0, 600], [3, 400], [6, 200], [at(6, 23), 0]),
    cessations: ['baclofen reservoir programmed 900>600>400>200>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    title: 'the same with the last fall exactly 24 h after the one before',
    history: () => taper(900, [0, 600], [3, 400], [6, 200], [7, 0]),
    cessations: ['baclofen reservoir programmed 900>600>400>200>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    title: 'the same with the last fall over 26 h after the one before',
    history: () => taper(900, [0, 600], [3, 400], [6, 200], [at(7, 3), 0]),
    cessations: ['baclofen reservoir programmed 900>600>400>200>0 tapered/fail tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // 75 % lost at day 6 without reaching zero: a finding, whatever the verdict (300 of 1000 is below half of it).
    title: 'the published doses: consistent with a taper, and steep towards its end',
    history: () => taper(1000, [0, 700], [3, 400], [6, 100], [9, 0]),
    cessations: ['baclofen reservoir programmed 1000>700>400>100>0 tapered/pass tip tapered'],
    findings: ['ABRUPT_REDUCTION', 'PUMP_LEFT_STOPPED'],
  },
  {
    // 200 in one step is a step that the protocol allows, and all of the baseline: abrupt, which fails.
    title: 'a small dose stopped at once',
    history: () => taper(200, [0, 0]),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    title: '27 days without a fall: still one taper',
    history: () => taper(600, [0, 300], [27, 0]),
    asOf: at(40),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(0), zero: at(27) }],
  },
  {
    // 28 days have gone without a fall.
    title: 'exactly 28 days without a fall',
    history: () => taper(600, [0, 300], [28, 0]),
    asOf: at(40),
    cessations: ['baclofen reservoir programmed 300>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // What is left is 300 to 0 in one step: all of its baseline.
    title: '28 days and an hour without a fall: the fall before is another story',
    history: () => taper(600, [0, 300], [at(28, 1), 0]),
    asOf: at(40),
    cessations: ['baclofen reservoir programmed 300>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(28, 1) }],
  },
  {
    // The same stop, judged from 600 or from 400: 400, 200, 0 has falls of half.
    title: 'a fall 29 days before two others',
    history: () => taper(600, [0, 400], [29, 200], [32, 0]),
    asOf: at(40),
    cessations: ['baclofen reservoir programmed 400>200>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // Back from zero: 500 to 250 to 0, falls of exactly half; the 600 before the rise do not count.
    title: 'a rise in between begins the taper anew',
    history: () => taper(600, [0, 300], [3, 500], [6, 250], [9, 0]),
    cessations: ['baclofen reservoir programmed 500>250>0 tapered/pass tip tapered'],
    findings: ['DOSE_INCREASE_LARGE', 'PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(6) }],
  },
  {
    title: 'a rise of 5 h is left out',
    history: () => taper(600, [0, 300], [3, 800], [at(3, 5), 300], [6, 0]),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(0) }],
  },
  {
    // Then 800 to 300 is a fall: 500 of 800, and above 300.
    title: 'a rise of 6 h is not',
    history: () => taper(600, [0, 300], [3, 800], [at(3, 6), 300], [6, 0]),
    cessations: ['baclofen reservoir programmed 800>300>0 abrupt/fail tip abrupt'],
    findings: ['ABRUPT_REDUCTION', 'DOSE_INCREASE_LARGE', 'PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(3, 6) }],
  },
  {
    // The stop of under 6 h within the taper is neither a cessation nor a step.
    title: 'an interruption of a minute less than 6 h within a taper',
    history: () => taper(900, [0, 600], [3, 0], [at(3, 6 - 1 / 60), 300], [at(6, 6), 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // 900 to 600 to 0: the last fall is 600. It resumes at 200, the restart dose itself, and is stopped again at once.
    title: 'an interruption of 6 h within a taper ends it',
    history: () => taper(900, [0, 600], [3, 0], [at(3, 6), 200], [at(6, 6), 0]),
    cessations: [
      'baclofen reservoir programmed 900>600>0 abrupt/fail tip abrupt',
      'baclofen reservoir programmed 200>0 abrupt/fail tip abrupt',
    ],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ resumed: at(3, 6) }, { startedAt: at(6, 6), resumed: null }],
  },
];

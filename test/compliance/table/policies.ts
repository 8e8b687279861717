import { type Entry, at, running, taper, under } from './entry.js';

/** `from`, then the doses so many days apart from the visit on. */
const every = (days: number, from: number, ...doses: readonly number[]) =>
  taper(from, ...doses.map((dose, index) => [index * days, dose] as const));
const LEFT = 'PUMP_LEFT_STOPPED';

/* At least 14 days (2 h tolerance) from the first step to zero; abrupt: over 50 % of the baseline within 24 h. */
const label: readonly Entry[] = [
  {
    title: '14 days',
    history: () => every(7, 900, 600, 300, 0),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/pass tip tapered'],
    findings: [LEFT],
  },
  {
    title: '14 days less 2 h',
    history: () => taper(900, [0, 600], [7, 300], [at(14, -2), 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/pass tip tapered'],
    findings: [LEFT],
  },
  {
    title: '14 days less 2 h and a minute',
    history: () => taper(900, [0, 600], [7, 300], [at(14, -2 - 1 / 60), 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/fail tip tapered'],
    findings: [LEFT],
  },
  {
    // 500 at once is no step of the published protocol; the label names no size.
    title: 'half, and the other half 14 days later',
    history: () => every(14, 1000, 500, 0),
    cessations: ['baclofen reservoir programmed 1000>500>0 tapered/pass tip tapered'],
    findings: [LEFT],
  },
  {
    title: 'a stop in one step',
    history: () => every(1, 200, 0),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: [LEFT],
  },
  {
    // 300 again after 12 h: above the 200 of the published case, and below the 600 with which the therapy began.
    title: 'back below the first dose of the therapy',
    history: () => taper(600, [0, 300], [14, 0], [at(14, 12), 300]),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: [],
  },
  {
    // 201 where the therapy began with 200; the rise to 260 is 30 %.
    title: 'back above the first dose of the therapy',
    history: () => taper(200, [-20, 260], [0, 130], [14, 0], [at(14, 12), 201]),
    cessations: ['baclofen reservoir programmed 260>130>0 tapered/pass tip tapered'],
    findings: ['RESTART_DOSE_HIGH'],
  },
  {
    // 30 % more is the most in spasticity of spinal origin; 339.3 of 260 are 30.5 %.
    title: 'rises of 30 % and a little more',
    history: () => taper(200, [0, 260], [3, 339.3]),
    cessations: [],
    findings: ['DOSE_INCREASE_LARGE'],
  },
];

/* At most 20 % of the previous dose, 24 h apart (2 h tolerance); from 100 mcg/day or less any part. */
const titration: readonly Entry[] = [
  {
    // 20 % each until 102.4, then 100 and the floor: 100 of 250 are 40 %.
    title: 'a fifth a day, and from 100 mcg/day to zero',
    history: () => every(1, 250, 200, 160, 128, 102.4, 100, 0),
    cessations: ['baclofen reservoir programmed 250>200>160>128>102.4>100>0 tapered/pass tip tapered'],
    findings: [LEFT],
  },
  {
    title: 'a fifth a day, and from 101 mcg/day to zero',
    history: () => every(1, 250, 200, 160, 128, 102.4, 101, 0),
    cessations: ['baclofen reservoir programmed 250>200>160>128>102.4>101>0 tapered/fail tip tapered'],
    findings: [LEFT],
  },
  {
    // 250 to 199: 20.4 %.
    title: 'a little more than a fifth',
    history: () => every(1, 250, 199, 160, 128, 102.4, 100, 0),
    cessations: ['baclofen reservoir programmed 250>199>160>128>102.4>100>0 tapered/fail tip tapered'],
    findings: [LEFT],
  },
  {
    // Two falls within 24 h: 50 + 40 of 250.
    title: 'a fifth every 22 h',
    history: () => every(22 / 24, 250, 200, 160, 128, 102.4, 100, 0),
    cessations: ['baclofen reservoir programmed 250>200>160>128>102.4>100>0 tapered/pass tip tapered'],
    findings: [LEFT],
  },
  {
    title: 'a fifth every 21 h 59 min',
    history: () => every((22 - 1 / 60) / 24, 250, 200, 160, 128, 102.4, 100, 0),
    cessations: ['baclofen reservoir programmed 250>200>160>128>102.4>100>0 tapered/fail tip tapered'],
    findings: [LEFT],
  },
  {
    // 300 of 900, 300 of 600: a third and half of what was before; a third of the baseline.
    title: 'steps of the published size',
    history: () => every(3, 900, 600, 300, 0),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/fail tip tapered'],
    findings: [LEFT],
  },
];

/*
 * At most 300 mcg/day, 20 % of the previous dose, 20 % of the baseline, 72 h apart, 14 days in all; abrupt: over 50 %
 * of the baseline or of the dose at the start of 24 h, or over 100 mcg/day in the last 24 h. From 100 or less any part.
 */
const strict: readonly Entry[] = [
  {
    // 100 80 64 51 41 32 26 6 100: at most 20 % of what was before, and of 500; 24 days.
    title: 'a taper that keeps everything',
    history: () => every(3, 500, 400, 320, 256, 205, 164, 132, 106, 100, 0),
    cessations: [
      'baclofen reservoir programmed 500>400>320>256>205>164>132>106>100>0 tapered/pass tip tapered',
    ],
    findings: [LEFT],
  },
  {
    // 101 of 500: 20.2 %.
    title: 'a first step of a little more than a fifth',
    history: () => every(3, 500, 399, 320, 256, 205, 164, 132, 106, 100, 0),
    cessations: [
      'baclofen reservoir programmed 500>399>320>256>205>164>132>106>100>0 tapered/fail tip tapered',
    ],
    findings: [LEFT],
  },
  {
    // 100 of 400 are a quarter of the baseline; the floor spares it only the share of the dose before.
    title: 'a last step from the floor that is over a fifth of the baseline',
    history: () => every(3, 400, 320, 256, 205, 164, 132, 106, 100, 0),
    cessations: ['baclofen reservoir programmed 400>320>256>205>164>132>106>100>0 tapered/fail tip tapered'],
    findings: [LEFT],
  },
  {
    // 170 of 330 within a day: 51.5 % of the dose of that day, 17 % of the baseline.
    title: 'more than half of the dose of that day',
    history: () => every(3, 1000, 800, 640, 512, 410, 330, 160, 100, 0),
    cessations: ['baclofen reservoir programmed 1000>800>640>512>410>330>160>100>0 abrupt/fail tip abrupt'],
    findings: ['ABRUPT_REDUCTION', LEFT],
  },
  {
    // 110 at last: above the floor.
    title: 'a last step of 110 mcg/day',
    history: () => every(3, 600, 480, 384, 308, 247, 198, 159, 128, 110, 0),
    cessations: [
      'baclofen reservoir programmed 600>480>384>308>247>198>159>128>110>0 abrupt/fail tip abrupt',
    ],
    findings: [LEFT],
  },
  {
    // Each two days after the other, 16 days in all.
    title: 'a taper that keeps everything but the three days',
    history: () => every(2, 500, 400, 320, 256, 205, 164, 132, 106, 100, 0),
    cessations: [
      'baclofen reservoir programmed 500>400>320>256>205>164>132>106>100>0 tapered/fail tip tapered',
    ],
    findings: [LEFT],
  },
  {
    title: '1001 mcg/day',
    history: () => running(900).programmed(at(0), 1001),
    asOf: at(20),
    cessations: [],
    findings: ['DOSE_ABOVE_USUAL'],
  },
];

export const otherPolicies: Readonly<Record<string, readonly Entry[]>> = {
  'label-holiday': under('label-holiday', label),
  'best-practice-titration': under('best-practice-titration', titration),
  strict: under('strict', strict),
};

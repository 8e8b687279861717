import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
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
const COURSE =
  'it ends when the daily dose stands, by one rise or several, for 6 hours at least half way back';
const SMALL = 'a small or short way back up neither cuts a taper nor hides a step';
const NET = 'Falls within 24 hours count less what was regained between them';
const AGAIN = 'A fall to a level reached before has no interval rule';
const INFO = 'On a step that fails no rule it is `info` where its cessation is tapered, else `warning`';
const UNREAD = 'while some may be asked for and are not read, the dose is not zero';
const OPIOIDS = 'All shipped policies but `case-report-2024` also judge stops of morphine';

const patient = { doseMcg: 50, durationMinutes: 30, lockoutMinutes: 60, maxPerDay: 10 };
const asked = () =>
  since(200).event(at(0), 'PumpReprogrammed', {
    program: { mode: 'flex', basalDailyDoseMcg: 0, boluses: [], patientBolus: patient },
  });
const read = (count: number) =>
  asked().event(at(10), 'PumpInterrogated', {
    shows: { patientBoluses: { since: at(0), count, doseMcg: 50, durationMinutes: 30 } },
  });

const morphine = (...steps: readonly (readonly [number, number])[]): History =>
  steps.reduce(
    (history, [day, dose]) => history.programmed(at(day), dose),
    new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z')
      .filled('2021-01-01T00:00:00Z', 10_000, 40, 'morphine')
      .programmed('2021-01-01T00:00:00Z', 1000, bridge(0.4, 0.5, 'priming')),
  );
/** A fifth at a time, a day apart, to under the floor of 200. */
const FIFTHS = [800, 640, 512, 410, 328, 263, 211, 169, 0].map((dose, day) => [day, dose] as const);

const planned = (to: string) =>
  since(1000)
    .event(at(-1), 'HolidayPlanned', { drug: to, reason: 'tolerance' })
    .programmed(at(0), 700)
    .programmed(at(3), 400)
    .programmed(at(6), 100);

/** The catheter was found to leak so many hours before the stop. */
const leaking = (hours: number) =>
  since(600).event(at(0, -hours), 'CatheterStudied', { method: 'ct', finding: 'leak' }).programmed(at(0), 0);

export const stops: readonly Attack[] = [
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
  {
    // 0.005 mL/day is below the model's 0.006.
    title: 'a flow below the minimum rate',
    says: 'Zero are: a flow below the model’s minimum rate',
    history: () => doses(200, [0, 10]),
    stops: ['200>0 abrupt/fail'],
  },
  {
    // 0.0065 mL/day.
    title: 'a flow above the minimum rate',
    says: 'Zero are: a flow below the model’s minimum rate',
    history: () => doses(200, [0, 13]),
    finds: ['ABRUPT_REDUCTION warning'],
    stops: [],
  },
  {
    title: 'a `startsWith` before `stopped`',
    says: 'a `startsWith` before `stopped` or `minimum-rate` is zero from its beginning',
    history: () => since(200).programmed(at(0), 0, bridge(0.1, 24)),
    stops: [['200>0 abrupt/fail', { zero: at(0) }]],
  },
  {
    title: 'only patient boluses, not read',
    says: UNREAD,
    history: asked,
    stops: [],
  },
  {
    title: 'only patient boluses, read: none was asked for',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () => read(0).event(at(11), 'PumpInterrogated', { displayed: {} }),
    asOf: at(12),
    stops: [['200>0 abrupt/fail', { zero: at(0) }]],
  },
  {
    // 40 x 50 in ten days: 200 a day, as before.
    title: 'only patient boluses, read: as much as before',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () => read(40),
    asOf: at(10),
    stops: [],
    never: ['ABRUPT_REDUCTION'],
  },
  {
    // 18 x 50 in ten days: 90 a day of 200.
    title: 'only patient boluses, read: less than half of before',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () => read(18),
    asOf: at(10),
    finds: ['ABRUPT_REDUCTION'],
  },
  {
    title: 'morphine stopped at once, under the default policy',
    says: 'Other drugs: both `undetermined`, reason `NO_POLICY_FOR_DRUG`',
    history: () => morphine([0, 0]),
    drug: 'morphine',
    stops: [['1000>0 undetermined/undetermined', { reasons: ['NO_POLICY_FOR_DRUG'] }]],
  },
  ...['strict', 'label-holiday', 'best-practice-titration'].map((policy): Attack => ({
    title: `morphine stopped at once, under ${policy}`,
    says: OPIOIDS,
    policy,
    history: () => morphine([0, 0]),
    drug: 'morphine',
    stops: ['1000>0 abrupt/fail'],
  })),
  {
    title: 'morphine by fifths, a day apart',
    says: 'steps of at most 20 % of the dose before, a day apart',
    policy: 'strict',
    history: () => morphine(...FIFTHS),
    drug: 'morphine',
    stops: ['1000>800>640>512>410>328>263>211>169>0 tapered/pass'],
  },
  {
    title: 'morphine by a little more than a fifth',
    says: 'steps of at most 20 % of the dose before, a day apart',
    policy: 'strict',
    history: () => morphine([0, 790], ...FIFTHS.slice(1)),
    drug: 'morphine',
    stops: ['1000>790>640>512>410>328>263>211>169>0 tapered/fail'],
  },
  {
    title: 'a catheter found faulty within 72 hours before',
    says: '`circumstance`: within 72 hours before the first fall a faulty catheter study, or a change of the catheter',
    history: () => leaking(71),
    stops: [['600>0 abrupt/fail', { circumstance: 'revision' }]],
  },
  {
    title: 'a catheter found faulty 73 hours before',
    says: '`circumstance`: within 72 hours before the first fall a faulty catheter study, or a change of the catheter',
    history: () => leaking(73),
    stops: [['600>0 abrupt/fail', { circumstance: null }]],
  },
  {
    title: 'a serious adverse event before the stop',
    says: 'or within 48 hours a `DOSE_SPIKE` or a serious adverse event',
    history: () =>
      since(600)
        .event(at(-1), 'AdverseEventObserved', { description: 'coma', serious: true })
        .programmed(at(0), 0),
    finds: ['ADVERSE_EVENT critical once'],
    stops: [['600>0 abrupt/fail', { circumstance: 'adverse-event' }]],
  },
  {
    // 600 to 200: 400 of 600, a step above 300.
    title: 'a reduction because of a serious adverse event',
    says: 'and lowers `ABRUPT_REDUCTION` on these falls to a warning',
    history: () =>
      since(600)
        .event(at(-1), 'AdverseEventObserved', { description: 'somnolence', serious: true })
        .programmed(at(0), 200)
        .programmed(at(3), 0),
    finds: ['ABRUPT_REDUCTION warning'],
    never: ['ABRUPT_REDUCTION critical'],
    stops: [['600>200>0 abrupt/fail', { circumstance: 'adverse-event', reservations: ['ABRUPT_REDUCTION'] }]],
  },
  {
    title: 'an adverse event that was not serious',
    says: '`ADVERSE_EVENT` info, critical when serious; `circumstance`: a serious adverse event',
    history: () =>
      since(600)
        .event(at(-1), 'AdverseEventObserved', { description: 'headache', serious: false })
        .programmed(at(0), 0),
    finds: ['ADVERSE_EVENT info once'],
    stops: [['600>0 abrupt/fail', { circumstance: null }]],
  },
  {
    title: 'the headline of a stop at once',
    says: '`headline`: { text, verdict, reservations, proven }, for the declared holiday, else the last cessation',
    history: () => doses(900, [0, 0]),
    holds: ({ headline }) => {
      expect(headline.verdict).toBe('abrupt');
      // Nothing was found in the reservoir yet.
      expect(headline.proven).toEqual({ reservoir: 'unconfirmed', tip: 'unconfirmed' });
      expect(headline.text.search(/reservoir/i)).toBeGreaterThanOrEqual(0);
      expect(headline.text.search(/reservoir/i)).toBeLessThan(headline.text.search(/tip/i));
    },
  },
  {
    title: 'the headline of a declared holiday, and another stop after it',
    says: 'for the declared holiday, else the last cessation',
    history: () =>
      since(600)
        .event(at(-1), 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' })
        .programmed(at(0), 300)
        .programmed(at(3), 0)
        .programmed(at(5), 200)
        .programmed(at(8), 0),
    stops: [
      ['600>300>0 tapered/pass', { declared: true }],
      ['200>0 abrupt/fail', { declared: false }],
    ],
    holds: ({ headline }) => expect(headline.verdict).toBe('tapered'),
  },
  {
    title: 'the headline where nothing was stopped',
    says: '`verdict` null and a sentence where nothing was stopped',
    history: () => since(200),
    holds: ({ headline }) => {
      expect(headline.verdict).toBeNull();
      expect(headline.text.length).toBeGreaterThan(20);
    },
  },
];

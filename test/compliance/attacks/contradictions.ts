import type { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { since } from './claims.js';

/*
 * What was moved (the fill less what was found) agrees with what was computed within 2 mL and 14.5 % of it, or within
 * 0.5 mL. At 400 mcg/day of 2000 0.2 mL/day.
 */
const CONTRADICTED =
  '`DELIVERY_CONTRADICTED`: a fall or the zero lies in a stretch whose delivery is contradicted';
const STANDS =
  'These two take away `tapered` and `pass`; `abrupt` stands, with its reservation, unless over half of what was due stayed in the reservoir';
const BELOW = '`DELIVERY_BELOW_SCHEDULE` within the steps or at the zero';
const LESS = 'in some 24 hours the tip gives less than half of what its daily dose promises for these hours';
const WEEK = 'less than half (a quarter, where a flex program has weekdays)';
const DISCREPANCY =
  'aspirated against expected: over 2 mL, or outside 14.5 % of what was pumped, unless within 0.5 mL';
const HALF = 'critical where over half of what was due stayed or went missing';
const LOW = 'critical where low is under half or high over twice what was computed';

const fill = (history: History, day: number, aspiratedVolumeMl: number) =>
  history.event(at(day), 'ReservoirRefilled', {
    drug: 'baclofen',
    concentrationMcgPerMl: 2000,
    filledVolumeMl: 40,
    aspiratedVolumeMl,
  });

/** 50 days at 400 mcg/day: 10 mL are due of 40. */
const after50 = (aspirated: number) => fill(since(400).filled(at(0)), 50, aspirated);
/** Two days: 0.4 mL are due of 40. */
const after2 = (aspirated: number) => fill(since(400).filled(at(0)), 2, aspirated);

/** 40 mL at day -1, then 900, 600, 300, 0: 0.45 + 0.9 + 0.45 = 1.8 mL are due. */
const taperFound = (aspirated: number) =>
  fill(
    since(900).filled(at(-1)).programmed(at(0), 600).programmed(at(3), 300).programmed(at(6), 0),
    10,
    aspirated,
  );
/** 40 mL at day -20, stopped at 600 mcg/day: 6 mL are due. */
const stopFound = (aspirated: number) => fill(since(600).filled(at(-20)).programmed(at(0), 0), 10, aspirated);

const flex = (basalDailyDoseMcg: number, boluses: readonly object[]) => ({
  program: { mode: 'flex', basalDailyDoseMcg, boluses },
});
const bolus = (startTime: string, doseMcg: number, weekdays?: readonly string[]) => ({
  startTime,
  doseMcg,
  durationMinutes: 10,
  ...(weekdays && { weekdays }),
});
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'];

const tested = (minutesBefore: number) =>
  since(300)
    .event(at(-3), 'PumpReprogrammed', flex(0, [bolus('12:00', 300)]))
    .event(at(0, 2 - minutesBefore / 60), 'BolusTestPerformed', {
      purpose: 'troubleshooting',
      route: 'pump',
      drug: 'baclofen',
      doseMcg: 1,
      durationMinutes: 60,
      response: 'not-recorded',
    });

/** 400, 200, 0 three days apart, and a bridge of so much to morphine: 0.4 mL in 96 h give 200 mcg/day. */
const switched = (bridgeMl: number, hours = 96) =>
  since(400)
    .programmed(at(-3), 200)
    .switched(at(0), ['baclofen', 2000], ['morphine', 2000])
    .programmed(at(0), 200, bridge(bridgeMl, hours));

const studied = (finding: string, day: number) =>
  since(600)
    .programmed(at(0), 300)
    .programmed(at(3), 0)
    .event(at(day), 'CatheterStudied', { method: 'ct', finding });

export const contradictions: readonly Attack[] = [
  {
    title: 'a taper within the limits of agreement',
    says: CONTRADICTED,
    // 0.5 mL more than due.
    history: () => taperFound(40 - 1.8 - 0.5),
    stops: [['900>600>300>0 tapered/pass', { noReasons: ['DELIVERY_CONTRADICTED'] }]],
    never: ['DELIVERY_CONTRADICTED', 'REFILL_DISCREPANCY'],
  },
  {
    title: 'a taper of which the reservoir says otherwise',
    says: CONTRADICTED,
    // 10 mL went, 1.8 were due.
    history: () => taperFound(30),
    finds: ['DELIVERY_CONTRADICTED critical', 'REFILL_DISCREPANCY critical'],
    stops: [
      [
        '900>600>300>0 undetermined/undetermined',
        { reasons: ['DELIVERY_CONTRADICTED'], reservations: ['DELIVERY_CONTRADICTED'] },
      ],
    ],
    holds: ({ findings, headline }) => {
      const causes = findings
        .filter(({ code }) => ['DELIVERY_CONTRADICTED', 'REFILL_DISCREPANCY'].includes(code))
        .map(({ cause }) => cause);
      expect(causes.length).toBeGreaterThan(1);
      expect(new Set(causes).size).toBe(1);
      expect(causes[0]).toBeDefined();
      expect(headline.proven).toEqual({ reservoir: 'contradicted', tip: 'contradicted' });
    },
  },
  {
    // 3.5 of 6 mL went: 2.5 stayed.
    title: 'a stop at once, less than half of what was due stayed',
    says: STANDS,
    history: () => stopFound(36.5),
    stops: [['600>0 abrupt/fail', { reservations: ['DELIVERY_CONTRADICTED'] }]],
  },
  {
    // 2 of 6 mL went: 4 stayed; perhaps there was little to stop.
    title: 'a stop at once, over half of what was due stayed',
    says: STANDS,
    history: () => stopFound(38),
    holds: ({ cessations }) => {
      expect(cessations).toHaveLength(1);
      expect(cessations[0]!.verdict).toBe('undetermined');
      expect(cessations[0]!.reasons.map(({ code }) => code)).toContain('DELIVERY_CONTRADICTED');
    },
  },
  {
    // 14.5 % of 10 mL are 1.45.
    title: '1.45 mL more than due',
    says: DISCREPANCY,
    history: () => after50(31.45),
    asOf: at(51),
    never: ['REFILL_DISCREPANCY', 'DELIVERY_CONTRADICTED'],
  },
  {
    title: '1.46 mL more than due',
    says: DISCREPANCY,
    history: () => after50(31.46),
    asOf: at(51),
    finds: ['REFILL_DISCREPANCY warning certain once', 'DELIVERY_CONTRADICTED warning'],
  },
  {
    // 0.5 of 0.4 mL: noise.
    title: 'half a mL more than due after two days',
    says: DISCREPANCY,
    history: () => after2(39.1),
    asOf: at(3),
    never: ['REFILL_DISCREPANCY', 'DELIVERY_CONTRADICTED'],
  },
  {
    // 0.91 mL went where 0.4 were due: 0.51 more, over half and over twice.
    title: 'a little over half a mL less than due after two days',
    says: DISCREPANCY,
    history: () => after2(39.09),
    asOf: at(3),
    finds: ['REFILL_DISCREPANCY critical', 'DELIVERY_CONTRADICTED critical'],
  },
  {
    // 5.1 of 10 mL.
    title: 'over half of what was due stayed',
    says: HALF,
    history: () => after50(35.1),
    asOf: at(51),
    finds: ['REFILL_DISCREPANCY critical once', 'DELIVERY_CONTRADICTED critical'],
  },
  {
    title: 'a little less than half of what was due stayed',
    says: HALF,
    history: () => after50(34.9),
    asOf: at(51),
    finds: ['REFILL_DISCREPANCY warning once', 'DELIVERY_CONTRADICTED warning'],
    never: ['DELIVERY_CONTRADICTED critical'],
  },
  {
    // 5.1 mL went missing; 15.1 of 10 is under twice.
    title: 'over half of what was due went missing',
    says: HALF,
    history: () => after50(24.9),
    asOf: at(51),
    finds: ['REFILL_DISCREPANCY critical once', 'DELIVERY_CONTRADICTED warning'],
    never: ['DELIVERY_CONTRADICTED critical'],
  },
  {
    title: 'over twice of what was due went',
    says: LOW,
    history: () => after50(19.9),
    asOf: at(51),
    finds: ['DELIVERY_CONTRADICTED critical'],
  },
  {
    title: 'a volume above the capacity',
    says: 'also a volume check that concludes excess or deficit without figures, and a volume above the capacity',
    history: () =>
      since(400).event(at(0), 'ReservoirVolumeChecked', { measuredVolumeMl: 41, conclusion: 'excess' }),
    finds: ['REFILL_DISCREPANCY'],
  },
  {
    title: 'a deficit without figures',
    says: 'also a volume check that concludes excess or deficit without figures, and a volume above the capacity',
    history: () => since(400).event(at(0), 'ReservoirVolumeChecked', { conclusion: 'deficit' }),
    finds: ['REFILL_DISCREPANCY'],
  },
  {
    // It may have run at 700 since it was programmed to 400: 1.75 times.
    title: 'an interrogation that shows another dose',
    says: '`DELIVERY_CONTRADICTED` warning: a stretch of 24 hours or more that a pump report contradicts',
    history: () =>
      since(400).event(at(0), 'PumpInterrogated', {
        shows: { mode: 'simple-continuous', dailyDoseMcg: 700 },
      }),
    finds: ['DELIVERY_CONTRADICTED warning'],
  },
  {
    // 700 of 300 is over twice.
    title: 'an interrogation that shows more than twice the dose',
    says: LOW,
    history: () =>
      since(300).event(at(0), 'PumpInterrogated', {
        shows: { mode: 'simple-continuous', dailyDoseMcg: 700 },
      }),
    finds: ['DELIVERY_CONTRADICTED critical'],
  },
  {
    title: 'an interrogation that shows what was programmed',
    says: '`DELIVERY_CONTRADICTED`: a stretch that a pump report contradicts',
    // 0.9 % more.
    history: () =>
      since(1000).event(at(0), 'PumpInterrogated', {
        shows: { mode: 'simple-continuous', dailyDoseMcg: 1009 },
      }),
    never: ['DELIVERY_CONTRADICTED', 'REPORTED_STOPPED'],
  },
  {
    // 12:00 falls within the hour from 11:30: lost. From 12:10 to 12:00 the tip gives 1 mcg of 300.
    title: 'a bolus of the program lost in a bolus test',
    says: LESS,
    history: () => tested(30),
    finds: ['DELIVERY_BELOW_SCHEDULE critical'],
  },
  {
    title: 'a bolus test that is over before the program’s bolus',
    says: LESS,
    history: () => tested(61),
    never: ['DELIVERY_BELOW_SCHEDULE'],
  },
  {
    // At 20:00 the last, at 08:00 on the next day but one the next: 36 h, and whole from then on.
    title: 'a new program that cost one bolus',
    says: '`warning` where a new program cost one bolus and the 24 hours after are whole',
    history: () =>
      since(300)
        .event(at(-3), 'PumpReprogrammed', flex(0, [bolus('20:00', 300)]))
        .event(at(0), 'PumpReprogrammed', flex(0, [bolus('08:00', 300)])),
    finds: ['DELIVERY_BELOW_SCHEDULE warning'],
    never: ['DELIVERY_BELOW_SCHEDULE critical'],
  },
  {
    // 100 + 400 x 5/7 = 385.7; on a weekend's day 100, that is 25.9 %.
    title: 'weekends with over a quarter',
    says: WEEK,
    history: () => since(385).event(at(0), 'PumpReprogrammed', flex(100, [bolus('12:00', 400, WORKDAYS)])),
    never: ['DELIVERY_BELOW_SCHEDULE'],
  },
  {
    // 90 of 375.7: 24 %.
    title: 'weekends with less than a quarter',
    says: WEEK,
    history: () => since(375).event(at(0), 'PumpReprogrammed', flex(90, [bolus('12:00', 400, WORKDAYS)])),
    finds: ['DELIVERY_BELOW_SCHEDULE critical'],
  },
  {
    // From 10:00 to 12:00 on the next day nothing but 2 h: the step is not half, it is all.
    title: 'a taper by programs that gave nothing for a day',
    says: BELOW,
    history: () =>
      since(600)
        .event(at(0), 'PumpReprogrammed', flex(0, [bolus('08:00', 300)]))
        .programmed(at(4), 0),
    finds: ['DELIVERY_BELOW_SCHEDULE'],
    stops: [['600>300>0 undetermined/undetermined', { reasons: ['DELIVERY_BELOW_SCHEDULE'] }]],
  },
  {
    title: 'a taper that ends in a whole bridge',
    says: 'A tip verdict where `BRIDGE_NOT_RECORDED` holds at the change of content that ends the drug',
    history: () => switched(0.4),
    never: ['BRIDGE_NOT_RECORDED', 'BRIDGE_TOO_FAST'],
    stops: [['400>200>0 tapered/pass', { tip: 'tapered', tipZero: at(4), cause: 'drug-switch' }]],
  },
  {
    title: 'a taper that ends in a bridge a little too small',
    says: 'however small a bridge was',
    history: () => switched(0.399),
    finds: ['BRIDGE_NOT_RECORDED critical once'],
    stops: [['400>200>0 tapered/pass', { tip: 'undetermined', reservations: ['BRIDGE_NOT_RECORDED'] }]],
  },
  {
    title: 'a taper that ends in a bridge of the smallest volume',
    says: 'however small a bridge was',
    history: () => switched(0.001, 1),
    finds: ['BRIDGE_NOT_RECORDED critical once'],
    stops: [['400>200>0 tapered/pass', { tip: 'undetermined' }]],
  },
  {
    // 0.4 less 5e-10.
    title: 'a bridge short by rounding',
    says: 'no `startsWith` bridge of at least the path’s volume, to 1e-9 mL',
    history: () => switched(0.3999999995),
    never: ['BRIDGE_NOT_RECORDED'],
  },
  {
    // Nothing found it patent since the implant.
    title: 'a taper through a catheter that was found to leak afterwards',
    says: 'or where the catheter is `verified: false` there',
    history: () => studied('leak', 10),
    stops: [['600>300>0 tapered/pass', { tip: 'undetermined' }]],
    holds: ({ headline }) => expect(headline.proven.tip).toBe('contradicted'),
  },
  {
    title: 'a taper through a catheter that was found patent afterwards',
    says: 'or where the catheter is `verified: false` there',
    history: () => studied('patent', 10),
    stops: [['600>300>0 tapered/pass', { tip: 'tapered' }]],
  },
  {
    // 0.2 mL at 0.1 mL/day: two days without.
    title: 'a new catheter that nobody primed',
    says: 'a cessation by the catheter keeps its verdict; `cause: catheter`, and then steps and verdict speak of the tip',
    history: () =>
      since(200).event(at(0), 'CatheterReplaced', {
        reason: 'leak',
        catheter: { model: '8731SC', volumeMl: 0.2 },
      }),
    finds: ['PRIMING_NOT_RECORDED warning once'],
    stops: [['200>0 abrupt/fail', { site: 'tip', cause: 'catheter', zero: at(0), resumed: at(2) }]],
  },
];

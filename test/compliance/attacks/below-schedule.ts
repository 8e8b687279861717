import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { since } from './claims.js';

/*
 * What was moved (the fill less what was found) agrees with what was computed within 2 mL and 14.5 % of it, or within
 * 0.5 mL. At 400 mcg/day of 2000 0.2 mL/day.
 */
const BELOW = '`DELIVERY_BELOW_SCHEDULE` within the steps or at the zero';
const LESS = 'in some 24 hours the tip gives less than half of what its daily dose promises for these hours';
const WEEK = 'less than half (a quarter, where a flex program has weekdays)';
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

export const belowSchedule: readonly Attack[] = [
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

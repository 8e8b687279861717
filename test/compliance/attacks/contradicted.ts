import type { History } from '../../support/history.js';
import { at } from '../table/entry.js';
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

export const contradicted: readonly Attack[] = [
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
    // 30 days at 0.1 mL/day: 3 mL went, that is all of it. With the stall from day 10 1 mL would have.
    title: 'a stall that the reservoir refutes',
    says: '`STALL_REFUTED`: M and E disagree, and without it they would agree: it counts as over when it began',
    history: () => fill(since(200).filled(at(0)).event(at(10), 'MotorStallDetected'), 30, 37),
    asOf: at(31),
    stops: [],
    never: ['TUBE_SET_RISK', 'DELIVERY_CONTRADICTED'],
  },
  {
    title: 'a stall that the reservoir bears out',
    says: '`STALL_REFUTED`: Where both agree, or neither, it stands',
    history: () => fill(since(200).filled(at(0)).event(at(10), 'MotorStallDetected'), 30, 39),
    asOf: at(31),
    finds: ['MOTOR_STALLED critical certain'],
    stops: [
      ['200>0 abrupt/fail', { cause: 'motor-stall', zero: at(10), noReasons: ['DELIVERY_CONTRADICTED'] }],
    ],
    never: ['DELIVERY_CONTRADICTED'],
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
];

import { at } from '../table/entry.js';
import { Care, continuous, start } from './care.js';
import type { GoodCare } from './quiet.js';

/*
 * A year at 200 mcg/day of 500 mcg/mL: 0.4 mL/day, 12 mL in 30 days, of fills of 16 or 20 mL.
 */
const QUIET = 'no alarm on faultless care';
const LIMITS =
  'aspirated against expected: over 2 mL, or outside 14.5 % of what was pumped, unless within 0.5 mL';
/** What a syringe and an accurate pump leave uncertain, mL: never thrice in the same direction. */
const OFF = [0.4, -0.3, 0.9, -0.8, 0.1, -0.2, 1.2, -1.1, 0.3, -0.4, 0.5, -0.6];

const year = (care: Care): Care =>
  OFF.reduce((history, off, month) => history.refilled(30 * (month + 1), off), care);

const MODELS: readonly (readonly [maker: string, model: string, capacityMl: number, fillMl: number])[] = [
  ['Medtronic', 'SynchroMed II', 20, 20],
  ['Medtronic', 'SynchroMed II', 40, 20],
  ['Medtronic', 'SynchroMed III', 20, 20],
  ['Medtronic', 'SynchroMed EL', 18, 18],
  ['Codman', 'MedStream', 20, 20],
  ['Flowonix', 'Prometra', 20, 20],
  ['Flowonix', 'Prometra II', 40, 20],
];
/** Without a rate control: 200 mcg/day at their flow. */
const CONSTANT: readonly (readonly [maker: string, model: string, capacityMl: number, flow: number])[] = [
  ['Codman', 'Codman 3000', 30, 0.5],
  ['Tricumed', 'Archimedes', 40, 1],
  ['Medtronic', 'IsoMed', 35, 1],
];

const within = (days: number, offMl: number) => new Care().begun().refilled(days, offMl);

const periodic = (
  bolusDoseMcg: number,
  intervalMinutes: number,
  basalDailyDoseMcg = 0,
  more: object = {},
) => ({
  dailyDoseMcg: basalDailyDoseMcg + (bolusDoseMcg * 1440) / intervalMinutes,
  program: {
    mode: 'periodic-bolus',
    bolusDoseMcg,
    intervalMinutes,
    bolusDurationMinutes: 30,
    basalDailyDoseMcg,
    ...more,
  },
});
const flex = (
  basalDailyDoseMcg: number,
  boluses: readonly (readonly [string, number, (readonly string[])?])[],
  more: object = {},
) => ({
  dailyDoseMcg:
    basalDailyDoseMcg + boluses.reduce((sum, [, dose, days]) => sum + (dose * (days?.length ?? 7)) / 7, 0),
  program: {
    mode: 'flex',
    basalDailyDoseMcg,
    boluses: boluses.map(([startTime, doseMcg, weekdays]) => ({
      startTime,
      doseMcg,
      durationMinutes: 30,
      ...(weekdays && { weekdays }),
    })),
    ...more,
  },
});
const WORKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const WEEKEND = ['sat', 'sun'] as const;
const primed = { startsWith: start('priming', 0.4, 3) };

const PROGRAMS: readonly (readonly [string, ReturnType<typeof flex> | ReturnType<typeof periodic>])[] = [
  ['six boluses a day and no basal dose', periodic(200 / 6, 240)],
  ['two boluses a day and no basal dose', periodic(100, 720)],
  ['four boluses a day over a basal dose', periodic(25, 360, 100)],
  [
    '13 boluses a day over a basal dose',
    flex(
      70,
      Array.from({ length: 13 }, (_, hour) => [`${String(hour + 6).padStart(2, '0')}:00`, 10] as const),
    ),
  ],
  [
    'three boluses at meals',
    flex(80, [
      ['07:00', 40],
      ['13:00', 40],
      ['19:00', 40],
    ]),
  ],
  ['more by night', flex(150, [['22:00', 50]])],
  // 120 + 112 x 5/7: on a weekend 120, 60 %.
  ['more on workdays', flex(120, [['08:00', 112, WORKDAYS]])],
  [
    'other hours at weekends',
    flex(150, [
      ['07:00', 50, WORKDAYS],
      ['10:00', 50, WEEKEND],
    ]),
  ],
];

const patientBolus = { doseMcg: 10, durationMinutes: 10, lockoutMinutes: 240, maxPerDay: 4 };

export const pumps: readonly GoodCare[] = [
  ...MODELS.map(([manufacturer, model, reservoirCapacityMl, fillMl]): GoodCare => ({
    title: `a year of fills of ${model} with ${reservoirCapacityMl} mL`,
    says: QUIET,
    history: () => year(new Care().begun(200, 500, fillMl, { manufacturer, model, reservoirCapacityMl })),
    asOf: at(375),
    stops: [],
  })),
  ...CONSTANT.map(([manufacturer, model, reservoirCapacityMl, flow]): GoodCare => ({
    title: `half a year of fills of ${model}`,
    says: `${QUIET}; pumps without a rate control: dose is flow × what is in the reservoir`,
    history: () => {
      const care = new Care()
        .placed(200 / flow, 30, { manufacturer, model, reservoirCapacityMl }, 'solution')
        .flows(0, flow);
      return [20, 40, 60, 80, 100, 120, 140, 160].reduce(
        (history, day, n) => history.refilled(day, OFF[n]),
        care,
      );
    },
    asOf: at(170),
    stops: [],
  })),
  {
    title: 'a constant flow filled with another strength',
    says: '`BRIDGE_NOT_RECORDED`, `CONCENTRATION_MISMATCH`, `TIP_OVERDOSE`: not for a change of strength under `constant-flow`',
    history: () =>
      new Care()
        .placed(400, 20, { manufacturer: 'Medtronic', model: 'IsoMed' }, 'solution')
        .flows(0, 0.5)
        .refilled(25, 0, { concentrationMcgPerMl: 500 }),
    asOf: at(40),
    stops: [],
  },
  // 0.4 mL/day: 5 days 2 mL, 30 days 12 mL.
  {
    title: '0.5 mL more than due after 5 days',
    says: LIMITS,
    history: () => within(5, -0.5),
    asOf: at(6),
    stops: [],
  },
  {
    title: '1.7 mL more than due after 30 days',
    says: LIMITS,
    history: () => within(30, -1.7),
    asOf: at(31),
    stops: [],
  },
  {
    title: '1.7 mL less than due after 30 days',
    says: LIMITS,
    history: () => within(30, 1.7),
    asOf: at(31),
    stops: [],
  },
  ...PROGRAMS.map(([name, { dailyDoseMcg, program }]): GoodCare => ({
    title: `half a year of ${name}`,
    says: 'Gaps between a program’s own boluses are not zero',
    history: () =>
      [30, 60, 90, 120, 150].reduce(
        (history, day, n) => history.refilled(day, OFF[n]),
        new Care().placed().runs(0, { dailyDoseMcg, program: { ...program, ...primed } }),
      ),
    asOf: at(165),
    stops: [],
  })),
  {
    title: 'from continuous to boluses and back',
    says: 'Gaps between a program’s own boluses are not zero, pump test boluses don’t count',
    history: () =>
      new Care()
        .begun()
        .runs(10, periodic(200 / 6, 240))
        .runs(20, flex(140, [['22:00', 60]]))
        .dose(27, 200),
    asOf: at(35),
    stops: [],
  },
  {
    // 12 and 18 boluses of 10 in 30 days: 4 and 6 a day over 190.
    title: 'boluses of the patient, read at each visit',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () =>
      new Care()
        .begun()
        .runs(1, continuous(190, { patientBolus }))
        .asked(30, 1, 12, 10)
        .refilled(30)
        .asked(60, 30, 18, 10)
        .refilled(60),
    asOf: at(62),
    stops: [],
  },
  {
    title: 'boluses of the patient over a flex program, none asked for',
    says: 'Patient boluses that were read count with their mean over the period',
    history: () =>
      new Care()
        .begun()
        .runs(1, flex(150, [['22:00', 50]], { patientBolus }))
        .asked(30, 1, 0, 10)
        .refilled(30),
    asOf: at(32),
    stops: [],
  },
  {
    // 40 boluses of 50 in 20 days, 100 a day; before it 120 as now.
    title: 'only boluses of the patient, read at each visit',
    says: 'while some may be asked for and are not read, the dose is not zero',
    history: () =>
      new Care()
        .begun(120)
        .runs(
          10,
          flex(0, [], {
            patientBolus: { doseMcg: 50, durationMinutes: 10, lockoutMinutes: 240, maxPerDay: 4 },
          }),
        )
        .asked(30, 10, 40, 50)
        .refilled(30),
    asOf: at(31),
    stops: [],
  },
  {
    title: 'interrogations that show what is programmed',
    says: 'What `shows` says is compared with the program in force; `DELIVERY_CONTRADICTED`, `REPORTED_STOPPED`',
    history: () =>
      [10, 20].reduce(
        (history, day) =>
          history.on(day, 'PumpInterrogated', {
            shows: {
              mode: 'simple-continuous',
              dailyDoseMcg: 200.4,
              drug: 'baclofen',
              concentrationMcgPerMl: 500,
              reservoirVolumeMl: Number((19.6 - 0.4 * day).toFixed(1)),
            },
          }),
        new Care().begun(),
      ),
    asOf: at(25),
    stops: [],
  },
  {
    title: 'an interrogation before the visit’s own change',
    says: 'Not where the next program within 24 hours sets what is shown: then it was the visit’s own change',
    history: () =>
      new Care()
        .begun()
        .on(10, 'PumpInterrogated', { shows: { mode: 'simple-continuous', dailyDoseMcg: 240 } })
        .dose(10, 240),
    asOf: at(15),
    stops: [],
  },
  {
    // Two hours in the scanner and one after it.
    title: 'an MRI with a stall, read on the same day',
    says: '`MOTOR_STALLED` `info` where it ended within 6 hours and an `MriPerformed` of that day explains it',
    history: () =>
      new Care()
        .begun()
        .on(10, 'MriPerformed', { fieldTesla: 1.5 })
        .on(10, 'MotorStallDetected')
        .on(10.125, 'MotorStallRecovered')
        .on(10.15, 'PumpInterrogated', { shows: { mode: 'simple-continuous', dailyDoseMcg: 200 } }),
    asOf: at(15),
    finds: ['MOTOR_STALLED info once'],
    stops: [],
  },
  {
    title: 'an MRI with a stall in the log',
    says: '`MOTOR_STALLED` `info` where it ended within 6 hours and an `MriPerformed` of that day explains it',
    history: () =>
      new Care()
        .begun()
        .on(10, 'MriPerformed', { fieldTesla: 3 })
        .on(10.2, 'PumpInterrogated', {
          shows: { mode: 'simple-continuous', motorStalls: [{ from: at(10.01), to: at(10.1) }] },
        }),
    asOf: at(15),
    finds: ['MOTOR_STALLED info once'],
    stops: [],
  },
  {
    title: 'an MRI without a stall',
    says: QUIET,
    history: () =>
      new Care()
        .begun()
        .on(10, 'MriPerformed', { fieldTesla: 1.5 })
        .on(10.1, 'PumpInterrogated', {
          shows: { mode: 'simple-continuous', dailyDoseMcg: 200 },
          alarms: [],
        }),
    asOf: at(15),
    stops: [],
  },
  {
    title: 'a low-reservoir alarm on its day, and a fill',
    // 20 - 0.4 - 0.4 x 43.9 = 2.04 mL.
    says: QUIET,
    history: () => new Care().begun().on(43.9, 'PumpAlarmRaised', { alarm: 'low-reservoir' }).refilled(44),
    asOf: at(46),
    stops: [],
  },
];

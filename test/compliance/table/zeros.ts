import { History } from '../../support/history.js';
import { type Entry, at, bridge, running, taper } from './entry.js';

/*
 * What made it zero. At 200 mcg/day the flow is 0.1 mL/day; 200 to 0 is all of the baseline, and a step that the
 * protocol allows; abrupt, so that it fails. A delivery that comes back at 200 mcg/day is no RESTART_DOSE_HIGH (above 200).
 * TUBE_SET_RISK: stopped or stalled for over 48 h, then running again; PUMP_LEFT_STOPPED: stopped for over 48 h, and
 * still. By the program RESERVOIR_LOW at 4 mL and REFILL_OVERDUE at the alarm's 2 mL come before an empty reservoir, if
 * the record goes on after them; a fill of less never falls to them.
 */
const BACLOFEN = { drug: 'baclofen', concentrationMcgPerMl: 2000 };
const flex = (basalDailyDoseMcg: number, boluses: readonly (readonly [string, number])[]) => ({
  program: {
    mode: 'flex',
    basalDailyDoseMcg,
    boluses: boluses.map(([startTime, doseMcg]) => ({ startTime, doseMcg, durationMinutes: 60 })),
  },
});
const periodic = (basalDailyDoseMcg: number, bolusDoseMcg: number, intervalMinutes: number) => ({
  program: {
    mode: 'periodic-bolus',
    basalDailyDoseMcg,
    bolusDoseMcg,
    intervalMinutes,
    bolusDurationMinutes: 30,
  },
});
const replaced = {
  reason: 'leak',
  catheter: { model: '8731SC', volumeMl: 0.2 },
};

export const zeros: readonly Entry[] = [
  {
    // The audit's measure of the minimum rate is zero, though 0.006 mL/day still flow, as the programmer shows.
    title: 'the minimum rate',
    history: () => running(200).event(at(0), 'PumpReprogrammed', { program: { mode: 'minimum-rate' } }),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: [],
    telling: [{ zero: at(0), tipZero: at(0), residualMcg: 800 }],
  },
  {
    // The rotor turned all the time; 0.006 mL/day for 10 days leave the path as it was.
    title: 'ten days at the minimum rate, and on at 200 mcg/day',
    history: () =>
      running(200)
        .event(at(0), 'PumpReprogrammed', { program: { mode: 'minimum-rate' } })
        .programmed(at(10), 200),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: [],
    telling: [{ resumed: at(10) }],
  },
  {
    // 120 of basal and two boluses of 90: 300 a day.
    title: 'a taper by flex programs',
    history: () =>
      running(600)
        .event(
          at(0),
          'PumpReprogrammed',
          flex(120, [
            ['06:00', 90],
            ['18:00', 90],
          ]),
        )
        .programmed(at(3), 0),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(0), zero: at(3) }],
  },
  {
    // 120 of basal and three of 60 make the same 300: what the doses are made of changes nothing.
    title: 'other boluses of the same total are no step',
    history: () =>
      running(600)
        .event(
          at(0),
          'PumpReprogrammed',
          flex(120, [
            ['06:00', 90],
            ['18:00', 90],
          ]),
        )
        .event(
          at(1),
          'PumpReprogrammed',
          flex(120, [
            ['06:00', 60],
            ['12:00', 60],
            ['18:00', 60],
          ]),
        )
        .programmed(at(3), 0),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // 120 + 45 x 1440 / 360 = 300; then 120 + 20 x 1440 / 1440 = 140.
    title: 'a taper by periodic boluses',
    history: () =>
      running(600)
        .event(at(0), 'PumpReprogrammed', periodic(120, 45, 360))
        .event(at(3), 'PumpReprogrammed', periodic(120, 20, 1440))
        .programmed(at(6), 0),
    cessations: ['baclofen reservoir programmed 600>300>140>0 tapered/pass tip tapered'],
    // 160 of 300 is over half.
    findings: ['ABRUPT_REDUCTION', 'PUMP_LEFT_STOPPED'],
  },
  {
    // A stalled motor gives nothing of the 200 mcg/day shown.
    title: 'a motor stalled for 12 h',
    history: () => running(200).event(at(0), 'MotorStallDetected').event(at(0, 12), 'MotorStallRecovered'),
    cessations: ['baclofen reservoir motor-stall 200>0 abrupt/fail tip abrupt'],
    findings: ['MOTOR_STALLED', 'TIP_UNDERDOSE'],
    telling: [{ zero: at(0), resumed: at(0, 12) }],
  },
  {
    title: 'a motor stalled for 60 h',
    history: () => running(200).event(at(0), 'MotorStallDetected').event(at(0, 60), 'MotorStallRecovered'),
    cessations: ['baclofen reservoir motor-stall 200>0 abrupt/fail tip abrupt'],
    findings: ['MOTOR_STALLED', 'TIP_UNDERDOSE', 'TUBE_SET_RISK'],
  },
  {
    // 2 of any 6 hours without: 4/6 of what is shown.
    title: 'a motor stalled for 2 h',
    history: () => running(200).event(at(0), 'MotorStallDetected').event(at(0, 2), 'MotorStallRecovered'),
    cessations: [],
    findings: ['MOTOR_STALLED'],
  },
  {
    // Half of 600, three days later the rest; the catheter keeps 0.2 mL, the tubing leaves with the pump.
    title: 'an explant at the end of a taper',
    history: () => taper(600, [0, 300]).event(at(3), 'PumpExplanted', { reason: 'infection' }),
    cessations: ['baclofen reservoir explant 600>300>0 tapered/pass tip tapered'],
    findings: [],
    telling: [{ zero: at(3), tipZero: at(3) }],
  },
  {
    // What first made it zero counts: the stop, a day before the explant.
    title: 'an explant of a pump that had been stopped',
    history: () => taper(200, [0, 0]).event(at(1), 'PumpExplanted', { reason: 'infection' }),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: [],
    telling: [{ zero: at(0) }],
  },
  {
    // 0.2 mL at 0.1 mL/day: 2 days without drug at the tip, while the reservoir goes on; the dose stayed as it was.
    title: 'a new catheter that was not primed',
    history: () => running(200).event(at(0), 'CatheterReplaced', replaced),
    cessations: ['baclofen tip catheter 200>0 abrupt/fail'],
    findings: ['DOSE_NOT_REDUCED_AFTER_REVISION', 'PRIMING_NOT_RECORDED', 'TIP_UNDERDOSE'],
    telling: [{ zero: at(0), resumed: at(2) }],
  },
  {
    // Primed at once, at half the dose: 200 to 100 is no more than half.
    title: 'a new catheter, primed, at a lower dose',
    history: () =>
      running(200)
        .event(at(0), 'CatheterReplaced', replaced)
        .programmed(at(0), 100, bridge(0.2, 1 / 3, 'priming')),
    cessations: [],
    findings: [],
  },
  {
    // At 400 mcg/day 0.2 mL/day: 40 mL less the priming's 0.4 leave 39.6 mL, 198 days; refilled to 10 mL at the visit:
    // 50 days. 400 in one step is over 300. A week later a fill of 2000 mcg/mL, and 400 mcg/day come back: above 200.
    title: 'a reservoir that ran dry and was filled a week later',
    history: () =>
      running(400)
        .filled(at(0), 2000, 10)
        .event(at(57), 'ReservoirRefilled', { ...BACLOFEN, filledVolumeMl: 40, aspiratedVolumeMl: 0 }),
    asOf: at(60),
    cessations: ['baclofen reservoir reservoir-empty 400>0 abrupt/fail tip abrupt'],
    findings: [
      'REFILL_OVERDUE',
      'RESERVOIR_LOW',
      'RESERVOIR_RAN_EMPTY',
      'RESTART_DOSE_HIGH',
      'TIP_UNDERDOSE',
    ],
    telling: [{ startedAt: at(50), zero: at(50), resumed: at(57), tipZero: at(50) }],
  },
  {
    title: 'the same without a word of what was found: a fill that nobody recorded is as likely',
    history: () => running(400).filled(at(0), 2000, 10).filled(at(57)),
    asOf: at(60),
    cessations: ['baclofen reservoir reservoir-empty 400>0 undetermined/undetermined tip undetermined'],
    findings: [
      'REFILL_OVERDUE',
      'RESERVOIR_LOW',
      'RESERVOIR_RAN_EMPTY',
      'RESTART_DOSE_HIGH',
      'TIP_UNDERDOSE',
    ],
    telling: [
      {
        startedAt: at(50),
        zero: at(50),
        resumed: at(57),
        tipZero: at(50),
        reasons: ['EMPTY_NOT_CONFIRMED'],
        tipReasons: ['EMPTY_NOT_CONFIRMED'],
      },
    ],
  },
  {
    // Nothing is recorded after the fill: what is inferred from it is a projection.
    title: 'the same without a record after it',
    history: () => running(400).filled(at(0), 2000, 10),
    asOf: at(60),
    cessations: ['baclofen reservoir reservoir-empty 400>0 undetermined/undetermined tip undetermined'],
    findings: ['RESERVOIR_RAN_EMPTY', 'TIP_UNDERDOSE'],
    telling: [{ zero: at(50), resumed: null, reasons: ['AFTER_LAST_RECORD', 'EMPTY_NOT_CONFIRMED'] }],
  },
  {
    // The record goes on after the reservoir was computed dry: no projection any more, and still nobody filled it.
    title: 'a pump interrogated after it was computed dry',
    history: () => running(400).filled(at(0), 2000, 10).event(at(55), 'PumpInterrogated', { displayed: {} }),
    asOf: at(60),
    cessations: ['baclofen reservoir reservoir-empty 400>0 undetermined/undetermined tip undetermined'],
    findings: ['REFILL_OVERDUE', 'RESERVOIR_LOW', 'RESERVOIR_RAN_EMPTY', 'TIP_UNDERDOSE'],
    telling: [{ zero: at(50), resumed: null, reasons: ['EMPTY_NOT_CONFIRMED'] }],
  },
  {
    // A taper that the reservoir ends: 600 at 0.3 mL/day for 3 days use 0.9 mL of 1.5, the 0.6 left last 4 days at
    // 0.15 mL/day. The program still says 300.
    title: 'a taper whose last step was an empty reservoir',
    history: () =>
      running(600)
        .filled(at(-3), 2000, 1.5)
        .programmed(at(0), 300)
        .event(at(5), 'ReservoirRefilled', { ...BACLOFEN, filledVolumeMl: 1, aspiratedVolumeMl: 0 }),
    asOf: at(5, 1),
    cessations: ['baclofen reservoir reservoir-empty 600>300>0 tapered/pass tip tapered'],
    findings: ['RESERVOIR_RAN_EMPTY', 'RESTART_DOSE_HIGH', 'TIP_UNDERDOSE'],
    telling: [{ startedAt: at(0), zero: at(4), resumed: at(5) }],
  },
  {
    // A morphine fill in place of baclofen; 0.4 mL at 0.1 mL/day reach the tip after 4 days. Neither bridge nor
    // aspiration: nobody knows the tip. It gets baclofen that nobody shows, and no morphine.
    title: 'a switch to morphine without a bridge',
    history: () =>
      running(200).switched(at(0), ['baclofen', 2000], ['morphine', 2000]).programmed(at(0), 200),
    cessations: ['baclofen reservoir drug-switch 200>0 abrupt/fail tip undetermined'],
    findings: ['BRIDGE_NOT_RECORDED', 'OVERLAPPING_DRUGS', 'TIP_OVERDOSE', 'TIP_UNDERDOSE'],
    telling: [
      { zero: at(0), tipZero: at(4), residualMcg: 800, tipReasons: ['NEITHER_BRIDGE_NOR_ASPIRATION'] },
    ],
  },
  {
    // 400, 200, 0 at the reservoir; the bridge gives the tip 0.4 mL of 2000 in 96 h: 200 mcg/day of baclofen for four
    // days more, as before, and then none: 400, 200, 0 at the tip too. It leaves over 6 h after morphine came.
    title: 'a taper that ends in a switch with a bridge at its last dose',
    history: () =>
      taper(400, [-3, 200])
        .switched(at(0), ['baclofen', 2000], ['morphine', 2000])
        .programmed(at(0), 200, bridge(0.4, 96)),
    cessations: ['baclofen reservoir drug-switch 400>200>0 tapered/pass tip tapered'],
    findings: [],
    telling: [{ startedAt: at(-3), zero: at(0), tipZero: at(4), residualMcg: 800 }],
  },
  {
    // Before a drug's first delivery there is none: filled, and never programmed.
    title: 'a pump that was never started',
    history: () => new History().registered().implanted(at(0)).filled(at(0)),
    cessations: [],
    findings: ['DELIVERY_UNKNOWN'],
  },
];

import type { Attack } from '../attacks/claims.js';
import { since } from '../attacks/claims.js';
import { at, bridge } from '../table/entry.js';
import { ALARMS, harmed, pump, refilled } from './record.js';

const RUNS = { shows: { mode: 'simple-continuous', dailyDoseMcg: 400 } };
const MRI =
  'MOTOR_STALLED `info` where it ended within 6 hours and an `MriPerformed` of that day explains it';

export const devices: readonly Attack[] = [
  {
    // Medtronic on MRI: the rotor stops in the field, and the log shows it again afterwards.
    title: 'a magnet that stops the rotor for 42 minutes',
    says: MRI,
    history: () =>
      since(400)
        .event(at(0), 'MriPerformed', { fieldTesla: 1.5 })
        .event(at(0, 1), 'PumpInterrogated', {
          shows: { ...RUNS.shows, motorStalls: [{ from: at(0, 0.1), to: at(0, 0.8) }] },
        }),
    finds: ['MOTOR_STALLED info certain once'],
    never: [...ALARMS, 'MRI_NOT_FOLLOWED_BY_INTERROGATION'],
    stops: [],
  },
  {
    // MHRA MDA/2008/087: recovery 2-24 h late.
    title: 'a rotor that stands for 20 hours after a magnet',
    says: MRI,
    history: () =>
      since(400)
        .event(at(0), 'MriPerformed', { fieldTesla: 1.5 })
        .event(at(0, 0.2), 'MotorStallDetected')
        .event(at(0, 20), 'MotorStallRecovered')
        .event(at(0, 21), 'PumpInterrogated', RUNS),
    finds: ['MOTOR_STALLED critical certain', 'RESTART_DOSE_HIGH warning certain'],
    stops: [['400>0 abrupt/fail', { cause: 'motor-stall', tip: 'abrupt', reservations: ['MOTOR_STALLED'] }]],
  },
  {
    // FDA 2019: a particle in the motor, a stall for good. 400 mcg are primed away after three days without any.
    title: 'a stall for good, found after three days, the new pump primed through a full catheter',
    says: 'BRIDGE_TOO_FAST: a priming gives at the tip more of a drug that was in the path',
    history: () =>
      since(400)
        .event(at(0), 'MriPerformed', { fieldTesla: 3 })
        .event(at(3), 'PumpInterrogated', {
          shows: { mode: 'motor-stalled', motorStalls: [{ from: at(0, 0.1) }] },
        })
        .event(at(3, 6), 'PumpReplaced', { reason: 'stall', aspiratedVolumeMl: 33.4, pump: pump() })
        .filled(at(3, 6.1), 2000, 40)
        .programmed(at(3, 6.5), 200, bridge(0.2, 0.4, 'priming')),
    asOf: at(10),
    finds: ['MOTOR_STALLED critical certain', 'BRIDGE_TOO_FAST critical', 'DOSE_SPIKE critical'],
    never: ['RESTART_DOSE_HIGH', 'DELIVERY_CONTRADICTED'],
    stops: [['400>0 abrupt/fail', { cause: 'motor-stall', zero: at(0, 0.1) }]],
  },
  {
    // Best practice: planned months ahead; the catheter is aspirated, and the whole path primed.
    title: 'a pump replaced in time, its path aspirated and primed',
    says: 'no alarm on faultless care',
    history: () =>
      since(400)
        .event(at(0), 'PumpAlarmRaised', { alarm: 'elective-replacement' })
        .event(at(30), 'PumpReplaced', { reason: 'elective', aspiratedVolumeMl: 27.4, pump: pump() })
        .event(at(30, 0.05), 'CatheterAspirated', { success: true, volumeMl: 0.2, csfAppearance: 'clear' })
        .filled(at(30, 0.1), 2000, 40)
        .programmed(at(30, 0.3), 400, bridge(0.4, 0.4, 'priming')),
    asOf: at(45),
    never: [...ALARMS, 'END_OF_SERVICE_PASSED'],
    stops: [],
  },
  {
    // Sgouros 2010: 19 of 20 mL were still there, and the dose was taken for delivered.
    title: 'a pump that gave nothing for two months',
    says: 'critical where over half of what was due stayed',
    history: () => harmed(refilled(refilled(since(400), at(0), 20, 33.5), at(60), 20, 19), at(60, 6), 'coma'),
    asOf: at(62),
    finds: ['REFILL_DISCREPANCY critical', 'DELIVERY_CONTRADICTED critical once'],
    holds: ({ headline }) => {
      expect(headline.proven).toEqual({ reservoir: 'contradicted', tip: 'contradicted' });
      expect(headline.verdict).toBeNull();
    },
  },
  {
    // FA596: over-infusion, empty with no alarm. 14 mL of 20 were due.
    title: 'a pump that gives too much and is found empty',
    says: '`FOUND_EMPTY`; what follows is `possible`',
    history: () => refilled(refilled(since(400), at(0), 20, 33.3), at(70), 20, 0),
    asOf: at(80),
    finds: [
      'REFILL_DISCREPANCY warning',
      'RESERVOIR_RAN_EMPTY possible',
      'RESTART_DOSE_HIGH warning possible once',
    ],
    never: ['RESTART_DOSE_HIGH likely', 'TUBE_SET_RISK'],
    stops: [
      ['400>0 undetermined/undetermined', { certainty: 'possible', reasons: ['FOUND_EMPTY'], zero: at(70) }],
    ],
  },
  {
    // Practice: the refill came two days late and was found at 0 mL, as computed. Nobody asks what was found.
    title: 'an overdue refill, found empty as computed',
    says: '`RESERVOIR_RAN_EMPTY` `certain` where measured',
    history: () =>
      refilled(refilled(since(400), at(0), 10, 33.5), at(52), 20, 0).programmed(at(52, 0.2), 400),
    asOf: at(60),
    finds: ['RESERVOIR_RAN_EMPTY critical certain', 'REFILL_OVERDUE warning', 'RESTART_DOSE_HIGH warning'],
    stops: [['400>0 abrupt/fail', { cause: 'reservoir-empty', zero: at(50), certainty: 'certain' }]],
    holds: ({ headline, findings }) => {
      expect(headline.text).not.toContain('the volume found');
      for (const code of ['TIP_UNDERDOSE', 'RESTART_DOSE_HIGH'])
        expect(findings.find((one) => one.code === code)!.settledBy).toContain(
          'since when the reservoir was empty',
        );
    },
  },
  {
    // Dvorak 2010 and the published case: the volume agrees, and the drug never arrived.
    title: 'a disconnected catheter with a faultless volume',
    says: '`CATHETER_FAULTY`: delivery at the tip is contradicted',
    history: () =>
      harmed(refilled(since(400), at(0), 20, 33.6), at(20), 'withdrawal')
        .event(at(20, 4), 'ReservoirVolumeChecked', {
          expectedVolumeMl: 16,
          measuredVolumeMl: 16.1,
          conclusion: 'as-expected',
        })
        .event(at(20, 6), 'CatheterStudied', { method: 'x-ray', finding: 'disconnection' })
        .event(at(21), 'CatheterRevised', {
          reason: 'disconnection',
          segment: 'connector',
          filledWith: 'solution',
        })
        .programmed(at(21, 1), 100),
    asOf: at(30),
    finds: ['CATHETER_FAULT_FOUND warning certain', 'ADVERSE_EVENT critical'],
    never: [
      'DOSE_NOT_REDUCED_AFTER_REVISION',
      'ABRUPT_REDUCTION',
      'REFILL_DISCREPANCY',
      'PRIMING_NOT_RECORDED',
    ],
    stops: [],
    holds: ({ headline }) => expect(headline.proven.tip).toBe('contradicted'),
  },
  {
    // Heetla 2009: after a revision the dose goes down. Here it does not.
    title: 'a leaking catheter replaced, the dose kept',
    says: 'DOSE_NOT_REDUCED_AFTER_REVISION',
    history: () =>
      since(400)
        .event(at(20), 'CatheterStudied', { method: 'surgical-exploration', finding: 'leak' })
        .event(at(20, 1), 'CatheterReplaced', {
          reason: 'leak',
          catheter: { model: '8731SC', volumeMl: 0.2 },
        })
        .programmed(at(20, 1.5), 400, bridge(0.2, 0.4, 'priming')),
    asOf: at(40),
    finds: ['DOSE_NOT_REDUCED_AFTER_REVISION warning certain'],
    never: ['DOSE_SPIKE', 'BRIDGE_TOO_FAST', 'PRIMING_NOT_RECORDED'],
    stops: [],
  },
  {
    // The new tubing is primed through a full catheter: its 400 mcg leave at once, then nothing for a day.
    title: 'a pump replaced in time, its tubing primed through the full catheter',
    says: 'A verdict never stands without its reservations: the findings on its steps, path and delivery',
    history: () =>
      since(400)
        .event(at(30), 'PumpReplaced', { reason: 'elective', aspiratedVolumeMl: 27.4, pump: pump() })
        .filled(at(30, 0.1), 2000, 40)
        .programmed(at(30, 0.3), 400, bridge(0.2, 0.4, 'priming')),
    asOf: at(45),
    finds: ['BRIDGE_TOO_FAST critical once', 'DOSE_SPIKE critical once'],
    stops: [
      [
        '400>0 abrupt/fail',
        { site: 'tip', cause: 'catheter', reservations: ['DOSE_SPIKE', 'BRIDGE_TOO_FAST'] },
      ],
    ],
  },
];

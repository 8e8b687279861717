import { History } from '../../support/history.js';
import { at, bridge } from '../table/entry.js';
import type { Attack } from './claims.js';
import { doses, since } from './claims.js';

const STALL = '`MOTOR_STALLED` also from alarms and interrogations; `certain` where measured or reported';
const MRI = '`info` where it ended within 6 hours and an `MriPerformed` of that day explains it';
const TUBE = '`TUBE_SET_RISK`: stopped or stalled for over 48 hours, then running again';
const SERVICE =
  '`END_OF_SERVICE_PASSED`: delivery after the model’s service life, or 90 days after an elective-replacement alarm';
const LOT = '`LOT_EXPIRED`: filled after the lot’s `expiresOn` (a day, month or year: its last day)';
const OLD = '`DRUG_TOO_OLD_IN_PUMP`: a fill in the reservoir longer than the drug’s known stability';
const FLOW =
  '`FLOW_OUT_OF_RANGE`: a programmed flow outside the model’s range, also of `startsWith` and boluses';
const MODEL = '`MODEL_UNKNOWN`: a name that matches no known model; what stays unknown because of it';
const MINUTE = 1 / 60;

const stalled = (hours: number, mri?: string) => {
  const history = since(200);
  if (mri) history.event(mri, 'MriPerformed', { fieldTesla: 1.5 });
  return history.event(at(0), 'MotorStallDetected').event(at(0, hours), 'MotorStallRecovered');
};

const lot = (on: string, expiresOn: string) =>
  since(200).event(on, 'ReservoirRefilled', {
    drug: 'baclofen',
    concentrationMcgPerMl: 2000,
    filledVolumeMl: 40,
    lots: [{ lotNumber: 'A1', expiresOn }],
  });

const pumpOf = (model: string, more: object = {}) =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z', { model, ...more })
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', 200, bridge(0.4, 0.5, 'priming'));

const flex = (doseMcg: number, durationMinutes: number) =>
  since(200).event(at(0), 'PumpReprogrammed', {
    program: {
      mode: 'flex',
      basalDailyDoseMcg: 150,
      boluses: [{ startTime: '12:00', doseMcg, durationMinutes }],
    },
  });

const implantedIn = (year: number) =>
  new History()
    .registered()
    .implanted(`${year}-06-01T00:00:00Z`)
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', 200);

const replaceSoon = (day: number) =>
  since(200)
    .event(at(0), 'PumpAlarmRaised', { alarm: 'elective-replacement' })
    .filled(at(day - 1));

export const devices: readonly Attack[] = [
  {
    title: 'a stall that only its alarm tells of',
    says: STALL,
    history: () =>
      since(200)
        .event(at(0), 'PumpAlarmRaised', { alarm: 'motor-stall' })
        .event(at(1), 'MotorStallRecovered'),
    finds: ['MOTOR_STALLED critical certain once'],
    stops: [
      [
        '200>0 abrupt/fail',
        { cause: 'motor-stall', zero: at(0), resumed: at(1), noReasons: ['DELIVERY_CONTRADICTED'] },
      ],
    ],
  },
  {
    title: 'a stall in the log of the pump',
    says: STALL,
    history: () =>
      since(200).event(at(2), 'PumpInterrogated', {
        shows: { motorStalls: [{ from: at(0), to: at(0, 12) }] },
      }),
    finds: ['MOTOR_STALLED critical certain once'],
    stops: [['200>0 abrupt/fail', { cause: 'motor-stall', zero: at(0), resumed: at(0, 12) }]],
  },
  {
    title: 'a pump found stalled',
    says: STALL,
    history: () =>
      since(200)
        .event(at(0), 'PumpInterrogated', { shows: { mode: 'motor-stalled', stoppedSince: at(-1) } })
        .event(at(1), 'MotorStallRecovered'),
    finds: ['MOTOR_STALLED critical certain'],
    holds: ({ cessations }) => expect(cessations.map(({ verdict }) => verdict)).not.toContain('tapered'),
  },
  {
    title: 'a stall of six hours in an MRI of that day',
    says: MRI,
    history: () => stalled(6, at(0, -0.5)),
    finds: ['MOTOR_STALLED info once'],
  },
  {
    title: 'a stall of a minute more in an MRI of that day',
    says: MRI,
    history: () => stalled(6 + MINUTE, at(0, -0.5)),
    finds: ['MOTOR_STALLED critical once'],
  },
  {
    title: 'a stall of six hours without an MRI',
    says: MRI,
    history: () => stalled(6),
    finds: ['MOTOR_STALLED critical once'],
  },
  {
    title: 'a stall of six hours two days after an MRI',
    says: MRI,
    history: () => stalled(6, at(-2)),
    finds: ['MOTOR_STALLED critical once'],
  },
  {
    title: 'a stall of 48 hours',
    says: TUBE,
    history: () => stalled(48),
    never: ['TUBE_SET_RISK'],
  },
  {
    title: 'a stall of a minute over 48 hours',
    says: TUBE,
    history: () => stalled(48 + MINUTE),
    finds: ['TUBE_SET_RISK warning once'],
  },
  {
    title: 'stopped for a minute over 48 hours',
    says: TUBE,
    history: () => doses(200, [0, 0], [at(0, 48 + MINUTE), 100]),
    finds: ['TUBE_SET_RISK warning once'],
  },
  {
    title: 'stopped, and never again running',
    says: TUBE,
    history: () => doses(200, [0, 0]),
    never: ['TUBE_SET_RISK'],
  },
  {
    // 84 months after 1 June 2013: 1 June 2020.
    title: 'a pump that runs after its service life',
    says: SERVICE,
    history: () => implantedIn(2013),
    finds: ['END_OF_SERVICE_PASSED critical once'],
  },
  {
    title: 'a pump within its service life',
    says: SERVICE,
    history: () => implantedIn(2014),
    never: ['END_OF_SERVICE_PASSED'],
  },
  {
    title: 'a pump that runs 91 days after it asked to be replaced',
    says: SERVICE,
    history: () => replaceSoon(91),
    asOf: at(91),
    finds: ['END_OF_SERVICE_PASSED critical once'],
  },
  {
    title: 'a pump that runs 89 days after it asked to be replaced',
    says: SERVICE,
    history: () => replaceSoon(89),
    asOf: at(89),
    never: ['END_OF_SERVICE_PASSED'],
  },
  ...(
    [
      ['2021-02-27T23:00:00Z', '2021-02', false],
      ['2021-03-01T01:00:00Z', '2021-02', true],
      ['2021-02-10T10:00:00Z', '2021', false],
      ['2021-02-10T10:00:00Z', '2020', true],
      ['2021-02-10T10:00:00Z', '2021-02-10', false],
      ['2021-02-11T01:00:00Z', '2021-02-10', true],
    ] as const
  ).map(([on, expiresOn, late]): Attack => ({
    title: `filled on ${on} from a lot that expires on ${expiresOn}`,
    says: LOT,
    history: () => lot(on, expiresOn),
    asOf: at(40),
    ...(late ? { finds: ['LOT_EXPIRED warning once'] } : { never: ['LOT_EXPIRED'] }),
  })),
  {
    // 0.1 mL/day: 40 mL last 400 days; baclofen keeps 180. From the visit, not from January.
    title: 'a fill of baclofen for 181 days',
    says: OLD,
    history: () => since(200).filled(at(0)),
    asOf: at(181),
    finds: ['DRUG_TOO_OLD_IN_PUMP warning once'],
  },
  {
    title: 'a fill of baclofen for 179 days',
    says: OLD,
    history: () => since(200).filled(at(0)),
    asOf: at(179),
    never: ['DRUG_TOO_OLD_IN_PUMP'],
  },
  {
    title: 'a fill of baclofen, refilled in time',
    says: OLD,
    history: () => since(200).filled(at(0)).filled(at(170)),
    asOf: at(190),
    never: ['DRUG_TOO_OLD_IN_PUMP'],
  },
  {
    // 0.4 mL in 24 min are exactly 24 mL/day.
    title: 'a bridge at the fastest flow of the model',
    says: FLOW,
    history: () => since(200).programmed(at(0), 200, bridge(0.4, 0.4, 'single')),
    never: ['FLOW_OUT_OF_RANGE'],
  },
  {
    // 25 mL/day.
    title: 'a priming faster than the model can',
    says: FLOW,
    history: () => since(200).programmed(at(0), 200, bridge(0.4, 0.384, 'single')),
    finds: ['FLOW_OUT_OF_RANGE warning once'],
  },
  {
    // 50 mcg are 0.025 mL: in 2 min 18 mL/day.
    title: 'boluses within the flow of the model',
    says: FLOW,
    history: () => flex(50, 2),
    never: ['FLOW_OUT_OF_RANGE'],
  },
  {
    // In 1 min 36 mL/day.
    title: 'boluses faster than the model can',
    says: FLOW,
    history: () => flex(50, 1),
    finds: ['FLOW_OUT_OF_RANGE warning once'],
  },
  {
    // 0.048 mL/day are 96 mcg/day of 2000.
    title: 'the least flow of the model',
    says: FLOW,
    history: () => doses(200, [0, 96]),
    never: ['FLOW_OUT_OF_RANGE'],
  },
  {
    title: 'less than the least flow of the model',
    says: FLOW,
    history: () => doses(200, [0, 95]),
    finds: ['FLOW_OUT_OF_RANGE warning once'],
  },
  {
    title: 'a model that nobody knows',
    says: MODEL,
    history: () => pumpOf('Unheard-of'),
    finds: ['MODEL_UNKNOWN warning once'],
  },
  {
    title: 'a catheter model that nobody knows',
    says: MODEL,
    history: () =>
      since(200).event(at(0), 'CatheterReplaced', { reason: 'leak', catheter: { model: 'Unheard-of' } }),
    finds: ['MODEL_UNKNOWN warning once'],
    holds: ({ cessations }) => expect(cessations.map(({ tip }) => tip.verdict)).not.toContain('tapered'),
  },
  {
    title: 'a model by maker and article number',
    says: MODEL,
    history: () => pumpOf('Medtronic SynchroMed® II 8637-40'),
    never: ['MODEL_UNKNOWN'],
  },
];

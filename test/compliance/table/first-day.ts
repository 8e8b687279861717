import { History } from '../../support/history.js';
import { type Entry, at, bridge, priming, running, taper } from './entry.js';

/*
 * What a hospital's first day brings: pumps that run already, exchanges, saline, admixtures, reports of the pump,
 * volumes that were found, the end of a therapy. At 200 mcg/day of 2000 mcg/mL 0.1 mL flow a day; tubing and catheter
 * hold 0.2 mL each.
 */
const PUMP = {
  manufacturer: 'Medtronic',
  model: 'SynchroMed II',
  reservoirCapacityMl: 40,
  tubingVolumeMl: 0.2,
};
const CATHETER = { model: '8731SC', volumeMl: 0.2 };
const BACLOFEN = { drug: 'baclofen', concentrationMcgPerMl: 2000 };
const WITH_CLONIDINE = { ...BACLOFEN, with: [{ drug: 'clonidine', concentrationMcgPerMl: 200 }] };
const even = (dailyDoseMcg: number) => ({ mode: 'simple-continuous', dailyDoseMcg });

const takenOver = (dailyDoseMcg: number, more: object = {}): History =>
  new History().registered().event(at(-1), 'TherapyTakenOver', {
    pump: PUMP,
    catheter: CATHETER,
    reservoir: { ...BACLOFEN, volumeMl: 30 },
    program: even(dailyDoseMcg),
    path: 'filled',
    ...more,
  });
/** At the visit, filled with the same and running on so many hours later. */
const exchanged = (pump: object = {}, hours = 0): History =>
  running(200)
    .event(at(0), 'PumpReplaced', { reason: 'end of service', pump: { ...PUMP, ...pump } })
    .filled(at(0, hours))
    .programmed(at(0, hours), 200);
/** Two steps, then saline through the old rate, the drug in the path bridged: 0.4 mL at 0.15 mL/day take 64 h. */
const saline = (): History =>
  taper(600, [0, 300])
    .event(at(-1), 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' })
    .event(at(3), 'DrugSwitched', {
      reason: 'holiday',
      from: BACLOFEN,
      to: { drug: 'drug-free' },
      filledVolumeMl: 20,
    })
    .programmed(at(3), 300, bridge(0.4, 64));
const mixed = (): History =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z')
    .event('2021-01-01T00:00:00Z', 'ReservoirRefilled', { ...WITH_CLONIDINE, filledVolumeMl: 40 })
    .programmed('2021-01-01T00:00:00Z', 200, priming(0.4));
/** Refilled each 90 days: 9 mL less 0.4 mL of priming before the first. */
const mixedForAYear = (): History =>
  [31, 31, 31, 31].reduce(
    (history, aspiratedVolumeMl, index) =>
      history.event(at(90 * (index + 1) - 31), 'ReservoirRefilled', {
        ...WITH_CLONIDINE,
        filledVolumeMl: 40,
        aspiratedVolumeMl,
      }),
    mixed(),
  );
/** A pump of which nobody knows the minimum rate. */
const unknownPump = (dailyDoseMcg: number): History =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z', { model: 'of another maker' })
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', dailyDoseMcg, priming(0.4));
const atMinimumRate = (history: History): History =>
  history.event(at(0), 'PumpReprogrammed', { program: { mode: 'minimum-rate' } });
const revised = (more: object): History =>
  running(200)
    .event(at(0), 'CatheterRevised', { reason: 'short', segment: 'tip-end', segmentVolumeMl: 0.1, ...more })
    .programmed(at(0), 160);

const quiet = (
  title: string,
  history: () => History,
  findings: readonly string[] = [],
  asOf?: string,
): Entry => ({ title, history, cessations: [], findings, asOf });

export const firstDay: readonly Entry[] = [
  quiet('a pump that runs is taken over', () => takenOver(1000)),
  {
    title: 'taken over, then tapered',
    history: () => takenOver(600).programmed(at(0), 300).programmed(at(3), 0),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // 0.1 of the path's 0.4 mL was pumped since: nobody knows what left the tip.
    title: 'taken over with a path that nobody knows, then stopped',
    history: () => takenOver(200, { path: 'unknown' }).programmed(at(0), 0),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip undetermined'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ tipReasons: ['PATH_CONTENT_UNKNOWN'] }],
  },
  // 84 months after January 2014.
  quiet('a pump of 2014 is taken over', () => takenOver(200, { pumpImplantedOn: '2014-01' }), [
    'END_OF_SERVICE_PASSED',
  ]),
  quiet('a pump of 2020 is taken over', () => takenOver(200, { pumpImplantedOn: '2020' })),
  quiet('a purged exchange', () => exchanged({ filledWith: 'solution' })),
  {
    // After the catheter's 0.2 mL, in 2 days, the tubing's 0.2 mL without drug reach the tip, for 2 days.
    title: 'an exchange that was not purged',
    history: exchanged,
    cessations: ['baclofen tip catheter 200>0 abrupt/fail'],
    findings: ['PRIMING_NOT_RECORDED', 'TIP_UNDERDOSE'],
    telling: [{ zero: at(2), resumed: at(4) }],
  },
  {
    title: 'an exchange after which nothing was filled for 12 h',
    history: () => exchanged({ filledWith: 'solution' }, 12),
    cessations: ['baclofen reservoir explant 200>0 abrupt/fail tip abrupt'],
    findings: [],
    // The catheter's 0.2 mL, and none of the new tubing's.
    telling: [{ zero: at(0), resumed: at(0, 12), residualMcg: 800 }],
  },
  {
    title: 'saline for a week while the plan says so',
    history: () => saline().filled(at(10)).programmed(at(10), 100, priming(0.4)),
    cessations: ['baclofen reservoir drug-switch 600>300>0 tapered/pass tip tapered'],
    findings: [],
    telling: [{ declared: true, zero: at(3), resumed: at(10, 0.4) }],
  },
  {
    title: 'the reservoir emptied',
    history: () => running(200).event(at(0), 'ReservoirEmptied', { aspiratedVolumeMl: 36.5 }),
    cessations: ['baclofen reservoir reservoir-emptied 200>0 abrupt/fail tip abrupt'],
    findings: [],
  },
  quiet('an admixture refilled for a year', mixedForAYear, ['DRUG_OFF_LABEL'], at(334)),
  {
    // 0.1 mL a day of 200 mcg/mL; the path goes on giving it for 4 days.
    title: 'an additive left out of a refill',
    history: () => mixed().filled(at(0)),
    cessations: ['clonidine reservoir drug-switch 20>0 undetermined/undetermined tip undetermined'],
    findings: ['BRIDGE_NOT_RECORDED', 'DRUG_OFF_LABEL', 'TIP_OVERDOSE'],
  },
  {
    title: 'a minimum rate that nobody knows, then stopped',
    history: () => atMinimumRate(unknownPump(600)).programmed(at(3), 0),
    cessations: ['baclofen reservoir programmed 600>0 undetermined/undetermined tip undetermined'],
    findings: ['MODEL_UNKNOWN', 'PUMP_LEFT_STOPPED'],
    telling: [{ zero: at(3), reasons: ['FLOW_UNKNOWN'], tipReasons: ['FLOW_UNKNOWN'] }],
  },
  quiet('a minimum rate that nobody knows', () => atMinimumRate(unknownPump(600)), ['MODEL_UNKNOWN']),
  {
    title: 'the minimum rate of a known pump',
    history: () => atMinimumRate(running(200)),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: [],
  },
  quiet('programmed for a strength that nobody said', () =>
    new History()
      .registered()
      .implanted(at(-3))
      .event(at(-3), 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 20 })
      .programmed(at(-3), 200)
      .filled(at(-2))
      .programmed(at(-1), 200, priming(0.4)),
  ),
  {
    title: 'a memory reset',
    history: () => running(200).event(at(0), 'PumpAlarmRaised', { alarm: 'memory-reset' }),
    cessations: ['baclofen reservoir reported 200>0 abrupt/fail tip abrupt'],
    findings: ['RESET_NOT_REPROGRAMMED'],
  },
  {
    // The programmer still shows 200 mcg/day.
    title: 'an alarm that the reservoir is empty',
    // 3.1 of 40 mL were computed to be moved: since when it was empty, or whether, nobody knows.
    history: () => running(200).event(at(0), 'PumpAlarmRaised', { alarm: 'empty-reservoir' }),
    cessations: ['baclofen reservoir reservoir-empty 200>0 undetermined/undetermined tip undetermined'],
    findings: ['RESERVOIR_RAN_EMPTY', 'TIP_UNDERDOSE'],
    telling: [{ zero: at(0), reasons: ['FOUND_EMPTY'] }],
  },
  // 36.46 mL are expected, then 34 - 1: what was missing once is missing once.
  quiet(
    'too little found, and ten days later as much as that leaves',
    () =>
      running(200)
        .event(at(0), 'ReservoirVolumeChecked', { measuredVolumeMl: 34, conclusion: 'deficit' })
        .event(at(10), 'ReservoirRefilled', { ...BACLOFEN, filledVolumeMl: 40, aspiratedVolumeMl: 33 }),
    ['DELIVERY_CONTRADICTED', 'REFILL_DISCREPANCY'],
  ),
  quiet('a catheter revised, its new end filled', () => revised({ filledWith: 'solution' })),
  {
    // 0.1 mL at 0.08 mL/day: 30 h without drug.
    title: 'a catheter revised, its new end not filled',
    history: () => revised({}),
    cessations: ['baclofen tip catheter 200>0 abrupt/fail'],
    findings: ['PRIMING_NOT_RECORDED', 'TIP_UNDERDOSE'],
    telling: [{ zero: at(0), resumed: at(1, 6) }],
  },
  quiet(
    'a pump of constant flow, refilled with another strength',
    () =>
      new History()
        .registered()
        .implanted('2021-01-01T00:00:00Z', { model: 'of another maker' })
        .filled('2021-01-01T00:00:00Z', 500)
        .event('2021-01-01T00:00:00Z', 'PumpReprogrammed', {
          program: {
            mode: 'constant-flow',
            flowMlPerDay: 0.5,
            startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 24 },
          },
        })
        .filled(at(0), 400)
        .filled(at(20), 500),
    ['MODEL_UNKNOWN'],
  ),
  quiet(
    'a pump of 2014 replaced after it was taken over',
    () =>
      takenOver(200, { pumpImplantedOn: '2014-01' })
        .event(at(0), 'PumpReplaced', { reason: 'end of service', pump: { ...PUMP, filledWith: 'solution' } })
        .filled(at(0))
        .programmed(at(0), 200),
    // 40 mL at 0.1 mL/day: 300 days of which nothing is recorded, and baclofen keeps for 180.
    ['DELIVERY_UNKNOWN', 'DRUG_TOO_OLD_IN_PUMP', 'END_OF_SERVICE_PASSED'],
    at(300),
  ),
  // The catheter's 0.2 mL at 0.1 mL/day: primed in the same visit as the program goes on.
  quiet('a catheter replaced and primed', () =>
    running(200)
      .event(at(0), 'CatheterReplaced', { reason: 'leak', catheter: CATHETER })
      .programmed(at(0, 1), 160, priming(0.2)),
  ),
  {
    // Nothing was to be delivered for a month; primed as it begins again, at what the policy begins again with.
    title: 'a catheter replaced during a planned stop, primed when it begins again',
    history: () =>
      taper(600, [0, 300], [3, 0])
        .event(at(-1), 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' })
        .event(at(4), 'CatheterReplaced', { reason: 'old', catheter: CATHETER })
        .programmed(at(20), 200, priming(0.2)),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['TUBE_SET_RISK'],
    telling: [{ declared: true, zero: at(3), resumed: at(20, 0.4) }],
  },
  {
    // By the default protocol: steps of at most 300 mcg/day, three days apart; then saline, and 0.4 mL in 64 h clear the
    // path at the last dose; after a month 200 mcg/day into a primed path.
    title: 'a holiday by the protocol in saline, and its return',
    history: () =>
      taper(900, [-6, 600], [-3, 300])
        .event(at(-7), 'HolidayPlanned', { drug: 'baclofen', reason: 'tolerance' })
        .event(at(0), 'DrugSwitched', {
          reason: 'holiday',
          from: BACLOFEN,
          to: { drug: 'drug-free' },
          filledVolumeMl: 20,
        })
        .programmed(at(0), 300, bridge(0.4, 64))
        .filled(at(26))
        .programmed(at(26), 200, priming(0.4)),
    cessations: ['baclofen reservoir drug-switch 900>600>300>0 tapered/pass tip tapered'],
    findings: [],
    telling: [{ declared: true, zero: at(0), tipZero: at(0, 64), resumed: at(26, 0.4) }],
  },
  quiet('a rescue dose by lumbar puncture', () =>
    running(200).event(at(0), 'BolusGiven', {
      purpose: 'rescue',
      route: 'lumbar-puncture',
      drug: 'baclofen',
      doseMcg: 50,
    }),
  ),
  quiet('a scale of pain', () =>
    running(200).event(at(0), 'OutcomeAssessed', { scale: 'NRS-PAIN', value: '4' }),
  ),
  quiet('a death, and the pump taken out after it', () =>
    running(200)
      .event(at(0), 'TherapyEnded', { reason: 'death' })
      .event(at(0, 2), 'MotorStallDetected')
      .event(at(1), 'PumpExplanted', { reason: 'cremation', aspiratedVolumeMl: 20 }),
  ),
  {
    title: 'a pump taken out, and the therapy ended with it',
    history: () =>
      running(200)
        .event(at(0), 'PumpExplanted', { reason: 'infection' })
        .event(at(0), 'TherapyEnded', { reason: 'explanted' }),
    cessations: ['baclofen reservoir explant 200>0 abrupt/fail tip abrupt'],
    findings: [],
  },
  {
    title: 'a holiday under other names of the drug',
    history: () =>
      running(600)
        .filled(at(-5), 2000, 40, 'lioresal')
        .event(at(-1), 'HolidayPlanned', { drug: 'baclofeno', reason: 'tolerance' })
        .programmed(at(0), 300)
        .programmed(at(3), 0),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ declared: true }],
  },
];

import { at } from '../table/entry.js';
import type { Attack } from './claims.js';
import { since } from './claims.js';

/*
 * At 400 mcg/day of 2000 a reservoir moves 0.2 mL/day: 10 mL filled at the visit last 50 days, to 2 mL 40 days.
 */
const CONFIRMED =
  '`EMPTY_NOT_CONFIRMED`: zero was reached by a reservoir computed dry, and nothing says that it was';
const VOLUME = 'no aspirated or measured volume at most 0.5 mL above `nonExtractableVolumeMl`';
const ALARMS =
  'no empty-reservoir alarm from 3 days before, no low-reservoir alarm within 3 days of when it was computed or later';
const FOLLOWS = 'What follows from it is `possible`, at most a warning, and has it as `cause`';
const FOUND =
  '`FOUND_EMPTY`: the cessation is listed, `certainty: possible`, `reachedZeroAt` when it was found';

const tenMl = () => since(400).filled(at(0), 2000, 10);
const refilled = (day: number, aspiratedVolumeMl?: number) => ({
  occurred: at(day),
  data: {
    drug: 'baclofen',
    concentrationMcgPerMl: 2000,
    filledVolumeMl: 10,
    ...(aspiratedVolumeMl !== undefined && { aspiratedVolumeMl }),
  },
});
/** Filled again at day 57, seven days after it was computed dry. */
const foundAt57 = (aspirated?: number, history = tenMl()) => {
  const { occurred, data } = refilled(57, aspirated);
  return history.event(occurred, 'ReservoirRefilled', data);
};
const alarmed = (day: number, alarm: string) =>
  foundAt57(undefined, tenMl().event(at(day), 'PumpAlarmRaised', { alarm }));
/** Since the visit 40 mL at 200 mcg/day: 30 mL are due after 100 days. */
const full = () => since(200).filled(at(0));
const found = (aspirated: number) => {
  const { occurred, data } = refilled(100, aspirated);
  return full().event(occurred, 'ReservoirRefilled', data);
};
const NOT = { reasons: ['EMPTY_NOT_CONFIRMED'], cause: 'reservoir-empty' };
const WAS = { noReasons: ['EMPTY_NOT_CONFIRMED'], cause: 'reservoir-empty' };
const LATE = at(60);

export const empties: readonly Attack[] = [
  {
    title: 'a refill that nobody recorded is as likely as an empty pump',
    says: CONFIRMED,
    history: () => foundAt57(),
    asOf: LATE,
    finds: ['RESERVOIR_RAN_EMPTY critical likely once'],
    stops: [['400>0 undetermined/undetermined', { ...NOT, zero: at(50), tip: 'undetermined' }]],
    holds: ({ gaps, cessations }) =>
      expect(gaps.filter(({ blocks }) => blocks.includes(cessations[0]!.id))).not.toEqual([]),
  },
  {
    // 400 mcg/day again: above 200.
    title: 'what follows from a reservoir that may have been full',
    says: FOLLOWS,
    history: () => foundAt57(),
    asOf: LATE,
    finds: ['RESTART_DOSE_HIGH warning possible', 'TIP_UNDERDOSE warning possible'],
    holds: ({ findings }) => {
      const dry = findings.find(({ code }) => code === 'RESERVOIR_RAN_EMPTY')!;
      for (const { code, cause } of findings)
        if (['RESTART_DOSE_HIGH', 'TIP_UNDERDOSE', 'TUBE_SET_RISK'].includes(code))
          expect(cause).toBe(dry.id);
      expect(dry.settledBy ?? dry.detail).toMatch(/aspirat|drawn/i);
    },
  },
  {
    title: '0.5 mL aspirated: it was empty',
    says: VOLUME,
    history: () => foundAt57(0.5),
    asOf: LATE,
    finds: ['RESERVOIR_RAN_EMPTY critical certain', 'RESTART_DOSE_HIGH warning'],
    stops: [['400>0 abrupt/fail', { ...WAS, zero: at(50) }]],
  },
  {
    // More than 0.5 mL: it never was dry, each flow is a little less.
    title: '0.51 mL aspirated: it was not empty',
    says: 'more than 0.5 mL above `nonExtractableVolumeMl` is found, it never was dry',
    history: () => foundAt57(0.51),
    asOf: LATE,
    never: ['RESERVOIR_RAN_EMPTY'],
    stops: [],
  },
  {
    title: '0.3 mL measured before the next fill',
    says: VOLUME,
    history: () =>
      foundAt57(
        undefined,
        tenMl().event(at(55), 'ReservoirVolumeChecked', { measuredVolumeMl: 0.3, conclusion: 'deficit' }),
      ),
    asOf: LATE,
    stops: [['400>0 abrupt/fail', WAS]],
  },
  {
    // At day 47.5 by calculation 0.5 mL are left: within the limits. It stops the flow then.
    title: 'an empty-reservoir alarm two and a half days before',
    says: ALARMS,
    history: () => alarmed(47.5, 'empty-reservoir'),
    asOf: LATE,
    stops: [
      ['400>0 abrupt/fail', { ...WAS, zero: at(47.5), noReasons: ['EMPTY_NOT_CONFIRMED', 'FOUND_EMPTY'] }],
    ],
  },
  {
    title: 'an empty-reservoir alarm after it was computed dry',
    says: ALARMS,
    history: () => alarmed(52, 'empty-reservoir'),
    asOf: LATE,
    stops: [['400>0 abrupt/fail', WAS]],
  },
  {
    title: 'a low-reservoir alarm three days before it was computed',
    says: ALARMS,
    history: () => alarmed(37, 'low-reservoir'),
    asOf: LATE,
    stops: [['400>0 abrupt/fail', WAS]],
  },
  {
    title: 'a low-reservoir alarm when it was computed dry',
    says: ALARMS,
    history: () => alarmed(50, 'low-reservoir'),
    asOf: LATE,
    stops: [['400>0 abrupt/fail', WAS]],
  },
  {
    title: 'a low-reservoir alarm ten days before it was computed',
    says: ALARMS,
    history: () => alarmed(30, 'low-reservoir'),
    asOf: LATE,
    stops: [['400>0 undetermined/undetermined', NOT]],
  },
  {
    // 600 for 3 days 0.9 mL, then 0.15 mL/day: 0.6 mL of the 1.5 last 4 days.
    title: 'a taper whose last step nobody saw',
    says: CONFIRMED,
    history: () => since(600).filled(at(-3), 2000, 1.5).programmed(at(0), 300).filled(at(5), 2000, 1),
    asOf: at(5, 1),
    stops: [['600>300>0 undetermined/undetermined', NOT]],
  },
  {
    // 700 at once is no protocol, whatever became of the reservoir.
    title: 'a programmed step fails in every choice, and the zero is not shown',
    says: 'undetermined, or fail where a programmed step fails in every choice',
    history: () => since(1000).filled(at(-3), 2000, 2.1).programmed(at(0), 300).filled(at(6), 2000, 1),
    asOf: at(6, 1),
    holds: ({ cessations }) => {
      expect(cessations).toHaveLength(1);
      expect(cessations[0]!.verdict).not.toBe('tapered');
      expect(cessations[0]!.conformance).toBe('fail');
    },
  },
  {
    title: '0.5 mL found where 30 mL were due',
    says: FOUND,
    history: () => found(0.5),
    asOf: at(101),
    finds: ['REFILL_DISCREPANCY critical', 'DELIVERY_CONTRADICTED critical'],
    stops: [
      ['200>0 undetermined/undetermined', { certainty: 'possible', reasons: ['FOUND_EMPTY'], zero: at(100) }],
    ],
  },
  {
    title: '0.6 mL found where 30 mL were due',
    says: FOUND,
    history: () => found(0.6),
    asOf: at(101),
    finds: ['REFILL_DISCREPANCY critical', 'DELIVERY_CONTRADICTED critical'],
    stops: [],
  },
  {
    // 35 mL by calculation.
    title: 'an empty-reservoir alarm of a reservoir computed nearly full',
    says: 'or an `empty-reservoir` alarm where more than the limits was computed',
    history: () => full().event(at(50), 'PumpAlarmRaised', { alarm: 'empty-reservoir' }).filled(at(53)),
    asOf: at(54),
    stops: [
      ['200>0 undetermined/undetermined', { certainty: 'possible', reasons: ['FOUND_EMPTY'], zero: at(50) }],
    ],
  },
  {
    // It may have been stopped since it was programmed.
    title: 'a pump found stopped that does not say since when',
    says: 'of a pump found stopped: from the last program, fill or agreeing interrogation',
    history: () =>
      since(200)
        .filled(at(0))
        .event(at(20), 'PumpInterrogated', { shows: { mode: 'stopped' } })
        .programmed(at(22), 200),
    asOf: at(23),
    finds: ['REPORTED_STOPPED critical'],
    stops: [
      ['200>0 undetermined/undetermined', { certainty: 'possible', reasons: ['FOUND_EMPTY'], zero: at(0) }],
    ],
  },
  {
    title: 'a pump found stopped that was read running before',
    says: 'of a pump found stopped: from the last program, fill or agreeing interrogation',
    history: () =>
      since(200)
        .filled(at(0))
        .event(at(10), 'PumpInterrogated', { shows: { mode: 'simple-continuous', dailyDoseMcg: 200 } })
        .event(at(20), 'PumpInterrogated', { shows: { mode: 'stopped' } })
        .programmed(at(22), 200),
    asOf: at(23),
    stops: [
      ['200>0 undetermined/undetermined', { certainty: 'possible', reasons: ['FOUND_EMPTY'], zero: at(10) }],
    ],
  },
  {
    title: 'a pump found stopped that says since when',
    says: 'unless what contradicts it is itself the stop (`cause` reported, end-of-service, motor-stall)',
    history: () =>
      since(200)
        .event(at(3), 'PumpInterrogated', { shows: { mode: 'stopped', stoppedSince: at(0) } })
        .programmed(at(4), 200),
    asOf: at(5),
    finds: ['REPORTED_STOPPED critical', 'TUBE_SET_RISK warning'],
    stops: [
      [
        '200>0 abrupt/fail',
        {
          cause: 'reported',
          zero: at(0),
          noReasons: ['DELIVERY_CONTRADICTED', 'FOUND_EMPTY'],
          resumed: at(4),
        },
      ],
    ],
  },
  {
    title: 'an end of service that the pump told',
    says: 'Causes: end of service the same',
    history: () =>
      since(200)
        .event(at(0), 'PumpAlarmRaised', { alarm: 'end-of-service' })
        .event(at(2), 'PumpInterrogated', { displayed: {} }),
    stops: [
      ['200>0 abrupt/fail', { cause: 'end-of-service', zero: at(0), noReasons: ['DELIVERY_CONTRADICTED'] }],
    ],
  },
  {
    title: 'a memory reset',
    says: 'a memory reset and what an interrogation shows `reported`',
    history: () =>
      since(200).event(at(0), 'PumpAlarmRaised', { alarm: 'memory-reset' }).programmed(at(2), 200),
    stops: [['200>0 abrupt/fail', { cause: 'reported', zero: at(0), resumed: at(2) }]],
  },
  {
    title: 'a reservoir that was emptied',
    says: 'cause of a cessation = reservoir-emptied; Zero are: emptied',
    history: () => since(200).event(at(0), 'ReservoirEmptied', { reason: 'surgery' }).filled(at(1)),
    stops: [['200>0 abrupt/fail', { cause: 'reservoir-emptied', zero: at(0), resumed: at(1) }]],
  },
  {
    title: 'an empty reservoir after the last record',
    says: '`AFTER_LAST_RECORD`: what is inferred after the last recorded pump event is a projection',
    history: tenMl,
    asOf: LATE,
    stops: [['400>0 undetermined/undetermined', { reasons: ['AFTER_LAST_RECORD'] }]],
  },
  {
    // 400 mcg/day again, above 200, after a stop that may not have been.
    title: 'begun again after a reservoir found empty long before it was due',
    says: FOUND,
    history: () => foundAt57(0, since(400).filled(at(0), 2000, 20)),
    asOf: LATE,
    finds: ['RESTART_DOSE_HIGH warning possible once'],
  },
  {
    title: 'begun again after it was found stopped, nobody knows since when',
    says: FOUND,
    history: () =>
      since(400)
        .event(at(20), 'PumpInterrogated', { shows: { mode: 'stopped' } })
        .programmed(at(22), 400),
    asOf: at(24),
    finds: ['RESTART_DOSE_HIGH warning possible once'],
  },
];

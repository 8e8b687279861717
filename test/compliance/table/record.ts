import { History } from '../../support/history.js';
import { type Entry, at, bridge, running, taper } from './entry.js';

/*
 * What the record itself says: dates that are intervals, corrections, voids, late entries, assumed dates. A result
 * holds only if it holds for every choice of instants within the intervals.
 */
const TAPERED = 'baclofen reservoir programmed 900>600>300>0 tapered/pass tip tapered';
const LEARNT_LATE = '2021-02-20T00:00:00Z';

/** 600 to 0 at once, recorded on the day; later corrected to 300, with the stop three days after. */
const corrected = () =>
  running(600)
    .recordedAt(at(0))
    .event(at(0), 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'stop')
    .recordedAt(LEARNT_LATE)
    .event(LEARNT_LATE, 'EventCorrected', {
      corrects: 'stop',
      replacement: {
        type: 'PumpReprogrammed',
        occurredAt: at(0),
        data: { program: { mode: 'simple-continuous', dailyDoseMcg: 300 } },
      },
      reason: 'transposed',
    })
    .programmed(at(3), 0);
const learnt = (history: () => History) => (): History => {
  const told = history();
  const early = told.events.map((event) =>
    event.recordedAt === '2026-01-01T00:00:00.000Z' ? { ...event, recordedAt: at(0) } : event,
  );
  told.events.splice(0, told.events.length, ...early);
  return told;
};
const voided = () =>
  running(200)
    .recordedAt(at(0))
    .event(at(0), 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'stop')
    .recordedAt(LEARNT_LATE)
    .event(LEARNT_LATE, 'EventVoided', { voids: 'stop', reason: 'another patient' }, {}, 'void');
const noted = (recordedAt: string, kind: 'manual' | 'programmer-report' | 'publication' | 'import' | 'hl7') =>
  running(200)
    .recordedAt(recordedAt)
    .event(at(0), 'MriPerformed', {}, { kind })
    .event(at(0, 1), 'PumpInterrogated', { displayed: {} });

export const dates: readonly Entry[] = [
  {
    // Between the ends of two days four apart lie 72 to 120 h.
    title: 'days four apart',
    history: () => taper(900, ['2021-02-01', 600], ['2021-02-05', 300], ['2021-02-09', 0]),
    cessations: [TAPERED],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: '2021-02-01T00:00:00.000Z', zero: '2021-02-09T00:00:00.000Z' }],
  },
  {
    // 48 to 96 h: the 72 h may have been kept or not; in no choice are two within 24 h.
    title: 'days three apart',
    history: () => taper(900, ['2021-02-01', 600], ['2021-02-04', 300], ['2021-02-07', 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 tapered/undetermined tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // 24 to 72 h (less a millisecond) between the first two: 70 is within, and so are 26, in which 600 of 900 would be
    // lost. The interval of the third was kept.
    title: 'the first two two days apart, the last four',
    history: () => taper(900, ['2021-02-01', 600], ['2021-02-03', 300], ['2021-02-07', 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 undetermined/undetermined tip undetermined'],
    findings: ['ABRUPT_REDUCTION', 'PUMP_LEFT_STOPPED'],
  },
  {
    // At most 48 h apart: never 70. Perhaps within 24 h: 600 of 900 would be lost.
    title: 'the first two on neighbouring days',
    history: () => taper(900, ['2021-02-01', 600], ['2021-02-02', 300], ['2021-02-07', 0]),
    cessations: ['baclofen reservoir programmed 900>600>300>0 undetermined/fail tip undetermined'],
    findings: ['ABRUPT_REDUCTION', 'PUMP_LEFT_STOPPED'],
  },
  {
    // Whenever in February it was, 400 were stopped at once.
    title: 'a month in which 400 mcg/day were stopped',
    history: () => taper(400, ['2021-02', 0]),
    asOf: '2021-03-10T00:00:00Z',
    cessations: ['baclofen reservoir programmed 400>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
    telling: [{ zero: '2021-02-01T00:00:00.000Z' }],
  },
  {
    // A step that is too large stays so on any day; the interval may have been kept or not: it fails.
    title: 'a step of 301 mcg/day on an unknown hour',
    history: () => taper(900, ['2021-02-01', 599], ['2021-02-04', 300], ['2021-02-07', 0]),
    cessations: ['baclofen reservoir programmed 900>599>300>0 tapered/fail tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // An exact hour and a day: from 1 February 10:00 to any instant of the 5th at least 86 h.
    title: 'an instant and then a day',
    history: () => taper(600, [0, 300], ['2021-02-05', 0]),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    // From 26.5 to 28.5 days after the fall to 300: 300 to 0 is half of a taper that keeps every rule, or at once all of
    // a course of its own, which fails.
    title: 'a stop that may be 28 days after the fall before',
    history: () => taper(600, [0, 300]).programmed({ earliest: at(26, 12), latest: at(28, 12) }, 0),
    asOf: at(40),
    cessations: ['baclofen reservoir programmed 600>300>0 undetermined/undetermined tip undetermined'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
];

export const knowledge: readonly Entry[] = [
  {
    // 600 at once: over half, over 300.
    title: 'before a correction was recorded',
    history: learnt(corrected),
    knownAt: '2021-02-10T00:00:00Z',
    cessations: ['baclofen reservoir programmed 600>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    title: 'after it was',
    history: learnt(corrected),
    knownAt: '2021-02-21T00:00:00Z',
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['LATE_ENTRY', 'PUMP_LEFT_STOPPED'],
    telling: [{ startedAt: at(0), zero: at(3) }],
  },
  {
    title: 'before a stop was voided',
    history: learnt(voided),
    knownAt: '2021-02-10T00:00:00Z',
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: ['PUMP_LEFT_STOPPED'],
  },
  {
    title: 'at the millisecond at which it was voided',
    history: learnt(voided),
    knownAt: LEARNT_LATE,
    cessations: [],
    findings: ['LATE_ENTRY'],
  },
  {
    // Voiding the void brings the stop back.
    title: 'the void voided',
    history: () => learnt(voided)().event(LEARNT_LATE, 'EventVoided', { voids: 'void', reason: 'it was he' }),
    cessations: ['baclofen reservoir programmed 200>0 abrupt/fail tip abrupt'],
    findings: ['LATE_ENTRY', 'PUMP_LEFT_STOPPED'],
  },
  {
    // The correction moves the last step from 72 to 60 h after the one before.
    title: 'a correction of when it was',
    history: () =>
      taper(600, [0, 300])
        .event(at(3), 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'stop')
        .event(at(4), 'EventCorrected', {
          corrects: 'stop',
          replacement: {
            type: 'PumpReprogrammed',
            occurredAt: at(2, 12),
            data: { program: { mode: 'stopped' } },
          },
          reason: 'in the evening before',
        }),
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/fail tip tapered'],
    findings: ['LATE_ENTRY', 'PUMP_LEFT_STOPPED'],
    telling: [{ zero: at(2, 12) }],
  },
  {
    title: 'recorded by hand 24 h later',
    history: () => noted(at(1), 'manual'),
    cessations: [],
    findings: [],
  },
  {
    title: 'recorded by hand 24 h and a minute later',
    history: () => noted(at(1, 1 / 60), 'manual'),
    cessations: [],
    findings: ['LATE_ENTRY'],
  },
  {
    title: 'a programmer’s report recorded 24 h and a minute later',
    history: () => noted(at(1, 1 / 60), 'programmer-report'),
    cessations: [],
    findings: ['LATE_ENTRY'],
  },
  {
    title: 'a publication read years later',
    history: () => noted('2025-01-01T00:00:00Z', 'publication'),
    cessations: [],
    findings: [],
  },
  {
    title: 'a message that came years later',
    history: () => noted('2025-01-01T00:00:00Z', 'hl7'),
    cessations: [],
    findings: ['LATE_ENTRY'],
  },
  {
    title: 'a request that calls itself an import',
    history: () => noted('2025-01-01T00:00:00Z', 'import'),
    cessations: [],
    findings: ['LATE_ENTRY'],
  },
  {
    title: 'an adverse event',
    history: () =>
      running(200).event(at(0), 'AdverseEventObserved', { description: 'itching', serious: false }),
    cessations: [],
    findings: ['ADVERSE_EVENT'],
  },
  {
    // 5,000 mcg/mL is above the 4,000 known for baclofen; the other name is none that is known.
    title: 'a strength out of the ordinary, and a drug that nobody knows',
    history: () =>
      running(200)
        .event(at(0), 'ReservoirRefilled', {
          drug: 'baclofen',
          concentrationMcgPerMl: 5000,
          with: [{ drug: 'droperidol', concentrationMcgPerMl: 10 }],
          filledVolumeMl: 20,
        })
        .programmed(at(0), 250, bridge(0.4, 96)),
    cessations: [],
    findings: ['CONCENTRATION_UNUSUAL', 'DRUG_OFF_LABEL', 'DRUG_UNKNOWN'],
  },
  {
    title: 'a reading that somebody voided by hand',
    history: () =>
      running(200)
        .event(at(0), 'PumpInterrogated', {}, {}, 'reading')
        .event(LEARNT_LATE, 'EventVoided', { voids: 'reading', reason: 'x' }, { kind: 'manual' }),
    cessations: [],
    findings: ['LATE_ENTRY', 'RECORD_CHANGED'],
  },
  {
    // The stop that was voided by hand was abrupt.
    title: 'a stop that somebody voided by hand',
    history: () =>
      running(200)
        .event(at(0), 'PumpReprogrammed', { program: { mode: 'stopped' } }, {}, 'stop')
        .event(LEARNT_LATE, 'EventVoided', { voids: 'stop', reason: 'x' }, { kind: 'manual' }),
    cessations: [],
    findings: ['LATE_ENTRY', 'RECORD_CHANGED'],
  },
  {
    // Two of them: one finding for all. The verdict is as if they were stated.
    title: 'a taper on assumed days',
    history: () => {
      const history = running(600);
      for (const [when, program] of [
        [at(0), { mode: 'simple-continuous', dailyDoseMcg: 300 }],
        [at(3), { mode: 'stopped' }],
      ] as const)
        history.event(when, 'PumpReprogrammed', { program }, { assertion: 'assumed' });
      return history;
    },
    cessations: ['baclofen reservoir programmed 600>300>0 tapered/pass tip tapered'],
    findings: ['DATES_ASSUMED', 'PUMP_LEFT_STOPPED'],
  },
];

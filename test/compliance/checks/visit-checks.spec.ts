import { History, ms } from '../../support/history.js';
import { askedAt, checksAt } from './asked.js';

const at = (day: number, time = '10:00', offset = 'Z') =>
  `2026-03-${String(day).padStart(2, '0')}T${time}:00${offset}`;
/** Baclofen 2000 mcg/mL at 400 mcg/day, 0.2 mL/day, from 40 mL. */
const running = () => new History().running(at(1), 400);
const refill = (more: object = {}) => ({
  drug: 'baclofen',
  concentrationMcgPerMl: 2000,
  filledVolumeMl: 40,
  ...more,
});
const refilled = (history: History, data: object, day = 21) =>
  askedAt(history, at(day), 'ReservoirRefilled', data);

describe('STRENGTH_CHANGED', () => {
  const CHANGED = ['STRENGTH_CHANGED /data/concentrationMcgPerMl'];

  // 5 % of 2000 are 100.
  it.each([
    [2000, []],
    [2100, []],
    [1900, []],
    [2101, CHANGED],
    [500, CHANGED],
  ])('a refill of %d mcg/mL after one of 2000', (concentrationMcgPerMl, expected) => {
    expect(refilled(running(), refill({ concentrationMcgPerMl }))).toEqual(expected);
  });

  it('says what was filled in before, also beside the drug, and before a drug-free fill', () => {
    const before = () =>
      running()
        .event(at(5), 'ReservoirRefilled', {
          ...refill(),
          with: [{ drug: 'bupivacaine', concentrationMcgPerMl: 5000 }],
        })
        .event(at(9), 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 40 });
    const mixed = (concentrationMcgPerMl: number) =>
      refill({ with: [{ drug: 'bupivacaine', concentrationMcgPerMl }] });
    expect(refilled(before(), mixed(5000))).toEqual([]);
    expect(checksAt(before(), at(21), 'ReservoirRefilled', mixed(7500))).toEqual([
      {
        code: 'STRENGTH_CHANGED',
        severity: 'warning',
        field: '/data/with/0/concentrationMcgPerMl',
        detail: 'bupivacaine 7500 mcg/mL is said here; the fill of 2026-03-05 had 5000 mcg/mL',
        expected: '5000 mcg/mL',
      },
    ]);
  });

  it('is asked of a switch that says another strength of what was there, and not of what it puts in', () => {
    const switched = (fromMcgPerMl: number, toMcgPerMl: number) =>
      askedAt(running(), at(21), 'DrugSwitched', {
        reason: 'strength',
        from: { drug: 'baclofen', concentrationMcgPerMl: fromMcgPerMl },
        to: { drug: 'baclofen', concentrationMcgPerMl: toMcgPerMl },
        filledVolumeMl: 40,
      });
    expect(switched(2000, 500)).toEqual([]);
    expect(switched(500, 2000)).toEqual(['STRENGTH_CHANGED /data/from/concentrationMcgPerMl']);
  });

  it('is asked of what the programmer is told or shows', () => {
    const told = (concentrationMcgPerMl: number) => ({
      program: { mode: 'simple-continuous', dailyDoseMcg: 400, concentrationMcgPerMl },
    });
    expect(askedAt(running(), at(21), 'PumpReprogrammed', told(2000))).toEqual([]);
    expect(askedAt(running(), at(21), 'PumpReprogrammed', told(500))).toEqual([
      'STRENGTH_CHANGED /data/program/concentrationMcgPerMl',
    ]);
    expect(askedAt(running(), at(21), 'PumpReprogrammed', told(20_000))).toEqual([
      'STRENGTH_UNUSUAL /data/program/concentrationMcgPerMl',
      'STRENGTH_CHANGED /data/program/concentrationMcgPerMl',
    ]);
    const shows = (concentrationMcgPerMl: number) => ({ shows: { concentrationMcgPerMl } });
    expect(askedAt(running(), at(21), 'PumpInterrogated', shows(2000))).toEqual([]);
    expect(askedAt(running(), at(21), 'PumpInterrogated', shows(500))).toEqual([
      'STRENGTH_CHANGED /data/shows/concentrationMcgPerMl',
    ]);
  });
});

describe('DRUG_NEW_HERE', () => {
  it('is asked of a drug that this therapy never had, by whatever name it had it', () => {
    const morphine = refill({ drug: 'morphine', concentrationMcgPerMl: 10_000 });
    expect(checksAt(running(), at(21), 'ReservoirRefilled', morphine)).toEqual([
      {
        code: 'DRUG_NEW_HERE',
        severity: 'notice',
        field: '/data/drug',
        detail: 'this therapy never had morphine before',
        expected: 'baclofen',
      },
    ]);
    expect(refilled(running(), refill({ drug: 'lioresal' }))).toEqual([]);
    const had = running().switched(at(5), ['baclofen', 2000], ['morphine', 10_000]);
    expect(refilled(had, morphine)).toEqual([]);
  });

  it('is none of the first drug of all, nor of what a plan speaks of', () => {
    const implanted = new History().registered().implanted(at(1));
    expect(refilled(implanted, refill(), 1)).toEqual([]);
    const plan = { drug: 'morphine', reason: 'pain' };
    expect(askedAt(running(), at(21), 'HolidayPlanned', plan)).toEqual([]);
  });
});

describe('VOLUME_UNEXPECTED', () => {
  // 20 days of 0.2 mL and the priming of 0.4 mL, which ends after 20 minutes: 4 - 0.0028 + 0.4 = 4.3972 mL were pumped,
  // 35.6028 mL are left. Within 0.5 mL everything is, beyond it 14.5 % of what was pumped are 0.6376 mL.
  it.each([
    [35.6, false],
    [36.2, false],
    [36.25, true],
    [35, false],
    [34.95, true],
    [3.56, true],
  ])('%d mL aspirated: %s', (aspiratedVolumeMl, isAsked) => {
    expect(refilled(running(), refill({ aspiratedVolumeMl }))).toEqual(
      isAsked ? ['VOLUME_UNEXPECTED /data/aspiratedVolumeMl'] : [],
    );
  });

  it('is asked of volumes that were measured or shown, and says what was to be left', () => {
    const measured = (measuredVolumeMl: number) => ({ measuredVolumeMl, conclusion: 'excess' });
    expect(askedAt(running(), at(21), 'ReservoirVolumeChecked', measured(35.6))).toEqual([]);
    expect(checksAt(running(), at(21), 'ReservoirVolumeChecked', measured(39))).toMatchObject([
      {
        code: 'VOLUME_UNEXPECTED',
        field: '/data/measuredVolumeMl',
        expected: expect.stringMatching(/^35\.60/),
      },
    ]);
    const shows = (reservoirVolumeMl: number) => ({ shows: { reservoirVolumeMl } });
    expect(askedAt(running(), at(21), 'PumpInterrogated', shows(35.6))).toEqual([]);
    expect(askedAt(running(), at(21), 'PumpInterrogated', shows(20))).toEqual([
      'VOLUME_UNEXPECTED /data/shows/reservoirVolumeMl',
    ]);
  });

  it('is asked of a fill that is not as those of this pump', () => {
    const FILLED = ['VOLUME_UNEXPECTED /data/filledVolumeMl'];
    const usual = () =>
      new History()
        .running(at(1), 400)
        .filled(at(3), 2000, 20)
        .filled(at(5), 2000, 20)
        .filled(at(7), 2000, 18);
    expect(refilled(usual(), refill({ filledVolumeMl: 18 }))).toEqual([]);
    expect(refilled(usual(), refill({ filledVolumeMl: 30 }))).toEqual([]);
    expect(refilled(usual(), refill({ filledVolumeMl: 31 }))).toEqual(FILLED);
    expect(refilled(usual(), refill({ filledVolumeMl: 2 }))).toEqual(FILLED);
    const first = () => new History().registered().implanted(at(1));
    expect(refilled(first(), refill({ filledVolumeMl: 20 }), 1)).toEqual([]);
    expect(refilled(first(), refill({ filledVolumeMl: 2 }), 1)).toEqual(FILLED);
  });
});

describe('DATE_UNLIKELY', () => {
  const DATE = ['DATE_UNLIKELY /occurredAt'];
  const read = (occurredAt: string, now?: number, history = running()) =>
    askedAt(history, occurredAt, 'PumpInterrogated', {}, now);

  it('is asked before the last event', () => {
    const history = () => running().programmed(at(20), 420);
    expect(read(at(19), undefined, history())).toEqual(DATE);
    expect(read(at(20, '10:00'), undefined, history())).toEqual([]);
    expect(read(at(21), undefined, history())).toEqual([]);
    expect(read('2026-03-20', undefined, history())).toEqual([]);
    expect(read('2026-03-19', undefined, history())).toEqual(DATE);
  });

  it('is asked of what is over 30 days ago', () => {
    expect(read(at(10), ms('2026-04-09T10:00:00Z'))).toEqual([]);
    expect(read(at(10), ms('2026-04-09T10:00:01Z'))).toEqual(DATE);
    expect(
      checksAt(running(), '2026-03-10', 'PumpInterrogated', {}, ms('2027-03-11T00:00:00Z')),
    ).toMatchObject([{ severity: 'notice', detail: '2026-03-10: it is 365 days ago' }]);
  });

  it.each([
    ['02:00', 'Z', DATE],
    ['05:59', 'Z', DATE],
    ['06:00', 'Z', []],
    ['21:59', 'Z', []],
    ['22:00', 'Z', DATE],
    // 02:00 in the morning, and half past ten, by their own clocks.
    ['02:00', '+09:00', DATE],
    ['10:30', '+09:00', []],
  ])('is asked at an hour nobody works: %s%s', (time, offset, expected) => {
    expect(read(at(10, time, offset))).toEqual(expected);
  });

  it('is none of what happens at any hour, is recorded as it happens, or has no hour', () => {
    expect(askedAt(running(), at(10, '02:00'), 'PumpAlarmRaised', { alarm: 'low-reservoir' })).toEqual([]);
    expect(read(at(10, '02:00'), ms(at(10, '02:40')))).toEqual([]);
    expect(read('2026-03-10')).toEqual([]);
  });

  it('of a correction, is asked about a date that it moves', () => {
    const history = () => running().programmed(at(5), 420).programmed(at(20), 440);
    const corrected = (occurredAt: string) =>
      askedAt(history(), at(21), 'EventCorrected', {
        corrects: 'e6',
        reason: 'typing error',
        replacement: {
          type: 'PumpReprogrammed',
          occurredAt,
          data: { program: { mode: 'simple-continuous', dailyDoseMcg: 425 } },
        },
      });
    expect(history().events[5]).toMatchObject({ id: 'e6', type: 'PumpReprogrammed' });
    expect(corrected(at(5))).toEqual([]);
    expect(corrected(at(8))).toEqual(['DATE_UNLIKELY /data/replacement/occurredAt']);
  });
});

describe('ZONE_UNLIKELY', () => {
  const flex = {
    program: {
      mode: 'flex',
      basalDailyDoseMcg: 300,
      boluses: [{ startTime: '08:00', doseMcg: 50, durationMinutes: 10 }],
    },
  };
  const madrid = () => new History().running(at(1, '10:00', '+01:00'), 400);
  const ZONE = ['ZONE_UNLIKELY /occurredAt'];

  it.each([
    ['+01:00', []],
    ['+02:00', []],
    ['+00:00', []],
    ['+03:00', ZONE],
    ['-05:00', ZONE],
  ])('a flex program at %s where it was programmed at +01:00', (offset, expected) => {
    expect(askedAt(madrid(), at(10, '10:00', offset), 'PumpReprogrammed', flex)).toEqual(expected);
  });

  it('is none for other modes, and where nothing was programmed before', () => {
    const program = { mode: 'simple-continuous', dailyDoseMcg: 420 };
    expect(askedAt(madrid(), at(10, '10:00', '+09:00'), 'PumpReprogrammed', { program })).toEqual([]);
    const first = new History().registered().implanted(at(1)).filled(at(1));
    const primed = {
      program: { ...flex.program, startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 20 } },
    };
    expect(
      askedAt(first, at(1, '20:00', '+09:00'), 'PumpReprogrammed', primed).filter((one) =>
        one.startsWith('ZONE'),
      ),
    ).toEqual([]);
  });
});

describe('SAME_AGAIN', () => {
  const program = { program: { mode: 'simple-continuous', dailyDoseMcg: 420 } };
  const before = () => running().event(at(10), 'PumpReprogrammed', program);
  const asked = (when: string, data: object = program) =>
    askedAt(before(), when, 'PumpReprogrammed', data).filter((one) => one.startsWith('SAME'));

  it('is asked of an equal event within a day', () => {
    expect(asked(at(10, '10:05'))).toEqual(['SAME_AGAIN /data']);
    expect(asked(at(11))).toEqual(['SAME_AGAIN /data']);
    expect(asked('2026-03-11')).toEqual(['SAME_AGAIN /data']);
    expect(checksAt(before(), at(10, '10:05'), 'PumpReprogrammed', program)).toMatchObject([
      { severity: 'warning', same: 'e6' },
    ]);
  });

  it('is asked of an equal event that names its drug otherwise', () => {
    const bolus = { purpose: 'rescue', route: 'lumbar-puncture', drug: 'baclofen', doseMcg: 50 };
    const given = running().event(at(10), 'BolusGiven', bolus);
    expect(askedAt(given, at(10, '11:00'), 'BolusGiven', { ...bolus, drug: 'lioresal' })).toEqual([
      'SAME_AGAIN /data',
    ]);
  });

  it('is none later, nor of other figures', () => {
    expect(asked(at(11, '10:01'))).toEqual([]);
    expect(asked(at(10, '10:05'), { program: { ...program.program, dailyDoseMcg: 421 } })).toEqual([]);
  });

  it('asks nothing of a correction about the event that it corrects', () => {
    const replacement = { type: 'PumpReprogrammed', occurredAt: at(10), data: program };
    const correction = { corrects: 'e6', reason: 'typing error', replacement };
    expect(askedAt(before(), at(12), 'EventCorrected', correction)).toEqual([]);
  });
});

describe('visits of every day are not asked about', () => {
  const quiet = (history: History, when: string, type: string, data: object) => {
    expect([type, askedAt(history, when, type, data)]).toEqual([type, []]);
    return history.event(when, type as 'PumpReprogrammed', data);
  };
  const program = (dailyDoseMcg: number, more: object = {}) => ({
    program: { mode: 'simple-continuous', dailyDoseMcg, ...more },
  });

  it('a course of refills, titrations of 10 to 30 %, a bridged switch of strength and a taper', () => {
    const history = new History();
    const test = { purpose: 'screening', route: 'lumbar-puncture', drug: 'baclofen', doseMcg: 75 };
    const T = '2026-01-';
    history.registered();
    quiet(history, `${T}02T09:00:00+01:00`, 'BolusTestPerformed', { ...test, response: 'satisfactory' });
    const pump = { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 40 };
    quiet(history, `${T}10T09:00:00+01:00`, 'PumpImplanted', { ...pump, tubingVolumeMl: 0.2 });
    quiet(history, `${T}10T09:00:00+01:00`, 'CatheterImplanted', { model: '8731SC', volumeMl: 0.2 });
    const fill = { drug: 'baclofen', concentrationMcgPerMl: 500, filledVolumeMl: 20 };
    quiet(history, `${T}10T09:30:00+01:00`, 'ReservoirRefilled', fill);
    const priming = { startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 20 } };
    quiet(history, `${T}10T10:00:00+01:00`, 'PumpReprogrammed', program(150, priming));
    quiet(history, `${T}11T10:00:00+01:00`, 'PumpReprogrammed', program(165));
    quiet(history, `${T}12T10:00:00+01:00`, 'PumpReprogrammed', program(214));
    // 20 - 0.4 - 0.3 - 0.33 - 0.428 × 20 mL are left: 10.41.
    quiet(history, '2026-02-01T10:00:00+01:00', 'ReservoirRefilled', { ...fill, aspiratedVolumeMl: 10.4 });
    quiet(history, '2026-02-01T10:20:00+01:00', 'PumpReprogrammed', program(250));
    // 20 - 0.5 × 28 mL: 6 are left. 0.4 mL of 500 mcg/mL at 250 mcg/day take 0.8 days.
    const [old, strong] = [500, 2000].map((one) => ({ drug: 'baclofen', concentrationMcgPerMl: one }));
    const bridge = { startsWith: { kind: 'bridge', volumeMl: 0.4, durationMinutes: 1152 } };
    quiet(history, '2026-03-01T10:00:00+01:00', 'DrugSwitched', {
      reason: 'stronger, to be filled less often',
      from: old,
      to: strong,
      filledVolumeMl: 20,
      aspiratedVolumeMl: 6,
      rinsed: true,
    });
    quiet(history, '2026-03-01T10:20:00+01:00', 'PumpReprogrammed', program(250, bridge));
    quiet(history, '2026-04-01T10:00:00+02:00', 'PumpReprogrammed', program(200));
    quiet(history, '2026-04-04T10:00:00+02:00', 'PumpReprogrammed', program(150));
  });
});

import { History } from '../../support/history.js';
import { askedAt, checksAt } from './asked.js';

const at = (day: number, time = '10:00') => `2026-03-${String(day).padStart(2, '0')}T${time}:00Z`;
/** Baclofen 2000 mcg/mL at 400 mcg/day since the first of March. */
const running = (dose = 400) => new History().running(at(1), dose);
const continuous = (dailyDoseMcg: number, more: object = {}) => ({
  program: { mode: 'simple-continuous', dailyDoseMcg, ...more },
});
const programmed = (history: History, data: object, day = 10) =>
  askedAt(history, at(day), 'PumpReprogrammed', data);

describe('DOSE_JUMP', () => {
  // 1.5 × 400 = 600 and 0.5 × 400 = 200: exactly that is no jump.
  it.each([
    [600.1, true],
    [600, false],
    [520, false],
    [360, false],
    [200, false],
    [199.9, true],
    [4000, true],
  ])('from 400 to %d mcg/day: %s', (dose, isAsked) => {
    expect(programmed(running(), continuous(dose))).toEqual(
      isAsked ? ['DOSE_JUMP /data/program/dailyDoseMcg'] : [],
    );
  });

  it('says what it was, and what would be usual', () => {
    expect(checksAt(running(), at(10), 'PumpReprogrammed', continuous(4000))).toEqual([
      {
        code: 'DOSE_JUMP',
        severity: 'warning',
        field: '/data/program/dailyDoseMcg',
        detail: 'baclofen ran at 400 mcg/day until now; this is 10 times as much',
        expected: '200 mcg/day to 600 mcg/day',
      },
    ]);
  });

  it('counts the boluses of a program', () => {
    // 300 a day and six of 50: 600; of 60: 660.
    const periodic = (bolusDoseMcg: number) => ({
      program: {
        mode: 'periodic-bolus',
        basalDailyDoseMcg: 300,
        bolusDoseMcg,
        intervalMinutes: 240,
        bolusDurationMinutes: 10,
      },
    });
    expect(programmed(running(), periodic(50))).toEqual([]);
    expect(programmed(running(), periodic(60))).toEqual(['DOSE_JUMP /data/program']);
  });

  it('notices a stop of a dose that runs, and says nothing of a stop of one that was stopped', () => {
    const stop = { program: { mode: 'stopped' } };
    expect(checksAt(running(), at(10), 'PumpReprogrammed', stop)).toMatchObject([
      { code: 'DOSE_JUMP', severity: 'notice', field: '/data/program/mode' },
    ]);
    expect(programmed(running().programmed(at(5), 0), stop)).toEqual([]);
  });

  it('after a week without the drug the dose to begin again counts: 200 mcg/day, by the paper', () => {
    const stopped = running().programmed(at(2), 0);
    expect(programmed(stopped, continuous(400), 8)).toEqual([]);
    expect(programmed(stopped, continuous(200), 10)).toEqual([]);
    expect(programmed(stopped, continuous(50), 10)).toEqual([]);
    expect(programmed(stopped, continuous(201), 10)).toEqual(['DOSE_JUMP /data/program/dailyDoseMcg']);
  });

  it('compares with the dose before a refill of another strength, whatever ran between the two', () => {
    const refilled = running().filled(at(10), 500);
    const bridge = { startsWith: { kind: 'bridge', volumeMl: 0.4, durationMinutes: 2880 } };
    // 0.2 mL/day of 2000 mcg/mL are 400 mcg/day; the bridge of 0.4 mL takes two days.
    expect(programmed(refilled, continuous(400, bridge))).toEqual([]);
    expect(programmed(refilled, continuous(100, bridge))).toEqual(['DOSE_JUMP /data/program/dailyDoseMcg']);
  });

  it('asks about a dose that was read', () => {
    const shows = (dailyDoseMcg: number) => ({ shows: { mode: 'simple-continuous', dailyDoseMcg } });
    expect(askedAt(running(), at(10), 'PumpInterrogated', shows(400))).toEqual([]);
    expect(askedAt(running(), at(10), 'PumpInterrogated', shows(4000))).toEqual([
      'DOSE_JUMP /data/shows/dailyDoseMcg',
    ]);
  });
});

describe('FIRST_DOSE_HIGH', () => {
  const priming = { startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 20 } };
  const implanted = () => new History().registered().implanted(at(1));
  const screened = (doseMcg: number, response = 'satisfactory') =>
    new History()
      .registered()
      .event('2026-02-20T10:00:00Z', 'BolusTestPerformed', {
        purpose: 'screening',
        route: 'lumbar-puncture',
        drug: 'baclofen',
        doseMcg,
        response,
      })
      .implanted(at(1))
      .filled(at(1));
  const first = (history: History, dose: number) =>
    programmed(history, continuous(dose, priming), 1).filter((asked) => asked.startsWith('FIRST'));
  const ASKED = ['FIRST_DOSE_HIGH /data/program/dailyDoseMcg'];

  it('is above 200 mcg/day where no screening helped', () => {
    expect(first(implanted().filled(at(1)), 200)).toEqual([]);
    expect(first(implanted().filled(at(1)), 201)).toEqual(ASKED);
    expect(first(screened(100, 'unsatisfactory'), 201)).toEqual(ASKED);
  });

  it('is above twice the screening bolus that helped', () => {
    expect(first(screened(50), 100)).toEqual([]);
    expect(first(screened(50), 101)).toEqual(ASKED);
    expect(first(screened(150), 300)).toEqual([]);
  });

  it('is above 1000 mcg/day of morphine', () => {
    const filled = () => implanted().filled(at(1), 10_000, 40, 'morphine');
    expect(first(filled(), 1000)).toEqual([]);
    expect(first(filled(), 1001)).toEqual(ASKED);
  });

  it('is none where the drug ran before', () => {
    expect(programmed(running(400), continuous(500))).toEqual([]);
  });
});

describe('BOLUS_LARGE', () => {
  const test = (doseMcg: number, more: object = {}) => ({
    purpose: 'troubleshooting',
    route: 'lumbar-puncture',
    drug: 'baclofen',
    doseMcg,
    response: 'satisfactory',
    ...more,
  });
  const tested = (history: History, data: object) => askedAt(history, at(10), 'BolusTestPerformed', data);

  it('is a single dose above the largest usual one, 100 mcg of baclofen', () => {
    expect(tested(running(), test(100))).toEqual([]);
    expect(tested(running(), test(101))).toEqual(['BOLUS_LARGE /data/doseMcg']);
    expect(tested(running(), test(75_000))).toEqual(['BOLUS_LARGE /data/doseMcg']);
  });

  it('is none over six hours through a temporary catheter, nor what was given here before', () => {
    const slowly = { route: 'temporary-catheter', durationMinutes: 360 };
    expect(tested(running(), test(400, slowly))).toEqual([]);
    expect(tested(running(), test(400, { ...slowly, durationMinutes: 359 }))).toEqual([
      'BOLUS_LARGE /data/doseMcg',
    ]);
    const before = running().event(at(3), 'BolusTestPerformed', test(150));
    expect(tested(before, test(150))).toEqual([]);
    expect(tested(before, test(151))).toEqual(['BOLUS_LARGE /data/doseMcg']);
  });

  it('is judged by this therapy where no figure of the drug is known', () => {
    const given = (doseMcg: number) => ({
      purpose: 'rescue',
      route: 'lumbar-puncture',
      drug: 'morphine',
      doseMcg,
    });
    const before = () => running().event(at(3), 'BolusGiven', given(500));
    expect(askedAt(before(), at(10), 'BolusGiven', given(750))).toEqual([]);
    expect(askedAt(before(), at(10), 'BolusGiven', given(5000))).toEqual(['BOLUS_LARGE /data/doseMcg']);
    expect(askedAt(running(), at(10), 'BolusGiven', given(5000))).toEqual(['DRUG_NEW_HERE /data/drug']);
  });

  it('is asked of the boluses of a program', () => {
    const flex = (doseMcg: number) => ({
      program: {
        mode: 'flex',
        basalDailyDoseMcg: 300,
        boluses: [{ startTime: '08:00', doseMcg, durationMinutes: 10 }],
      },
    });
    expect(programmed(running(), flex(100))).toEqual([]);
    expect(programmed(running(), flex(150))).toEqual(['BOLUS_LARGE /data/program/boluses/0/doseMcg']);
    const before = () => running().event(at(3), 'PumpReprogrammed', flex(150));
    expect(programmed(before(), flex(200))).toEqual([]);
    const patientBolus = { doseMcg: 120, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 4 };
    expect(programmed(running(), continuous(400, { patientBolus }))).toEqual([
      'BOLUS_LARGE /data/program/patientBolus/doseMcg',
    ]);
    // 0.06 mL of 2000 mcg/mL are 120 mcg.
    const single = (volumeMl: number) => ({ startsWith: { kind: 'single', volumeMl, durationMinutes: 10 } });
    expect(programmed(running(), continuous(400, single(0.06)))).toEqual([
      'BOLUS_LARGE /data/program/startsWith/volumeMl',
    ]);
    expect(programmed(running(), continuous(400, single(0.05)))).toEqual([]);
  });
});

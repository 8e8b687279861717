import type { Finding } from '../../src/compliance/rules/finding.js';
import { onePerEvent } from '../../src/compliance/rules/one-per-event.js';
import type { History } from '../support/history.js';
import { days, refill } from './fills.js';
import { VISIT, bridge, later, running, runningAt } from './findings.js';

const all = (history: History, asOf: string): readonly Finding[] => history.audit(asOf).findings;
const of = (findings: readonly Finding[], code: string): Finding => {
  const found = findings.filter((finding) => finding.code === code);
  expect(found.map((one) => one.code)).toEqual([code]);
  return found[0]!;
};
const causesIn = (findings: readonly Finding[], cause: string): string[] =>
  findings
    .filter((one) => one.cause === cause)
    .map(({ code }) => code)
    .toSorted();

describe('what follows from a reservoir that nothing shows to have been empty', () => {
  /** 20 mL at 0.5 mL/day through a primed path: dry after 40 days. Filled after 50: 1000 mcg/day again. */
  const dry = () => running(1000).event(VISIT, 'ReservoirRefilled', refill(20), {}, 'fill');
  const refilled = (aspiratedVolumeMl?: number) =>
    dry().event(days(50), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }), {}, 'next');

  it('is possible, at most a warning, and has it as its cause', () => {
    const findings = all(refilled(), days(51));
    const empty = of(findings, 'RESERVOIR_RAN_EMPTY');
    expect(empty).toMatchObject({ severity: 'critical', confidence: 'likely' });
    expect(empty.cause).toBeUndefined();
    for (const code of ['RESTART_DOSE_HIGH', 'TIP_UNDERDOSE'])
      expect(of(findings, code)).toMatchObject({
        severity: 'warning',
        confidence: 'possible',
        cause: empty.id,
        settledBy: expect.stringContaining('what was aspirated') as string,
        detail: expect.stringContaining('which nothing shows') as string,
      });
    for (const { cause, severity } of findings) if (cause === empty.id) expect(severity).not.toBe('critical');
  });

  it('shown to have been empty it is as sure as ever', () => {
    const findings = all(refilled(0), days(51));
    expect(of(findings, 'RESTART_DOSE_HIGH').confidence).not.toBe('possible');
    expect(of(findings, 'RESTART_DOSE_HIGH').detail).not.toContain('which nothing shows');
  });

  it('what has another reason as well does not follow', () => {
    // The strength of the next fill is another, whatever became of the one before.
    const history = dry().event(days(50), 'ReservoirRefilled', refill(20, { concentrationMcgPerMl: 500 }));
    const findings = all(history, days(60));
    const empty = of(findings, 'RESERVOIR_RAN_EMPTY');
    for (const code of ['CONCENTRATION_MISMATCH', 'BRIDGE_NOT_RECORDED']) {
      expect(of(findings, code)).toMatchObject({ severity: 'critical', confidence: 'certain' });
      expect(of(findings, code).cause).not.toBe(empty.id);
    }
    // A stop of three days that somebody programmed, long before it was dry.
    const stopped = dry()
      .programmed(days(5), 0)
      .programmed(days(8), 1000)
      .event(days(55), 'ReservoirRefilled', refill(20));
    const risk = of(all(stopped, days(56)), 'TUBE_SET_RISK');
    expect(risk).toMatchObject({ confidence: 'certain' });
    expect(risk.cause).toBeUndefined();
  });

  it('of two such reservoirs each has what follows from it', () => {
    const twice = refilled().event(days(100), 'ReservoirRefilled', refill(20));
    const findings = all(twice, days(101));
    const empties = findings.filter(({ code }) => code === 'RESERVOIR_RAN_EMPTY');
    expect(empties).toHaveLength(2);
    const restarts = findings.filter(({ code }) => code === 'RESTART_DOSE_HIGH');
    expect(restarts.map(({ cause }) => cause)).toEqual(empties.map(({ id }) => id));
  });
});

describe('findings that share a fact name it', () => {
  it('one missing bridge', () => {
    // 2000 to 500 mcg/mL, programmed for it: four times the dose until 0.4 mL at 0.6 mL/day have passed, 16 h.
    const history = running(300)
      .event(VISIT, 'ReservoirRefilled', refill(40, { concentrationMcgPerMl: 500 }), {}, 'weak')
      .programmed(later(0.25), 300);
    const findings = all(history, later(72));
    expect(causesIn(findings, 'weak')).toEqual(
      expect.arrayContaining(['BRIDGE_NOT_RECORDED', 'TIP_OVERDOSE']),
    );
  });

  it('one wrong strength', () => {
    const history = running(300).event(
      VISIT,
      'ReservoirRefilled',
      refill(40, { concentrationMcgPerMl: 500 }),
      {},
      'weak',
    );
    expect(causesIn(all(history, later(24 * 7)), 'weak')).toEqual(
      expect.arrayContaining(['BRIDGE_NOT_RECORDED', 'CONCENTRATION_MISMATCH', 'TIP_UNDERDOSE']),
    );
  });

  it('one stall', () => {
    const history = running(300)
      .event(VISIT, 'MotorStallDetected', {}, {}, 'stall')
      .event(later(72), 'MotorStallRecovered');
    expect(causesIn(all(history, later(80)), 'stall')).toEqual(
      expect.arrayContaining(['MOTOR_STALLED', 'TIP_UNDERDOSE', 'TUBE_SET_RISK']),
    );
  });

  it('one faulty catheter', () => {
    const history = running(300)
      .event(VISIT, 'MotorStallDetected')
      .event(later(12), 'MotorStallRecovered')
      .event(later(48), 'CatheterAspirated', { success: false })
      .event(later(49), 'CatheterStudied', { method: 'ct', finding: 'leak' }, {}, 'study');
    expect(causesIn(all(history, later(72)), 'study')).toEqual([
      'CATHETER_FAULT_FOUND',
      'CATHETER_OCCLUSION_POSSIBLE',
    ]);
  });

  it('one catheter of unknown length', () => {
    const untrimmed = runningAt(
      2000,
      300,
      'baclofen',
      {},
      { model: '8731SC', volumeMl: undefined, implantedLengthCm: undefined },
    );
    // Through the whole catheter, 0.2 + 0.229 mL, a bridge of 0.4 mL is too small; through the shortest it is not.
    const history = untrimmed
      .filled(VISIT, 500)
      .programmed(later(0.1), 300, bridge(0.4))
      .filled(later(24 * 10), 2000)
      .programmed(later(24 * 10), 300, bridge(0.4));
    expect(causesIn(all(history, later(24 * 12)), 'e3')).toEqual(
      expect.arrayContaining(['BRIDGE_NOT_RECORDED', 'BRIDGE_NOT_RECORDED']),
    );
  });

  it('as soon as it is found, whatever comes', () => {
    const stalled = running(300).event(VISIT, 'MotorStallDetected', {}, {}, 'stall');
    const [one, ...others] = all(stalled, later(1)).filter(({ cause }) => cause === 'stall');
    expect(others).toEqual([]);
    expect(all(stalled, later(24))).toContainEqual(one);
    expect(causesIn(all(stalled, later(24)), 'stall')).toEqual(
      expect.arrayContaining(['MOTOR_STALLED', 'TIP_UNDERDOSE']),
    );
  });

  it('what rests on none names none', () => {
    const history = running(300).event(VISIT, 'PumpAlarmRaised', { alarm: 'memory-reset' });
    expect(of(all(history, later(30)), 'RESET_NOT_REPROGRAMMED').cause).toBeUndefined();
  });
});

describe('one event gives one finding of a code', () => {
  it('that names both sites, with one id, under every policy', () => {
    const history = running(300).event(
      VISIT,
      'PumpReprogrammed',
      { program: { mode: 'simple-continuous', dailyDoseMcg: 100 } },
      {},
      'less',
    );
    const ids = ['case-report-2024', 'strict', 'label-holiday', 'best-practice-titration'].map((policy) => {
      const found = history
        .audit(later(72), { policy })
        .findings.filter(({ code }) => code === 'ABRUPT_REDUCTION');
      expect(found).toHaveLength(1);
      expect(found[0]!.eventIds).toContain('less');
      return found[0]!.id;
    });
    expect(new Set(ids).size).toBe(1);
  });

  it('the gravest and surest, from the first to the last, with all that is told', () => {
    const finding = (more: Partial<Finding>): Finding => ({
      id: 'DOSE_SPIKE.1',
      code: 'DOSE_SPIKE',
      severity: 'warning',
      at: 5,
      until: 9,
      sites: ['tip'],
      detail: 'a',
      confidence: 'possible',
      eventIds: ['e1'] as unknown as Finding['eventIds'],
      ...more,
    });
    const b = finding({
      severity: 'critical',
      at: 3,
      until: 7,
      sites: ['reservoir'],
      detail: 'b',
      confidence: 'likely',
      settledBy: 's',
      cause: 'c',
      eventIds: ['e1', 'e2'] as unknown as Finding['eventIds'],
    });
    expect(onePerEvent([finding({}), b])).toEqual([
      finding({
        severity: 'critical',
        at: 3,
        sites: ['reservoir', 'tip'],
        detail: 'b; a',
        confidence: 'likely',
        settledBy: 's',
        cause: 'c',
        eventIds: ['e1', 'e2'] as unknown as Finding['eventIds'],
      }),
    ]);
    // One that may go on has no end.
    const { until: _, ...open } = finding({});
    expect(onePerEvent([open, b])[0]).not.toHaveProperty('until');
    const other = finding({ id: 'DOSE_SPIKE.2' });
    expect(onePerEvent([other, b])).toEqual([other, b]);
  });
});

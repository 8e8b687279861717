import { History, codesOf, ms } from '../support/history.js';
import { VISIT, bridge, later, running } from './findings.js';

const LABEL = 'label-holiday';
const BEST = 'best-practice-titration';
const STRICT = 'strict';
const under = (history: History, code: string, policy?: string, asOf = '2021-03-01T00:00:00Z') =>
  history.audit(asOf, { policy }).findings.filter((finding) => finding.code === code);

describe('RESTART_DOSE_HIGH', () => {
  const code = 'RESTART_DOSE_HIGH';
  /** Stopped for ten days. */
  const restarted = (dose: number, more: object = {}) =>
    running(300).programmed(VISIT, 0).programmed(later(240), dose, more);

  it('above 200 mcg/day in the paper', () => {
    expect(under(restarted(200), code)).toEqual([]);
    expect(under(restarted(201), code)).toMatchObject([
      { severity: 'warning', confidence: 'certain', at: ms(later(240)), eventIds: ['e7'] },
    ]);
  });

  it('above the first dose of the therapy in the label', () => {
    expect(under(restarted(300), code, LABEL)).toEqual([]);
    expect(under(restarted(301), code, LABEL)[0]!.detail).toContain('300 mcg/day, 100 % of the first dose');
    // The strictest asks for both.
    expect(under(restarted(301), code, STRICT)[0]!.detail).toMatch(/at most 200 mcg\/day and 300 mcg\/day/);
  });

  it('what a startsWith moves first is not the dose', () => {
    // 0.04 mL of 2000 mcg/mL are 80 mcg in ten hours, and 100 mcg/day for the other 14: 138 mcg at the tip in a day.
    expect(under(restarted(100, bridge(0.04)), code)).toEqual([]);
    // It begins when the bridge of ten hours is over.
    expect(under(restarted(300, bridge(0.4)), code)).toMatchObject([{ at: ms(later(250)) }]);
  });

  it('the highest dose of the first day counts, and that of the next visit does not', () => {
    expect(under(restarted(150).programmed(later(247), 250), code)).toMatchObject([{ at: ms(later(240)) }]);
    expect(under(restarted(150).programmed(later(264), 250), code)).toEqual([]);
    // For less than 6 hours it is no daily dose; 150 x 19/24 + 400 x 5/24 = 202 mcg are not 5 % above 200.
    expect(under(restarted(150).programmed(later(247), 400).programmed(later(252), 150), code)).toEqual([]);
  });

  it('and what the tip gives in the day in which the drug is there again, by more than 5 %', () => {
    // 100 mcg/day for 14 hours are 58 mcg; a bridge of 0.07 mL gives 140 more, one of 0.08 mL 160.
    expect(under(restarted(100, bridge(0.07)), code)).toEqual([]);
    expect(under(restarted(100, bridge(0.08)), code)).toMatchObject([
      { sites: ['tip'], detail: expect.stringContaining('tip gives 218') as string },
    ]);
    // Known once more than 210 mcg were given: 160 in ten hours, and 50 more at 100 mcg/day in 12.
    expect(under(restarted(100, bridge(0.08)), code, undefined, later(261.9))).toEqual([]);
    expect(under(restarted(100, bridge(0.08)), code, undefined, later(262.1))).toHaveLength(1);
  });

  it('after an interruption that nobody meant too; one too short to count is none', () => {
    const stalled = (hours: number) =>
      running(300).event(VISIT, 'MotorStallDetected').event(later(hours), 'MotorStallRecovered');
    expect(under(stalled(5.9), code)).toEqual([]);
    expect(under(stalled(6), code)).toMatchObject([{ at: ms(later(6)), eventIds: ['e7'] }]);
    const dry = running(1000).filled(VISIT, 2000, 1).filled(later(240));
    // Nothing shows that it was dry.
    expect(under(dry, code)).toMatchObject([{ confidence: 'possible' }]);
  });

  it('of a drug that the policy says nothing about there is none', () => {
    const history = running(300)
      .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
      .programmed(VISIT, 0)
      .programmed(later(240), 5000);
    expect(under(history, code)).toEqual([]);
  });

  it('each time, told apart', () => {
    const history = restarted(300).programmed(later(300), 0).programmed(later(400), 300);
    const findings = under(history, code);
    expect(findings).toHaveLength(2);
    expect(new Set(findings.map(({ id }) => id)).size).toBe(2);
  });
});

describe('RESTART_ESCALATION_FAST', () => {
  const code = 'RESTART_ESCALATION_FAST';
  /** Back from 100 mcg/day towards 300. */
  const back = (...doses: [hours: number, dose: number][]) =>
    doses.reduce(
      (history, [hours, dose]) => history.programmed(later(240 + hours), dose),
      running(300).programmed(VISIT, 0).programmed(later(240), 100),
    );

  it('over 30 % within 24 hours', () => {
    expect(under(back([24, 130]), code, BEST)).toEqual([]);
    expect(under(back([24, 131]), code, BEST)).toMatchObject([
      { severity: 'warning', at: ms(later(264)), eventIds: ['e8'] },
    ]);
    // 15 % under the strictest, and no figure under the label.
    expect(under(back([24, 116]), code, STRICT)).toHaveLength(1);
    expect(under(back([24, 131]), code, LABEL)).toEqual([]);
  });

  it('rises within 24 hours add up, a day apart they do not', () => {
    expect(under(back([24, 120], [47, 140]), code, BEST)).toHaveLength(1);
    expect(under(back([24, 120], [48, 140]), code, BEST)).toEqual([]);
  });

  it('until the dose of before is reached; then it is a rise as any other', () => {
    const history = back([24, 300], [72, 600]);
    expect(under(history, code, BEST).map(({ at }) => at)).toEqual([ms(later(264))]);
    expect(under(history, 'DOSE_INCREASE_LARGE', BEST).map(({ at }) => at)).toEqual([ms(later(312))]);
  });
});

describe('DOSE_INCREASE_LARGE', () => {
  const code = 'DOSE_INCREASE_LARGE';
  const raised = (dose: number, history = running(300)) => history.programmed(VISIT, dose);

  it('over 30 % in spasticity of spinal origin', () => {
    expect(under(raised(390), code, LABEL)).toEqual([]);
    expect(under(raised(391), code, LABEL)).toMatchObject([
      { severity: 'warning', at: ms(VISIT), eventIds: ['e6'] },
    ]);
    // In every shipped policy.
    expect(under(raised(391), code)).toHaveLength(1);
  });

  it.each([
    ['stroke', 345, 0],
    ['stroke', 346, 1],
    ['of-unknown-origin', 345, 0],
    ['of-unknown-origin', 346, 1],
  ])('%s: 300 to %d mcg/day: %d findings', (aetiology, dose, count) => {
    const history = new History()
      .event('2020', 'TherapyRegistered', { patientPseudonym: 'p', indication: 'spasticity', aetiology })
      .implanted('2021-01-01T00:00:00Z')
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', 300);
    expect(under(raised(dose, history), code, LABEL)).toHaveLength(count);
    const { assumptions } = history.audit('2021-03-01T00:00:00Z', { policy: LABEL });
    expect(assumptions.some((assumption) => assumption.code === 'AETIOLOGY_NOT_KNOWN')).toBe(
      aetiology !== 'stroke',
    );
  });

  it('rises within 24 hours add up, and what follows belongs to them', () => {
    const twice = (hours: number) => raised(350).programmed(later(hours), 400);
    expect(under(twice(24), code, LABEL)).toEqual([]);
    expect(under(twice(23.9), code, LABEL)).toMatchObject([{ at: ms(later(23.9)) }]);
    expect(under(raised(400).programmed(later(10), 410), code, LABEL)).toHaveLength(1);
  });

  it('not at first, not from zero, and not for less than 6 hours', () => {
    expect(under(running(900), code, LABEL)).toEqual([]);
    const again = running(300).programmed(VISIT, 0).programmed(later(240), 900);
    expect(under(again, code, LABEL)).toEqual([]);
    expect(under(raised(900).programmed(later(5.9), 300), code, LABEL)).toEqual([]);
    expect(under(raised(900).programmed(later(6), 300), code, LABEL)).toHaveLength(1);
  });

  it('also by a stronger fill at the flow of before', () => {
    const history = new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z')
      .filled('2021-01-01T00:00:00Z', 500)
      .programmed('2021-01-01T00:00:00Z', 300)
      .filled(VISIT, 2000);
    expect(under(history, code, LABEL)).toMatchObject([{ at: ms(VISIT) }]);
  });
});

describe('DOSE_ABOVE_USUAL', () => {
  const code = 'DOSE_ABOVE_USUAL';

  it('above 1000 mcg/day, once until it was lower again', () => {
    expect(under(running(1000), code, LABEL)).toEqual([]);
    const history = running(1000)
      .programmed(VISIT, 1011)
      .programmed(later(48), 1200)
      .programmed(later(96), 900)
      .programmed(later(144), 1100);
    expect(under(history, code, LABEL)).toMatchObject([
      { severity: 'info', at: ms(VISIT) },
      { at: ms(later(144)) },
    ]);
    expect(under(history, code)).toEqual([]);
  });
});

describe('REPLACEMENT_NOT_STARTED', () => {
  const code = 'REPLACEMENT_NOT_STARTED';
  const planned = (replacementDrug: string | undefined, plannedAt = later(-24)) =>
    running(300)
      .event(
        plannedAt,
        'HolidayPlanned',
        { drug: 'baclofen', reason: 'tolerance', replacementDrug },
        {},
        'plan',
      )
      .programmed(VISIT, 0);
  const replaced = (hours: number) =>
    planned('morphine')
      .switched(later(1), ['baclofen', 2000], ['morphine', 10_000])
      .programmed(later(hours), 1000);

  it('within 24 hours, 6 under the strictest, and not judged by the paper', () => {
    expect(under(replaced(24), code, LABEL)).toEqual([]);
    expect(under(replaced(24.1), code, LABEL)).toMatchObject([
      { severity: 'warning', at: ms(VISIT), eventIds: ['plan', 'e7'] },
    ]);
    expect(under(replaced(6), code, STRICT)).toEqual([]);
    expect(under(replaced(6.1), code, STRICT)).toHaveLength(1);
    expect(under(replaced(24.1), code)).toEqual([]);
  });

  it('not before the time is over, nor where none was planned or the drug came back', () => {
    expect(under(planned('morphine'), code, LABEL, later(23))).toEqual([]);
    expect(under(planned('morphine'), code, LABEL, later(24))).toHaveLength(1);
    expect(under(planned(undefined), code, LABEL)).toEqual([]);
    expect(under(planned('morphine').programmed(later(20), 100), code, LABEL)).toEqual([]);
    // A plan of more than 90 days before is not this one.
    expect(under(planned('morphine', '2020-10-01T00:00:00Z'), code, LABEL)).toEqual([]);
  });

  it('waits while a bridge clears the path', () => {
    // 0.4 mL in 64 h from an hour after zero: over after 65 h, and 24 h more.
    const bridged = (dose: number) =>
      planned('morphine')
        .switched(later(1), ['baclofen', 2000], ['morphine', 10_000])
        .programmed(later(1), dose, bridge(0.4, 64 * 60));
    expect(under(bridged(1000), code, LABEL, later(60))).toEqual([]);
    expect(under(bridged(1000), code, LABEL, later(100))).toEqual([]);
    expect(under(bridged(0), code, LABEL, later(88))).toEqual([]);
    expect(under(bridged(0), code, LABEL, later(90))).toHaveLength(1);
  });

  it('not for a zero that is only projected', () => {
    const history = running(1000).filled(VISIT, 2000, 1).event(later(1), 'HolidayPlanned', {
      drug: 'baclofen',
      reason: 'tolerance',
      replacementDrug: 'morphine',
    });
    expect(codesOf(history.audit('2021-03-01T00:00:00Z', { policy: LABEL }))).not.toContain(code);
  });
});

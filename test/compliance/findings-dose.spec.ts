import { doseMcg } from '../../src/infusion/dose.js';
import { replay } from '../../src/infusion/replay.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { History, codesOf, ms } from '../support/history.js';
import { DAY, HOUR, VISIT, bridge, found, later, running, runningAt } from './findings.js';

const tip = (history: History, drug: string, from: number, hours: number) =>
  doseMcg(replay(timelineOf(history.events).acting).delivery, drug, 'tip', from, from + hours * HOUR);

/** A path of 0.353 mL, as a 8731SC cut to 70 cm on a SynchroMed II; primed. */
const paperPath = (drug: string, strength: number, dose: number) =>
  runningAt(strength, dose, drug, { tubingVolumeMl: 0.199 }, { volumeMl: 0.154 });

describe('the dossier’s missed bridges', () => {
  it('500 to 2000 mcg/mL at 300 mcg/day: 75 mcg/day for 56.48 h', () => {
    const history = paperPath('baclofen', 500, 300).filled(VISIT, 2000).programmed(VISIT, 300);
    const hours = (0.353 / 0.15) * 24;
    expect(hours).toBeCloseTo(56.48, 10);
    expect(tip(history, 'baclofen', ms(VISIT), hours)).toBeCloseTo((75 * hours) / 24, 6);
    expect(tip(history, 'baclofen', ms(VISIT) + hours * HOUR, 24)).toBeCloseTo(300, 3);
    expect(found(history, 'BRIDGE_NOT_RECORDED')[0]!.detail).toContain('0.353 mL');
    const under = found(history, 'TIP_UNDERDOSE');
    expect(under).toMatchObject([{ severity: 'warning', at: ms(VISIT) }]);
    expect(under[0]!.detail).toContain('56.48 h');
    expect(found(history, 'ABRUPT_REDUCTION')).toMatchObject([{ at: ms(VISIT) }]);
    expect(found(history, 'TIP_OVERDOSE')).toEqual([]);
  });

  it('2000 to 500 mcg/mL at 300 mcg/day: 1200 mcg/day for 14.12 h', () => {
    const history = paperPath('baclofen', 2000, 300).filled(VISIT, 500).programmed(VISIT, 300);
    const hours = (0.353 / 0.6) * 24;
    expect(hours).toBeCloseTo(14.12, 10);
    expect(tip(history, 'baclofen', ms(VISIT), hours)).toBeCloseTo(706, 6);
    const over = found(history, 'TIP_OVERDOSE');
    expect(over).toMatchObject([{ severity: 'critical', at: ms(VISIT) }]);
    expect(over[0]!.detail).toContain('14.12 h');
    // The way back from 1200 to 300 mcg/day ends a spike.
    expect(found(history, 'DOSE_SPIKE')).toHaveLength(1);
    expect(found(history, 'ABRUPT_REDUCTION')).toEqual([]);
  });

  it('with the bridge neither is found', () => {
    const history = paperPath('baclofen', 500, 300)
      .filled(VISIT, 2000)
      .programmed(VISIT, 300, bridge(0.353, 0.353 * 500 * (1440 / 300)));
    // A first dose of 300 mcg/day without a screening test is another matter.
    expect(codesOf(history.audit('2021-03-01T00:00:00Z'))).toEqual(['FIRST_DOSE_HIGH']);
    expect(tip(history, 'baclofen', ms(VISIT), 48)).toBeCloseTo(600, 3);
  });

  it('the way back from morphine at 500 mcg/mL: 4 mg/day of morphine for a day, and no baclofen', () => {
    const history = paperPath('morphine', 10_000, 1000)
      .switched(VISIT, ['morphine', 10_000], ['baclofen', 500])
      .programmed(VISIT, 200);
    expect(tip(history, 'morphine', ms(VISIT), 12)).toBeCloseTo(2000, 6);
    expect(tip(history, 'baclofen', ms(VISIT), 12)).toBe(0);
    const hours = (0.353 / 0.4) * 24;
    expect(tip(history, 'morphine', ms(VISIT), 100)).toBeCloseTo((4000 * hours) / 24, 6);
    const [over] = found(history, 'TIP_OVERDOSE');
    expect(over).toMatchObject({ at: ms(VISIT) });
    expect(over!.detail).toContain('morphine');
    const [under] = found(history, 'TIP_UNDERDOSE');
    expect(under).toMatchObject({ at: ms(VISIT) });
    expect(under!.detail).toContain('baclofen');
    expect(codesOf(history.audit('2021-03-01T00:00:00Z'))).toEqual(
      expect.arrayContaining(['BRIDGE_NOT_RECORDED', 'OVERLAPPING_DRUGS']),
    );
  });
});

describe('TIP_OVERDOSE and TIP_UNDERDOSE', () => {
  it('what was pushed out at once names what pushed it', () => {
    // 0.1 mL of 2000 mcg/mL are 200 mcg, where 300 mcg/day give 75 in 6 hours.
    const history = running(300).event(
      VISIT,
      'BolusGiven',
      { purpose: 'rescue', route: 'catheter-port', drug: 'baclofen', doseMcg: 200, volumeMl: 0.1 },
      {},
      'port',
    );
    expect(found(history, 'TIP_OVERDOSE')).toMatchObject([{ at: ms(VISIT), eventIds: ['port'] }]);
  });

  /** The programmer was told 1000 mcg/mL, and the path holds as many times that. */
  const times = (ratio: number) =>
    runningAt(1000 * ratio, 300).programmed(VISIT, 300, { concentrationMcgPerMl: 1000 });
  const codes = (history: History) =>
    codesOf(history.audit('2021-02-10T00:00:00Z')).filter((code) => code.startsWith('TIP_'));

  it.each([
    [1.5, []],
    [1.501, ['TIP_OVERDOSE']],
    [0.5, []],
    [0.499, ['TIP_UNDERDOSE']],
    [1, []],
  ])('%d times what the programmer shows', (ratio, expected) => {
    expect(codes(times(ratio))).toEqual(expected);
  });

  it('for 6 hours, not for less', () => {
    const until = (hours: number) => times(2).programmed(later(hours), 300, { concentrationMcgPerMl: 2000 });
    expect(codes(until(6))).toEqual(['TIP_OVERDOSE']);
    // The 6 hours around it give 300 x (2 x 3 + 3) / 9 of what is shown: exactly 1.5; a minute more is above.
    expect(codes(until(3))).toEqual([]);
    expect(codes(until(3 + 1 / 60))).toEqual(['TIP_OVERDOSE']);
  });

  it('not under a running startsWith', () => {
    // 48 hours of baclofen under a bridge of 48 hours, while the reservoir holds morphine.
    const switched = (minutes: number) =>
      running(300)
        .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
        .programmed(VISIT, 300, bridge(0.4, minutes));
    expect(codes(switched(2880))).toEqual([]);
  });

  it('not for the hour between a fill and its programming', () => {
    // Shown is morphine from the fill on, while the tip gives what the path holds, as the bridge then does.
    const visit = (minutes: number) =>
      running(300)
        .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
        .programmed(later(minutes / 60), 300, bridge(0.4, 3840));
    expect(codes(visit(60))).toEqual([]);
    expect(codes(visit(61))).toEqual(['TIP_UNDERDOSE']);
  });

  it('not for a change of strength under constant flow', () => {
    const constant = (drug: string) =>
      new History()
        .registered()
        .implanted('2021-01-01T00:00:00Z', { filledWith: 'solution' }, { filledWith: 'solution' })
        .filled('2021-01-01T00:00:00Z', 1000)
        .event('2021-01-01T00:00:00Z', 'PumpReprogrammed', {
          program: { mode: 'constant-flow', flowMlPerDay: 0.3 },
        })
        .filled(VISIT, 300, 40, drug);
    expect(codes(constant('baclofen'))).toEqual([]);
    expect(codes(constant('morphine'))).toEqual(['TIP_OVERDOSE', 'TIP_UNDERDOSE']);
  });

  it('a bridge too short is followed by what the path still holds', () => {
    const history = running(300)
      .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
      .programmed(VISIT, 300, bridge(0.2, 600));
    expect(codes(history)).toEqual(['TIP_OVERDOSE', 'TIP_UNDERDOSE']);
    expect(found(history, 'TIP_OVERDOSE')).toMatchObject([{ at: ms(later(10)) }]);
  });

  it('a stalled pump gives nothing of what the programmer shows', () => {
    const stalled = (hours: number) =>
      running(300).event(VISIT, 'MotorStallDetected').event(later(hours), 'MotorStallRecovered');
    expect(found(stalled(12), 'TIP_UNDERDOSE')).toMatchObject([
      { at: ms(VISIT), eventIds: expect.arrayContaining(['e6']) as string[] },
    ]);
    expect(codes(stalled(3))).toEqual([]);
    expect(codes(stalled(3.1))).toEqual(['TIP_UNDERDOSE']);
  });

  it('contrast pushes out at once what the catheter held', () => {
    const study = (aspiratedVolumeMl: number) =>
      running(300).event(VISIT, 'CatheterStudied', {
        method: 'contrast-myelography',
        finding: 'patent',
        aspiratedVolumeMl,
        contrastVolumeMl: 2,
      });
    // 400 mcg at once, where 75 are shown for 6 hours; then the tip gives contrast.
    expect(found(study(0), 'TIP_OVERDOSE')).toMatchObject([{ at: ms(VISIT) }]);
    expect(codes(study(0.2))).toEqual(['TIP_UNDERDOSE']);
  });

  it('a pump bolus is shown, and so no overdose', () => {
    const history = running(300).event(VISIT, 'BolusTestPerformed', {
      purpose: 'tolerance',
      route: 'pump',
      drug: 'baclofen',
      doseMcg: 100,
      durationMinutes: 30,
      response: 'partial',
    });
    expect(codes(history)).toEqual([]);
  });

  it('a pump bolus under a program made before the pump was filled is shown too', () => {
    const history = running(300)
      .event(VISIT, 'PumpExplanted', { reason: 'end of service' })
      .event(VISIT, 'PumpImplanted', {
        manufacturer: 'Medtronic',
        model: 'SynchroMed II',
        reservoirCapacityMl: 40,
        tubingVolumeMl: 0.2,
      })
      .programmed(VISIT, 0)
      .filled(VISIT)
      .event(later(1), 'BolusTestPerformed', {
        purpose: 'tolerance',
        route: 'pump',
        drug: 'baclofen',
        doseMcg: 100,
        durationMinutes: 30,
        response: 'partial',
      });
    expect(codes(history)).toEqual([]);
  });
});

describe('CONCENTRATION_MISMATCH', () => {
  const code = 'CONCENTRATION_MISMATCH';
  const refilled = (strength: number) => running(300).filled(VISIT, strength);

  it('the flow went on for over 60 minutes as programmed for another strength', () => {
    expect(found(refilled(500).programmed(later(1), 300, bridge(0.4)), code)).toEqual([]);
    expect(found(refilled(500).programmed(later(61 / 60), 300, bridge(0.4)), code)).toMatchObject([
      { severity: 'critical', at: ms(VISIT), eventIds: ['e6', 'e5'] },
    ]);
  });

  it.each([
    [2000, 0],
    [2100, 0],
    [1905, 0],
    [1900, 0],
    [2101, 1],
    [2110, 1],
    [1899, 1],
    [1895, 1],
  ])('programmed for 2000 with %d mcg/mL: %d findings', (strength, findings) => {
    expect(found(refilled(strength), code)).toHaveLength(findings);
  });

  it('what the programmer was told counts', () => {
    const told = (concentrationMcgPerMl: number) =>
      refilled(500).programmed(VISIT, 300, { concentrationMcgPerMl });
    expect(found(told(500), code)).toEqual([]);
    expect(found(told(2000), code)).toMatchObject([{ at: ms(VISIT), eventIds: ['e6', 'e7'] }]);
  });

  it('without flow there is none', () => {
    expect(found(running(300).programmed(VISIT, 0).filled(VISIT, 500), code)).toEqual([]);
    const stalled = running(300).event(VISIT, 'MotorStallDetected').filled(VISIT, 500);
    expect(found(stalled, code)).toEqual([]);
  });

  it('before and after a stall are of one fill, and told in one', () => {
    const history = refilled(500)
      .event(later(24), 'MotorStallDetected')
      .event(later(48), 'MotorStallRecovered');
    const [one, ...others] = found(history, code);
    expect(others).toEqual([]);
    expect(one!.at).toBe(ms(VISIT));
    // It goes on after the stall.
    expect(one).not.toHaveProperty('until');
    expect(one!.detail).toMatch(/for 1440 min; .*and goes on/);
  });
});

describe('ABRUPT_REDUCTION', () => {
  const code = 'ABRUPT_REDUCTION';

  it.each([
    [1000, 500, 0],
    [1000, 499, 1],
  ])('%d to %d mcg/day: %d findings', (from, to, findings) => {
    // A change of rate acts at both sites at once.
    const reductions = found(running(from).programmed(VISIT, to), code);
    expect(reductions).toHaveLength(findings);
    for (const reduction of reductions)
      expect(reduction).toMatchObject({
        severity: 'critical',
        at: ms(VISIT),
        sites: ['reservoir', 'tip'],
        eventIds: ['e6'],
      });
  });

  it('for 6 hours, not for less', () => {
    const back = (hours: number) => running(1000).programmed(VISIT, 400).programmed(later(hours), 1000);
    expect(found(back(5.99), code)).toEqual([]);
    expect(found(back(6), code)).toHaveLength(1);
  });

  it('two falls within 24 hours count together, further apart they do not', () => {
    const twice = (hours: number) => running(1000).programmed(VISIT, 700).programmed(later(hours), 450);
    expect(found(twice(24), code).map(({ at }) => at)).toEqual([ms(later(24))]);
    // Visits at much the same hour of two days.
    expect(found(twice(26), code)).toHaveLength(1);
    expect(found(twice(26.1), code)).toEqual([]);
  });

  it('without reaching zero: that is a cessation', () => {
    expect(found(running(1000).programmed(VISIT, 0), code)).toEqual([]);
    expect(found(running(1000).programmed(VISIT, 400).programmed(later(3), 0), code)).toEqual([]);
    expect(found(running(1000).programmed(VISIT, 400).programmed(later(7), 0), code)).toHaveLength(1);
  });

  it('a rise of less than 6 hours before it is left out', () => {
    const history = running(300).programmed(VISIT, 1000).programmed(later(5), 300);
    expect(found(history, code)).toEqual([]);
  });

  it('another strength at the reservoir alone', () => {
    // Told 2000 mcg/mL as before: the flow stays, the dose is a quarter at the reservoir, and at the tip 3 days later.
    const history = running(300).filled(VISIT, 500).programmed(VISIT, 300, { concentrationMcgPerMl: 2000 });
    const [reservoir, tip, ...others] = found(history, code);
    expect(others).toEqual([]);
    expect(reservoir!.at).toBe(ms(VISIT));
    expect(Math.abs(tip!.at - ms(VISIT) - (0.4 / 0.15) * DAY)).toBeLessThanOrEqual(1);
  });
});

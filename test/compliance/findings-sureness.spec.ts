import type { History } from '../support/history.js';
import { VISIT, bridge, found, later, running, runningAt } from './findings.js';

describe('what still goes on', () => {
  /** Programmed for 2000 mcg/mL, filled with 500: a quarter of the dose, at the tip once the path has passed. */
  const weak = () => running(300).filled(VISIT, 500);
  const goingOn = [
    ['CONCENTRATION_MISMATCH', weak(), 'and goes on'],
    ['TIP_UNDERDOSE', weak(), 'and goes on'],
    [
      'OVERLAPPING_DRUGS',
      running(300).switched(VISIT, ['baclofen', 2000], ['morphine', 2000]).programmed(VISIT, 20),
      'and goes on',
    ],
  ] as const;

  it.each(goingOn)('%s says so, and says the same a week later', (code, history, words) => {
    const then = found(history, code, later(24 * 7));
    expect(then).toHaveLength(1);
    expect(then[0]!.detail).toContain(words);
    expect(found(history, code, later(24 * 14))).toEqual(then);
  });

  it('and says how long it was once it is over', () => {
    const over = weak().programmed(later(24 * 7), 300, bridge(0.4));
    expect(found(over, 'CONCENTRATION_MISMATCH')[0]!.detail).toContain('for 10080 min');
    expect(found(over, 'CONCENTRATION_MISMATCH')[0]!.id).toBe(found(weak(), 'CONCENTRATION_MISMATCH')[0]!.id);
  });
});

describe('how sure what the tip got is', () => {
  const code = 'TIP_UNDERDOSE';
  const sureness = (history: History, asOf?: string) =>
    found(history, code, asOf).map(({ confidence, settledBy }) => [confidence, settledBy]);
  const stalled = (history: History) =>
    history
      .event(VISIT, 'MotorStallDetected')
      .event(later(12), 'MotorStallRecovered')
      .programmed(later(13), 300);

  it('certain where all volumes are recorded', () => {
    expect(sureness(stalled(running(300)))).toEqual([['certain', undefined]]);
  });

  it('likely where they are the model’s', () => {
    const tubing = runningAt(2000, 300, 'baclofen', { tubingVolumeMl: undefined });
    expect(sureness(stalled(tubing))).toEqual([['likely', 'the tubing volume of the pump']]);
    const catheter = runningAt(2000, 300, 'baclofen', {}, { volumeMl: undefined, implantedLengthCm: 70 });
    expect(sureness(stalled(catheter))).toEqual([
      ['likely', 'the volume of the catheter: it is computed from its implanted length'],
    ]);
    const untrimmed = runningAt(
      2000,
      300,
      'baclofen',
      {},
      { model: '8731SC', volumeMl: undefined, implantedLengthCm: undefined },
    );
    expect(sureness(stalled(untrimmed))).toContainEqual([
      'likely',
      'the implanted length of the catheter, or its volume',
    ]);
  });

  it('possible while the catheter is unverified', () => {
    const leak = stalled(running(300)).event(later(48), 'CatheterStudied', { method: 'ct', finding: 'leak' });
    expect(sureness(leak)).toEqual([['possible', 'a study that shows until when the catheter was sound']]);
  });

  it('possible, and at most a warning, where a pump is computed dry that nothing shows to have been', () => {
    // 1 mL at 0.5 mL/day is gone in two days.
    const dry = running(1000).filled(VISIT, 2000, 1);
    expect(sureness(dry)).toEqual([['possible', expect.stringContaining('interrogate the pump')]]);
    const refilled = dry.filled(later(24 * 10));
    expect(sureness(refilled, later(24 * 9))).toEqual([
      ['possible', expect.stringContaining('interrogate the pump')],
    ]);
    expect(sureness(refilled, later(24 * 11))).toEqual([
      ['possible', expect.stringContaining('what was aspirated')],
    ]);
    expect(found(refilled, code, later(24 * 11))[0]).toMatchObject({
      severity: 'warning',
      cause: found(refilled, 'RESERVOIR_RAN_EMPTY', later(24 * 11))[0]!.id,
    });
  });

  it('likely where it was found dry: the volumes say so', () => {
    const found0 = running(1000)
      .filled(VISIT, 2000, 1)
      .event(later(24 * 10), 'ReservoirRefilled', {
        drug: 'baclofen',
        concentrationMcgPerMl: 2000,
        filledVolumeMl: 20,
        aspiratedVolumeMl: 0,
      });
    expect(sureness(found0, later(24 * 11))).toEqual([
      ['likely', 'the pump’s log: since when the reservoir was empty'],
    ]);
  });

  it('likely where a volume contradicts what was computed', () => {
    // 0.15 mL a day for 20 days are 3 mL of 40; 33 are found, 4 too little.
    const refilled = (aspiratedVolumeMl: number) =>
      running(300)
        .event(VISIT, 'ReservoirRefilled', {
          drug: 'baclofen',
          concentrationMcgPerMl: 2000,
          filledVolumeMl: 40,
        })
        .event(later(0), 'MotorStallDetected')
        .event(later(12), 'MotorStallRecovered')
        .event(later(24 * 20), 'ReservoirRefilled', {
          drug: 'baclofen',
          concentrationMcgPerMl: 2000,
          filledVolumeMl: 40,
          aspiratedVolumeMl,
        });
    expect(sureness(refilled(37))).toEqual([['certain', undefined]]);
    expect(sureness(refilled(33))).toEqual([['likely', expect.stringContaining('contradicts')]]);
  });
});

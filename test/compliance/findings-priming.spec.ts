import { History, ms } from '../support/history.js';
import { VISIT, bridge, found, later, running } from './findings.js';

describe('PRIMING_NOT_RECORDED', () => {
  const code = 'PRIMING_NOT_RECORDED';
  const priming = (volumeMl: number) => bridge(volumeMl, 20, 'priming');
  const implanted = () => new History().registered().implanted(VISIT).filled(VISIT);

  it('a new therapy that starts without one', () => {
    // 0.4 mL at 0.5 mL/day: the tip waits 19.2 hours.
    expect(found(implanted().programmed(VISIT, 1000), code)).toMatchObject([
      { severity: 'warning', at: ms(VISIT), eventIds: ['e2', 'e3'] },
    ]);
  });

  it('one of the whole path is right; one that is short is not', () => {
    expect(found(implanted().programmed(VISIT, 100, priming(0.4)), code)).toEqual([]);
    expect(found(implanted().programmed(VISIT, 100, priming(0.4 - 1e-6)), code)).toEqual([]);
    expect(found(implanted().programmed(VISIT, 100, priming(0.3)), code)).toHaveLength(1);
  });

  it('a path that fills itself within 6 hours needs none', () => {
    // 0.4 mL at 1.6 mL/day: 6 hours exactly.
    expect(found(implanted().programmed(VISIT, 3201), code)).toEqual([]);
    expect(found(implanted().programmed(VISIT, 3199), code)).toHaveLength(1);
  });

  it('one within the 6 hours is in time, one after them is too late', () => {
    const primedAfter = (hours: number) =>
      running(400)
        .event(VISIT, 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } })
        .programmed(later(hours), 400, priming(0.2));
    expect(found(primedAfter(0), code)).toEqual([]);
    expect(found(primedAfter(5.9), code)).toEqual([]);
    expect(found(primedAfter(6.1), code)).toMatchObject([{ at: ms(VISIT), eventIds: ['e6'] }]);
  });

  it.each([
    ['aspiration', 'CatheterAspirated', { success: true, volumeMl: 0.2 }, 1],
    ['aspiration of a little', 'CatheterAspirated', { success: true, volumeMl: 0.02 }, 0],
    ['failed aspiration', 'CatheterAspirated', { success: false }, 0],
    ['aspiration of nobody knows how much', 'CatheterAspirated', { success: true }, 0],
    [
      'contrast',
      'CatheterStudied',
      { method: 'contrast-myelography', finding: 'patent', contrastVolumeMl: 2 },
      1,
    ],
    ['x-ray', 'CatheterStudied', { method: 'x-ray', finding: 'patent' }, 0],
  ] as const)('after %s', (_, type, data, findings) => {
    // 0.2 mL at 0.2 mL/day: a day without drug; 0.02 mL pass in 2.4 hours.
    expect(found(running(400).event(VISIT, type, data), code)).toHaveLength(findings);
  });

  it('a new pump leaves the tubing drug-free, which the tip feels once the catheter has emptied', () => {
    const history = running(400)
      .event(VISIT, 'PumpExplanted', { reason: 'end of service' })
      .event(VISIT, 'PumpImplanted', {
        manufacturer: 'Medtronic',
        model: 'SynchroMed II',
        reservoirCapacityMl: 40,
        tubingVolumeMl: 0.2,
      })
      .filled(VISIT)
      .programmed(VISIT, 400);
    expect(found(history, code)).toMatchObject([{ at: ms(VISIT), eventIds: ['e7'] }]);
  });

  it('is not one yet before the 6 hours are over', () => {
    const history = implanted().programmed(VISIT, 100);
    expect(found(history, code, later(5.99))).toEqual([]);
    expect(found(history, code, later(6))).toHaveLength(1);
  });

  describe('while nothing was to be delivered', () => {
    const replaced = (history: History, at = VISIT) =>
      history.event(at, 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } });
    const stopped = () => replaced(running(400).programmed(later(-24), 0));
    const days = (count: number) => later(24 * count);

    it('none, and none where it is primed before delivery resumes', () => {
      expect(found(stopped(), code)).toEqual([]);
      expect(found(stopped().programmed(days(10), 200, bridge(0.2, 20, 'priming')), code)).toEqual([]);
      expect(
        found(
          stopped()
            .programmed(days(9), 0, bridge(0.2, 20, 'priming'))
            .programmed(days(10), 200),
          code,
        ),
      ).toEqual([]);
    });

    it('one where delivery resumes into an empty catheter, whatever is primed then', () => {
      // 0.2 mL at 0.1 mL/day: 2 days more without.
      const unprimed = stopped().programmed(days(10), 200);
      expect(found(unprimed, code)).toMatchObject([{ at: ms(VISIT), until: ms(days(12)), sites: ['tip'] }]);
      expect(found(unprimed, code, later(24 * 10 - 1))).toEqual([]);
      expect(
        found(unprimed.programmed(later(24 * 10 + 3), 200, bridge(0.2, 20, 'priming')), code),
      ).toHaveLength(1);
    });

    it('a pump that ran for some minutes more was all but stopped', () => {
      const soon = (hours: number) =>
        replaced(running(400))
          .programmed(later(hours), 0)
          .programmed(days(10), 400, bridge(0.2, 20, 'priming'));
      expect(found(soon(0.1), code)).toEqual([]);
      expect(found(soon(5.9), code)).toEqual([]);
      expect(found(soon(6.1), code)).toHaveLength(1);
    });

    it('at the minimum rate, without a pump, or without drug in it nothing was to be', () => {
      const resumed = (history: History) =>
        replaced(history).programmed(days(10), 200, bridge(0.4, 20, 'priming'));
      const minimum = running(400).event(later(-24), 'PumpReprogrammed', {
        program: { mode: 'minimum-rate' },
      });
      expect(found(resumed(minimum), code)).toEqual([]);
      const emptied = replaced(running(400).event(later(-24), 'ReservoirEmptied'));
      expect(
        found(emptied.filled(days(10)).programmed(days(10), 200, bridge(0.4, 20, 'priming')), code),
      ).toEqual([]);
    });

    it('a pump that stalls was to deliver', () => {
      const stalled = replaced(running(400).event(later(-1), 'MotorStallDetected'));
      expect(found(stalled, code)).toHaveLength(1);
    });
  });

  it('none where a pump is taken over: nothing began there', () => {
    const takenOver = new History().registered().event(VISIT, 'TherapyTakenOver', {
      pump: {
        manufacturer: 'Medtronic',
        model: 'SynchroMed II',
        reservoirCapacityMl: 40,
        tubingVolumeMl: 0.2,
      },
      catheter: { model: '8731SC', volumeMl: 0.2 },
      reservoir: { drug: 'baclofen', concentrationMcgPerMl: 2000, volumeMl: 30 },
      program: { mode: 'simple-continuous', dailyDoseMcg: 300 },
      path: 'filled',
    });
    for (const each of [code, 'BRIDGE_NOT_RECORDED', 'OVERLAPPING_DRUGS'])
      expect(found(takenOver, each)).toEqual([]);
  });

  it('two gaps of one study are told in one', () => {
    // 0.2 mL: 0.1 drawn, 0.05 of it pushed back in as contrast: CSF at the tip, drug, contrast; at 0.1 mL/day each 12 h.
    const history = running(200).event(VISIT, 'CatheterStudied', {
      method: 'contrast-myelography',
      finding: 'patent',
      aspiratedVolumeMl: 0.1,
      contrastVolumeMl: 0.05,
    });
    const gaps = found(history, code);
    expect(gaps).toMatchObject([{ severity: 'warning', at: ms(VISIT), until: ms(later(48)) }]);
    expect(gaps[0]!.detail).toContain('from 2021-02-01T10:00:00.000Z for 12 h');
    expect(gaps[0]!.detail).toContain('from 2021-02-02T22:00:00.000Z for 12 h');
  });
});

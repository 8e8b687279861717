import { History, ms } from '../support/history.js';
import { HOUR, VISIT, bridge, found, later, running } from './findings.js';

describe('BRIDGE_NOT_RECORDED', () => {
  const code = 'BRIDGE_NOT_RECORDED';
  /** 2000 to 500 mcg/mL at the visit, programmed a quarter of an hour later. */
  const changed = (program: object, programmedAt = later(0.25)) =>
    running(300).filled(VISIT, 500).programmed(programmedAt, 300, program);

  it('another strength and no bridge', () => {
    expect(found(changed({}), code)).toMatchObject([
      { severity: 'critical', at: ms(VISIT), eventIds: ['e6', 'e7'] },
    ]);
  });

  it('another drug and no bridge', () => {
    const history = running(300)
      .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
      .programmed(later(0.25), 300);
    expect(found(history, code)).toMatchObject([{ at: ms(VISIT), eventIds: ['e6', 'e7'] }]);
  });

  it('a bridge of exactly the path’s volume is right, also within rounding', () => {
    expect(found(changed(bridge(0.4)), code)).toEqual([]);
    expect(found(changed(bridge(0.4 - 5e-10)), code)).toEqual([]);
  });

  it('a bridge that is short by 1e-6 mL is not', () => {
    expect(found(changed(bridge(0.4 - 1e-6)), code)).toHaveLength(1);
  });

  it.each(['priming', 'single'])('a %s of that volume is none', (kind) => {
    expect(found(changed(bridge(0.4, 600, kind)), code)).toHaveLength(1);
  });

  it('the next programming counts, within 24 hours', () => {
    expect(found(changed(bridge(0.4), later(24)), code)).toEqual([]);
    expect(found(changed(bridge(0.4), later(24.01)), code)).toHaveLength(1);
    const second = changed({}).programmed(later(1), 300, bridge(0.4));
    expect(found(second, code)).toHaveLength(1);
    const before = running(300).programmed(later(-0.25), 300, bridge(0.4)).filled(VISIT, 500);
    expect(found(before, code)).toHaveLength(1);
  });

  it.each([
    [1900, 0],
    [1899, 1],
    [2100, 0],
    [2101, 1],
    [2000, 0],
  ])('2000 followed by %d mcg/mL: %d findings', (strength, findings) => {
    expect(found(running(300).filled(VISIT, strength), code)).toHaveLength(findings);
  });

  it('an empty path needs none', () => {
    const history = new History().registered().implanted('2021-01-01T00:00:00Z').filled(VISIT, 500);
    expect(found(history.filled(later(1), 2000), code)).toEqual([]);
  });

  describe('before a drug-free fill', () => {
    /** 300 mcg/day are 0.15 mL/day; what saline pushes out of the path is 2000 mcg/mL. */
    const saline = (history: History, dose: number, program: object = {}) =>
      history
        .event(VISIT, 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 20 })
        .programmed(later(0.25), dose, program);

    it('none where the old drug leaves at most 1.5 times as fast as it was given: 450 mcg/day', () => {
      expect(found(saline(running(300), 300), code)).toEqual([]);
      expect(found(saline(running(300), 450), code)).toEqual([]);
      expect(found(saline(running(300), 452), code)).toMatchObject([
        { severity: 'critical', sites: ['tip'], eventIds: ['e6', 'e7'] },
      ]);
    });

    it('none where it is bridged, and none once the path is empty', () => {
      // 0.4 mL in 64 h: 300 mcg/day.
      expect(found(saline(running(300), 900, bridge(0.4, 64 * 60)), code)).toEqual([]);
      const flushed = saline(running(300), 300).programmed(later(24 * 3), 900);
      expect(found(flushed, code)).toEqual([]);
      const hurried = saline(running(300), 300).programmed(later(24 * 2), 900);
      expect(found(hurried, code)).toHaveLength(1);
    });

    it('after a zero of over 7 days by what the policy lets a drug begin again with: 200 mcg/day', () => {
      const stopped = (days: number) => running(600).programmed(later(-24 * days), 0);
      expect(found(saline(stopped(7), 900), code)).toEqual([]);
      expect(found(saline(stopped(7.01), 900), code)).toHaveLength(1);
      expect(found(saline(stopped(8), 300), code)).toEqual([]);
      expect(found(saline(stopped(8), 302), code)).toHaveLength(1);
    });

    it('pushed out by a priming it leaves far faster', () => {
      expect(found(saline(running(300), 300, bridge(0.4, 20, 'priming')), code)).toHaveLength(1);
    });

    it('saline after saline is no other change', () => {
      const twice = () =>
        saline(running(300), 300).event(later(1), 'ReservoirRefilled', {
          drug: 'drug-free',
          filledVolumeMl: 20,
        });
      expect(found(twice(), code)).toEqual([]);
      expect(found(twice().programmed(later(1), 900), code)).toMatchObject([{ eventIds: ['e6', 'e7'] }]);
    });
  });

  describe('after the catheter was aspirated', () => {
    const aspirated = (volumeMl: number | undefined, bridged: number, at = later(0.1)) =>
      running(300)
        .filled(VISIT, 500)
        .event(at, 'CatheterAspirated', { success: true, volumeMl })
        .programmed(later(0.25), 300, bridge(bridged));

    it('the tubing’s volume is enough when it was all of it', () => {
      expect(found(aspirated(0.2, 0.2), code)).toEqual([]);
      expect(found(aspirated(1, 0.2), code)).toEqual([]);
      expect(found(aspirated(0.2, 0.2, later(-0.1)), code)).toEqual([]);
      expect(found(aspirated(0.2, 0.2 - 1e-6), code)).toHaveLength(1);
    });

    it('and is not when it was a part, or nobody recorded how much', () => {
      expect(found(aspirated(0.19, 0.2), code)).toHaveLength(1);
      expect(found(aspirated(undefined, 0.2), code)).toHaveLength(1);
    });

    it('in two draws that are all of it together', () => {
      const history = running(300)
        .filled(VISIT, 500)
        .event(later(0.1), 'CatheterAspirated', { success: true, volumeMl: 0.15 })
        .event(later(0.15), 'CatheterAspirated', { success: true, volumeMl: 0.15 })
        .programmed(later(0.25), 300, bridge(0.2));
      expect(found(history, code)).toEqual([]);
    });

    it('and is not when the aspiration failed', () => {
      const history = running(300)
        .filled(VISIT, 500)
        .event(later(0.1), 'CatheterAspirated', { success: false, volumeMl: 0.2 })
        .programmed(later(0.25), 300, bridge(0.2));
      expect(found(history, code)).toHaveLength(1);
    });

    it('within a study too', () => {
      const history = running(300)
        .filled(VISIT, 500)
        .event(later(0.1), 'CatheterStudied', {
          method: 'contrast-myelography',
          finding: 'patent',
          aspiratedVolumeMl: 0.5,
          contrastVolumeMl: 2,
        })
        .programmed(later(0.25), 300, bridge(0.2));
      expect(found(history, code)).toEqual([]);
    });
  });

  it('a new pump with another strength, while the catheter still holds the old one', () => {
    const exchanged = (strength: number) =>
      running(300)
        .event(VISIT, 'PumpExplanted', { reason: 'end of service' })
        .event(later(1), 'PumpImplanted', {
          manufacturer: 'Medtronic',
          model: 'SynchroMed II',
          reservoirCapacityMl: 40,
          tubingVolumeMl: 0.2,
        })
        .filled(later(1), strength)
        .programmed(later(1), 300);
    expect(found(exchanged(500), code)).toMatchObject([{ at: ms(later(1)), eventIds: ['e8', 'e9'] }]);
    expect(found(exchanged(2000), code)).toEqual([]);
  });
});

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

  it('two gaps of one study are told apart', () => {
    // 0.2 mL: 0.1 drawn, 0.05 of it pushed back in as contrast: CSF at the tip, drug, contrast; at 0.1 mL/day each 12 h.
    const history = running(200).event(VISIT, 'CatheterStudied', {
      method: 'contrast-myelography',
      finding: 'patent',
      aspiratedVolumeMl: 0.1,
      contrastVolumeMl: 0.05,
    });
    const gaps = found(history, code);
    expect(gaps).toHaveLength(2);
    expect(new Set(gaps.map(({ id }) => id)).size).toBe(2);
  });
});

describe('OVERLAPPING_DRUGS', () => {
  const code = 'OVERLAPPING_DRUGS';
  const toMorphine = (dose: number, program: object = {}) =>
    running(300).switched(VISIT, ['baclofen', 2000], ['morphine', 2000]).programmed(VISIT, dose, program);

  it('a drug that leaves the tip 6 hours after another took its place', () => {
    const [overlap, ...others] = found(toMorphine(200), code);
    expect(others).toEqual([]);
    expect(overlap).toMatchObject({ severity: 'warning', at: ms(later(6)), eventIds: ['e6'] });
    // 0.4 mL at 0.1 mL/day: 4 days.
    expect(overlap!.detail).toContain('96 h');
  });

  it('cleared within 6 hours it is none', () => {
    // 0.4 mL at 1.6 mL/day: 6 hours.
    expect(found(toMorphine(3201), code)).toEqual([]);
    expect(found(toMorphine(3199), code)).toHaveLength(1);
    expect(found(toMorphine(200, bridge(0.4, 359)), code)).toEqual([]);
  });

  describe('while a bridge clears the path', () => {
    // 0.4 mL in 96 h.
    const bridged = (volumeMl = 0.4) => toMorphine(200, bridge(volumeMl, 96 * 60));

    it('none, however long it runs', () => {
      expect(found(bridged(), code)).toEqual([]);
      expect(found(bridged(), code, later(50))).toEqual([]);
      expect(found(bridged().programmed(later(97), 400), code)).toEqual([]);
    });

    it('one where it is smaller than the path, with the missing bridge as its cause', () => {
      expect(found(bridged(0.39), code)).toMatchObject([{ at: ms(later(6)), cause: 'e6', sites: ['tip'] }]);
      expect(found(bridged(0.39), 'BRIDGE_NOT_RECORDED')).toMatchObject([{ cause: 'e6' }]);
    });

    it('one from when it is cut short, and one before it was programmed', () => {
      // Half of the path is left at 48 h.
      expect(found(bridged().programmed(later(48), 200), code)).toMatchObject([{ at: ms(later(48)) }]);
      const late = running(300)
        .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
        .programmed(later(10), 200, bridge(0.4, 600));
      expect(found(late, code)).toMatchObject([{ at: ms(later(6)), until: ms(later(10)) }]);
    });
  });

  it('drugs that share a reservoir do not overlap', () => {
    const mixed = running(300)
      .event(VISIT, 'ReservoirRefilled', {
        drug: 'baclofen',
        concentrationMcgPerMl: 2000,
        with: [{ drug: 'morphine', concentrationMcgPerMl: 1000 }],
        filledVolumeMl: 40,
      })
      .programmed(VISIT, 300);
    expect(found(mixed, code)).toEqual([]);
    // Clonidine takes the place of morphine beside the baclofen; morphine leaves on.
    const other = mixed.event(later(24 * 10), 'ReservoirRefilled', {
      drug: 'baclofen',
      concentrationMcgPerMl: 2000,
      with: [{ drug: 'clonidine', concentrationMcgPerMl: 100 }],
      filledVolumeMl: 40,
    });
    expect(found(other, code)).toHaveLength(1);
  });

  it('another strength of the same drug is none', () => {
    expect(found(running(300).filled(VISIT, 500), code)).toEqual([]);
  });

  it('in a pump that stands still nothing leaves, until it runs again', () => {
    const stopped = toMorphine(0);
    expect(found(stopped, code)).toEqual([]);
    expect(found(stopped.programmed(later(72), 200), code)).toMatchObject([{ at: ms(later(72)) }]);
  });

  it('is not one yet before the 6 hours are over', () => {
    expect(found(toMorphine(200), code, later(6))).toEqual([]);
    expect(found(toMorphine(200), code, later(7))).toHaveLength(1);
  });

  it('from the catheter that a new pump with another drug was connected to', () => {
    const history = running(300)
      .event(VISIT, 'PumpExplanted', { reason: 'end of service' })
      .event(VISIT, 'PumpImplanted', {
        manufacturer: 'Medtronic',
        model: 'SynchroMed II',
        reservoirCapacityMl: 40,
        tubingVolumeMl: 0.2,
      })
      .filled(VISIT, 2000, 40, 'morphine')
      .programmed(VISIT, 200);
    expect(found(history, code)).toMatchObject([{ at: ms(VISIT) + 6 * HOUR }]);
  });

  it('pushed out by contrast while the pump stands still', () => {
    const history = toMorphine(0).event(later(8), 'CatheterStudied', {
      method: 'contrast-myelography',
      finding: 'patent',
      contrastVolumeMl: 0.1,
    });
    expect(found(history, code)).toMatchObject([{ at: ms(later(8)) }]);
  });
});

describe('a path whose volume nobody knows', () => {
  const unknown = () =>
    new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z', {}, { model: 'of another maker', volumeMl: undefined })
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', 300);

  it('gives no finding that would need it, and the missing bridge all the same', () => {
    const history = unknown().filled(VISIT, 500).programmed(VISIT, 300);
    const { findings } = history.audit('2021-03-01T00:00:00Z');
    expect(findings.filter(({ sites }) => sites.includes('tip')).map(({ code }) => code)).toEqual([
      'BRIDGE_NOT_RECORDED',
    ]);
  });
});

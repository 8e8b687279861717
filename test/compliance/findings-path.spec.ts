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
    // A first dose of 300 mcg/day without a screening test is another matter.
    expect(history.audit('2021-03-01T00:00:00Z').findings.map(({ code }) => code)).toEqual([
      'FIRST_DOSE_HIGH',
      'BRIDGE_NOT_RECORDED',
    ]);
  });
});

import { History, ms } from '../support/history.js';
import { VISIT, bridge, found, later, running } from './findings.js';

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
      'MODEL_UNKNOWN',
      'BRIDGE_NOT_RECORDED',
    ]);
  });
});

import { ms } from '../support/history.js';
import { HOUR, VISIT, bridge, found, later, running } from './findings.js';

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

import { isVerified, unverifiedTimes } from '../../src/compliance/doubt/verification.js';
import { timelineOf } from '../../src/therapy/timeline.js';
import { History, ms } from '../support/history.js';
import { DAY, HOUR, VISIT, bridge, later, running, runningAt } from './findings.js';

const AS_OF = '2021-06-01T00:00:00Z';
/** What the one cessation of baclofen at the reservoir became at the tip. */
const tipOf = (history: History, asOf = AS_OF) => {
  const [cessation, ...others] = history
    .audit(asOf)
    .cessations.filter(({ drug, site }) => drug === 'baclofen' && site === 'reservoir');
  expect(others).toEqual([]);
  return cessation!.tip;
};
const codes = ({ reasons }: ReturnType<typeof tipOf>) => reasons.map(({ code }) => code);

/** 1000, 700, 400, 100 mcg/day, three days apart; the last step is at the visit. */
const tapered = (history = running(1000)) =>
  [700, 400, 100].reduce((so, dose, index) => so.programmed(later(72 * (index - 3)), dose), history);
const toMorphine = (history: History, program: object = {}, at = VISIT) =>
  history.switched(at, ['baclofen', 2000], ['morphine', 2000]).programmed(at, 200, program);

describe('the tip of a pump that was stopped', () => {
  it('goes without from that instant, and keeps what the path holds', () => {
    const tip = tipOf(tapered().programmed(VISIT, 0));
    expect(tip).toMatchObject({ reachedZeroAt: ms(VISIT), verdict: 'tapered' });
    expect(tip.residualMcg).toBeCloseTo(800, 9);
  });

  it('is abrupt where the reservoir was', () => {
    expect(tipOf(running(800).programmed(VISIT, 0))).toMatchObject({ verdict: 'abrupt' });
  });

  it('holds what is left of the drug when another is behind it', () => {
    // 0.1 mL of morphine have entered the path of 0.4 mL when the pump is stopped.
    const history = toMorphine(running(200)).programmed(later(24), 0);
    expect(tipOf(history).residualMcg).toBeCloseTo(800, 9);
    const morphine = history.audit(AS_OF).cessations.find(({ drug }) => drug === 'morphine')!;
    expect(morphine.tip.residualMcg).toBeCloseTo(200, 9);
    expect(morphine.tip.verdict).toBe('undetermined');
  });

  it('is open until it has gone 6 hours without', () => {
    const history = running(800).programmed(VISIT, 0);
    expect(tipOf(history, later(6)).reachedZeroAt).toBe(ms(VISIT));
    expect(history.audit(later(5.9)).cessations).toEqual([]);
  });
});

describe('the tip after a switch', () => {
  it('goes on with the old drug until the path’s volume has passed', () => {
    // 0.4 mL at 0.1 mL/day.
    const tip = tipOf(toMorphine(running(1000)));
    expect(tip.reachedZeroAt).toBe(ms(VISIT) + 4 * DAY);
    expect(tip.residualMcg).toBeCloseTo(800, 9);
    expect(tip.verdict).toBe('undetermined');
    expect(codes(tip)).toEqual(['NEITHER_BRIDGE_NOR_ASPIRATION']);
  });

  it('a bridge at the last dose: the taper goes on at the tip', () => {
    // 0.4 mL in 8 days: 0.05 mL/day, 100 mcg/day.
    const tip = tipOf(toMorphine(tapered(), bridge(0.4, 8 * 1440)));
    expect(tip).toMatchObject({ verdict: 'tapered', reachedZeroAt: ms(VISIT) + 8 * DAY });
  });

  it('a bridge that gives more at its end than a step may take away: abrupt at the tip alone', () => {
    // From 200 mcg/day at 301 for a good 2.6 days, then none: no spike, and over 300.
    const history = running(700).programmed(later(-144), 450).programmed(later(-72), 200);
    const tip = tipOf(toMorphine(history, bridge(0.4, (0.4 * 2000 * 1440) / 301)));
    expect(tip.verdict).toBe('abrupt');
    const atReservoir = toMorphine(history)
      .audit(AS_OF)
      .cessations.find(({ site }) => site === 'reservoir')!;
    expect(atReservoir.verdict).toBe('tapered');
  });

  it('a bridge that is a spike: its end counts from the dose before it', () => {
    // 0.4 mL in one day: 800 mcg/day where 100 were given, then none.
    const history = toMorphine(tapered(), bridge(0.4, 1440));
    expect(tipOf(history)).toMatchObject({ verdict: 'tapered', reachedZeroAt: ms(VISIT) + DAY });
    expect(history.audit(AS_OF).findings.map(({ code }) => code)).toContain('DOSE_SPIKE');
  });

  it('a bridge of less than 6 hours is left out, as a priming is', () => {
    const tip = tipOf(toMorphine(tapered(), bridge(0.4, 300)));
    expect(tip).toMatchObject({ verdict: 'tapered', reachedZeroAt: ms(later(5)) });
  });

  it('an aspirated catheter counts as known', () => {
    const history = tapered()
      .event(later(-0.1), 'CatheterAspirated', { success: true, volumeMl: 0.2 })
      .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
      .programmed(VISIT, 200);
    expect(codes(tipOf(history))).not.toContain('NEITHER_BRIDGE_NOR_ASPIRATION');
  });

  it('a study in which nothing was drawn is no aspiration', () => {
    const history = tapered()
      .event(later(-0.1), 'CatheterStudied', { method: 'ct', finding: 'patent', aspiratedVolumeMl: 0 })
      .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
      .programmed(VISIT, 200);
    expect(codes(tipOf(history))).toContain('NEITHER_BRIDGE_NOR_ASPIRATION');
  });
});

describe('a path whose volume is not recorded', () => {
  const stopped = (catheter: object) => runningAt(2000, 800, 'baclofen', {}, catheter).programmed(VISIT, 0);

  it('by its implanted length it is known', () => {
    const tip = tipOf(stopped({ volumeMl: undefined, implantedLengthCm: 60 }));
    expect(tip.verdict).toBe('abrupt');
    expect(tip.residualMcg).toBeCloseTo((0.2 + 60 * 0.0022) * 2000, 9);
  });

  it('computed untrimmed it is undetermined', () => {
    const tip = tipOf(stopped({ volumeMl: undefined }));
    expect(tip.verdict).toBe('undetermined');
    expect(codes(tip)).toEqual(['PATH_VOLUME_NOT_RECORDED']);
    expect(tip.residualMcg).toBeCloseTo((0.2 + 104.1 * 0.0022) * 2000, 9);
  });

  it.each(['of another maker', 'SureStream'])('of a model %s there is not even a residual', (model) => {
    const tip = tipOf(stopped({ model, volumeMl: undefined, implantedLengthCm: 60 }));
    expect(tip).toMatchObject({ verdict: 'undetermined', residualMcg: null });
    expect(codes(tip)).toEqual(['PATH_VOLUME_UNKNOWN']);
  });

  it.each(['of another maker', 'Prometra II'])(
    'of a pump %s, whose tubing nobody knows, neither',
    (model) => {
      const history = runningAt(2000, 800, 'baclofen', { model, tubingVolumeMl: undefined });
      const tip = tipOf(history.programmed(VISIT, 0));
      expect(tip).toMatchObject({ verdict: 'undetermined', residualMcg: null });
      expect(codes(tip)).toEqual(['PATH_VOLUME_UNKNOWN']);
    },
  );

  it('the model’s tubing stands for the tubing', () => {
    const history = runningAt(2000, 800, 'baclofen', { tubingVolumeMl: undefined });
    const tip = tipOf(history.programmed(VISIT, 0));
    expect(tip.verdict).toBe('abrupt');
    expect(tip.residualMcg).toBeCloseTo((0.199 + 0.2) * 2000, 9);
  });

  it('nothing reaches the tip without a catheter', () => {
    const history = new History()
      .registered()
      .event('2021-01-01T00:00:00Z', 'PumpImplanted', {
        manufacturer: 'Medtronic',
        model: 'SynchroMed II',
        reservoirCapacityMl: 40,
        tubingVolumeMl: 0.2,
      })
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', 800)
      .programmed(VISIT, 0);
    const tip = tipOf(history);
    expect(tip.verdict).toBe('undetermined');
    expect(codes(tip)).toContain('NO_CATHETER_RECORDED');
  });
});

describe('a volume that was moved and not recorded', () => {
  const disturbed = (hoursBefore: number, type: 'CatheterAspirated' | 'CatheterStudied', data: object) =>
    tipOf(running(800).event(later(-hoursBefore), type, data).programmed(VISIT, 0));

  it.each([
    ['CatheterAspirated', { success: true }],
    ['CatheterStudied', { method: 'contrast-myelography', finding: 'patent' }],
  ] as const)('leaves the tip open until the path’s volume has passed: %s', (type, data) => {
    // 0.4 mL at 0.4 mL/day: a day.
    expect(codes(disturbed(23, type, data))).toEqual(['MOVED_VOLUME_NOT_RECORDED']);
    expect(disturbed(25, type, data).verdict).toBe('abrupt');
  });

  it('not where none was moved', () => {
    expect(disturbed(1, 'CatheterAspirated', { success: false }).verdict).toBe('abrupt');
    expect(disturbed(1, 'CatheterStudied', { method: 'x-ray', finding: 'patent' }).verdict).toBe('abrupt');
  });
});

describe('an unverified catheter', () => {
  const studied = (history: History, at: string, finding: string) =>
    history.event(at, 'CatheterStudied', { method: 'x-ray', finding });
  const replaced = (history: History, at: string) =>
    history.event(at, 'CatheterReplaced', { reason: 'leak', catheter: { model: '8731SC', volumeMl: 0.2 } });
  const times = (history: History) =>
    unverifiedTimes(timelineOf(history.events).acting).map(({ from, to }) => [from, to]);
  const implantedAt = ms('2021-01-01T00:00:00Z');

  it.each(['leak', 'rupture', 'occlusion', 'migration', 'disconnection'])(
    'after a study found: %s',
    (fault) => {
      expect(times(studied(running(800), VISIT, fault))).toEqual([[implantedAt, Number.POSITIVE_INFINITY]]);
    },
  );

  it.each(['patent', 'inconclusive'])('not after a study found: %s', (finding) => {
    expect(times(studied(running(800), VISIT, finding))).toEqual([]);
  });

  it('from the last patent study before it until the next replacement', () => {
    const history = studied(
      studied(studied(running(800), later(-48), 'patent'), later(-24), 'inconclusive'),
      VISIT,
      'leak',
    );
    expect(times(replaced(history, later(24)))).toEqual([[ms(later(-48)), ms(later(24))]]);
  });

  it('a patent study after the fault does not clear it', () => {
    const history = studied(studied(running(800), VISIT, 'leak'), later(24), 'patent');
    expect(times(history)).toEqual([[implantedAt, Number.POSITIVE_INFINITY]]);
    expect(times(studied(replaced(history, later(48)), later(72), 'occlusion'))).toEqual([
      [implantedAt, ms(later(48))],
      [ms(later(48)), Number.POSITIVE_INFINITY],
    ]);
  });

  it('touches an answer that lies in it or across its edges', () => {
    const history = replaced(studied(running(800), VISIT, 'leak'), later(24));
    const unverified = unverifiedTimes(timelineOf(history.events).acting);
    const end = ms(later(24));
    expect(isVerified(unverified, end - HOUR, end + HOUR)).toBe(false);
    expect(isVerified(unverified, end, end + HOUR)).toBe(true);
    expect(isVerified(unverified, implantedAt - HOUR, implantedAt)).toBe(true);
    expect(isVerified(unverified, implantedAt - HOUR, implantedAt + HOUR)).toBe(false);
    expect(isVerified(unverified, ms(VISIT), ms(VISIT))).toBe(false);
    expect(isVerified(unverified, end, end)).toBe(true);
  });

  it('leaves the verdict at the tip open, not the one at the reservoir', () => {
    const history = studied(running(800).programmed(VISIT, 0), later(24), 'leak');
    const tip = tipOf(history);
    expect(tip).toMatchObject({ verdict: 'undetermined', reachedZeroAt: ms(VISIT) });
    expect(codes(tip)).toEqual(['CATHETER_UNVERIFIED']);
    expect(history.audit(AS_OF).cessations[0]!.verdict).toBe('abrupt');
  });

  it('a cessation before the last patent study, or after the replacement, keeps its verdict', () => {
    const before = studied(
      studied(running(800).programmed(VISIT, 0), later(24), 'patent'),
      later(48),
      'leak',
    );
    expect(tipOf(before).verdict).toBe('abrupt');
    const after = replaced(studied(running(800), later(-100), 'leak'), later(-80)).programmed(VISIT, 0);
    expect(tipOf(after).verdict).toBe('abrupt');
  });
});

describe('the tip of a pump that runs at what the patient asks for alone', () => {
  const asked = { doseMcg: 50, durationMinutes: 10, lockoutMinutes: 60, maxPerDay: 4 };
  const onDemand = (history: History) =>
    history.event(VISIT, 'PumpReprogrammed', {
      program: { mode: 'flex', basalDailyDoseMcg: 0, boluses: [], patientBolus: asked },
    });
  const read = (history: History, count: number) =>
    history.event(later(240), 'PumpInterrogated', {
      shows: { patientBoluses: { since: VISIT, count, doseMcg: 50, durationMinutes: 10 } },
    });

  it('has no verdict while what was asked for was not read, as the reservoir has none', () => {
    const history = read(onDemand(running(300)), 20).programmed(later(312), 0);
    expect(codes(tipOf(history))).toEqual(['FLOW_UNKNOWN']);
    expect(tipOf(history)).toMatchObject({ verdict: 'undetermined', reachedZeroAt: ms(later(312)) });
    expect(history.audit(AS_OF).cessations[0]).toMatchObject({
      verdict: 'undetermined',
      // 20 x 50 mcg in ten days.
      steps: [{ toMcgPerDay: 100 }, { fromMcgPerDay: 100, toMcgPerDay: 0 }],
    });
  });

  it('is not without drug any more from when nobody read what was asked for', () => {
    const history = read(onDemand(running(300)), 0);
    expect(tipOf(history)).toMatchObject({
      verdict: 'abrupt',
      reachedZeroAt: ms(VISIT),
      resumedAt: ms(later(240)),
    });
    expect(history.audit(AS_OF).cessations[0]).toMatchObject({
      verdict: 'abrupt',
      resumedAt: ms(later(240)),
    });
  });

  it('was no stop where it stood for less than counts before', () => {
    const history = onDemand(running(300).programmed(later(-3), 0)).programmed(later(72), 300);
    expect(history.audit(AS_OF).cessations).toEqual([]);
  });
});

import { History, caseReport, ms } from '../support/history.js';

const DAY = 86_400_000;

describe('a catheter of which nobody recorded how much was trimmed', () => {
  it('gives the published switch as a range: 662 to 856 mcg, gone after 3.31 to 4.28 days', () => {
    const { cessations } = caseReport('a').audit('2021-09-01T00:00:00Z');
    const holiday = cessations.find(({ drug, site }) => drug === 'baclofen' && site === 'reservoir')!;
    const { shortest, longest } = holiday.tip.range!;
    // Dossier, section 3: 60 cm and 104.1 cm at 0.0022 mL/cm, with 0.199 mL of tubing: 0.331 and 0.42802 mL, all
    // of it baclofen 2000 mcg/mL, moved at 0.1 mL/day once morphine runs at 2021-03-19T09:30Z.
    expect(shortest!.residualMcg).toBeCloseTo(0.331 * 2000, 6);
    expect(longest!.residualMcg).toBeCloseTo(0.42802 * 2000, 6);
    const runs = ms('2021-03-19T09:30:00Z');
    expect((shortest!.reachedZeroAt! - runs) / DAY).toBeCloseTo(3.31, 6);
    expect((longest!.reachedZeroAt! - runs) / DAY).toBeCloseTo(4.2802, 6);
    // Neither bridge nor aspiration is recorded at the switch, whatever the length.
    expect([shortest!.verdict, longest!.verdict]).toEqual(['undetermined', 'undetermined']);
    expect(holiday.tip.verdict).toBe('undetermined');
  });

  /** 8731SC without a length: 0.331 to 0.428 mL with the tubing; the bridge of a change of strength lies between. */
  const bridged = (volumeMl: number, catheter: object) =>
    new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z', { tubingVolumeMl: 0.199 }, catheter)
      .filled('2021-01-01T00:00:00Z')
      .programmed('2021-01-01T00:00:00Z', 300, {
        startsWith: { kind: 'priming', volumeMl: 0.42802, durationMinutes: 20 },
      })
      .filled('2021-02-01T10:00:00Z', 500)
      .programmed('2021-02-01T10:30:00Z', 300, {
        startsWith: { kind: 'bridge', volumeMl, durationMinutes: 1440 },
      })
      .audit('2021-02-20T00:00:00Z')
      .findings.filter(({ code }) => code === 'BRIDGE_NOT_RECORDED');

  const untold = { model: '8731SC', volumeMl: undefined };

  it.each([
    ['shorter than either', 0.3, ['certain']],
    ['enough for 60 cm (0.331 mL), not for 104.1 cm (0.428 mL)', 0.35, ['possible']],
    ['enough for both', 0.43, []],
  ])('a bridge %s', (_, volumeMl, confidence) => {
    const found = bridged(volumeMl, untold);
    expect(found.map((finding) => finding.confidence)).toEqual(confidence);
    if (confidence[0] === 'possible') expect(found[0]!.settledBy).toContain('implanted length');
  });

  it('is certain where the length is recorded', () => {
    const found = bridged(0.35, { ...untold, implantedLengthCm: 104.1 });
    expect(found.map(({ confidence }) => confidence)).toEqual(['certain']);
  });

  it('has no range where all volumes are recorded', () => {
    const { cessations } = new History()
      .running('2021-01-01T00:00:00Z', 300)
      .programmed('2021-02-01T00:00:00Z', 0)
      .audit('2021-03-01T00:00:00Z');
    expect(cessations[0]!.tip.range).toBeUndefined();
  });
});

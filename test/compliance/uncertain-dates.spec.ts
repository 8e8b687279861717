import { History, ms } from '../support/history.js';

const running = (dose: number) => new History().running('2021-01-01T00:00:00Z', dose);
const baclofen = (history: History, asOf: string) => history.audit(asOf).cessations;

describe('dates that are intervals', () => {
  const taper = (...steps: [string | { earliest: string; latest: string }, number][]) =>
    steps.reduce((history, [at, dose]) => history.programmed(at, dose), running(1000));
  const first = (history: History) => baclofen(history, '2021-06-01T00:00:00Z')[0]!;

  it('days three apart may be two days apart: the interval is undetermined, the taper is not', () => {
    const cessation = first(
      taper(['2021-02-01', 700], ['2021-02-04', 400], ['2021-02-07', 100], ['2021-02-10', 0]),
    );
    expect(cessation).toMatchObject({ verdict: 'tapered', conformance: 'undetermined' });
    expect(cessation.steps.map(({ rules }) => rules.map(({ outcome }) => outcome))).toEqual([
      ['pass', 'pass'],
      ['pass', 'undetermined'],
      ['pass', 'undetermined'],
      ['pass', 'undetermined'],
    ]);
  });

  it('days four apart keep every rule whatever the hour', () => {
    expect(
      first(taper(['2021-02-01', 700], ['2021-02-05', 400], ['2021-02-09', 100], ['2021-02-13', 0])),
    ).toMatchObject({ verdict: 'tapered', conformance: 'pass' });
  });

  it('neighbouring days may be within 24 hours: never a guess', () => {
    const cessation = first(
      taper(['2021-02-01', 700], ['2021-02-02', 400], ['2021-02-06', 100], ['2021-02-10', 0]),
    );
    expect(cessation.verdict).toBe('undetermined');
    expect(cessation.reasons.map(({ code }) => code)).toContain('DATES_UNCERTAIN');
  });

  it('a stop in one step is abrupt whenever in the month it was', () => {
    expect(first(taper(['2021-02', 0]))).toMatchObject({
      verdict: 'abrupt',
      conformance: 'fail',
      reachedZeroAt: ms('2021-02-01T00:00:00Z'),
    });
  });

  it('a refill that may have come before or after the reservoir ran dry', () => {
    const history = new History()
      .running('2021-01-01T00:00:00Z', 1000)
      .filled({ earliest: '2021-03-15', latest: '2021-03-30' })
      .programmed('2021-04-20T00:00:00Z', 900);
    const audit = history.audit('2021-05-01T00:00:00Z');
    expect(audit.assumptions.map(({ code }) => code)).toContain('DATES_ARE_INTERVALS');
    // At its acting instant the refill was in time, which proves nothing.
    expect(audit.cessations).toEqual([]);
    const open = audit.assumptions.find(({ code }) => code === 'CESSATION_POSSIBLE')!;
    expect(open.detail).toMatch(/baclofen.*reservoir-empty.*2021-03-21/);
    expect(open.eventIds).toEqual(['e6']);
  });

  it('a choice that makes another fact impossible is none', () => {
    const history = new History()
      .registered()
      .event('2021-01', 'PumpImplanted', {
        manufacturer: 'm',
        model: 'SynchroMed II',
        reservoirCapacityMl: 40,
        tubingVolumeMl: 0.2,
      })
      .event('2021-01-01T00:00:00Z', 'CatheterImplanted', { model: '8731SC', volumeMl: 0.2 })
      .filled('2021-01-15T00:00:00Z')
      .programmed('2021-01-15T00:00:00Z', 800)
      .programmed('2021-01-25T00:00:00Z', 0);
    expect(first(history)).toMatchObject({ verdict: 'abrupt', conformance: 'fail' });
  });
});

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

  it('a refill that may have come before or after the reservoir ran dry: a cessation that only some choice shows', () => {
    const history = new History()
      .running('2021-01-01T00:00:00Z', 1000)
      .filled({ earliest: '2021-03-15', latest: '2021-03-30' })
      .programmed('2021-04-20T00:00:00Z', 900);
    const audit = history.audit('2021-05-01T00:00:00Z');
    expect(audit.assumptions.map(({ code }) => code)).toContain('DATES_ARE_INTERVALS');
    // 40 mL less the priming of 0.4 mL, at 0.5 mL a day from 00:24 on: dry on 2021-03-21. At its acting instant the
    // refill was in time, which proves nothing.
    expect(audit.cessations).toMatchObject([
      {
        cause: 'reservoir-empty',
        certainty: 'possible',
        verdict: 'undetermined',
        conformance: 'undetermined',
        reachedZeroAt: ms('2021-03-21T05:12:00Z'),
        reasons: [{ code: 'EMPTY_NOT_CONFIRMED' }, { code: 'DATES_UNCERTAIN' }],
      },
    ]);
    expect(audit.findings.find(({ code }) => code === 'RESERVOIR_RAN_EMPTY')?.confidence).toBe('possible');
  });

  it('halves on two days: tapered and abrupt are both possible, two steps so close keep no rule', () => {
    const history = new History().running('2021-01-01T00:00:00Z', 600);
    const cessation = first(history.programmed('2021-02-01', 300).programmed('2021-02-02', 0));
    expect(cessation).toMatchObject({ certainty: 'certain', verdict: 'undetermined', conformance: 'fail' });
    // At most 48 h apart, and 70 h are the least.
    expect(cessation.steps[1]!.rules).toMatchObject([{ outcome: 'pass' }, { outcome: 'fail' }]);
  });

  it('small steps on each of many days: no 26 hours can hold enough of them, whatever the hours', () => {
    // Three of them are 24 h and 1 ms apart at least: 150 of 1000 mcg/day.
    const days = Array.from({ length: 20 }, (_, day) => day + 1);
    const history = days.reduce(
      (so, day) => so.programmed(`2021-02-${String(day).padStart(2, '0')}`, 1000 - 50 * day),
      running(1000),
    );
    expect(first(history)).toMatchObject({ certainty: 'certain', verdict: 'tapered', conformance: 'fail' });
  });

  it('a plan of which only the year is known is seen', () => {
    const history = [70, 40, 0, 20].reduce((so, dose) => so.programmed('2021', dose), running(100));
    const [cessation, ...others] = history
      .audit('2023-01-01T00:00:00Z')
      .cessations.filter(({ cause }) => cause === 'programmed');
    // All at one instant they come to 20 mcg/day, and nothing stopped.
    expect(cessation).toMatchObject({
      certainty: 'possible',
      verdict: 'undetermined',
      conformance: 'undetermined',
    });
    expect(others).toEqual([]);
  });

  it('a refill of another strength and the program of the same day are one visit', () => {
    const doses = (history: History) =>
      first(history).steps.map(({ fromMcgPerDay, toMcgPerDay }) => [fromMcgPerDay, toMcgPerDay]);
    const history = taper(['2021-02-01', 700])
      .filled('2021-02-08', 1000)
      .programmed('2021-02-08', 400)
      .programmed('2021-02-15', 100)
      .programmed('2021-02-22', 0);
    expect(doses(history)).toEqual([
      [1000, 700],
      [700, 400],
      [400, 100],
      [100, 0],
    ]);
    expect(first(history)).toMatchObject({ certainty: 'certain', verdict: 'tapered', conformance: 'pass' });
  });

  it('refills and programs of one day, four days apart, are as definite as exact ones', () => {
    const history = ['2021-02-01', '2021-02-05', '2021-02-09', '2021-02-13'].reduce(
      (so, day, index) => so.filled(day).programmed(day, [700, 400, 100, 0][index]!),
      running(1000),
    );
    expect(first(history)).toMatchObject({
      certainty: 'certain',
      verdict: 'tapered',
      conformance: 'pass',
      tip: { verdict: 'tapered' },
    });
  });

  it('one date of which only the month is known takes nothing from what came long after it', () => {
    const exact = (history: History) =>
      history
        .filled('2021-03-01T00:00:00Z')
        .filled('2021-05-01T00:00:00Z')
        .filled('2021-07-01T00:00:00Z')
        .programmed('2021-07-10T00:00:00Z', 400)
        .programmed('2021-07-13T00:00:00Z', 0);
    const audited = (at: string) => exact(running(600).programmed(at, 700)).audit('2021-09-01T00:00:00Z');
    const late = (from: ReturnType<History['audit']>) =>
      from.findings.filter(({ at }) => at > ms('2021-07-01T00:00:00Z'));
    const said = ({ cessations }: ReturnType<History['audit']>) =>
      cessations.map(({ steps, certainty, verdict, conformance, tip }) => [
        steps,
        certainty,
        verdict,
        conformance,
        tip.verdict,
      ]);
    expect(said(audited('2021-01'))).toEqual(said(audited('2021-01-20T00:00:00Z')));
    expect(said(audited('2021-01'))[0]!.slice(1)).toEqual(['certain', 'abrupt', 'fail', 'abrupt']);
    expect(late(audited('2021-01'))).toEqual(late(audited('2021-01-20T00:00:00Z')));
  });

  it('what an order decides is certain where the order is; what hours decide is not', () => {
    const other = { drug: 'baclofen', concentrationMcgPerMl: 50 };
    const history = running(600).event('2021-02-01', 'ReservoirRefilled', { ...other, filledVolumeMl: 20 });
    const confidence = (code: string) =>
      history.audit('2021-02-10T00:00:00Z').findings.find((one) => one.code === code)?.confidence;
    expect(confidence('BRIDGE_NOT_RECORDED')).toBe('certain');
    expect(confidence('CONCENTRATION_MISMATCH')).toBe('likely');
  });

  it('good care of which only the days are known is told like good care of known hours', () => {
    const told = (hour: string, later: string) => {
      const history = new History().running('2021-01-01T00:00:00Z', 400);
      for (const day of ['2021-02-01', '2021-03-01', '2021-04-01'])
        history.filled(day + hour).programmed(day + later, 400);
      for (const [day, dose] of [
        ['2021-04-20', 250],
        ['2021-04-24', 100],
        ['2021-04-28', 0],
      ] as const)
        history.programmed(day + hour, dose);
      history.filled(`2021-05-10${hour}`).programmed(`2021-05-10${later}`, 100);
      const { cessations, findings } = history.audit('2021-07-01T00:00:00Z');
      return {
        cessations: cessations.map(({ certainty, verdict, conformance, tip }) => [
          certainty,
          verdict,
          conformance,
          tip.verdict,
        ]),
        codes: findings.map(({ code }) => code),
      };
    };
    expect(told('', '')).toEqual(told('T10:00:00Z', 'T10:20:00Z'));
    expect(told('', '').cessations).toEqual([['certain', 'tapered', 'pass', 'tapered']]);
  });

  it('what may still be to come by the audit decides nothing', () => {
    const history = running(600).programmed('2021-02', 0);
    expect(baclofen(history, '2021-02-15T00:00:00Z')[0]).toMatchObject({
      certainty: 'possible',
      verdict: 'undetermined',
    });
    expect(baclofen(history, '2021-03-02T00:00:00Z')[0]).toMatchObject({
      certainty: 'certain',
      verdict: 'abrupt',
      conformance: 'fail',
    });
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

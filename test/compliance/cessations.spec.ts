import { History, codesOf, ms } from '../support/history.js';

const running = (dose: number) => new History().running('2021-01-01T00:00:00Z', dose);
const baclofen = (history: History, asOf: string) => history.audit(asOf).cessations;

describe('cessations that nobody called so', () => {
  it('a reservoir that runs dry and is refilled late', () => {
    // 40 mL at 1000/2000 = 0.5 mL/day, less the 0.4 mL of priming and its 20 minutes: dry after 79.2 days.
    const history = running(1000).event('2021-04-01T00:00:00Z', 'ReservoirRefilled', {
      drug: 'baclofen',
      concentrationMcgPerMl: 2000,
      filledVolumeMl: 40,
      aspiratedVolumeMl: 0,
    });
    const [cessation, ...others] = baclofen(history, '2021-05-01T00:00:00Z');
    const dryAt = ms('2021-01-01T00:24:00Z') + (39.6 / 0.5) * 86_400_000;
    expect(others).toEqual([]);
    expect(cessation).toMatchObject({
      cause: 'reservoir-empty',
      verdict: 'abrupt',
      conformance: 'fail',
      declaredHoliday: false,
      baselineMcgPerDay: 1000,
      resumedAt: ms('2021-04-01T00:00:00Z'),
    });
    expect(Math.abs(cessation!.reachedZeroAt - dryAt)).toBeLessThanOrEqual(1);
    expect(cessation!.steps).toMatchObject([{ eventId: null, toMcgPerDay: 0 }]);
    expect(codesOf(history.audit('2021-05-01T00:00:00Z'))).toContain('RESERVOIR_RAN_EMPTY');
  });

  it('a pump set to stop from 800 mcg/day', () => {
    const [cessation] = baclofen(running(800).programmed('2021-02-01T10:00:00Z', 0), '2021-03-01T00:00:00Z');
    expect(cessation).toMatchObject({
      cause: 'programmed',
      verdict: 'abrupt',
      conformance: 'fail',
      reachedZeroAt: ms('2021-02-01T10:00:00Z'),
      tip: { verdict: 'abrupt', reachedZeroAt: ms('2021-02-01T10:00:00Z') },
    });
    expect(cessation!.tip.residualMcg).toBeCloseTo(0.4 * 2000, 9);
    expect(cessation!.resumedAt).toBeUndefined();
  });

  it('a motor that stalls for two days', () => {
    const history = running(800)
      .event('2021-02-01T10:00:00Z', 'MotorStallDetected', {}, {}, 'stall')
      .event('2021-02-03T10:00:00Z', 'MotorStallRecovered');
    const [cessation, ...others] = baclofen(history, '2021-03-01T00:00:00Z');
    expect(others).toEqual([]);
    expect(cessation).toMatchObject({
      cause: 'motor-stall',
      verdict: 'abrupt',
      reachedZeroAt: ms('2021-02-01T10:00:00Z'),
      resumedAt: ms('2021-02-03T10:00:00Z'),
      steps: [{ eventId: 'stall', fromMcgPerDay: 800, toMcgPerDay: 0 }],
    });
    expect(codesOf(history.audit('2021-03-01T00:00:00Z'))).toContain('MOTOR_STALLED');
  });

  it('an explanted pump, with what the catheter still held', () => {
    const [cessation] = baclofen(
      running(800).event('2021-02-01T10:00:00Z', 'PumpExplanted', { reason: 'infection' }),
      '2021-03-01T00:00:00Z',
    );
    expect(cessation).toMatchObject({ cause: 'explant', verdict: 'abrupt' });
    expect(cessation!.tip.residualMcg).toBeCloseTo(800, 9);
  });

  it('a new catheter that was not primed: at the tip alone', () => {
    const history = running(400).event('2021-02-01T10:00:00Z', 'CatheterReplaced', {
      reason: 'leak',
      catheter: { model: '8731SC', volumeMl: 0.2 },
    });
    const [cessation, ...others] = baclofen(history, '2021-03-01T00:00:00Z');
    expect(others).toEqual([]);
    // 0.2 mL at 0.2 mL/day: one day.
    expect(cessation).toMatchObject({
      site: 'tip',
      cause: 'catheter',
      verdict: 'abrupt',
      conformance: 'fail',
      reachedZeroAt: ms('2021-02-01T10:00:00Z'),
      resumedAt: ms('2021-02-02T10:00:00Z'),
      steps: [{ fromMcgPerDay: 400, toMcgPerDay: 0, eventId: 'e6' }],
    });
  });

  it('an interruption of less than 6 hours is none', () => {
    const history = running(800)
      .programmed('2021-02-01T10:00:00Z', 0)
      .programmed('2021-02-01T15:59:00Z', 800);
    expect(baclofen(history, '2021-03-01T00:00:00Z')).toEqual([]);
    const longer = running(800).programmed('2021-02-01T10:00:00Z', 0).programmed('2021-02-01T16:00:00Z', 800);
    expect(baclofen(longer, '2021-03-01T00:00:00Z')).toHaveLength(1);
  });

  it('is not one yet while less than 6 hours have passed', () => {
    const history = running(800).programmed('2021-02-01T10:00:00Z', 0);
    expect(baclofen(history, '2021-02-01T15:59:59Z')).toEqual([]);
    expect(baclofen(history, '2021-02-01T16:00:00Z')).toHaveLength(1);
  });

  it('the minimum rate is zero by the audit’s measure', () => {
    const history = running(800).event('2021-02-01T10:00:00Z', 'PumpReprogrammed', {
      program: { mode: 'minimum-rate' },
    });
    expect(baclofen(history, '2021-03-01T00:00:00Z')).toMatchObject([
      { cause: 'programmed', verdict: 'abrupt' },
    ]);
  });

  it('gaps between a program’s own boluses, pump boluses and a priming are none', () => {
    const history = running(800)
      .event('2021-02-01T10:00:00Z', 'PumpReprogrammed', {
        program: {
          mode: 'periodic-bolus',
          bolusDoseMcg: 400,
          intervalMinutes: 720,
          bolusDurationMinutes: 30,
          basalDailyDoseMcg: 0,
        },
      })
      .event('2021-02-10T10:00:00Z', 'BolusTestPerformed', {
        purpose: 'troubleshooting',
        route: 'pump',
        drug: 'baclofen',
        doseMcg: 50,
        durationMinutes: 600,
        response: 'partial',
      });
    const audit = history.audit('2021-03-01T00:00:00Z');
    expect(audit.cessations).toEqual([]);
    // By its own boluses of 400 mcg.
    expect(codesOf(audit).toSorted()).toEqual(['DOSE_SPIKE', 'FIRST_DOSE_HIGH']);
  });
});

describe('the verdict', () => {
  const taper = (...steps: [string, number][]) =>
    steps.reduce((history, [at, dose]) => history.programmed(at, dose), running(1000));
  const verdict = (history: History) => {
    const [cessation] = baclofen(history, '2021-06-01T00:00:00Z');
    return [cessation!.verdict, cessation!.conformance];
  };

  it.each([
    [
      '300 every 3 days',
      [
        ['2021-02-01T10:00:00Z', 700],
        ['2021-02-04T10:00:00Z', 400],
        ['2021-02-07T10:00:00Z', 100],
        ['2021-02-10T10:00:00Z', 0],
      ],
      ['tapered', 'pass'],
    ],
    [
      'an interval of 70 hours is within the tolerance',
      [
        ['2021-02-01T10:00:00Z', 700],
        ['2021-02-04T08:00:00Z', 400],
        ['2021-02-07T06:00:00Z', 100],
        ['2021-02-10T04:00:00Z', 0],
      ],
      ['tapered', 'pass'],
    ],
    [
      'an interval of less is not',
      [
        ['2021-02-01T10:00:00Z', 700],
        ['2021-02-04T07:59:00Z', 400],
        ['2021-02-07T08:00:00Z', 100],
        ['2021-02-10T08:00:00Z', 0],
      ],
      ['tapered', 'fail'],
    ],
    [
      'more than half of the baseline within a day',
      [
        ['2021-02-01T10:00:00Z', 700],
        ['2021-02-02T09:00:00Z', 450],
        ['2021-02-05T10:00:00Z', 200],
        ['2021-02-08T10:00:00Z', 0],
      ],
      ['abrupt', 'fail'],
    ],
    [
      'the same spread over more than a day and 2 hours',
      [
        ['2021-02-01T10:00:00Z', 700],
        ['2021-02-02T12:01:00Z', 450],
        ['2021-02-05T10:00:00Z', 200],
        ['2021-02-08T10:00:00Z', 0],
      ],
      ['tapered', 'fail'],
    ],
    [
      'a last fall above the largest step',
      [
        ['2021-02-01T10:00:00Z', 700],
        ['2021-02-04T10:00:00Z', 400],
        ['2021-02-07T10:00:00Z', 0],
      ],
      ['abrupt', 'fail'],
    ],
    [
      'two falls of the last day that add up to more',
      [
        ['2021-02-01T10:00:00Z', 700],
        ['2021-02-04T10:00:00Z', 400],
        ['2021-02-07T10:00:00Z', 200],
        ['2021-02-08T09:00:00Z', 0],
      ],
      ['abrupt', 'fail'],
    ],
  ] as [string, [string, number][], string[]][])('%s', (_, steps, expected) => {
    expect(verdict(taper(...steps))).toEqual(expected);
  });

  it('goes back from zero until a rise', () => {
    const [cessation] = baclofen(
      taper(
        ['2021-02-01T10:00:00Z', 600],
        ['2021-02-04T10:00:00Z', 800],
        ['2021-02-07T10:00:00Z', 500],
        ['2021-02-10T10:00:00Z', 0],
      ),
      '2021-06-01T00:00:00Z',
    );
    expect(cessation!.steps.map(({ fromMcgPerDay }) => fromMcgPerDay)).toEqual([800, 500]);
  });

  it('goes back from zero until 28 days without a fall', () => {
    const steps = (first: string) =>
      baclofen(
        taper([first, 700], ['2021-03-01T10:00:00Z', 400], ['2021-03-04T10:00:00Z', 0]),
        '2021-06-01T00:00:00Z',
      )[0]!.steps.length;
    expect(steps('2021-02-02T10:00:00Z')).toBe(3);
    expect(steps('2021-01-30T10:00:00Z')).toBe(2);
  });

  it('leaves an interruption within the taper out', () => {
    const history = taper(
      ['2021-02-01T10:00:00Z', 700],
      ['2021-02-04T10:00:00Z', 0],
      ['2021-02-04T12:00:00Z', 400],
      ['2021-02-07T12:00:00Z', 100],
      ['2021-02-10T12:00:00Z', 0],
    );
    const [cessation] = baclofen(history, '2021-06-01T00:00:00Z');
    expect(cessation!.steps.map(({ fromMcgPerDay, toMcgPerDay }) => [fromMcgPerDay, toMcgPerDay])).toEqual([
      [1000, 700],
      [700, 400],
      [400, 100],
      [100, 0],
    ]);
    expect(cessation!.verdict).toBe('tapered');
  });

  it('that one study makes twice at the tip have a name each', () => {
    // 0.1 mL/day. Of the 0.1 mL of spinal fluid at the tip half is pushed out at once, half leaves in 12 hours; 0.1 mL of
    // drug follow it for a day, and 0.05 mL of contrast for 12 hours.
    const history = running(200).event('2021-02-01T10:00:00Z', 'CatheterStudied', {
      method: 'contrast-myelography',
      finding: 'patent',
      aspiratedVolumeMl: 0.1,
      contrastVolumeMl: 0.05,
    });
    const found = baclofen(history, '2021-03-01T00:00:00Z');
    expect(found.map(({ site, reachedZeroAt }) => [site, reachedZeroAt])).toEqual([
      ['tip', ms('2021-02-01T10:00:00Z')],
      ['tip', ms('2021-02-02T22:00:00Z')],
    ]);
    expect(found[0]!.id).not.toBe(found[1]!.id);
  });

  it('leaves a wrong strength that was soon put right out', () => {
    const history = running(200)
      .filled('2021-02-01T10:00:00Z', 2000)
      .programmed('2021-02-01T10:05:00Z', 2000)
      .programmed('2021-02-01T11:00:00Z', 200)
      .programmed('2021-02-04T11:00:00Z', 0);
    const [cessation] = baclofen(history, '2021-06-01T00:00:00Z');
    expect(cessation!.steps.map(({ fromMcgPerDay }) => fromMcgPerDay)).toEqual([200]);
  });

  it('a declared holiday is one planned within 90 days before zero', () => {
    const planned = (on: string) =>
      baclofen(
        taper(['2021-02-01T10:00:00Z', 0]).event(on, 'HolidayPlanned', {
          drug: 'baclofen',
          reason: 'tolerance',
        }),
        '2021-06-01T00:00:00Z',
      )[0]!.declaredHoliday;
    expect(planned('2021-01-15T10:00:00Z')).toBe(true);
    expect(planned('2020-10-15T10:00:00Z')).toBe(false);
    expect(planned('2021-02-15T10:00:00Z')).toBe(false);
  });
});

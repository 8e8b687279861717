import { History, ms } from '../support/history.js';
import { aspirated, days, refill, twenty } from './fills.js';
import { VISIT, found, later } from './findings.js';

const ASKED = '2021-09-01T00:00:00Z';

describe('REFILL_DISCREPANCY', () => {
  const code = 'REFILL_DISCREPANCY';

  it('the dossier’s example: 20 filled, 2.0 expected, 5.0 aspirated are +3.0 mL and 0.833', () => {
    const [one, ...others] = found(aspirated(5), code, ASKED);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ severity: 'warning', confidence: 'certain', eventIds: ['next', 'fill'] });
    expect(one!.at).toBe(ms(days(36)));
    expect(one!.detail).toMatch(/5 mL were found where 2 mL were expected, 3 mL more/);
    expect(one!.detail).toMatch(/above 2 mL; 0\.833333 of what was to be pumped, outside 0\.855-1\.145/);
    // 3 mL at 0.5 mL/day.
    expect(one!.detail).toMatch(/under-delivery, a stall or an occlusion \(6 days/);
  });

  it.each([
    // Of 18 mL pumped, 2 mL are 11 %: the volume decides.
    [4, 0],
    [4.01, 1],
    [0, 0],
  ])('at 2 mL expected, %d mL aspirated: %d findings', (volume, count) => {
    expect(found(aspirated(volume), code, ASKED)).toHaveLength(count);
  });

  it.each([
    // 10 days: 5 mL pumped, 15 left; 14.5 % of 5 is 0.725.
    [15.72, 0],
    [15.73, 1],
    [14.28, 0],
    [14.27, 1],
  ])('at 15 mL expected of 5 mL pumped, %d mL aspirated: %d findings', (volume, count) => {
    const findings = found(aspirated(volume, 10), code, ASKED);
    expect(findings).toHaveLength(count);
    for (const { detail } of findings) expect(detail).not.toContain('above 2 mL');
  });

  it('too little left suggests over-delivery', () => {
    const [one] = found(aspirated(12, 10), code, ASKED);
    expect(one!.detail).toMatch(/3 mL less.*above 2 mL; 1\.6 of what.*over-delivery, a leak or a short fill/);
  });

  it('next to nothing pumped, or nothing: what a needle leaves uncertain, 0.5 mL, is none', () => {
    // Two days: 1 mL, of which 14.5 % are 0.145 mL; 19 are expected.
    expect(found(aspirated(18.5, 2), code, ASKED)).toEqual([]);
    expect(found(aspirated(18.49, 2), code, ASKED)).toHaveLength(1);
    const stopped = (volume: number) =>
      twenty()
        .programmed(VISIT, 0)
        .event(days(1), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: volume }));
    expect(found(stopped(19.6), code, ASKED)).toEqual([]);
    expect(found(stopped(19), code, ASKED)[0]!.detail).toContain('nothing was to be pumped');
  });

  it('of a pump that ran dry as computed: nothing found is as expected, much found is not', () => {
    expect(found(aspirated(0, 50, { nonExtractableVolumeMl: 1.4 }), code, ASKED)).toEqual([]);
    expect(found(aspirated(1.4, 50, { nonExtractableVolumeMl: 1.4 }), code, ASKED)).toEqual([]);
    // A small fill: of 3 mL 1.6 can be pumped, and the 1.4 that stay are not drawn.
    const small = twenty({ nonExtractableVolumeMl: 1.4 })
      .event(days(1), 'ReservoirRefilled', refill(3))
      .event(days(10), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 0 }));
    expect(found(small, code, days(11))).toEqual([]);
    // 1.4 is expected, however long ago it was reached.
    expect(found(aspirated(3.5, 50, { nonExtractableVolumeMl: 1.4 }), code, ASKED)[0]!.detail).toContain(
      'where 1.4 mL were expected, 2.1 mL more',
    );
  });

  it('of the first fill of a pump nothing is expected', () => {
    const first = new History()
      .registered()
      .implanted('2021-01-01T00:00:00Z')
      .event('2021-01-01T00:00:00Z', 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 12 }))
      .programmed('2021-01-01T00:00:00Z', 1000);
    expect(found(first, code, ASKED)).toEqual([]);
  });

  it('a switch measures too', () => {
    const history = twenty().event(days(10), 'DrugSwitched', {
      reason: 'holiday',
      from: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
      to: { drug: 'morphine', concentrationMcgPerMl: 10_000 },
      filledVolumeMl: 20,
      aspiratedVolumeMl: 18,
    });
    expect(found(history, code, ASKED)).toHaveLength(1);
  });

  describe('at a volume check', () => {
    const checked = (data: object) =>
      twenty().event(days(10), 'ReservoirVolumeChecked', { conclusion: 'excess', ...data }, {}, 'check');

    it('its own expectation counts, else the computed one', () => {
      expect(found(checked({ measuredVolumeMl: 17.5 }), code)).toMatchObject([
        { eventIds: ['check', 'fill'] },
      ]);
      // Of 3 mL 14.5 % are 0.435 mL.
      expect(found(checked({ measuredVolumeMl: 17.4, expectedVolumeMl: 17 }), code)).toEqual([]);
      expect(found(checked({ measuredVolumeMl: 15, expectedVolumeMl: 17.5 }), code)).toHaveLength(1);
    });

    it('that gives no volume, its conclusion counts', () => {
      expect(found(checked({}), code)).toMatchObject([
        { severity: 'warning', confidence: 'likely', cause: 'check', eventIds: ['check'] },
      ]);
      expect(found(checked({ conclusion: 'deficit' }), code)[0]!.detail).toContain('a leak or a short fill');
      expect(found(checked({ conclusion: 'as-expected' }), code)).toEqual([]);
      // Figures decide: 15 mL are expected.
      expect(found(checked({ measuredVolumeMl: 15 }), code)).toEqual([]);
    });

    it('without a pump on record only the volume can be compared', () => {
      const check = (measuredVolumeMl: number) =>
        new History().registered().event(VISIT, 'ReservoirVolumeChecked', {
          conclusion: 'excess',
          expectedVolumeMl: 1,
          measuredVolumeMl,
        });
      expect(found(check(3), code)).toEqual([]);
      expect(found(check(3.1), code)).toHaveLength(1);
    });
  });

  it('with a date that is an interval it is possible', () => {
    const history = twenty().event('2021-03-09', 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 6 }));
    expect(found(history, code, ASKED)).toMatchObject([
      { confidence: 'possible', settledBy: expect.any(String) as string },
    ]);
  });
});

describe('REFILL_DISCREPANCY, how grave', () => {
  const code = 'REFILL_DISCREPANCY';
  const severity = (volume: number, afterDays: number) =>
    found(aspirated(volume, afterDays), code, ASKED).map((one) => one.severity);

  it('critical where over half of what was due stayed or went missing', () => {
    // After 10 days 5 mL were due and 15 are expected: 2.5 mL are half.
    expect(severity(17.5, 10)).toEqual(['warning']);
    expect(severity(17.51, 10)).toEqual(['critical']);
    expect(severity(12.5, 10)).toEqual(['warning']);
    expect(severity(12.49, 10)).toEqual(['critical']);
    // After 36 days 18 mL were due: 9 more than the 2 expected.
    expect(severity(11, 36)).toEqual(['warning']);
    expect(severity(11.1, 36)).toEqual(['critical']);
  });

  it('of a pump that was stopped nothing may go missing, and nothing was due to go', () => {
    const stopped = (volume: number) =>
      found(
        twenty()
          .programmed(VISIT, 0)
          .event(days(5), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: volume })),
        code,
        ASKED,
      ).map((one) => one.severity);
    expect(stopped(19.6)).toEqual([]);
    expect(stopped(19.4)).toEqual(['critical']);
    expect(stopped(22.5)).toEqual(['warning']);
  });

  it('the volume is the cause, shared with what it contradicts', () => {
    const both = aspirated(5)
      .audit(ASKED)
      .findings.filter(({ cause }) => cause === 'next');
    expect(both.map((one) => one.code).toSorted()).toEqual(['DELIVERY_CONTRADICTED', code]);
  });
});

describe('REFILL_DISCREPANCY, a volume above the capacity of 40 mL', () => {
  const code = 'REFILL_DISCREPANCY';
  /** 0.5 mL after a day, of 40 mL. */
  const measured = (measuredVolumeMl: number) =>
    twenty()
      .event(VISIT, 'ReservoirRefilled', refill(40))
      .event(days(1), 'ReservoirVolumeChecked', { conclusion: 'as-expected', measuredVolumeMl }, {}, 'check');
  const shown = (reservoirVolumeMl: number) =>
    twenty().event(days(1), 'PumpInterrogated', { shows: { reservoirVolumeMl } }, {}, 'read');

  it('is told, and not used, be it by less than a needle leaves uncertain', () => {
    expect(found(measured(40), code, ASKED)).toEqual([]);
    const [one, ...others] = found(measured(40.1), code, ASKED);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ severity: 'warning', cause: 'check' });
    expect(one!.detail).toContain('40.1 mL were found in a reservoir of 40 mL: it is not used');
    expect(found(measured(60), 'DELIVERY_CONTRADICTED', ASKED)).toEqual([]);
  });

  it('also one that the pump shows', () => {
    expect(found(shown(40), code, ASKED)).toEqual([]);
    expect(found(shown(41), code, ASKED)).toMatchObject([{ cause: 'read', eventIds: ['read'] }]);
  });

  it('also one that was found in a pump that nobody filled', () => {
    const unfilled = (measuredVolumeMl: number) =>
      new History()
        .registered()
        .implanted(VISIT)
        .event(days(1), 'ReservoirVolumeChecked', { conclusion: 'excess', measuredVolumeMl }, {}, 'check');
    expect(found(unfilled(40), code, ASKED)).toEqual([]);
    expect(found(unfilled(41), code, ASKED)).toMatchObject([{ severity: 'warning', cause: 'check' }]);
  });

  it('at a fill it makes no trend', () => {
    const thrice = [10, 20, 30].reduce(
      (history, day) => history.event(days(day), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 41 })),
      twenty(),
    );
    expect(found(thrice, code, ASKED)).toHaveLength(3);
    expect(found(thrice, 'REFILL_TREND', ASKED)).toEqual([]);
  });
});

describe('REFILL_TREND', () => {
  const code = 'REFILL_TREND';
  /** Every 10 days 5 mL should be gone; so much is found in place of 15 mL. */
  const measured = (...volumes: number[]) =>
    volumes.reduce(
      (history, aspiratedVolumeMl, index) =>
        history.event(days(10 * (index + 1)), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl })),
      twenty(),
    );

  it('over three fills in a row, also where each one alone is within the limits', () => {
    // 3 x 0.72 of 3 x 5 mL are 14.4 %; 0.73 is beyond the 0.725 of a single one as well.
    expect(found(measured(15.72, 15.72, 15.72), code, ASKED)).toEqual([]);
    // 0.72 + 0.72 + 0.74 = 2.18 of 15 mL: 14.53 %.
    const [trend, ...others] = found(measured(15.72, 15.72, 15.74), code, ASKED);
    expect(others).toEqual([]);
    expect(trend).toMatchObject({ severity: 'warning', confidence: 'likely', at: ms(days(30)) });
    expect(trend!.detail).toMatch(/over 3 measured fills.*0\.854667 of the 15 mL.*under-delivery/);
  });

  it('two make none, and one that is far off may be made good by the others', () => {
    expect(found(measured(17, 17), code, ASKED)).toEqual([]);
    expect(found(measured(17, 14, 15), code, ASKED)).toEqual([]);
    expect(found(measured(17, 14, 15), 'REFILL_DISCREPANCY', ASKED)).toHaveLength(2);
  });

  it('once, until it was within the limits again', () => {
    expect(found(measured(16, 16, 16, 16, 16), code, ASKED)).toHaveLength(1);
    expect(found(measured(16, 16, 16, 15, 15, 15, 16, 16, 16), code, '2022-01-01T00:00:00Z')).toHaveLength(2);
  });

  it('of one pump', () => {
    const history = measured(16, 16)
      .event(days(21), 'PumpExplanted', { reason: 'infection' })
      .implanted(days(21))
      .event(days(21), 'ReservoirRefilled', refill(20))
      .programmed(days(21), 1000)
      .event(days(31), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 16 }));
    expect(found(history, code, ASKED)).toEqual([]);
  });
});

describe('POCKET_FILL_POSSIBLE', () => {
  const code = 'POCKET_FILL_POSSIBLE';
  const felt = (hours: number, aspiratedVolumeMl?: number) =>
    twenty()
      .event(
        later(hours),
        'AdverseEventObserved',
        { description: 'somnolence', serious: true },
        {},
        'adverse',
      )
      .event(days(10), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }), {}, 'next');

  it('an adverse event within 24 hours, and less found than expected', () => {
    expect(found(felt(3, 12), code)).toMatchObject([
      { severity: 'critical', confidence: 'possible', at: ms(VISIT), eventIds: ['fill', 'adverse', 'next'] },
    ]);
    expect(found(felt(24, 12), code)).toHaveLength(1);
    expect(found(felt(24.01, 12), code)).toEqual([]);
    expect(found(felt(-0.01, 12), code)).toEqual([]);
  });

  it('either alone is none, nor is more than expected', () => {
    expect(found(felt(3), code)).toEqual([]);
    expect(found(felt(3, 15), code)).toEqual([]);
    expect(found(felt(3, 18), code)).toEqual([]);
  });

  it('the next measurement decides, be it a check', () => {
    const history = (measuredVolumeMl: number) =>
      twenty()
        .event(later(3), 'AdverseEventObserved', { description: 'somnolence', serious: true })
        .event(later(4), 'ReservoirVolumeChecked', { conclusion: 'deficit', measuredVolumeMl })
        .event(days(10), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 12 }));
    expect(found(history(17), code)).toHaveLength(1);
    expect(found(history(20), code)).toEqual([]);
  });
});

import { History, ms } from '../support/history.js';
import { DAY, HOUR, VISIT, found, later, running } from './findings.js';

const ASKED = '2021-09-01T00:00:00Z';
const refill = (filledVolumeMl: number, more: object = {}) => ({
  drug: 'baclofen',
  concentrationMcgPerMl: 2000,
  filledVolumeMl,
  ...more,
});
const days = (count: number): string => later(24 * count);

/** 20 mL at 0.5 mL/day from the visit on: after 36 days 2 mL are left. */
const twenty = (pump: object = {}): History =>
  new History()
    .registered()
    .implanted('2021-01-01T00:00:00Z', pump)
    .filled('2021-01-01T00:00:00Z')
    .programmed('2021-01-01T00:00:00Z', 1000)
    .event(VISIT, 'ReservoirRefilled', refill(20), {}, 'fill');
const aspirated = (aspiratedVolumeMl: number, afterDays = 36, pump: object = {}): History =>
  twenty(pump).event(days(afterDays), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }), {}, 'next');

describe('REFILL_DISCREPANCY', () => {
  const code = 'REFILL_DISCREPANCY';

  it('the dossier’s example: 20 filled, 2.0 expected, 5.0 aspirated are +3.0 mL and 0.833', () => {
    const [one, ...others] = found(aspirated(5), code, ASKED);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ severity: 'warning', confidence: 'certain', eventIds: ['next', 'fill'] });
    expect(one!.at).toBe(ms(days(36)));
    expect(one!.detail).toMatch(/5 mL were found where 2 mL were expected, 3 mL more/);
    expect(one!.detail).toMatch(/above 2 mL; 0\.833333 times .* outside 0\.855-1\.145/);
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
    expect(one!.detail).toMatch(/3 mL less.*above 2 mL; 1\.6 times.*over-delivery, a leak or a short fill/);
  });

  it('next to nothing pumped: what a needle leaves uncertain is none', () => {
    // A tenth of a day: 0.05 mL.
    expect(found(aspirated(19.5, 0.1), code, ASKED)).toEqual([]);
    expect(found(aspirated(19.4, 0.1), code, ASKED)).toHaveLength(1);
    const stopped = (volume: number) =>
      twenty()
        .programmed(VISIT, 0)
        .event(days(1), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: volume }));
    expect(found(stopped(19.6), code, ASKED)).toEqual([]);
    expect(found(stopped(19), code, ASKED)[0]!.detail).toContain('more than nothing');
  });

  it('of a pump that ran dry as computed: nothing found is as expected, much found is not', () => {
    expect(found(aspirated(0, 50, { nonExtractableVolumeMl: 1.4 }), code, ASKED)).toEqual([]);
    expect(found(aspirated(1.4, 50, { nonExtractableVolumeMl: 1.4 }), code, ASKED)).toEqual([]);
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
      expect(found(checked({ measuredVolumeMl: 17.5, expectedVolumeMl: 17 }), code)).toEqual([]);
      expect(found(checked({ measuredVolumeMl: 15, expectedVolumeMl: 17.5 }), code)).toHaveLength(1);
    });

    it('without a measurement nothing can be told', () => {
      expect(found(checked({}), code)).toEqual([]);
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
    expect(trend!.detail).toMatch(/over 3 measured fills.*0\.854667 times.*under-delivery/);
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

describe('RESERVOIR_RAN_EMPTY, how sure', () => {
  const code = 'RESERVOIR_RAN_EMPTY';

  it('computed it is likely, shown by the next fill certain, against it possible, projected possible', () => {
    // Dry after 40 days.
    const next = (aspiratedVolumeMl: number | undefined) =>
      twenty().event(days(50), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }));
    expect(found(next(undefined), code, ASKED)[0]).toMatchObject({ confidence: 'likely' });
    expect(found(next(0.5), code, ASKED)[0]).toMatchObject({ confidence: 'certain' });
    expect(found(next(0.51), code, ASKED)[0]).toMatchObject({ confidence: 'possible' });
    const [projected] = found(twenty(), code, ASKED);
    expect(projected).toMatchObject({
      confidence: 'possible',
      settledBy: expect.stringContaining('interrogate') as string,
    });
    expect(projected!.detail).toContain('and goes on');
    // The same words ten days later.
    expect(found(twenty(), code, '2021-09-11T00:00:00Z')).toEqual([projected]);
  });

  it('until the pump was taken out', () => {
    const history = twenty().event(days(45), 'PumpExplanted', { reason: 'infection' });
    expect(found(history, code, ASKED)[0]!.detail).toContain(
      `until the pump was explanted, ${days(45).slice(0, 10)}`,
    );
  });
});

describe('RESERVOIR_MAY_HAVE_RUN_EMPTY', () => {
  const code = 'RESERVOIR_MAY_HAVE_RUN_EMPTY';
  const refilled = (afterDays: number, aspiratedVolumeMl?: number) =>
    twenty().event(days(afterDays), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }));

  it('empty had it moved 14.5 % more: 20 / 1.145 = 17.467 mL, after 34.93 days', () => {
    const [one, ...others] = found(refilled(38), code, ASKED);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ severity: 'warning', confidence: 'possible', eventIds: ['fill'] });
    expect(Math.abs(one!.at - ms(VISIT) - (20 / 1.145 / 0.5) * DAY)).toBeLessThanOrEqual(1);
    expect(found(refilled(34.9), code, ASKED)).toEqual([]);
  });

  it('not when it was empty by the program, nor when something was found in it', () => {
    expect(found(refilled(41), code, ASKED)).toEqual([]);
    expect(found(refilled(38, 0.6), code, ASKED)).toEqual([]);
    expect(found(refilled(38, 0.4), code, ASKED)).toHaveLength(1);
  });

  it('not as a projection', () => {
    expect(found(twenty(), code, days(38))).toEqual([]);
  });
});

describe('RESERVOIR_LOW and REFILL_OVERDUE', () => {
  const refilled = (afterDays: number) => twenty().event(days(afterDays), 'ReservoirRefilled', refill(20));

  it('4 mL are left after 32 days, 2 mL after 36', () => {
    expect(found(refilled(32), 'RESERVOIR_LOW', ASKED)).toEqual([]);
    const [low] = found(refilled(32.1), 'RESERVOIR_LOW', ASKED);
    expect(low).toMatchObject({ severity: 'info', eventIds: ['fill'] });
    expect(Math.abs(low!.at - ms(days(32)))).toBeLessThanOrEqual(1);
    expect(found(refilled(36), 'REFILL_OVERDUE', ASKED)).toEqual([]);
    const [overdue] = found(refilled(36.1), 'REFILL_OVERDUE', ASKED);
    expect(overdue).toMatchObject({ severity: 'warning', eventIds: ['fill'] });
    expect(Math.abs(overdue!.at - ms(days(36)))).toBeLessThanOrEqual(1);
  });

  it('by the alarm that was set', () => {
    const history = twenty()
      .event(days(1), 'ReservoirRefilled', refill(20, { alarmVolumeMl: 4 }))
      .event(days(34), 'ReservoirRefilled', refill(20));
    // 16 mL at 0.5 mL/day: 32 days after the fill of the first day.
    expect(Math.abs(found(history, 'REFILL_OVERDUE', ASKED)[0]!.at - ms(days(33)))).toBeLessThanOrEqual(1);
  });

  it('not as a projection, but when somebody was at the pump meanwhile', () => {
    for (const code of ['RESERVOIR_LOW', 'REFILL_OVERDUE']) {
      expect(found(twenty(), code, days(38))).toEqual([]);
      const read = twenty().event(days(37), 'PumpInterrogated', { displayed: {} });
      expect(found(read, code, days(38))).toHaveLength(1);
    }
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

describe('LOT_EXPIRED', () => {
  const code = 'LOT_EXPIRED';
  const lots = [
    { lotNumber: 'A-1', expiresOn: '2021-01-31' },
    { lotNumber: 'B-2', expiresOn: '2021-06-30' },
    { lotNumber: 'C-3' },
  ];
  const filled = (at: string) =>
    running(300).event(at, 'ReservoirRefilled', refill(20, { lots }), {}, 'fill');

  it('the last day of a lot is good, the one after is not', () => {
    expect(found(filled('2021-01-31T23:59:59Z'), code)).toEqual([]);
    const [one] = found(filled('2021-02-01T00:00:00Z'), code);
    expect(one).toMatchObject({ severity: 'warning', confidence: 'certain', eventIds: ['fill'] });
    expect(one!.detail).toContain('A-1');
    expect(one!.detail).not.toMatch(/B-2|C-3/);
  });

  it('by the calendar of the place', () => {
    // Half past midnight in Madrid is still the last day in UTC; an hour before midnight in New York is the day after.
    expect(found(filled('2021-02-01T00:30:00+01:00'), code)).toHaveLength(1);
    expect(found(filled('2021-01-31T23:00:00-05:00'), code)).toEqual([]);
  });

  it('certain for every instant of the date, else possible', () => {
    expect(found(filled('2021-02'), code)).toMatchObject([{ confidence: 'certain' }]);
    expect(found(filled('2021'), code)).toMatchObject([
      { confidence: 'possible', settledBy: 'the day of the fill' },
    ]);
  });

  it('also at a switch', () => {
    const history = running(300).event(VISIT, 'DrugSwitched', {
      reason: 'holiday',
      from: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
      to: { drug: 'morphine', concentrationMcgPerMl: 10_000, lots },
      filledVolumeMl: 20,
    });
    expect(found(history, code)).toHaveLength(1);
  });
});

describe('DRUG_MISMATCH and DRUG_OFF_LABEL', () => {
  it('a refill with another drug, a switch from what was not there', () => {
    const code = 'DRUG_MISMATCH';
    expect(found(running(300).filled(VISIT, 2000, 40, 'morphine'), code)).toMatchObject([
      { severity: 'warning', at: ms(VISIT), eventIds: ['e6', 'e4'] },
    ]);
    expect(found(running(300).filled(VISIT, 500), code)).toEqual([]);
    const from = (drug: string, strength: number) =>
      running(300).switched(VISIT, [drug, strength], ['ziconotide', 25]);
    expect(found(from('baclofen', 2000), code)).toEqual([]);
    expect(found(from('baclofen', 2100), code)).toEqual([]);
    expect(found(from('baclofen', 2101), code)).toHaveLength(1);
    expect(found(from('morphine', 2000), code)).toHaveLength(1);
  });

  it('a new pump holds nothing yet', () => {
    const history = running(300)
      .event(VISIT, 'PumpExplanted', { reason: 'end of service' })
      .implanted(VISIT)
      .filled(VISIT, 2000, 40, 'morphine');
    expect(found(history, 'DRUG_MISMATCH')).toEqual([]);
  });

  it('a drug that is on no list, once, when it was filled first', () => {
    const code = 'DRUG_OFF_LABEL';
    const history = running(300)
      .switched(VISIT, ['baclofen', 2000], ['clonidine', 1000])
      .filled(later(24), 1000, 40, 'clonidine')
      .switched(later(48), ['clonidine', 1000], ['ketamine', 1000])
      .switched(later(72), ['ketamine', 1000], ['ziconotide', 25])
      .switched(later(96), ['ziconotide', 25], ['morphine', 10_000]);
    expect(found(history, code)).toMatchObject([
      { severity: 'info', at: ms(VISIT), eventIds: ['e6'] },
      { severity: 'info', at: ms(VISIT) + 48 * HOUR },
    ]);
  });
});

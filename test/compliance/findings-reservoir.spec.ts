import { History, ms } from '../support/history.js';
import { aspirated, days, refill, twenty } from './fills.js';
import { DAY, HOUR, VISIT, found, later, running } from './findings.js';

const ASKED = '2021-09-01T00:00:00Z';

describe('RESERVOIR_RAN_EMPTY, how sure', () => {
  const code = 'RESERVOIR_RAN_EMPTY';

  it('computed it is likely and asks what was aspirated, shown by the next fill certain, against it none', () => {
    // Dry after 40 days.
    const next = (aspiratedVolumeMl: number | undefined) =>
      twenty().event(days(50), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }));
    const [computed] = found(next(undefined), code, days(51));
    expect(computed).toMatchObject({
      severity: 'critical',
      confidence: 'likely',
      at: ms(days(40)),
      until: ms(days(50)),
      sites: ['reservoir', 'tip'],
      settledBy: expect.stringContaining('what was aspirated') as string,
    });
    expect(found(next(0.5), code, days(51))).toMatchObject([{ severity: 'critical', confidence: 'certain' }]);
    expect(found(next(0.51), code, days(51))).toEqual([]);
  });

  it('projected it is likely, and says the same ten days later', () => {
    const [projected] = found(twenty(), code, ASKED);
    expect(projected).toMatchObject({
      severity: 'critical',
      confidence: 'likely',
      settledBy: expect.stringContaining('interrogate') as string,
    });
    expect(projected!.detail).toContain('and goes on');
    expect(found(twenty(), code, '2021-09-11T00:00:00Z')).toEqual([projected]);
  });

  it('told by the pump it is certain, also where the alarm came after it was computed', () => {
    const alarmed = (day: number, alarm: string) =>
      twenty()
        .event(days(day), 'PumpAlarmRaised', { alarm }, {}, 'alarm')
        .event(days(50), 'ReservoirRefilled', refill(20));
    expect(found(alarmed(39, 'empty-reservoir'), code, days(51))).toMatchObject([
      { confidence: 'certain', at: ms(days(39)), eventIds: ['fill', 'alarm'] },
    ]);
    expect(found(alarmed(45, 'empty-reservoir'), code, days(51))).toMatchObject([
      { confidence: 'certain', at: ms(days(40)), eventIds: ['fill', 'alarm'] },
    ]);
    // That it was low as computed says that nobody filled it, not that it was empty.
    expect(found(alarmed(36, 'low-reservoir'), code, days(51))).toMatchObject([{ confidence: 'likely' }]);
  });

  it('found empty where more was due it is possible, when it was found', () => {
    // After 20 days 10 mL are due: 9.5 mL too little, and 2.5 after 35 days.
    const early = (day: number, aspiratedVolumeMl: number) =>
      found(aspirated(aspiratedVolumeMl, day), code, days(day + 1));
    expect(early(20, 0.5)).toMatchObject([
      { severity: 'critical', confidence: 'possible', at: ms(days(20)), eventIds: ['fill', 'next'] },
    ]);
    expect(early(20, 0.51)).toEqual([]);
    // 2 mL or less below what was due agrees.
    expect(early(35, 0.49)).toHaveLength(1);
    expect(early(36, 0.1)).toEqual([]);
  });

  it('what was found before it ran dry says nothing, what was found after it counts', () => {
    const checked = twenty()
      .event(days(10), 'ReservoirVolumeChecked', { conclusion: 'as-expected', measuredVolumeMl: 15 })
      .event(days(50), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl: 0 }), {}, 'next');
    expect(found(checked, code, days(60))).toMatchObject([
      { confidence: 'certain', eventIds: ['fill', 'next'] },
    ]);
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

  it('not where more was found afterwards', () => {
    // After 36.5 days 1.75 mL are due; the volume found says that it never fell so far.
    const refilledWith = (aspiratedVolumeMl: number) =>
      twenty().event(days(36.5), 'ReservoirRefilled', refill(20, { aspiratedVolumeMl }));
    expect(found(refilledWith(2), 'REFILL_OVERDUE', ASKED)).toHaveLength(1);
    expect(found(refilledWith(2.1), 'REFILL_OVERDUE', ASKED)).toEqual([]);
    expect(found(refilledWith(3.7), 'RESERVOIR_LOW', ASKED)).toHaveLength(1);
    expect(found(refilledWith(4.1), 'RESERVOIR_LOW', ASKED)).toEqual([]);
  });

  it('not as a projection, but when somebody was at the pump meanwhile', () => {
    for (const code of ['RESERVOIR_LOW', 'REFILL_OVERDUE']) {
      expect(found(twenty(), code, days(38))).toEqual([]);
      const read = twenty().event(days(37), 'PumpInterrogated', { displayed: {} });
      expect(found(read, code, days(38))).toHaveLength(1);
    }
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

  it.each([
    ['2021-02', '2021-02-28T23:59:59Z', '2021-03-01T00:00:00Z'],
    ['2020-02', '2020-02-29T23:59:59Z', '2020-03-01T00:00:00Z'],
    ['2021', '2021-12-31T23:59:59Z', '2022-01-01T00:00:00Z'],
  ])('of %s the last day is good', (expiresOn, lastDay, dayAfter) => {
    const at = (instant: string) =>
      new History()
        .registered()
        .implanted('2020-01-01T00:00:00Z')
        .event(instant, 'ReservoirRefilled', refill(20, { lots: [{ lotNumber: 'A-1', expiresOn }] }));
    expect(found(at(lastDay), code, '2022-02-01T00:00:00Z')).toEqual([]);
    expect(found(at(dayAfter), code, '2022-02-01T00:00:00Z')).toMatchObject([
      { confidence: 'certain', sites: ['reservoir', 'tip'] },
    ]);
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

  it('an approved drug by another of its names is on the list', () => {
    const history = running(300).switched(VISIT, ['baclofen', 2000], ['infumorph', 10_000]);
    expect(found(history, 'DRUG_OFF_LABEL')).toEqual([]);
  });
});

import fc from 'fast-check';
import { audit } from '../../../src/compliance/audit.js';
import { strict } from '../../../src/compliance/policies/strict.js';
import { sealedHistories } from '../../property/sealed-histories.js';
import { FULL } from '../../support/full.js';
import { History, caseReport, ms } from '../../support/history.js';
import { at, running, taper } from '../table/entry.js';

const of = (history: History, asOf = at(60)) => history.audit(asOf).headline;
const measured = (history: History, when: string, measuredVolumeMl: number) =>
  history.event(when, 'ReservoirVolumeChecked', { conclusion: 'as-expected', measuredVolumeMl });

describe('the headline of an audit', () => {
  it('is of the declared holiday, with what the published case leaves open', () => {
    const found = caseReport('a').audit('2021-09-01T00:00:00Z');
    const holiday = found.cessations.find(({ declaredHoliday }) => declaredHoliday)!;
    expect(found.cessations.at(-1)).not.toBe(holiday);
    expect(found.headline).toMatchObject({
      verdict: 'tapered',
      reservations: holiday.reservations,
      proven: { reservoir: 'unconfirmed', tip: 'unconfirmed' },
    });
    expect(holiday.reservations.length).toBeGreaterThan(1);
    // In this order: the reservoir, the tip, the reservations and what is missing.
    expect(found.headline.text).toMatch(
      /^Stop of baclofen at the reservoir, zero on 2021-03-19: consistent with a taper by case-report-2024; at the tip: undetermined\. \d+ reservations: .*BRIDGE_NOT_RECORDED \(critical\).*; missing: .*; delivery unconfirmed at both sites\.$/,
    );
  });

  it('is of the last cessation where no holiday was declared', () => {
    const history = taper(200, [0, 0], [3, 100], [30, 0]);
    const found = history.audit(at(60));
    expect(found.cessations).toHaveLength(2);
    expect(found.headline.text).toContain('zero on 2021-03-03');
    expect(found.headline).toMatchObject({
      verdict: found.cessations[1]!.verdict,
      reservations: found.cessations[1]!.reservations,
    });
  });

  it('says where nothing was stopped', () => {
    const { headline } = running(200).audit(at(0));
    expect(headline).toMatchObject({ verdict: null, reservations: [] });
    expect(headline.text).toMatch(
      /^No drug is found to have been stopped at the reservoir or at the tip by case-report-2024\. .*; delivery unconfirmed at both sites\.$/,
    );
    expect(new History().audit(at(0)).headline.verdict).toBeNull();
  });

  it('says of a stop at the tip alone that the reservoir went on', () => {
    const history = running(200).event(at(0), 'CatheterReplaced', {
      reason: 'leak',
      catheter: { model: '8731SC', volumeMl: 0.2 },
    });
    // 0.2 mL at 0.1 mL/day: two days without drug.
    expect(of(history, at(9)).text).toMatch(
      /^At the reservoir baclofen went on; stop of baclofen at the tip alone, zero on 2021-02-01, after the catheter was found faulty or changed: /,
    );
  });

  it('says of what only may have been that it is possible, and of none that it was a taper', () => {
    // 36 mL are computed to be left.
    const history = running(200).event(at(5), 'PumpAlarmRaised', { alarm: 'empty-reservoir' });
    const found = history.audit(at(9));
    expect(found.cessations).toMatchObject([{ certainty: 'possible', verdict: 'undetermined' }]);
    expect(found.headline.verdict).toBe('undetermined');
    expect(found.headline.text).toMatch(
      /^A possible stop of baclofen at the reservoir, zero .*2021-02-06: undetermined/,
    );
  });

  it('gives no date more exactly than the record', () => {
    const stopped = (when: string | { earliest: string; latest: string }) =>
      of(running(200).event(when, 'PumpReprogrammed', { program: { mode: 'stopped' } }), '2021-09-01').text;
    expect(stopped('2021-03')).toContain('zero in 2021-03:');
    expect(stopped('2021-03-04')).toContain('zero on 2021-03-04:');
    expect(stopped({ earliest: '2021-03-04T00:00:00Z', latest: '2021-03-06T00:00:00Z' })).toContain(
      'zero between 2021-03-04 and 2021-03-06:',
    );
    // 39.6 mL at 1 mL/day are gone on 9 February.
    expect(of(running(2000)).text).toContain('zero about 2021-02-09:');
  });

  /*
   * At 600 mcg/day of 2000 mcg/mL 0.4 + 0.3 x 31.4028 = 9.8208 mL are pumped by the visit; 30.1792 are left, 1.2 less
   * after four days at 0.3 mL more: the taper takes 0.6 mL in its four days, so that 29.5792 are due on day 9.
   */
  it.each([
    ['confirmed', 29.6],
    ['contradicted', 35],
  ])('has the delivery %s where %d mL are found', (status, ml) => {
    const history = measured(taper(600, [0, 300], [4, 0]), at(9), ml);
    expect(of(history).proven).toEqual({ reservoir: status, tip: status });
  });

  it('asks of a fall at a fill what was delivered before it', () => {
    // 3.5403 mL are pumped by the visit, 36.4597 left.
    const switched = (aspiratedVolumeMl: number) =>
      running(200).event(at(0), 'DrugSwitched', {
        reason: 'test',
        from: { drug: 'baclofen', concentrationMcgPerMl: 2000 },
        to: { drug: 'drug-free' },
        filledVolumeMl: 20,
        aspiratedVolumeMl,
      });
    expect(of(switched(36.5), at(2)).proven.reservoir).toBe('confirmed');
    expect(of(switched(20), at(2)).proven.reservoir).toBe('contradicted');
  });

  it('asks of a pump found stopped what was delivered until it was found', () => {
    // Last seen to run when it was first filled and programmed: at the very begin of the stretch that is contradicted.
    const history = new History()
      .running('2021-01-01T00:00:00Z', 200)
      .event(at(9), 'PumpInterrogated', { shows: { mode: 'stopped' } });
    const found = history.audit(at(12));
    expect(found.cessations).toMatchObject([
      { certainty: 'possible', reachedZeroAt: ms('2021-01-01T00:00:00Z') },
    ]);
    expect(found.headline.proven).toEqual({ reservoir: 'contradicted', tip: 'contradicted' });
  });

  it('holds nothing that somebody wrote', () => {
    const history = new History()
      .event('2020', 'TherapyRegistered', {
        patientPseudonym: 'Hidden',
        indication: 'Hidden',
        aetiology: 'spinal-cord-injury',
      })
      .implanted('2021-01-01', { serialNumber: 'Hidden' })
      .filled('2021-01-01')
      .event('2021-01-01', 'PumpReprogrammed', {
        program: { mode: 'simple-continuous', dailyDoseMcg: 200 },
        reason: 'Hidden',
      })
      .event('2021-02-01', 'HolidayPlanned', { drug: 'baclofen', reason: 'Hidden' })
      .event('2021-02-02', 'PumpReprogrammed', { program: { mode: 'stopped' }, reason: 'Hidden' })
      .event('2021-02-03', 'AdverseEventObserved', { description: 'Hidden', serious: true });
    const { headline, gaps } = history.audit('2021-06-01');
    expect(headline.verdict).not.toBeNull();
    expect(JSON.stringify([headline, gaps])).not.toContain('Hidden');
  });

  it('is, of random therapies, of a cessation of the audit with all its reservations, and never says "safe"', () => {
    const told = new Set<string | null>();
    fc.assert(
      fc.property(sealedHistories, ({ events, end }) => {
        const { headline, cessations, gaps, findings } = audit(events, {
          policy: strict,
          asOf: end,
          knownAt: ms('2100-01-01T00:00:00Z'),
        });
        told.add(headline.verdict);
        const declared = cessations.filter(({ declaredHoliday }) => declaredHoliday);
        const last = (declared.length > 0 ? declared : cessations)
          .toSorted((a, b) => a.reachedZeroAt - b.reachedZeroAt)
          .at(-1);
        expect(headline.verdict).toBe(last?.verdict ?? null);
        expect(headline.reservations).toEqual(last?.reservations ?? []);
        expect(headline.text).not.toMatch(/safe|NaN|undefined\b|null/);
        if (last && last.reservations.length > 0)
          expect(headline.text).toContain(`${last.reservations.length} reservation`);
        expect(headline.text.match(/\. /g) ?? []).toHaveLength(1);
        const ids = new Set([...cessations, ...findings].map(({ id }) => id));
        for (const { blocks } of gaps) for (const id of blocks) expect(ids).toContain(id);
      }),
      { numRuns: FULL ? 1_000 : 12 },
    );
    expect(told.size).toBeGreaterThan(1);
  });
});

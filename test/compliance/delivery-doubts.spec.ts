import type { Cessation } from '../../src/compliance/taper/cessations.js';
import { type History, ms } from '../support/history.js';
import { VISIT, bridge, later, running } from './findings.js';

const AS_OF = later(100 * 24);
const day = (days: number, hours = 0) => later(days * 24 + hours);
const first = (history: History, asOf = AS_OF): Cessation =>
  history.audit(asOf).cessations.find(({ site, drug }) => site === 'reservoir' && drug === 'baclofen')!;
const said = ({ certainty, verdict, conformance, reasons }: Cessation) => [
  certainty,
  verdict,
  conformance,
  reasons.map(({ code }) => code),
];
const FILL = { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 40 };
const refilled = (history: History, at: string, aspiratedVolumeMl?: number) =>
  history.event(at, 'ReservoirRefilled', { ...FILL, aspiratedVolumeMl });

describe('a reservoir that was computed dry', () => {
  // 10 mL at 0.2 mL/day: 50 days; low (2 mL) after 40.
  const dry = () => running(400).filled(VISIT, 2000, 10);

  it('is not confirmed where nothing says that it was', () => {
    const cessation = first(refilled(dry(), day(57)));
    expect(said(cessation)).toEqual(['certain', 'undetermined', 'undetermined', ['EMPTY_NOT_CONFIRMED']]);
    expect(cessation.tip).toMatchObject({
      verdict: 'undetermined',
      reasons: [{ code: 'EMPTY_NOT_CONFIRMED' }],
    });
  });

  it.each([
    ['what was aspirated', () => refilled(dry(), day(57), 0.4)],
    [
      'an alarm of an empty reservoir',
      () => refilled(dry().event(day(48), 'PumpAlarmRaised', { alarm: 'empty-reservoir' }), day(57)),
    ],
    [
      'an alarm of a low one',
      () => refilled(dry().event(day(38), 'PumpAlarmRaised', { alarm: 'low-reservoir' }), day(57)),
    ],
  ])('is confirmed by %s', (_, history) => {
    expect(said(first(history()))).toEqual([
      'certain',
      'abrupt',
      'fail',
      ['BASELINE_LOST_WITHIN_WINDOW', 'LAST_FALL_ABOVE_STEP'],
    ]);
  });

  it('fails still where a programmed step did', () => {
    // 900 to 500 is over 300; 1.5 mL at 0.25 mL/day last 6 days more.
    const history = running(900).filled(day(-1), 2000, 1.95).programmed(VISIT, 500);
    expect(said(first(refilled(history, day(20))))).toEqual([
      'certain',
      'undetermined',
      'fail',
      ['EMPTY_NOT_CONFIRMED'],
    ]);
  });
});

describe('a reservoir that was found empty', () => {
  it('at a fill: a cessation that may have been, since nobody knows when', () => {
    // By day 31 some 6.3 of 40 mL were computed to be moved.
    const history = refilled(running(400), VISIT, 0.3);
    const { cessations } = history.audit(AS_OF);
    expect(cessations).toHaveLength(1);
    expect(said(cessations[0]!)).toEqual([
      'possible',
      'undetermined',
      'undetermined',
      ['FOUND_EMPTY', 'DELIVERY_CONTRADICTED'],
    ]);
    expect(cessations[0]).toMatchObject({
      cause: 'reservoir-empty',
      reachedZeroAt: ms(VISIT),
      resumedAt: ms(VISIT),
      baselineMcgPerDay: 400,
      steps: [{ at: ms(VISIT), fromMcgPerDay: 400, toMcgPerDay: 0 }],
      tip: { reachedZeroAt: null, verdict: 'undetermined', reasons: [{ code: 'FOUND_EMPTY' }] },
    });
  });

  it('at a check: until the next fill', () => {
    const history = running(400).event(VISIT, 'ReservoirVolumeChecked', {
      measuredVolumeMl: 0.3,
      conclusion: 'deficit',
    });
    expect(refilled(history, day(4)).audit(AS_OF).cessations).toMatchObject([
      { certainty: 'possible', reachedZeroAt: ms(VISIT), resumedAt: ms(day(4)) },
    ]);
  });

  it('is none where more is found, or where it was due', () => {
    expect(refilled(running(400), VISIT, 33.3).audit(AS_OF).cessations).toEqual([]);
    expect(refilled(running(400), VISIT, 0.6).audit(AS_OF).cessations).toEqual([]);
    // 0.4 mL too early of 6.3: within the limits.
    const due = refilled(running(400).filled(day(-30), 2000, 6.3), VISIT, 0);
    expect(due.audit(AS_OF).cessations).toEqual([]);
  });

  it('when the pump was taken out: the stop is sure, and not that the drug ended with it', () => {
    const explanted = (aspiratedVolumeMl: number) =>
      first(running(400).event(VISIT, 'PumpExplanted', { reason: 'infection', aspiratedVolumeMl }));
    expect(explanted(33.3)).toMatchObject({ cause: 'explant', certainty: 'certain', verdict: 'abrupt' });
    expect(explanted(0)).toMatchObject({
      cause: 'explant',
      certainty: 'certain',
      verdict: 'undetermined',
      reasons: [{ code: 'FOUND_EMPTY' }, { code: 'DELIVERY_CONTRADICTED' }],
    });
  });

  it('by an alarm alone, where far more was computed to be left', () => {
    const alarm = (history: History) =>
      first(refilled(history.event(VISIT, 'PumpAlarmRaised', { alarm: 'empty-reservoir' }), day(2)));
    expect(said(alarm(running(400)))).toEqual(['possible', 'undetermined', 'undetermined', ['FOUND_EMPTY']]);
    expect(said(alarm(running(400).filled(day(-30), 2000, 6.3)))).toEqual([
      'certain',
      'abrupt',
      'fail',
      ['BASELINE_LOST_WITHIN_WINDOW', 'LAST_FALL_ABOVE_STEP'],
    ]);
  });
});

describe('a pump that was found stopped', () => {
  const read = (shows: object) => running(400).event(VISIT, 'PumpInterrogated', { shows });

  it('may have been since it was last seen to run', () => {
    const cessation = first(read({ mode: 'stopped' }));
    expect(said(cessation)).toEqual(['possible', 'undetermined', 'undetermined', ['FOUND_EMPTY']]);
    // Programmed then.
    expect(cessation).toMatchObject({ cause: 'reported', reachedZeroAt: ms('2021-01-01T00:00:00Z') });
  });

  it('is sure where it says since when', () => {
    const cessation = first(read({ mode: 'stopped', stoppedSince: day(-2) }));
    expect(said(cessation)).toEqual([
      'certain',
      'abrupt',
      'fail',
      ['BASELINE_LOST_WITHIN_WINDOW', 'LAST_FALL_ABOVE_STEP'],
    ]);
    expect(cessation).toMatchObject({ cause: 'reported', reachedZeroAt: ms(day(-2)) });
  });
});

describe('a volume that contradicts what was delivered', () => {
  // 600 mcg/day are 0.3 mL/day: 9.4 mL by the visit, 0.4 of priming, 0.6 and 0.3 on the way: 29.3 of 40 are left.
  const tapered = (found: number) =>
    refilled(
      running(600).programmed(VISIT, 400).programmed(day(3), 200).programmed(day(6), 0),
      day(10),
      found,
    );

  it('takes away that it was tapered', () => {
    expect(said(first(tapered(29.3)))).toEqual(['certain', 'tapered', 'pass', ['CONSISTENT_WITH_TAPER']]);
    expect(said(first(tapered(32.5)))).toEqual([
      'certain',
      'undetermined',
      'undetermined',
      ['DELIVERY_CONTRADICTED'],
    ]);
    expect(first(tapered(32.5)).tip).toMatchObject({
      verdict: 'undetermined',
      reasons: [{ code: 'DELIVERY_CONTRADICTED' }],
    });
  });

  it('of another stretch says nothing of it', () => {
    const history = running(600).filled(day(-1), 2000, 40);
    const before = running(600).event(day(-1), 'ReservoirRefilled', { ...FILL, aspiratedVolumeMl: 33 });
    const taper = (so: History) => so.programmed(VISIT, 400).programmed(day(3), 200).programmed(day(6), 0);
    expect(first(taper(before)).verdict).toBe('tapered');
    expect(first(taper(history)).verdict).toBe('tapered');
  });

  // Stopped at once: 9.8 of 40 mL were due.
  const stopped = (found: number) => refilled(running(600).programmed(VISIT, 0), day(10), found);

  it('leaves what was abrupt, unless over half of what was due stayed', () => {
    expect(said(first(stopped(33)))).toEqual([
      'certain',
      'abrupt',
      'fail',
      ['BASELINE_LOST_WITHIN_WINDOW', 'LAST_FALL_ABOVE_STEP', 'DELIVERY_CONTRADICTED'],
    ]);
    // 600 to 0 was programmed, and is over 300 whatever was delivered.
    expect(said(first(stopped(36)))).toEqual(['certain', 'undetermined', 'fail', ['DELIVERY_CONTRADICTED']]);
  });
});

describe('boluses that a new program lost', () => {
  const flex = (startTime: string, doseMcg: number) => ({
    program: {
      mode: 'flex',
      basalDailyDoseMcg: 0,
      boluses: [{ startTime, doseMcg, durationMinutes: 60 }],
    },
  });
  // At ten in the morning from 20:00 to 08:00: 36 hours without a bolus.
  const moved = (...doses: readonly number[]) =>
    doses.reduce(
      (history, dose, index) =>
        dose === 0
          ? history.programmed(day(3 * index), 0)
          : history.event(day(3 * index), 'PumpReprogrammed', flex('08:00', dose)),
      running(600).event(day(-10), 'PumpReprogrammed', flex('20:00', 600)),
    );

  it('take away that it was tapered, and leave what was abrupt', () => {
    expect(said(first(moved(400, 200, 0)))).toEqual([
      'certain',
      'undetermined',
      'undetermined',
      ['DELIVERY_BELOW_SCHEDULE'],
    ]);
    expect(said(first(moved(290, 0)))).toEqual([
      'certain',
      'abrupt',
      'fail',
      ['BASELINE_LOST_WITHIN_WINDOW', 'DELIVERY_BELOW_SCHEDULE'],
    ]);
  });
});

describe('the change of content that ends a drug', () => {
  const switched = (program: object) =>
    running(200).switched(VISIT, ['baclofen', 2000], ['morphine', 2000]).programmed(VISIT, 200, program);
  const tipCodes = (history: History) => first(history).tip.reasons.map(({ code }) => code);

  it('with a bridge smaller than the path leaves the tip open', () => {
    expect(tipCodes(switched({}))).toEqual(['NEITHER_BRIDGE_NOR_ASPIRATION']);
    expect(tipCodes(switched(bridge(0.3, 2880)))).toEqual(['BRIDGE_NOT_RECORDED']);
    expect(first(switched(bridge(0.4, 5760))).tip.verdict).toBe('abrupt');
  });

  it('with a path that was not primed leaves it open', () => {
    const history = running(200)
      .event(VISIT, 'CatheterAspirated', { success: true, volumeMl: 0.2 })
      .switched(VISIT, ['baclofen', 2000], ['morphine', 2000])
      .programmed(VISIT, 200, bridge(0.2, 1440));
    expect(tipCodes(history)).toEqual(['PRIMING_NOT_RECORDED']);
  });

  it('tells when the drug was there again', () => {
    const stopped = running(200).programmed(VISIT, 0).programmed(day(20), 200);
    expect(first(stopped).tip).toMatchObject({ reachedZeroAt: ms(VISIT), resumedAt: ms(day(20)) });
    expect(first(running(200).programmed(VISIT, 0)).tip.resumedAt).toBeUndefined();
  });
});

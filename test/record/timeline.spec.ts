import { pumpState } from '../../src/infusion/pump-state.js';
import { type Site, doseMcg } from '../../src/infusion/dose.js';
import type { DoseLevel, TherapyTimeline } from '../../src/answers/timeline/therapy-timeline.js';
import { readableNotes } from '../../src/answers/timeline/timeline-of.js';
import { drawn, flexTherapy } from '../support/drawn.js';
import { History, caseReport, ms } from '../support/history.js';

const DAY = 86_400_000;
const MINUTE = 60_000;

const doseOf = (timeline: TherapyTimeline, drug: string) =>
  timeline.drugs.find((line) => line.drug === drug)!;
const mass = (levels: readonly DoseLevel[]) =>
  levels.reduce((sum, { start, end, mcgPerDay }) => sum + (mcgPerDay! * (end - start)) / DAY, 0);

/** Between two points on a straight line; of two points with one instant the last. */
function at(points: readonly (readonly [number, number | null])[], instant: number): number | null {
  const next = points.findIndex(([when]) => when > instant);
  const [from, low] = points[next < 0 ? points.length - 1 : next - 1]!;
  const [to, high] = points[next < 0 ? points.length - 1 : next]!;
  if (low === null || high === null) return null;
  return to === from ? low : low + ((high - low) * (instant - from)) / (to - from);
}

describe('the published case', () => {
  const { timeline, events, delivery } = drawn(caseReport('a'), '2021-09-01T00:00:00Z');

  it('falls from 1000 in steps of 300, waits while morphine runs, and begins again at 200', () => {
    const last = doseOf(timeline, 'baclofen').reservoir.daily.slice(-7);
    expect(last.map(({ mcgPerDay }) => mcgPerDay)).toEqual([1000, 700, 400, 100, 0, 200, 400]);
    expect(last.slice(1).map(({ start }) => new Date(start).toISOString().slice(0, 10))).toEqual([
      '2021-03-10',
      '2021-03-13',
      '2021-03-16',
      '2021-03-19',
      '2021-04-12',
      '2021-04-26',
    ]);
    const morphine = doseOf(timeline, 'morphine').reservoir.daily.filter(({ mcgPerDay }) => mcgPerDay! > 0);
    expect(morphine).toEqual([
      // From the switch at 08:00 to its program of 08:30 the dose before goes on.
      { start: ms('2021-03-19T09:30:00Z'), end: ms('2021-04-12T08:30:00Z'), mcgPerDay: 1000 },
    ]);
    expect(timeline.projectedFrom).toBe(ms('2021-04-26T08:00:00Z'));
  });

  it('has the cessations of the audit under their numbers', () => {
    expect(
      timeline.cessations.map(({ number, drug, site, verdict }) => [number, drug, site, verdict]),
    ).toEqual([
      [1, 'baclofen', 'tip', 'undetermined'],
      [2, 'baclofen', 'reservoir', 'tapered'],
      [3, 'morphine', 'reservoir', 'undetermined'],
    ]);
  });

  it('keeps grades as grades and dates as intervals', () => {
    const [first] = timeline.scores;
    expect(first).toMatchObject({ scale: 'MAS', low: '2', high: '3', precision: 'month' });
    expect([first!.earliest, first!.latest]).toEqual([
      ms('2013-11-01T00:00:00Z'),
      ms('2013-12-01T00:00:00Z') - 1,
    ]);
    const study = timeline.pins.find(({ words }) => words.includes('rupture'));
    expect(study).toMatchObject({
      kind: 'study',
      precision: 'month',
      latest: ms('2017-05-01T00:00:00Z') - 1,
    });
  });

  it('holds in the reservoir what the state says, at any instant', () => {
    const { from, to } = timeline.whole;
    for (let index = 0; index <= 500; index += 1) {
      const when = from + ((to - from) * index) / 500;
      const { reservoir } = pumpState(events, delivery, when);
      const level = when < timeline.reservoir.level[0]![0] ? null : at(timeline.reservoir.level, when);
      // Boluses of 17 mcg and more at 2000 mcg/mL move steps of some 0.05 mL, which a picture of years leaves out.
      if (reservoir === null) expect(level).toBeNull();
      else expect(Math.abs(level! - reservoir.estimatedVolumeMl)).toBeLessThan(0.2);
    }
  });

  it.each(['reservoir', 'tip'] as const)(
    'has given at the %s what the dose says, at each point',
    (site: Site) => {
      for (const drug of ['baclofen', 'morphine']) {
        const { cumulative } = doseOf(timeline, drug)[site];
        expect(cumulative.length).toBeLessThanOrEqual(601);
        const jumped = new Set(
          cumulative.filter(([when], index) => cumulative[index + 1]?.[0] === when).map(([when]) => when),
        );
        for (const [when, mcg] of cumulative.filter(([when]) => !jumped.has(when)))
          expect(mcg).toBeCloseTo(doseMcg(delivery, drug, site, timeline.window.from, when), 4);
      }
    },
  );
});

describe('flex mode', () => {
  const history = flexTherapy();
  // Month 62 of it: 100 + 22 × 4 = 188 mcg/day, boluses of 12 + 6 + 0, 3, 6, 9 mcg: 18, 21, 24, 27 mcg, 90 in all.
  const midnight = ms('2019-03-04T00:00:00Z');
  const day = { from: midnight, to: midnight + DAY };
  const { timeline, delivery } = drawn(history, '2024-01-01T00:00:00Z', day);
  const { reservoir, tip } = doseOf(timeline, 'baclofen');

  it('shows in a day each bolus', () => {
    const rates = reservoir.rate!;
    expect(rates).toHaveLength(9);
    expect(rates.map(({ start }) => (start - midnight) / MINUTE)).toEqual([
      0, 390, 410, 720, 740, 1035, 1055, 1320, 1340,
    ]);
    // 188 mcg/day, and 18 mcg in 20 minutes are 72 × 18 = 1296 mcg/day more.
    [188, 188 + 1296, 188, 188 + 1512, 188, 188 + 1728, 188, 188 + 1944, 188].forEach((rate, index) =>
      expect(rates[index]!.mcgPerDay).toBeCloseTo(rate, 3),
    );
  });

  it('balances: the rates add up to the dose, and the boluses to the day', () => {
    expect(mass(reservoir.rate!)).toBeCloseTo(188 + 90, 6);
    expect(mass(reservoir.rate!)).toBeCloseTo(reservoir.cumulative.at(-1)![1], 6);
    expect(mass(tip.rate!)).toBeCloseTo(doseMcg(delivery, 'baclofen', 'tip', day.from, day.to), 6);
    expect(mass(reservoir.daily)).toBeCloseTo(278, 6);
  });

  it('drains the reservoir by what was pumped', () => {
    const [first, last] = [timeline.reservoir.level[0]!, timeline.reservoir.level.at(-1)!];
    // 278 mcg at 1000 mcg/mL.
    expect(first[1]! - last[1]!).toBeCloseTo(0.278, 9);
  });

  it('tells of ten years no more than a picture shows', () => {
    const { timeline: whole } = drawn(history, '2024-01-01T00:00:00Z');
    expect(whole.drugs[0]!.reservoir.rate).toBeUndefined();
    expect(whole.drugs[0]!.reservoir.cumulative.length).toBeLessThanOrEqual(601);
    expect(JSON.stringify(whole).length).toBeLessThan(250_000);
  });
});

describe('what the pump does', () => {
  const history = new History()
    .running('2021-01-04T08:00:00Z', 1000)
    .event('2021-01-20T08:00:00Z', 'MotorStallDetected')
    .event('2021-01-20T10:00:00Z', 'MotorStallRecovered')
    .programmed('2021-02-01T08:00:00Z', 0)
    .event('2021-03-01T08:00:00Z', 'PumpExplanted', { reason: 'test' });
  const { timeline } = drawn(history, '2021-03-10T00:00:00Z');

  it('has no gaps', () => {
    expect(timeline.modes.map(({ kind }) => kind)).toEqual([
      'priming',
      'simple-continuous',
      'motor-stall',
      'simple-continuous',
      'stopped',
      'no-pump',
    ]);
    timeline.modes.slice(1).forEach(({ start }, index) => expect(start).toBe(timeline.modes[index]!.end));
    expect(timeline.modes[1]!.programmedMcgPerDay).toBe(1000);
  });

  it('empties by hand as much', () => {
    // 40 mL less 0.4 mL of priming; from 08:24 on 1000 mcg/day at 2000 mcg/mL are 0.5 mL a day.
    expect(at(timeline.reservoir.level, ms('2021-01-14T08:24:00Z'))).toBeCloseTo(40 - 0.4 - 10 * 0.5, 9);
    // Two hours of stall are 1/24 mL.
    expect(at(timeline.reservoir.level, ms('2021-01-30T08:24:00Z'))).toBeCloseTo(39.6 - 26 * 0.5 + 1 / 24, 9);
    expect(timeline.reservoir.level.at(-1)![1]).toBeNull();
  });
});

it('says where the tip cannot be told, and shows what comes before', () => {
  const history = new History()
    .running('2021-01-04T08:00:00Z', 100)
    .event('2021-02-01T08:00:00Z', 'CatheterReplaced', {
      reason: 'test',
      catheter: { model: 'nobody knows' },
    });
  const { timeline } = drawn(history, '2021-02-02T08:00:00Z');
  const { reservoir, tip } = doseOf(timeline, 'baclofen');
  expect(reservoir.missing).toBeUndefined();
  expect(tip.missing).toMatch(/volume of the fluid path/);
  expect(tip.cumulative.at(-1)![0]).toBe(ms('2021-02-01T08:00:00Z'));
  expect(tip.daily.at(-1)!.mcgPerDay).toBeNull();
  expect(tip.rate).toBeUndefined();
});

it('tells how long the tip is not verified, and why', () => {
  const history = new History()
    .running('2021-01-04T08:00:00Z', 1000)
    .event('2021-01-10T08:00:00Z', 'CatheterAspirated', { success: true })
    .event('2021-02-01T08:00:00Z', 'CatheterStudied', { method: 'x-ray', finding: 'leak' });
  const { timeline } = drawn(history, '2021-02-02T08:00:00Z');
  const [moved, faulty] = timeline.unverified.toSorted((a, b) => a.to - b.to);
  // 0.4 mL of path at 0.5 mL a day.
  expect(moved).toEqual({
    from: ms('2021-01-10T08:00:00Z'),
    to: ms('2021-01-10T08:00:00Z') + 0.8 * DAY,
    why: 'volume-not-recorded',
  });
  expect(faulty).toEqual({
    from: ms('2021-01-04T08:00:00Z'),
    to: ms('2021-02-02T08:00:00Z'),
    why: 'catheter-fault',
  });
});

it('says of a note that was erased that there was one', () => {
  const digest = { $sd: 'A'.repeat(43) };
  const history = new History()
    .running('2021-01-04T08:00:00Z', 100)
    .event('2021-01-05T08:00:00Z', 'PumpExplanted', {
      reason: digest,
    });
  const { timeline } = drawn(history, '2021-02-01T00:00:00Z');
  const notes = readableNotes(timeline).pins.map(({ type, note }) => [type, note]);
  expect(notes.at(-1)).toEqual(['PumpExplanted', null]);
  expect(notes[0]).toEqual(['PumpImplanted', undefined]);
});

it('says in words what happened to pump, reservoir, catheter and patient', () => {
  const clonidine = [{ drug: 'clonidine', concentrationMcgPerMl: 50 }];
  const pump = { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 20 };
  const day = (date: string) => `2021-01-${date}T08:00:00Z`;
  const given = { purpose: 'inadvertent', drug: 'baclofen', doseMcg: 525_000 };
  const history = new History()
    .event(day('04'), 'TherapyTakenOver', {
      pump,
      reservoir: { drug: 'morphine', concentrationMcgPerMl: 10_000, with: clonidine, volumeMl: 12 },
      program: { mode: 'simple-continuous', dailyDoseMcg: 1000 },
      path: 'filled',
    })
    .event(day('05'), 'PumpInterrogated', {
      shows: {
        mode: 'simple-continuous',
        dailyDoseMcg: 1000,
        patientBoluses: { since: day('04'), count: 2, doseMcg: 50, durationMinutes: 5 },
      },
    })
    .event(day('06'), 'BolusGiven', { ...given, route: 'pocket' })
    .event(day('07'), 'BolusGiven', { ...given, route: 'catheter-port', volumeMl: 1 })
    .event(day('08'), 'CatheterRevised', { reason: 'kink', segment: 'tip-end' })
    .event(day('09'), 'CatheterStudied', { method: 'surgical-exploration', finding: 'tip-misplaced' })
    .event(day('10'), 'OutcomeAssessed', { scale: 'NRS-PAIN', value: '3', high: '5', site: 'back' })
    .event(day('11'), 'ReservoirEmptied', { aspiratedVolumeMl: 10 })
    .event(day('12'), 'PumpReplaced', { reason: 'end of service', pump })
    .event(day('13'), 'ReservoirRefilled', { drug: 'drug-free', filledVolumeMl: 18 })
    .event(day('14'), 'PumpReprogrammed', { program: { mode: 'constant-flow', flowMlPerDay: 0.5 } })
    .event(day('15'), 'TherapyEnded', { reason: 'lost-to-follow-up', note: 'moved' });
  const { timeline } = drawn(history, '2021-02-01T00:00:00Z');
  expect(timeline.pins.map(({ kind, words, note }) => [kind, words, note].join(' | '))).toEqual([
    'implant | taken over: Medtronic SynchroMed II, 12 mL of morphine 10000 mcg/mL with clonidine 50 mcg/mL, 1000 mcg/day, simple continuous | ',
    'check | pump interrogated: simple continuous, 1000 mcg/day, 2 patient boluses of 50 mcg | ',
    'bolus-given | inadvertent bolus: baclofen, 525000 mcg, into the pocket | ',
    'bolus-given | inadvertent bolus: baclofen, 525000 mcg, by catheter port | ',
    'catheter | catheter revised: tip end | kink',
    'study | catheter study (surgical exploration): tip misplaced | ',
    'outcome | NRS-PAIN 3 to 5 | back',
    'emptied | reservoir emptied of 10 mL | ',
    'implant | pump replaced: Medtronic SynchroMed II, 20 mL | end of service',
    'refill | filled with 18 mL of drug-free fluid | ',
    'program | constant flow, 0.5 mL/day | ',
    'end | therapy ended: lost to follow up | moved',
  ]);
  expect(timeline.modes.map(({ kind }) => kind)).toContain('constant-flow');
});

it('stays within what is known, and shows a minute at least', () => {
  const { timeline } = drawn(new History().running('2021-01-04T08:00:00Z', 100), '2021-02-01T00:00:00Z', {
    from: ms('2030-01-01T00:00:00Z'),
    to: ms('2031-01-01T00:00:00Z'),
  });
  expect(timeline.window).toEqual({ from: ms('2021-01-31T23:59:00Z'), to: ms('2021-02-01T00:00:00Z') });
});

it('has something to show of a therapy that was only registered', () => {
  const { timeline } = drawn(new History().registered(), '2021-02-01T00:00:00Z');
  expect(timeline).toMatchObject({ drugs: [], modes: [], pins: [], scores: [], projectedFrom: null });
});

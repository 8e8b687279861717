import fc from 'fast-check';
import type { DailyDose } from '../../src/answers/report.js';
import type { DoseLevel, TherapyTimeline } from '../../src/answers/timeline/therapy-timeline.js';
import { differences } from '../../src/reports/charts/difference.js';
import { PIN_MARK } from '../../src/reports/charts/timeline/pin-marks.js';
import { timelineChart } from '../../src/reports/charts/timeline/timeline-chart.js';

const DAY = 86_400_000;
const T0 = Date.UTC(2021, 2, 10);
const level = (fromDay: number, toDay: number, mcgPerDay: number | null): DoseLevel => ({
  start: T0 + fromDay * DAY,
  end: T0 + toDay * DAY,
  mcgPerDay,
});
const dated = (day: number, lastDay = day) => ({
  eventId: `e${day}`,
  revision: day + 1,
  at: T0 + day * DAY,
  earliest: T0 + day * DAY,
  latest: T0 + lastDay * DAY,
  precision: lastDay === day ? ('instant' as const) : ('interval' as const),
});

/** 100 days that are 1000 points wide: 10 a day, from 42 on. */
const WIDTH = 42 + 1000 + 6;
const timeline: TherapyTimeline = {
  therapyId: 'test',
  asOf: T0 + 100 * DAY,
  knownAt: T0 + 100 * DAY,
  policy: 'p@1',
  whole: { from: T0, to: T0 + 100 * DAY },
  window: { from: T0, to: T0 + 100 * DAY },
  projectedFrom: T0 + 90 * DAY,
  drugs: [
    {
      drug: 'baclofen',
      reservoir: {
        daily: [level(0, 20, 100), level(20, 60, 0), level(60, 100, 50)],
        cumulative: [
          [T0, 0],
          [T0 + 20 * DAY, 2000],
          [T0 + 60 * DAY, 2000],
          [T0 + 100 * DAY, 4000],
        ],
        exact: true,
      },
      tip: {
        daily: [level(0, 25, 100), level(25, 60, 0), level(60, 100, null)],
        cumulative: [],
        exact: false,
      },
    },
  ],
  reservoir: {
    capacityMl: 40,
    level: [
      [T0, 40],
      [T0 + 100 * DAY, 20],
    ],
    fills: [
      {
        ...dated(0),
        drug: 'baclofen',
        concentrationMcgPerMl: 500,
        filledMl: 40,
        until: T0 + 100 * DAY,
        alarmMl: 2,
        lowAt: null,
      },
    ],
    measured: [{ ...dated(50), measuredMl: 31, expectedMl: 30 }],
  },
  modes: [
    {
      start: T0,
      end: T0 + 100 * DAY,
      kind: 'simple-continuous',
      words: 'simple continuous',
      programmedMcgPerDay: 100,
      eventId: 'e1',
    },
  ],
  scores: [{ ...dated(10, 40), scale: 'MAS', low: '1', high: '1+', when: 'assessed' }],
  pins: [
    { ...dated(5, 30), type: 'CatheterStudied', kind: 'study', words: 'study <of> & "catheter"' },
    { ...dated(70), type: 'PumpReprogrammed', kind: 'program', words: '50 mcg/day, simple continuous' },
  ],
  cessations: [
    {
      id: 'c',
      number: 1,
      drug: 'baclofen',
      site: 'reservoir',
      certainty: 'certain',
      cause: 'programmed',
      startedAt: T0 + 20 * DAY,
      reachedZeroAt: T0 + 20 * DAY,
      resumedAt: T0 + 60 * DAY,
      verdict: 'abrupt',
      conformance: 'fail',
      tip: { reachedZeroAt: null, verdict: 'undetermined' },
      declared: false,
      reservations: ['one', 'two'],
    },
  ],
  planned: [],
  unverified: [],
};

describe('a time line', () => {
  const svg = timelineChart(timeline, WIDTH);

  it('draws all lanes on one axis', () => {
    const path = (name: string) =>
      [...svg.matchAll(new RegExp(`<path d="([^"]*)"[^>]*class="${name}"`, 'g'))].map(([, d]) =>
        [...d!.matchAll(/[ML]([\d.]+),/g)].map(([, x]) => Number(x)),
      );
    // Daily dose, then cumulative: each change at its own day.
    expect(path('reservoir')).toEqual([
      [42, 242, 242, 642, 642, 1042],
      [42, 242, 642, 1042],
    ]);
    expect(path('tip')[0]).toEqual([42, 292, 292, 642]);
    expect(path('level')[0]![0]).toBe(42);
  });

  it('shades where reservoir and tip differ, and from the first step to the return', () => {
    expect(svg).toMatch(/<path d="M242\.00,[\d.]+H292\.00V[\d.]+H242\.00Z"[^>]*class="difference"/);
    expect(svg).toMatch(/<rect x="242" [^>]*width="400" [^>]*class="cessation abrupt"/);
    expect(svg).toContain('>1 abrupt, 2 reservations</text>');
  });

  it('draws an uncertain date as the interval that it is', () => {
    expect(svg).toMatch(/<line x1="92" [^>]*x2="342" [^>]*class="uncertain"/);
    // Grades are rows of one height: 1 and 1+ are neighbours.
    const bars = [...svg.matchAll(/<line x1="142" y1="([\d.]+)" x2="442" [^>]*class="uncertain"/g)];
    expect(Number(bars[0]![1]) - Number(bars[1]![1])).toBe(9);
  });

  it('goes on in dashes after the last record at the pump', () => {
    expect(svg).toMatch(
      /<path d="M942,[\d.]+L1042,[\d.]+"[^>]*class="level projected-level" stroke-dasharray="2 2"/,
    );
    expect(svg).toContain('projected after the last record at the pump');
  });

  it('carries what users wrote as text', () => {
    expect(svg).toContain('study &lt;of&gt; &amp; &quot;catheter&quot;');
    expect(svg).not.toContain('<of>');
  });

  it.each([270, 515, 760])('is whole at %d points', (width) => {
    const drawn = timelineChart(timeline, width);
    expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
    expect(drawn).toContain('role="img"');
    for (const [, x] of drawn.matchAll(/ x2="([-\d.]+)"/g)) expect(Number(x)).toBeLessThanOrEqual(width);
  });

  describe('of which much happened at once', () => {
    const often = Array.from({ length: 20_000 }, (_, n) => dated(Math.floor(n / 200)));
    const crowded = timelineChart(
      {
        ...timeline,
        pins: often.map((one, n) => ({ ...one, type: 'x', kind: n % 2 ? 'program' : 'refill', words: 'w' })),
        scores: often.map((one) => ({ ...one, scale: 'MAS', low: '1', high: '1', when: 'assessed' })),
        reservoir: {
          ...timeline.reservoir,
          measured: often.map((one) => ({ ...one, measuredMl: 31, expectedMl: 30 })),
          fills: often.map((one) => ({ ...timeline.reservoir.fills[0]!, ...one, until: one.at })),
        },
        modes: often.map(({ at }, n) => ({
          ...timeline.modes[0]!,
          start: at + n,
          end: at + n + 1,
          kind: n % 2 ? 'stopped' : 'flex',
        })),
      },
      WIDTH,
    );
    const titles = (name: string) =>
      [...crowded.matchAll(new RegExp(`<g class="${name}"><title>([^<]*)`, 'g'))].map(([, words]) => words!);

    it('draws once what cannot be told apart, and says how often it happened', () => {
      expect(crowded.length).toBeLessThan(200_000);
      expect(titles('pin refill')).toHaveLength(100);
      expect(titles('pin program')[0]).toMatch(
        /, and 99 more until 2021-03-10.*: zoom in to tell them apart$/,
      );
      expect(titles('score assessed')[99]).toContain(', and 199 more until');
      expect(titles('measured')[0]).toContain(', and 199 more until');
      expect(titles('mode stopped')[0]).toBe('simple continuous, 100 times: zoom in to tell them apart');
    });

    it('draws each of a few', () => {
      const few = timelineChart(
        { ...timeline, pins: timeline.pins.flatMap((pin) => [pin, pin, pin, pin]) },
        WIDTH,
      );
      expect(few.match(/<g class="pin /g)).toHaveLength(8);
      expect(few).not.toContain('zoom in');
    });
  });

  it('shows each bolus of a short window, and the mean beside', () => {
    const rate = [level(0, 0.5, 10), level(0.5, 0.6, 500), level(0.6, 1, 10)];
    const [line] = timeline.drugs;
    const short: TherapyTimeline = {
      ...timeline,
      window: { from: T0, to: T0 + DAY },
      drugs: [{ ...line!, reservoir: { ...line!.reservoir, rate } }],
    };
    const drawn = timelineChart(short, WIDTH);
    expect(drawn).toContain('baclofen: rate at each instant, mcg/day');
    expect(drawn).toMatch(/<path d="M42,[\d.]+L542,[\d.]+L542,[\d.]+L642,/);
    expect(drawn).toContain('class="daily"');
    expect(timelineChart({ ...short, window: timeline.window }, WIDTH)).toContain('baclofen: daily dose');
  });
});

it('marks no two kinds of event by one shape', () => {
  const shapes = Object.values(PIN_MARK).map((mark) => JSON.stringify(mark));
  // A pump that is taken out and a motor that stands still are in other rows.
  expect(new Set(shapes).size).toBe(shapes.length - 1);
});

it('finds each difference of two doses, whatever their steps', () => {
  const steps = fc
    .array(
      fc.record({
        length: fc.integer({ min: 1, max: 5 }),
        mcgPerDay: fc.constantFrom(0, 50, 100, Number.NaN),
      }),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    .map((parts) => {
      let end = 0;
      return parts.map(({ length, mcgPerDay }): DailyDose => ({
        start: end,
        end: (end += length),
        mcgPerDay,
      }));
    });
  const valueAt = (doses: readonly DailyDose[], when: number) =>
    doses.find(({ start, end }) => start <= when && when < end)?.mcgPerDay ?? Number.NaN;
  fc.assert(
    fc.property(steps, steps, (one, other) => {
      const found = differences(one, other);
      for (let when = 0.5; when < 60; when += 1) {
        const [a, b] = [valueAt(one, when), valueAt(other, when)];
        const here = found.filter(({ start, end }) => start < when && when < end);
        if (Math.abs(a - b) > 0)
          expect(here.map(({ low, high }) => [low, high])).toEqual([[Math.min(a, b), Math.max(a, b)]]);
        else expect(here).toEqual([]);
      }
    }),
  );
});

import { doseMcg } from '../../src/infusion/dose.js';
import { pumpState } from '../../src/infusion/pump-state.js';
import { type Reading, readingsAt } from '../../src/web/client/readings.js';
import { moved, scaled, within } from '../../src/web/client/span.js';
import { drawn, flexTherapy } from '../support/drawn.js';
import { caseReport, ms } from '../support/history.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const valueOf = (readings: readonly Reading[], name: string) =>
  readings.find((reading) => reading.name === name)?.value;
const numbersOf = (words: string | undefined) => (words?.match(/[\d.]+/g) ?? []).map(Number);

describe('values read at the cursor', () => {
  it('are those of the state and the dose, at any instant', () => {
    const { timeline, events, delivery } = drawn(flexTherapy(), '2024-01-01T00:00:00Z');
    const { from, to } = timeline.whole;
    for (let index = 1; index < 400; index += 1) {
      const at = Math.round(from + ((to - from) * index) / 400);
      const readings = readingsAt(timeline, at, 0);
      const { reservoir } = pumpState(events, delivery, at);
      const [ml] = numbersOf(valueOf(readings, 'Reservoir'));
      expect(Math.abs(ml! - reservoir!.estimatedVolumeMl)).toBeLessThan(0.25);
      const totals = valueOf(readings, 'baclofen since the left edge')!;
      expect(totals).toMatch(/^reservoir [\d.]+ m(c?)g, tip [\d.]+ m\1g$/);
      const perUnit = totals.includes('mcg') ? 1 : 1000;
      (['reservoir', 'tip'] as const).forEach((site, which) => {
        const mcg = doseMcg(delivery, 'baclofen', site, from, at);
        // Between points some days apart a day's boluses are spread evenly.
        expect(Math.abs(numbersOf(totals)[which]! * perUnit - mcg)).toBeLessThan(150 + mcg / 10_000);
      });
    }
  });

  it('have the bolus that flows at the instant, where the window is short', () => {
    const midnight = ms('2019-03-04T00:00:00Z');
    const { timeline } = drawn(flexTherapy(), '2024-01-01T00:00:00Z', { from: midnight, to: midnight + DAY });
    const at = (minutes: number) =>
      valueOf(readingsAt(timeline, midnight + minutes * 60_000, 0), 'baclofen, mcg/day');
    // 188 mcg/day, and from 06:30 for 20 minutes 18 mcg: 1296 mcg/day more. All boluses of the day are 90 mcg.
    expect(at(389)).toBe('reservoir 278, tip 278 (at this instant reservoir 188, tip 188)');
    expect(at(390)).toContain('(at this instant reservoir 1484, ');
    expect(at(409)).toContain('(at this instant reservoir 1484, ');
    expect(at(410)).toContain('(at this instant reservoir 188, ');
  });

  it('say in the published case what the drawing shows', () => {
    const { timeline } = drawn(caseReport('a'), '2021-09-01T00:00:00Z');
    const during = readingsAt(timeline, ms('2021-03-17T12:00:00Z'), 0);
    expect(valueOf(during, 'baclofen, mcg/day')).toBe('reservoir 100, tip 100');
    expect(valueOf(during, 'Cessation 2')).toBe('baclofen at the reservoir, on the way to zero');
    const after = readingsAt(timeline, ms('2021-03-25T00:00:00Z'), 0);
    expect(valueOf(after, 'Cessation 2')).toBe('baclofen at the reservoir, at zero');
    expect(valueOf(after, 'morphine, mcg/day')).toBe('reservoir 1000, tip 1000');
    expect(valueOf(readingsAt(timeline, ms('2021-08-01T00:00:00Z'), 0), 'Projection')).toContain('recorded');
    // The study was in April 2017, nobody says when: each day of it may have been the day.
    const study = readingsAt(timeline, ms('2017-04-20T00:00:00Z'), 0);
    expect(study.some(({ name, value }) => name.startsWith('Event #') && value.includes('rupture'))).toBe(
      true,
    );
    const before = readingsAt(timeline, ms('2014-06-01T00:00:00Z'), 0);
    expect(valueOf(before, 'Reservoir')).toBeUndefined();
    expect(valueOf(before, 'baclofen, mcg/day')).toBe('reservoir 0, tip 0');
  });

  it('count what is too near together to be named', () => {
    const { timeline } = drawn(caseReport('a'), '2021-09-01T00:00:00Z');
    const readings = readingsAt(timeline, ms('2021-03-15T00:00:00Z'), 30 * DAY);
    const near = timeline.pins.filter(
      ({ earliest, latest }) =>
        earliest - 30 * DAY <= ms('2021-03-15T00:00:00Z') && ms('2021-03-15T00:00:00Z') <= latest + 30 * DAY,
    );
    expect(near.length).toBeGreaterThan(4);
    expect(valueOf(readings, 'Events')).toBe(`${near.length - 4} more: zoom in to tell them apart`);
  });
});

describe('a stretch of time', () => {
  const whole = { from: 0, to: 100 * DAY };

  it('keeps the instant in its place while it is scaled', () => {
    const span = scaled({ from: 10 * DAY, to: 20 * DAY }, 0.5, 12 * DAY);
    expect(span).toEqual({ from: 11 * DAY, to: 16 * DAY });
    expect(moved(span, 0.5)).toEqual({ from: 13.5 * DAY, to: 18.5 * DAY });
  });

  it.each([
    ['is moved where it leaves the whole', { from: 95, to: 115 }, { from: 80, to: 100 }],
    ['is moved where it begins before it', { from: -5, to: 15 }, { from: 0, to: 20 }],
    ['is the whole where it is longer', { from: -50, to: 300 }, { from: 0, to: 100 }],
  ])('%s', (_, days, expected) => {
    const inMs = (span: typeof days) => ({ from: span.from * DAY, to: span.to * DAY });
    expect(within(inMs(days), whole)).toEqual(inMs(expected));
  });

  it('is never shorter than an hour, about its middle', () => {
    const at = 50 * DAY;
    expect(within({ from: at - 1000, to: at + 1000 }, whole)).toEqual({
      from: at - HOUR / 2,
      to: at + HOUR / 2,
    });
  });
});

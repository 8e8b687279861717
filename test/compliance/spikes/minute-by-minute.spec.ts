import fc from 'fast-check';
import { spikes } from '../../../src/compliance/dose/spikes.js';
import { FULL } from '../../support/full.js';
import { History } from '../../support/history.js';
import { contextOf } from './audited.js';

const START = Date.parse('2024-01-01T00:00:00Z');
const MINUTE = 60_000;
const DAY = 1440;
const LONGEST = 40 * DAY;

/** What is programmed, told in whole minutes, and what it gives in each minute since it began, by the contract's words. */
interface Told {
  readonly program: object;
  readonly dailyMcg: number;
  readonly mcgInMinute: (sinceBegin: number, minuteOfDay: number) => number;
}

const simple = fc.constantFrom(60, 100, 150, 200, 290, 400, 800).map((dailyDoseMcg): Told => ({
  program: { mode: 'simple-continuous', dailyDoseMcg },
  dailyMcg: dailyDoseMcg,
  mcgInMinute: () => dailyDoseMcg / DAY,
}));

const periodic = fc
  .record({
    basal: fc.constantFrom(0, 50, 200),
    // The least mean, 20 mcg each 2000 minutes, is above what the model's minimum rate gives: below it is no dose.
    bolus: fc.constantFrom(20, 40, 120),
    interval: fc.constantFrom(45, 240, 720, 2000),
    duration: fc.constantFrom(5, 30),
  })
  .map(({ basal, bolus, interval, duration }): Told => ({
    program: {
      mode: 'periodic-bolus',
      basalDailyDoseMcg: basal,
      bolusDoseMcg: bolus,
      intervalMinutes: interval,
      bolusDurationMinutes: duration,
    },
    dailyMcg: basal + (bolus * DAY) / interval,
    mcgInMinute: (since) => basal / DAY + (since % interval < duration ? bolus / duration : 0),
  }));

const flex = fc
  .record({
    basal: fc.constantFrom(48, 200),
    boluses: fc.uniqueArray(fc.constantFrom(0, 5, 9, 13, 18, 22), { minLength: 1, maxLength: 4 }),
    bolus: fc.constantFrom(20, 90, 160),
  })
  .map(({ basal, boluses, bolus }): Told => ({
    program: {
      mode: 'flex',
      basalDailyDoseMcg: basal,
      boluses: boluses.map((hour) => ({
        startTime: `${String(hour).padStart(2, '0')}:00`,
        doseMcg: bolus,
        durationMinutes: 30,
      })),
    },
    dailyMcg: basal + boluses.length * bolus,
    mcgInMinute: (since, minute) =>
      // One that was due before the program began does not run.
      basal / DAY +
      (boluses.some(
        (hour) => minute - hour * 60 >= 0 && minute - hour * 60 < 30 && since >= minute - hour * 60,
      )
        ? bolus / 30
        : 0),
  }));

const therapies = fc.array(
  fc.record({
    told: fc.oneof(simple, simple, periodic, flex),
    minutes: fc.oneof(
      fc.integer({ min: 360, max: 900 }),
      fc.integer({ min: 1, max: 9 }).map((days) => days * DAY),
    ),
  }),
  { minLength: 2, maxLength: 5 },
);

function record(parts: readonly { told: Told; minutes: number }[]) {
  const iso = (minute: number) => new Date(START + minute * MINUTE).toISOString();
  const history = new History()
    .registered()
    // Of no known least flow: below one the dose counts as zero, and what comes after it as a restart.
    .implanted(
      iso(0),
      { model: 'of no known rate', filledWith: 'solution', reservoirCapacityMl: 100 },
      { filledWith: 'solution' },
    )
    .filled(iso(0), 2000, 100);
  const given = new Float64Array(LONGEST + 1);
  let begin = 0;
  parts.forEach(({ told, minutes }, index) => {
    history.event(iso(begin), 'PumpReprogrammed', { program: told.program });
    const end = index === parts.length - 1 ? LONGEST : Math.min(LONGEST, begin + minutes);
    for (let minute = begin; minute < end; minute += 1)
      given[minute + 1] = given[minute]! + told.mcgInMinute(minute - begin, minute % DAY);
    begin = end;
  });
  return { history, given, firstDailyMcg: parts[0]!.told.dailyMcg };
}

const FIGURES = [
  { window: DAY, ratio: 2, least: 100, from: 3 * DAY, to: DAY },
  { window: 240, ratio: 3, least: 100, from: 3 * DAY, to: 240 },
  { window: DAY, ratio: 3, least: 200, from: 10 * DAY, to: 4 * DAY },
];

/** The first minute by which a window passes that is so much beyond, or short of, each limit. */
function firstPassing(given: Float64Array, firstDailyMcg: number, share: number): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { window, ratio, least, from, to } of FIGURES) {
    const gives = given.map((mcg, end) => mcg - (end < window ? 0 : given[end - window]!));
    const largest: number[] = [];
    let head = 0;
    for (let end = 1; end < Math.min(first, LONGEST); end += 1) {
      const newest = end - to;
      if (newest >= 0) {
        while (largest.length > head && gives[largest.at(-1)!]! <= gives[newest]!) largest.pop();
        largest.push(newest);
      }
      while (head < largest.length && largest[head]! < end - from) head += 1;
      const floor = end <= from + window ? (firstDailyMcg * window) / DAY : 0;
      const reference = Math.max(floor, head < largest.length ? gives[largest[head]!]! : 0);
      const mcg = gives[end]!;
      if (mcg > ratio * share * reference && mcg >= reference + least * share) first = end;
    }
  }
  return first;
}

describe('spikes, minute by minute over random programs', () => {
  it('are found when the first window passes, and no sooner', () => {
    const seen = { spikes: 0, quiet: 0 };
    fc.assert(
      fc.property(therapies, (parts) => {
        const { history, given, firstDailyMcg } = record(parts);
        const foundBy = (minute: number) => spikes(contextOf(history, START + minute * MINUTE)).length > 0;
        const clearly = firstPassing(given, firstDailyMcg, 1.005);
        const nearly = firstPassing(given, firstDailyMcg, 0.995);
        if (clearly < LONGEST) {
          seen.spikes += 1;
          expect(foundBy(clearly)).toBe(true);
        }
        if (nearly === Number.POSITIVE_INFINITY) seen.quiet += 1;
        expect(foundBy(Math.min(nearly - 2, LONGEST - 1))).toBe(false);
      }),
      { numRuns: FULL ? 1000 : 60 },
    );
    expect(seen.spikes).toBeGreaterThan(5);
    expect(seen.quiet).toBeGreaterThan(5);
  });
});

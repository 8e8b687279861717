import fc from 'fast-check';
import { type Schedule, edges, firstEdge, instantAfterMl, movedMl } from '../../src/infusion/schedule.js';
import { FULL } from '../support/full.js';

const MINUTE = 60_000;
const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    basal: fc.constantFrom(0, 1e-9, 3e-8),
    periodMs: fc.integer({ min: 30, max: 1440 }).map((minutes) => minutes * MINUTE),
    starts: fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }),
    share: fc.double({ min: 0.05, max: 1, noNaN: true }),
  })
  .map(({ basal, periodMs, starts, share }) => ({
    begin: 0,
    basalMlPerMs: basal,
    boluses: starts.map((start) => ({
      first: Math.round((start * periodMs) / 10),
      periodMs,
      durationMs: Math.max(1, Math.round((share * periodMs) / 10)),
      volumeMl: 0.01 * (start + 1),
    })),
  }));
const instants = fc.integer({ min: 0, max: 20 * 24 * 60 * MINUTE });

describe('a schedule', () => {
  it('knows its first edge without listing them all', () => {
    fc.assert(
      fc.property(schedules, instants, instants, (schedule, from, span) => {
        expect(firstEdge(schedule, from, from + span)).toBe(edges(schedule, from, from + span)[0]);
      }),
      { numRuns: FULL ? 2000 : 500 },
    );
  });

  it('has moved a volume at the instant that it gives for it', () => {
    fc.assert(
      fc.property(
        schedules,
        instants,
        fc.double({ min: 1e-6, max: 40, noNaN: true }),
        (schedule, from, volume) => {
          const at = instantAfterMl(schedule, from, volume);
          expect(movedMl(schedule, from, at)).toBeCloseTo(volume, 8);
        },
      ),
      { numRuns: FULL ? 2000 : 500 },
    );
  });
});

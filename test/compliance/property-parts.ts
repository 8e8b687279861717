import fc from 'fast-check';
import { History, ms } from '../support/history.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const VISIT = ms('2021-02-01T10:00:00Z');
export const iso = (at: number) => new Date(at).toISOString();

/** Baclofen 20,000 mcg/mL, so that nothing runs dry within a year; primed. */
export const running = (dose: number): History =>
  new History()
    .registered()
    // Of a known model, a flow below its minimum rate is none.
    .implanted('2021-01-01T00:00:00Z', { model: 'of no known rate' })
    .filled('2021-01-01T00:00:00Z', 20_000)
    .programmed('2021-01-01T00:00:00Z', dose, {
      startsWith: { kind: 'priming', volumeMl: 0.4, durationMinutes: 20 },
    });

/** Falling doses from a first one to zero. */
export const fallingDoses = fc
  .uniqueArray(fc.integer({ min: 5, max: 100 }), { minLength: 1, maxLength: 7 })
  .map((tens) => [...tens.toSorted((a, b) => b - a).map((ten) => ten * 10), 0]);

import fc from 'fast-check';
import { pumpedMl } from '../../src/infusion/delivery.js';
import { doseMcg } from '../../src/infusion/dose.js';
import { doseCurve } from '../../src/infusion/dose-curve.js';
import { pumpState } from '../../src/infusion/pump-state.js';
import { replay } from '../../src/infusion/replay.js';
import { handCheckedHistories } from './hand-checked.js';
import { type History, histories } from './histories.js';
import { simulate } from './parcel-simulation.js';
import { MINIMUM_RATE_ML_PER_DAY } from './simple-therapies.js';
import { FULL } from '../support/full.js';

const runs = FULL ? 3000 : 30;
const options = { minimumRateMlPerDay: MINIMUM_RATE_ML_PER_DAY };

const spread = ({ events, end }: History, count: number): number[] => {
  const start = events[0]!.at;
  const between = Array.from({ length: count }, (_, index) =>
    Math.round(start + ((end - start) * index) / (count - 1)),
  );
  return [...new Set([...between, ...events.map(({ at }) => at)])].sort((a, b) => a - b);
};

const close = (actual: number, expected: number, scale: number) =>
  Math.abs(actual - expected) <= 1e-6 * Math.abs(expected) + 1e-9 * scale;

describe('the closed form', () => {
  it('agrees with fluid moved parcel by parcel', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const samples = spread(history, 24);
        const simulated = simulate(history.events, history.end, samples, options);
        const { delivery } = replay(history.events);
        const before = samples[0]! - 1;
        for (const sample of simulated.samples) {
          const scale = Math.max(1, simulated.final.masses.filled ? 1e3 : 1);
          expect(close(pumpedMl(delivery, sample.at), sample.pumpedMl, 1)).toBe(true);
          for (const drug of delivery.drugs)
            for (const site of ['reservoir', 'tip'] as const) {
              const dose = doseMcg(delivery, drug, site, before, sample.at);
              const expected = sample.out[site].get(drug) ?? 0;
              if (!close(dose, expected, scale * 10))
                throw new Error(
                  `${drug} at the ${site}, ${new Date(sample.at).toISOString()}: ${dose}, parcels ${expected}`,
                );
            }
        }
      }),
      { numRuns: runs },
    );
  });

  it('finds the reservoir as full as the parcels leave it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const samples = spread(history, 12);
        for (const sample of simulate(history.events, history.end, samples, options).samples) {
          const acting = history.events.filter(({ at }) => at <= sample.at);
          const state = pumpState(acting, replay(acting).delivery, sample.at);
          expect(state.reservoir?.estimatedVolumeMl ?? 0).toBeCloseTo(sample.reservoirMl, 7);
        }
      }),
      { numRuns: Math.ceil(runs / 4) },
    );
  });

  it('never has the tip ahead of the reservoir, nor a cumulative dose that falls', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { delivery } = replay(history.events);
        const start = history.events[0]!.at - 1;
        for (const drug of delivery.drugs) {
          let before = { reservoir: 0, tip: 0 };
          for (const at of spread(history, 40)) {
            const reservoir = doseMcg(delivery, drug, 'reservoir', start, at);
            const tip = doseMcg(delivery, drug, 'tip', start, at);
            expect(tip).toBeLessThanOrEqual(reservoir * (1 + 1e-9) + 1e-6);
            expect(reservoir).toBeGreaterThanOrEqual(before.reservoir - 1e-9);
            expect(tip).toBeGreaterThanOrEqual(before.tip - 1e-9);
            before = { reservoir, tip };
          }
        }
      }),
      { numRuns: runs },
    );
  });

  it('gives the same when events are added one by one', () => {
    fc.assert(
      fc.property(histories, ({ events }) => {
        const atOnce = replay(events).delivery;
        const oneByOne = events.reduce((soFar, event) => soFar.and([event]), replay([])).delivery;
        expect(oneByOne).toEqual(atOnce);
      }),
      { numRuns: runs },
    );
  });

  it('has curves whose points and straight lines between them are doses', () => {
    fc.assert(
      fc.property(histories, fc.double({ min: 0, max: 1, noNaN: true }), (history, where) => {
        const { delivery } = replay(history.events);
        const from = history.events[0]!.at;
        const to = history.end;
        for (const drug of delivery.drugs)
          for (const site of ['reservoir', 'tip'] as const) {
            const { points, exact } = doseCurve(delivery, { drug, site, from, to });
            expect(exact).toBe(true);
            const total = points.at(-1)!.cumulativeMcg;
            expect(points[0]).toEqual({ at: from, cumulativeMcg: 0 });
            const index = Math.min(points.length - 2, Math.floor(where * (points.length - 1)));
            const [a, b] = [points[index]!, points[index + 1]!];
            const at = Math.round(a.at + (b.at - a.at) * where);
            const onLine =
              b.at === a.at
                ? b.cumulativeMcg
                : a.cumulativeMcg + ((at - a.at) / (b.at - a.at)) * (b.cumulativeMcg - a.cumulativeMcg);
            if (at !== b.at && at !== a.at) {
              const flow = (b.cumulativeMcg - a.cumulativeMcg) / Math.max(1, b.at - a.at);
              expect(Math.abs(doseMcg(delivery, drug, site, from, at) - onLine)).toBeLessThanOrEqual(
                1e-9 * total + 2 * flow + 1e-3,
              );
            }
            expect(doseMcg(delivery, drug, site, from, b.at)).toBeGreaterThanOrEqual(
              b.cumulativeMcg - 1e-9 * total - 1e-6,
            );
            const thin = doseCurve(delivery, { drug, site, from, to, maxPoints: 12 });
            expect(thin.points.length).toBeLessThanOrEqual(12);
            expect(thin.points.at(-1)!.cumulativeMcg).toBeCloseTo(total, 6);
          }
      }),
      { numRuns: runs },
    );
  });

  it.each(handCheckedHistories.map((history) => [history.name, history] as const))(
    'is right by hand: %s',
    (_, history) => {
      const { delivery } = replay(history.events);
      const start = history.events[0]!.at - 1;
      for (const expected of history.expected) {
        if (expected.pumpedMl !== undefined)
          expect(pumpedMl(delivery, expected.at)).toBeCloseTo(expected.pumpedMl, 9);
        for (const site of ['reservoir', 'tip'] as const)
          for (const [drug, dose] of Object.entries(expected[site] ?? {}))
            expect(doseMcg(delivery, drug, site, start, expected.at)).toBeCloseTo(dose, 6);
      }
    },
  );
});

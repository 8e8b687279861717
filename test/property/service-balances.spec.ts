import * as fc from 'fast-check';
import { DeliveryWorth } from '../../src/infusion/bounds/delivery-worth.js';
import type { Delivery } from '../../src/infusion/delivery.js';
import { pumpedMcg } from '../../src/infusion/dose.js';
import { concentrationOf } from '../../src/infusion/fluid.js';
import { pathMcg } from '../../src/infusion/path-content.js';
import { replay } from '../../src/infusion/replay.js';
import { type Fill, heldMl } from '../../src/infusion/segment.js';
import { FULL } from '../support/full.js';
import type { History } from './history-builder.js';
import { observedHistories } from './observed-histories.js';

const runs = { numRuns: FULL ? 1_000 : 40, seed: 20_250_303, endOnFailure: true };
const SITES = ['reservoir', 'tip'] as const;

const windowsOf = ({ events, end }: History) => {
  const start = events[0]!.at - 1;
  const at = [0, 0.21, 0.5, 0.77, 1].map((part) => Math.round(start + part * (end - start)));
  return at.slice(1).map((to, index) => ({ from: at[index]!, to }));
};

const heldMcg = (fill: Fill | undefined, pumpedMl: number, drug: string) =>
  fill ? heldMl(fill, pumpedMl) * concentrationOf(fill.fluid, drug) : 0;

/** How far what left a site from one event to the next is from what is missing behind it, mcg. */
function imbalances(delivery: Delivery, drug: string): number[] {
  return delivery.moments.slice(1).flatMap((next, index) => {
    const last = delivery.moments[index]!;
    const left = (site: 'reservoir' | 'tip') => pumpedMcg(delivery, delivery[site], drug, last.at, next.at);
    const missing =
      heldMcg(last.leftFill, last.pumpedMl, drug) - heldMcg(next.foundFill, next.pumpedMl, drug);
    const gained = pathMcg(next.found, drug) - pathMcg(last.left, drug);
    const outOfPath = last.left.catheter ? left('reservoir') - left('tip') - gained : 0;
    return [left('reservoir') - missing, outOfPath];
  });
}

it('loses and makes no drug: what left the reservoir is missing in it, and left the tip or is in the path', () => {
  let moved = 0;
  const balanced = fc.property(observedHistories, ({ events }) => {
    const { delivery } = replay(events);
    for (const drug of delivery.drugs) {
      const most = Math.max(...imbalances(delivery, drug).map(Math.abs));
      const pumped = pumpedMcg(delivery, delivery.reservoir, drug, events[0]!.at, events.at(-1)!.at);
      expect(most).toBeLessThanOrEqual(1e-9 * Math.max(1000, pumped));
      moved += pumped;
    }
  });
  fc.assert(balanced, runs);
  expect(moved).toBeGreaterThan(100_000);
});

it('answers the same event by event as of all at once', () => {
  const same = fc.property(observedHistories, (history) => {
    const atOnce = replay(history.events).delivery;
    const { delivery } = history.events.reduce((soFar, event) => soFar.and([event]), replay([]));
    expect(delivery).toEqual(atOnce);
  });
  fc.assert(same, runs);
});

it('has bounds around each dose, which add up over times one after another', () => {
  let apart = 0;
  const bounded = fc.property(observedHistories, (history) => {
    const { delivery } = replay(history.events);
    for (const site of SITES) {
      const worth = new DeliveryWorth(delivery, site, []);
      for (const drug of delivery.drugs) {
        for (const { from, to } of windowsOf(history)) {
          const { doseMcg, lowMcg, highMcg } = worth.bounds(drug, from, to);
          expect(lowMcg).toBeGreaterThanOrEqual(0);
          expect(lowMcg).toBeLessThanOrEqual(doseMcg * (1 + 1e-12));
          expect(highMcg).toBeGreaterThanOrEqual(doseMcg * (1 - 1e-12));
          if (highMcg > lowMcg) apart += 1;
        }
        addsUp(worth, drug, delivery);
      }
    }
  });
  fc.assert(bounded, runs);
  expect(apart).toBeGreaterThan(100);
});

/** Over whole stretches: in a part of one that disagrees it may have been all that was missing. */
function addsUp(worth: DeliveryWorth, drug: string, { stretches }: Delivery): void {
  const [first, second, third] = stretches;
  if (!first || !second || !third) return;
  const one = worth.bounds(drug, first.start, second.end);
  const other = worth.bounds(drug, second.end, third.end);
  const both = worth.bounds(drug, first.start, third.end);
  for (const side of ['doseMcg', 'lowMcg', 'highMcg'] as const)
    if (Number.isFinite(both[side]))
      expect(Math.abs(one[side] + other[side] - both[side])).toBeLessThanOrEqual(
        1e-9 * Math.max(1, both[side]),
      );
}

import * as fc from 'fast-check';
import { FULL } from '../support/full.js';
import { type Answers, differences } from './against-simulation.js';
import { DeliveryCheck } from './delivery-check.js';
import { handWorked } from './hand-worked/index.js';
import { observedHistories } from './observed-histories.js';
import { simulate } from './parcel-simulation.js';
import type { SimulatedEvent } from './pump-events.js';
import { MINIMUM_RATE_ML_PER_DAY } from './simple-therapies.js';

/** The simulation's own answers, each window simulated by itself. */
const itsOwn = (events: readonly SimulatedEvent[], asOf: number): Answers => {
  const options = { minimumRateMlPerDay: MINIMUM_RATE_ML_PER_DAY };
  const check = (from: number, to: number) =>
    new DeliveryCheck(simulate(events, asOf, [from, to], options), events);
  return {
    doseMcg: (drug, site, from, to) => check(from, to).in(drug, site, { from, to }).doseMcg,
    delivery: (drug, site, from, to) => check(from, to).in(drug, site, { from, to }),
    reservoirMl: simulate(events, asOf, [], options).final.reservoirMl,
  };
};

describe('what is compared with the simulation', () => {
  it('has no differences where it is the same', () => {
    const alike = fc.property(observedHistories, (history) => {
      expect(differences(history, itsOwn)).toEqual([]);
    });
    fc.assert(alike, { numRuns: FULL ? 200 : 4, seed: 20_250_302 });
  });

  it('has some in each figure where that is another', () => {
    const [history] = handWorked;
    const differing = (wrong: (answers: Answers) => Partial<Answers>) =>
      differences(history!, (events, asOf) => {
        const right = itsOwn(events, asOf);
        return { ...right, ...wrong(right) };
      });
    const delivery =
      (more: object): ((answers: Answers) => Partial<Answers>) =>
      (right) => ({ delivery: (...asked) => ({ ...right.delivery(...asked), ...more }) });
    expect(differing(() => ({ reservoirMl: 1 }))).toHaveLength(2);
    expect(differing(() => ({ doseMcg: () => null })).length).toBeGreaterThan(0);
    expect(
      differing(({ doseMcg }) => ({ doseMcg: (...asked) => (doseMcg(...asked) ?? 0) * 1.00001 })).length,
    ).toBeGreaterThan(0);
    for (const more of [
      { lowMcg: 1 },
      { highMcg: 1e9 },
      { status: 'contradicted' },
      { codes: ['FLOW_UNKNOWN'] },
    ])
      expect(differing(delivery(more)).length).toBeGreaterThan(0);
  });
});

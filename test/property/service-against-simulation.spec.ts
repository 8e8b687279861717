import * as fc from 'fast-check';
import { FULL } from '../support/full.js';
import { differences } from './against-simulation.js';
import { observedHistories } from './observed-histories.js';
import { serviceAnswers } from './service-answers.js';

it('answers what the simulation does', () => {
  const alike = fc.property(observedHistories, (history) => {
    expect(differences(history, serviceAnswers)).toEqual([]);
  });
  fc.assert(alike, { numRuns: FULL ? 3_000 : 60, seed: 20_250_302 });
});

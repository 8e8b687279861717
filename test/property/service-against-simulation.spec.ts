import * as fc from 'fast-check';
import { FULL } from '../support/full.js';
import { differences } from './against-simulation.js';
import { observedHistories } from './observed-histories.js';
import { serviceAnswers } from './service-answers.js';

it('answers what the simulation does, of doses, of how far they can be believed, and of the reservoir', () => {
  const alike = fc.property(observedHistories, (history) => {
    expect(differences(history, serviceAnswers)).toEqual([]);
  });
  const given = process.env['PUMP_LEDGER_SEED'];
  fc.assert(alike, {
    numRuns: FULL ? 3_000 : 60,
    seed: given ? Number(given) : 20_250_302,
    endOnFailure: true,
  });
});

import * as fc from 'fast-check';
import { type Action, catheter, contrastVolumeMl } from './histories.js';
import type { FilledWith } from './pump-events.js';

export const filledWith = fc.constantFrom<FilledWith | undefined>(undefined, 'drug-free', 'solution');
/** A member that is not there where its value is undefined. */
export const optional = <T>(name: string, value: T | undefined) =>
  value === undefined ? {} : { [name]: value };

export const throughPort: fc.Arbitrary<Action> = fc
  .record({
    route: fc.constantFrom('catheter-port', 'catheter-port', 'pocket'),
    drug: fc.constantFrom('baclofen', 'morphine'),
    doseMcg: fc.integer({ min: 10, max: 500 }),
    volumeMl: contrastVolumeMl,
  })
  .map((bolus) => (history) => {
    history.add('BolusGiven', { purpose: 'rescue', ...bolus });
  });

export const placeCatheter: fc.Arbitrary<Action> = fc
  .record({ catheter, filledWith })
  .map(({ catheter: fresh, filledWith: how }) => (history) => {
    const filled = optional('filledWith', how);
    if (history.catheterInPlace)
      history.add('CatheterReplaced', { reason: 'rupture', catheter: fresh, ...filled });
    else history.add('CatheterImplanted', { ...fresh, ...filled });
  });

export const revise: fc.Arbitrary<Action> = fc
  .record({
    segment: fc.constantFrom('pump-end', 'tip-end', 'connector'),
    segmentVolumeMl: fc.option(fc.double({ min: 0.01, max: 0.4, noNaN: true }), { freq: 5, nil: undefined }),
    longerMl: fc.option(fc.double({ min: -0.1, max: 0.2, noNaN: true }), { freq: 2, nil: undefined }),
    filledWith,
  })
  .map(({ segment, segmentVolumeMl, longerMl, filledWith: how }) => (history) => {
    if (!history.catheterInPlace) return;
    const known = segment === 'connector' ? undefined : segmentVolumeMl;
    // Of a catheter that became shorter by a part that nobody measured the contract does not say what was lost.
    const longer = known === undefined && longerMl !== undefined ? Math.abs(longerMl) : longerMl;
    const volumeMl = Math.max(0.01, history.catheterMl + (longer ?? 0));
    history.add('CatheterRevised', {
      reason: 'kink',
      segment,
      ...optional('segmentVolumeMl', known),
      ...(longer === undefined || segment === 'connector' ? {} : { catheter: { model: '8731SC', volumeMl } }),
      ...optional('filledWith', how),
    });
  });

export const study: fc.Arbitrary<Action> = fc
  .record({
    method: fc.constantFrom('contrast-myelography', 'x-ray'),
    finding: fc.constantFrom('patent', 'patent', 'leak', 'kink', 'inconclusive'),
    aspiratedVolumeMl: fc.option(contrastVolumeMl, { freq: 2, nil: undefined }),
    contrastVolumeMl: fc.option(contrastVolumeMl, { freq: 3, nil: undefined }),
  })
  .map(({ method, finding: seen, aspiratedVolumeMl, contrastVolumeMl: contrast }) => (history) => {
    if (!history.catheterInPlace) return;
    const volumes = {
      ...optional('aspiratedVolumeMl', aspiratedVolumeMl),
      ...optional('contrastVolumeMl', contrast),
    };
    history.add('CatheterStudied', { method, finding: seen, ...volumes });
  });

import { caseReport } from '../../support/history.js';
import { stated } from './entry.js';

/*
 * Reading A: 1000, 700, 400, 100, 0 every 3 days; reading B: 1000, 700, 400, 300, 0, the last by the switch. Both in 9
 * days. The most within 24 h is 300 of 1000: not over half of the baseline. The last fall is 100 in A and 300 in B.
 * The tip is unproven under every policy: neither volumes nor bridge nor aspiration are recorded.
 */
const A = 'baclofen reservoir programmed 1000>700>400>100>0';
const B = 'baclofen reservoir drug-switch 1000>700>400>300>0';

describe('the published holiday', () => {
  it.each([
    // Its own protocol: 300 at a time, 3 days apart.
    ['a', 'case-report-2024', `${A} tapered/pass tip undetermined`],
    ['b', 'case-report-2024', `${B} tapered/pass tip undetermined`],
    // 9 days where the label has 14 at least.
    ['a', 'label-holiday', `${A} tapered/fail tip undetermined`],
    ['b', 'label-holiday', `${B} tapered/fail tip undetermined`],
    // 30 % and more of the dose before, where 20 % are the most.
    ['a', 'best-practice-titration', `${A} tapered/fail tip undetermined`],
    ['b', 'best-practice-titration', `${B} tapered/fail tip undetermined`],
    // 300 of 400 are more than half of the dose of that day; 300 at last are more than the floor of 100.
    ['a', 'strict', `${A} abrupt/fail tip undetermined`],
    ['b', 'strict', `${B} abrupt/fail tip undetermined`],
  ] as const)('reading %s under %s', (reading, policy, expected) => {
    const { cessations } = stated(caseReport(reading).audit('2021-09-01T00:00:00Z', { policy }));
    expect(cessations.filter((line) => line.includes('1000>700'))).toEqual([expected]);
  });

  it.each([
    ['a', [30, 300 / 7, 75, 100]],
    ['b', [30, 300 / 7, 25, 100]],
  ] as const)('reading %s: steps of one size steepen relative to the dose', (reading, falls) => {
    const holiday = caseReport(reading)
      .audit('2021-09-01T00:00:00Z')
      .cessations.find(({ steps }) => steps.length === 4)!;
    holiday.steps.forEach(({ changePct }, index) => expect(changePct).toBeCloseTo(-falls[index]!, 9));
  });

  it('fails the label’s holiday by its duration alone', () => {
    for (const reading of ['a', 'b'] as const) {
      const { steps } = caseReport(reading)
        .audit('2021-09-01T00:00:00Z', { policy: 'label-holiday' })
        .cessations.find((cessation) => cessation.steps.length === 4)!;
      const failed = steps.flatMap(({ rules }) => rules.filter(({ outcome }) => outcome !== 'pass'));
      expect(new Set(failed.map(({ rule }) => rule))).toEqual(new Set(['min-duration']));
    }
  });
});

import type { Step } from '../../../src/compliance/outcome.js';
import { at, stated, told } from './entry.js';
import { tables } from './tables.js';

const DAY = 86_400_000;

describe.each(Object.entries(tables))('%s', (_, entries) => {
  it.each(entries.map((entry) => [entry.title, entry] as const))('%s', (_, entry) => {
    const { policy, knownAt, cessations, findings, telling = [] } = entry;
    const audit = entry.history().audit(entry.asOf ?? at(27), { policy, knownAt });
    expect(stated(audit, findings)).toEqual({ cessations, findings });
    const inOrder = audit.cessations.toSorted((a, b) => a.reachedZeroAt - b.reachedZeroAt);
    expect(telling.map((part, index) => told(inOrder[index]!, part))).toEqual(telling);
    for (const { steps, startedAt, reachedZeroAt, baselineMcgPerDay } of inOrder) {
      expect(startedAt).toBe(steps[0]!.at);
      expect(baselineMcgPerDay).toBe(steps[0]!.fromMcgPerDay);
      expect(reachedZeroAt).toBe(steps.at(-1)!.at);
      steps.forEach((step, index) => followsFrom(step, steps[index - 1]));
    }
  });

  it('has no title twice', () => {
    const titles = entries.map(({ title }) => title);
    expect(titles).toEqual([...new Set(titles)]);
  });
});

/** Each step begins where the one before ended, and says how much and how long. */
function followsFrom(step: Step, previous: Step | undefined): void {
  const { fromMcgPerDay, toMcgPerDay } = step;
  expect(step.changeMcgPerDay).toBeCloseTo(toMcgPerDay - fromMcgPerDay, 9);
  expect(step.changePct).toBeCloseTo((100 * (toMcgPerDay - fromMcgPerDay)) / fromMcgPerDay, 9);
  if (!previous) return expect(step.daysSincePrevious).toBeNull();
  expect(fromMcgPerDay).toBeCloseTo(previous.toMcgPerDay, 9);
  // Where something was regained, the days count from an earlier fall.
  expect(step.daysSincePrevious).toBeGreaterThanOrEqual((step.at - previous.at) / DAY - 1e-9);
}

import { common, halfADay } from './common.js';
import { paper, proposal } from './figures.js';
import type { Policy } from './policy.js';

/** The published case's own protocol, with the definition of an abrupt stop that it leaves open. */
export const caseReport2024: Policy = {
  id: 'case-report-2024',
  version: '1',
  title: 'The taper of the published case: at most 300 mcg/day a step, at least 3 days apart, to zero',
  drugs: {
    baclofen: {
      stop: {
        abrupt: {
          windowHours: halfADay.windowHours,
          maxDropPctOfBaseline: halfADay.maxDropPct,
          maxLastFallMcgPerDay: paper(300, 'reduced by 300 mcg at a time'),
        },
        taper: {
          maxStepMcgPerDay: paper(300, 'reduced by 300 mcg at a time'),
          minHoursBetweenSteps: paper(72, 'every 3 days'),
          toleranceHours: proposal(2, 'a visit is rarely at the same hour'),
        },
      },
      restart: { maxDoseMcgPerDay: paper(200, 'reintroduced at 200 mcg/day') },
    },
  },
  ...common,
};

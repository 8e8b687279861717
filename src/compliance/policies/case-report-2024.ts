import {
  baclofenSpike,
  baclofenStart,
  common,
  halfADay,
  opioids,
  published,
  tipTolerance,
  titration,
  visitTolerance,
} from './common.js';
import type { Policy } from './policy.js';

/** The published case's own protocol, with the definition of an abrupt stop that it leaves open. */
export const caseReport2024: Policy = {
  id: 'case-report-2024',
  version: '2',
  title: 'The taper of the published case: at most 300 mcg/day a step, at least 3 days apart, to zero',
  text:
    'By its first rule, that falls of more than half of the baseline within a day are abrupt, a course from 301-599 mcg/day whose ' +
    'first or second step halves it is abrupt although each step is allowed.',
  drugs: {
    baclofen: {
      stop: {
        abrupt: {
          windowHours: halfADay.windowHours,
          maxDropPctOfBaseline: halfADay.maxDropPct,
          maxLastFallMcgPerDay: published.step,
          toleranceHours: visitTolerance,
        },
        taper: {
          maxStepMcgPerDay: published.step,
          minHoursBetweenSteps: published.hoursBetweenSteps,
          toleranceHours: visitTolerance,
        },
      },
      restart: { maxDoseMcgPerDay: published.restart, tipTolerancePct: tipTolerance },
      firstDose: baclofenStart,
      increases: titration,
      spike: baclofenSpike,
    },
    morphine: { firstDose: opioids.morphine.firstDose, spike: opioids.morphine.spike },
  },
  ...common,
};

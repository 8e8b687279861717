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

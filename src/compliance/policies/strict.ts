import { bestPracticeTitration } from './best-practice-titration.js';
import {
  common,
  deliverableFloor,
  halfADay,
  highDoseStep,
  opioids,
  baclofenSpike,
  baclofenStart,
  tipTolerance,
  published,
  restartAtFirstDose,
  titration,
  usualDose,
  visitTolerance,
} from './common.js';
import { proposal, read, remembered } from './figures.js';
import type { Policy } from './policy.js';

const WEANING = 'upper edge of the weaning of five infected pumps, PMID 30325089';

/** The strictest reading of every source: what passes here passes anywhere. */
export const strict: Policy = {
  id: 'strict',
  version: '2',
  title: 'Strict: small steps by every measure, 3 days apart, over at least two weeks',
  drugs: {
    baclofen: {
      stop: {
        abrupt: {
          windowHours: halfADay.windowHours,
          maxDropPctOfBaseline: halfADay.maxDropPct,
          maxDropPctOfDose: read(50, WEANING),
          maxLastFallMcgPerDay: deliverableFloor,
          toleranceHours: visitTolerance,
        },
        taper: {
          maxStepMcgPerDay: published.step,
          maxStepPctOfPrevious: highDoseStep,
          maxStepPctOfBaseline: proposal(20, 'at least five steps'),
          minHoursBetweenSteps: published.hoursBetweenSteps,
          toleranceHours: visitTolerance,
          minTotalDays: remembered(14, 'US label, not at hand to confirm: over 2-4 weeks'),
        },
        floorMcgPerDay: deliverableFloor,
      },
      restart: {
        maxDoseMcgPerDay: published.restart,
        maxPctOfFirstDose: restartAtFirstDose,
        maxIncreasePct: titration.cerebral.maxPct,
        minHoursBetweenIncreases: titration.cerebral.minHoursBetween,
        tipTolerancePct: tipTolerance,
      },
      firstDose: baclofenStart,
      increases: titration,
      usualDose,
      spike: baclofenSpike,
    },
    ...opioids,
  },
  replacement: { withinHours: proposal(6, 'the time in which the effect of an infusion sets in') },
  ...common,
  toleranceWorkup: bestPracticeTitration.toleranceWorkup,
};

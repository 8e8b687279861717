import {
  common,
  deliverableFloor,
  halfADay,
  highDoseStep,
  opioids,
  baclofenSpike,
  baclofenStart,
  tipTolerance,
  restartAtFirstDose,
  titration,
  visitTolerance,
} from './common.js';
import { proposal, read } from './figures.js';
import type { Policy } from './policy.js';

/** Titration by the best-practice papers of 2016, down as well as up. */
export const bestPracticeTitration: Policy = {
  id: 'best-practice-titration',
  version: '2',
  title: 'Best-practice titration: at most 20 % of the dose a step, once a day',
  drugs: {
    baclofen: {
      stop: {
        abrupt: {
          windowHours: halfADay.windowHours,
          maxDropPctOfBaseline: halfADay.maxDropPct,
          toleranceHours: visitTolerance,
        },
        taper: {
          maxStepPctOfPrevious: highDoseStep,
          minHoursBetweenSteps: read(
            24,
            'Best practices for intrathecal baclofen therapy, Neuromodulation 2016;19:623-31: once in 24 hours',
          ),
          toleranceHours: visitTolerance,
        },
        floorMcgPerDay: deliverableFloor,
      },
      restart: {
        maxPctOfFirstDose: restartAtFirstDose,
        maxIncreasePct: titration.spinal.maxPct,
        minHoursBetweenIncreases: titration.spinal.minHoursBetween,
        tipTolerancePct: tipTolerance,
      },
      firstDose: baclofenStart,
      increases: titration,
      spike: baclofenSpike,
    },
    ...opioids,
  },
  replacement: { withinHours: proposal(24, 'spasticity returns within a day or two') },
  ...common,
  toleranceWorkup: {
    items: read(
      [
        'interrogation',
        'volume-check',
        'x-ray',
        'clear-csf-aspiration',
        'patent-contrast-study',
        'unsatisfactory-lumbar-bolus',
      ],
      'Best practices for intrathecal baclofen therapy: troubleshooting, Neuromodulation 2016;19:632-41; the published case',
    ),
    windowDays: proposal(90, 'an older examination says nothing about the catheter of today'),
    leastBolusMcg: common.toleranceWorkup.leastBolusMcg,
  },
};

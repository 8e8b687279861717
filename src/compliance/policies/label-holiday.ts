import {
  baclofenSpike,
  baclofenStart,
  common,
  halfADay,
  opioids,
  tipTolerance,
  titration,
  usualDose,
  visitTolerance,
} from './common.js';
import { proposal, remembered } from './figures.js';
import type { Policy } from './policy.js';

const LABEL = 'US label of intrathecal baclofen, paragraph on drug holidays, not at hand to confirm';

/** The drug holiday that the label describes: in hospital, gradually, over two to four weeks. */
export const labelHoliday: Policy = {
  id: 'label-holiday',
  version: '2',
  title: 'The label’s drug holiday: a gradual reduction over 2-4 weeks, restart at the initial dose',
  drugs: {
    baclofen: {
      stop: {
        abrupt: {
          windowHours: halfADay.windowHours,
          maxDropPctOfBaseline: halfADay.maxDropPct,
          toleranceHours: visitTolerance,
        },
        taper: {
          minTotalDays: remembered(14, `${LABEL}: over 2-4 weeks; a longer one is as gradual`),
          toleranceHours: visitTolerance,
        },
      },
      restart: {
        maxPctOfFirstDose: remembered(100, `${LABEL}: restart at the initial continuous dose`),
        tipTolerancePct: tipTolerance,
      },
      firstDose: baclofenStart,
      increases: titration,
      usualDose,
      spike: baclofenSpike,
    },
    ...opioids,
  },
  replacement: {
    withinHours: proposal(24, 'the label switches to another treatment of spasticity, without a time'),
  },
  ...common,
};

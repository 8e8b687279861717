import { bestPracticeTitration } from './best-practice-titration.js';
import { common, deliverableFloor, halfADay, morphineStart, titration } from './common.js';
import { paper, proposal, read, remembered } from './figures.js';
import type { Policy } from './policy.js';

const WEANING = 'upper edge of the weaning of five infected pumps, PMID 30325089';

/** The strictest reading of every source: what passes here passes anywhere. */
export const strict: Policy = {
  id: 'strict',
  version: '1',
  title: 'Strict: small steps by every measure, 3 days apart, over at least two weeks',
  drugs: {
    baclofen: {
      stop: {
        abrupt: {
          windowHours: halfADay.windowHours,
          maxDropPctOfBaseline: halfADay.maxDropPct,
          maxDropPctOfDose: read(50, WEANING),
          maxLastFallMcgPerDay: deliverableFloor,
        },
        taper: {
          maxStepMcgPerDay: paper(300, 'reduced by 300 mcg at a time'),
          maxStepPctOfPrevious: read(
            20,
            'Best practices for intrathecal baclofen therapy, CMSC 2015 abstract CC13: at higher doses more than 20 % a step may be excessive',
          ),
          maxStepPctOfBaseline: proposal(20, 'at least five steps'),
          minHoursBetweenSteps: paper(72, 'every 3 days'),
          toleranceHours: proposal(2, 'a visit is rarely at the same hour'),
          minTotalDays: remembered(14, 'US label, not at hand to confirm: over 2-4 weeks'),
        },
        floorMcgPerDay: deliverableFloor,
      },
      restart: {
        maxDoseMcgPerDay: paper(200, 'reintroduced at 200 mcg/day'),
        maxPctOfFirstDose: remembered(
          100,
          'US label, not at hand to confirm: restart at the initial continuous dose',
        ),
        maxIncreasePct: titration.cerebral.maxPct,
        minHoursBetweenIncreases: titration.cerebral.minHoursBetween,
      },
      increases: titration,
      usualDose: {
        maxMcgPerDay: read(
          1000,
          'label as carried by minclinic.eu: above 1000 mcg/day experience is limited',
        ),
      },
    },
    morphine: {
      stop: bestPracticeTitration.drugs['morphine']!.stop!,
      firstDose: morphineStart,
    },
  },
  replacement: { withinHours: proposal(6, 'the time in which the effect of an infusion sets in') },
  ...common,
  toleranceWorkup: bestPracticeTitration.toleranceWorkup,
};

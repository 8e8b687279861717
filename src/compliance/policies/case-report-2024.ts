import type { Sourced } from '../../infusion/provenance.js';
import type { Policy } from './policy.js';

const paper = <Value>(value: Value, source: string): Sourced<Value> => ({
  value,
  source: `de la Fuente Escudero et al., Rev Soc Esp Dolor 2024, doi 10.20986/resed.2024.4076/2023: ${source}`,
  certainty: 'stated-in-paper',
});

const read = <Value>(value: Value, source: string): Sourced<Value> => ({
  value,
  source,
  certainty: 'read-in-source',
});

const proposal = <Value>(value: Value, why: string): Sourced<Value> => ({
  value,
  source: `no clinical source; ${why}; the hospital must approve it`,
  certainty: 'proposed',
});

/** The published case's own protocol, with the definition of an abrupt stop that it leaves open. */
export const caseReport2024: Policy = {
  id: 'case-report-2024',
  version: '1',
  title: 'The taper of the published case: at most 300 mcg/day a step, at least 3 days apart, to zero',
  drugs: paper(['baclofen'], 'the holiday is of baclofen'),
  taper: {
    maxStepMcgPerDay: paper(300, 'reduced by 300 mcg at a time'),
    minHoursBetweenSteps: paper(72, 'every 3 days'),
    toleranceHours: proposal(2, 'a visit is rarely at the same hour'),
    maxDaysWithoutFall: proposal(28, 'a reduction four weeks before belongs to another decision'),
  },
  abrupt: {
    windowHours: proposal(24, 'doses are titrated by the day'),
    maxDropPct: {
      value: 50,
      source: 'upper edge of the weaning of five infected pumps, PMID 30325089',
      certainty: 'read-in-source',
    },
  },
  minHoursToCount: read(
    6,
    'effect of a continuous infusion sets in after 6-8 hours (neurosurgerynotes, MIMS)',
  ),
  holidayPlannedWithinDays: proposal(90, 'a plan older than three months is not the reason'),
  concentrationTolerancePct: read(5, 'strength of Lioresal ampoules, +/-5 % of label (lioresal.com)'),
  concentrationMismatchMinutes: proposal(60, 'a refill and its programming belong to one visit'),
  reprogramWithinHours: proposal(24, 'a refill and its programming belong to one visit'),
  tip: {
    windowHours: read(6, 'effect of a continuous infusion sets in after 6-8 hours (neurosurgerynotes, MIMS)'),
    overdoseRatio: proposal(1.5, 'above every titration step in use'),
    underdoseRatio: proposal(0.5, 'the same loss that counts as abrupt'),
    overlapHours: read(
      6,
      'effect of a continuous infusion sets in after 6-8 hours (neurosurgerynotes, MIMS)',
    ),
  },
  lateEntryHours: proposal(24, 'recorded on the day after is not late'),
};

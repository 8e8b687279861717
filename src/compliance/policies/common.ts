import { derived, paper, proposal, read, remembered } from './figures.js';
import type { Policy } from './policy.js';

const ONSET = 'effect of a continuous infusion sets in after 6-8 hours (neurosurgerynotes, MIMS)';

/** The share of a dose that may be lost within a day. */
export const halfADay = {
  windowHours: proposal(24, 'doses are titrated by the day'),
  maxDropPct: read(50, 'upper edge of the weaning of five infected pumps, PMID 30325089'),
};

/** What the shipped policies share: how doses are counted, and the thresholds of findings. */
export const common = {
  abruptReduction: halfADay,
  maxDaysWithoutFall: proposal(28, 'a reduction four weeks before belongs to another decision'),
  minHoursToCount: read(6, ONSET),
  holidayPlannedWithinDays: proposal(90, 'a plan older than three months is not the reason'),
  concentrationTolerancePct: read(5, 'strength of Lioresal ampoules, +/-5 % of label (lioresal.com)'),
  concentrationMismatchMinutes: proposal(60, 'a refill and its programming belong to one visit'),
  reprogramWithinHours: proposal(24, 'a refill and its programming belong to one visit'),
  tip: {
    windowHours: read(6, ONSET),
    overdoseRatio: proposal(1.5, 'above every titration step in use'),
    underdoseRatio: proposal(0.5, 'the same loss that counts as abrupt'),
    overlapHours: read(6, ONSET),
  },
  refill: {
    maxDiscrepancyMl: read(2, 'above 2 mL evaluate the pump (ASRA Fall 2017 poster 1139)'),
    accuracyPct: read(14.5, 'flow accuracy of the pump, +/-14.5 % of the programmed (ECRI; HK MDD; ANZCA)'),
    trendFills: proposal(3, 'one refill is noise, three make a trend'),
    emptyMl: proposal(0.5, 'what a syringe and a needle leave uncertain'),
    riskVolumeMl: proposal(
      4,
      'withdrawal was seen at 2.1-3.8 mL, and none after the alarm was raised to 4 mL (PMID 15271246)',
    ),
    symptomHours: proposal(
      24,
      'drug beside the reservoir is absorbed within hours (FDA Class I notice, 14 January 2011)',
    ),
  },
  tubeSetHours: read(48, 'stop or stall above 48 h is a risk factor for overinfusion (HSA Singapore 2016)'),
  electiveReplacementDays: read(90, 'Medtronic UK: 90 days from elective replacement to end of service'),
  revisionHours: proposal(24, 'the dose is set again at the operation'),
  toleranceWorkup: {
    items: paper(
      ['volume-check', 'clear-csf-aspiration', 'patent-contrast-study', 'unsatisfactory-lumbar-bolus'],
      'volume check, clear CSF, contrast study and lumbar puncture test came before the diagnosis',
    ),
  },
  mriInterrogationHours: read(
    24,
    'the rotor may start again 2-24 h late (Medtronic MRI page; MHRA MDA/2008/087)',
  ),
  clockOffsetMinutes: proposal(5, 'a clock that is further off moves the boluses of flex mode'),
  lateEntryHours: proposal(24, 'recorded on the day after is not late'),
} satisfies Omit<Policy, 'id' | 'version' | 'title' | 'drugs'>;

/** BOSTER16. */
const BEST_PRACTICES = 'Best practices for intrathecal baclofen therapy, Neuromodulation 2016;19:623-31';

/** Rises in a running therapy. */
export const titration = {
  spinal: {
    aetiologies: read(['spinal-cord-injury', 'multiple-sclerosis'], BEST_PRACTICES),
    maxPct: read(30, `${BEST_PRACTICES}: 10-30 % a day in spasticity of spinal origin`),
    minHoursBetween: read(24, `${BEST_PRACTICES}: once in 24 hours`),
  },
  cerebral: {
    aetiologies: read(['cerebral-palsy', 'traumatic-brain-injury', 'stroke'], BEST_PRACTICES),
    maxPct: read(15, `${BEST_PRACTICES}: 5-15 % a day in spasticity of cerebral origin`),
    minHoursBetween: read(24, `${BEST_PRACTICES}: once in 24 hours`),
  },
};

/** The lowest dose that a pump can be set to at the highest strength in use. */
export const deliverableFloor = derived(
  100,
  'the least flow, 0.048 mL/day, at 2000 mcg/mL is 96 mcg/day: a pump cannot be set lower; from a device figure known from memory',
);

export const morphineStart = {
  maxDoseMcgPerDay: read(1000, 'Infumorph monograph (eMPR): 0.2-1 mg/day in patients without opioids before'),
};

/** The published protocol. */
export const published = {
  step: paper(300, 'reduced by 300 mcg at a time'),
  hoursBetweenSteps: paper(72, 'every 3 days'),
  restart: paper(200, 'reintroduced at 200 mcg/day'),
};

export const visitTolerance = proposal(2, 'a visit is rarely at the same hour');

export const highDoseStep = read(
  20,
  'Best practices for intrathecal baclofen therapy, CMSC 2015 abstract CC13: at higher doses more than 20 % a step may be excessive',
);

export const restartAtFirstDose = remembered(
  100,
  'US label, not at hand to confirm: restart at the initial continuous dose',
);

export const usualDose = {
  maxMcgPerDay: read(1000, 'label as carried by minclinic.eu: above 1000 mcg/day experience is limited'),
};
